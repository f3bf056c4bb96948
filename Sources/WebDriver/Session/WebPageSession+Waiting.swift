import JSONTree
import Pages

extension WebPageSession {
  /// Asks an operation that gets an element ready until it is, within the timeout; the session is
  /// then in the element's frame.
  ///
  /// Returns `nil` where there is nothing to be done any more.
  func ready(
    _ operation: String, _ locator: Locator, _ request: [(String, JSONValue)] = []
  ) async throws(PageError) -> JSONValue? {
    let start = ContinuousClock.now
    var deadline = start + settings.timeout
    var pause = Duration.milliseconds(10)
    var search = ListSearch()
    while true {
      presses += 1
      try await leaveFrames()
      let outcome = try await attempt(operation, locator, request)
      let now = ContinuousClock.now
      switch outcome?["outcome"]?.stringValue {
      case "ready": return outcome
      case "done": return nil
      case "problem": throw .undecided(outcome?["text"]?.stringValue ?? "\(locator)")
      case "refused": throw Self.refusal(of: "\(locator)")
      case "several" where now - start > Self.patienceWithSeveral:
        let count = outcome?["count"]?.intValue ?? 2
        let list = outcome?["text"]?.stringValue ?? ""
        throw .undecided("\(locator) matches \(count) elements: \(list)")
      case "unready" where now > deadline:
        throw .unable(outcome?["text"]?.stringValue ?? "\(locator) cannot be used")
      case _ where now > deadline: throw await lack(of: locator, outcome)
      case "none" where !search.isOver && now - start > ListSearch.patience:
        try await search.go(on: self, for: locator)
        // What scrolling took is not the page's fault.
        deadline = min(deadline + (.now - now), start + settings.timeout * 4)
        if search.hasFound || search.isGoing { continue }
      default: break
      }
      try? await Task.sleep(for: pause)
      if Task.isCancelled { throw .undecided("the check was stopped") }
      pause = min(pause * 3 / 2, .milliseconds(100))
    }
  }

  /// How long another document may take to come in a browser that does not tell; downloads and empty
  /// answers bring none.
  private static let patienceWithLeaving = Duration.seconds(2)
  private static let patienceWithSeveral = Duration.milliseconds(500)

  static func refusal(of what: String) -> PageError {
    .undecided("\(what) submits a form that writes; `writes: allowed` permits it")
  }

  func attempt(
    _ operation: String, _ locator: Locator, _ request: [(String, JSONValue)]
  ) async throws(PageError) -> JSONValue? {
    let path = locator.framePath
    if let lacking = try await enter(path.frames) { return lacking }
    var outcome = try await run(operation, [("locator", path.inner.json)] + request)
    if outcome?["asked"]?.boolValue == false, let element = WireElement(outcome?["element"]),
      try await !confirms(path.inner, element)
    {
      let elements = try await candidates(for: path.inner)
      outcome = try await run(operation, [("locator", path.inner.json(among: elements))] + request)
    }
    return outcome
  }

  private func lack(of locator: Locator, _ outcome: JSONValue?) async -> PageError {
    try? await leaveFrames()
    let place = (try? await run("settle", [])) ?? nil
    let url = place?["url"]?.stringValue ?? "the page"
    let title = place?["title"]?.stringValue ?? ""
    var message = "there is no \(locator) on \(url)"
    if !title.isEmpty { message += " ('\(title)')" }
    let near = (outcome?["near"]?.arrayValue ?? []).compactMap(\.stringValue)
    if !near.isEmpty {
      message += "; there are " + near.map { "'\($0)'" }.joined(separator: ", ")
    }
    return .unable(message)
  }

  /// Waits until the page that an action may have led to is there, and holds its address against what
  /// is permitted.
  ///
  @discardableResult
  func settle() async throws(PageError) -> Aftermath {
    var aftermath = Aftermath()
    if isInFrame {
      aftermath.add(try await run("settle", []))
      try await leaveFrames()
    }
    let start = ContinuousClock.now
    var pause = Duration.milliseconds(5)
    while true {
      let isOver = ContinuousClock.now - start > settings.loadTimeout
      if let place = try await run("settle", []) {
        try await check(place)
        if place["refused"]?.boolValue == true { throw Self.refusal(of: "this") }
        // Chromium's driver waits by itself; what is left with it had no other document.
        let isLeaving = place["leaves"]?.boolValue == true && !browser.isChromium
        let isGiven = ContinuousClock.now - start > Self.patienceWithLeaving
        if place["ready"]?.stringValue == "complete" && (!isLeaving || isGiven) || isOver {
          aftermath.add(place)
          return aftermath
        }
      } else if isOver {
        throw .undecided("the page did not come to rest within \(settings.loadTimeout)")
      }
      try? await Task.sleep(for: pause)
      if Task.isCancelled { throw .undecided("the check was stopped") }
      pause = min(pause * 2, .milliseconds(50))
    }
  }

}

/// What became of a press.
struct Aftermath {
  /// Whether it reached its element; `nil` where that is not known.
  var isHit: Bool?
  /// Whether a window is to be expected.
  var opensWindow = false

  fileprivate mutating func add(_ place: JSONValue?) {
    isHit = isHit ?? place?["press"]?.stringValue.map { $0 == "hit" }
    opensWindow = opensWindow || place?["opens"]?.boolValue == true
  }
}
