import JSONTree
import Pages

extension WebPageSession {
  private static let mostPresses = 10

  /// Presses the mouse on an element, until the press reaches it.
  func press(_ locator: Locator, _ request: [(String, JSONValue)]) async throws(PageError) {
    for _ in 0..<Self.mostPresses {
      guard let target = try await ready("point", locator, request) else {
        return try await leaveFrames()
      }
      let before = dialogsOfAction
      try await click(target)
      let isHit = try await afterPress()
      // A dialog that stood in the way before the press kept it from happening.
      if isHit ?? (dialogsOfAction == before) { return }
    }
    throw .unable("\(locator) moved away from each press")
  }

  /// What is to be seen to when something was pressed.
  func afterPress() async throws(PageError) -> Bool? {
    do {
      let aftermath = try await settle()
      try await followWindows(isExpected: aftermath.opensWindow)
      return aftermath.isHit
    } catch {
      // The window may have closed itself.
      guard case .lost = error, loss != nil, windows.count > 1 else { throw error }
      loss = nil
      try await followWindows(isExpected: false)
      return true
    }
  }

  /// Clicks a checkbox or the like until it is in a state.
  func set(_ state: String, _ locator: Locator) async throws(PageError) {
    let request: [(String, JSONValue)] = [("purpose", "click"), ("state", .string(state))]
    try await press(locator, request)
    let deadline = ContinuousClock.now + settings.timeout
    while try await attempt("point", locator, request)?["outcome"]?.stringValue != "done" {
      try await leaveFrames()
      // A page may replace what was clicked; what is not there any more has no state.
      guard ContinuousClock.now < deadline else {
        throw .unable("\(locator) did not become \(state)")
      }
      try? await Task.sleep(for: .milliseconds(30))
    }
    try await leaveFrames()
  }

  private func click(_ target: JSONValue) async throws(PageError) {
    guard !browser.isChromium, target["label"]?.boolValue != true,
      let element = WireElement(target["element"])
    else {
      try await send("POST", "/actions", click(at: target), repeats: false)
      return
    }
    // This waits for a page that the press leads to (W3C WebDriver section 12.5.1), unlike actions.
    do {
      try await send("POST", "/element/\(element.identifier)/click", [:], repeats: false)
    } catch {
      guard case .undecided(let message) = error, message.contains("is not clickable") else {
        throw error
      }
    }
  }

  private func click(at target: JSONValue) -> JSONValue {
    // In frames the viewport is that of the page around, so that the element has to be the measure.
    let origin: JSONValue = isInFrame ? target["element"] ?? "viewport" : "viewport"
    let move: JSONValue = [
      "type": "pointerMove", "duration": 0, "origin": origin,
      "x": target[isInFrame ? "dx" : "x"] ?? 0, "y": target[isInFrame ? "dy" : "y"] ?? 0,
    ]
    let actions: [JSONValue] = [
      move, ["type": "pointerDown", "button": 0], ["type": "pointerUp", "button": 0],
    ]
    return [
      "actions": [
        [
          "type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"],
          "actions": .array(actions),
        ] as JSONValue
      ]
    ]
  }
}
