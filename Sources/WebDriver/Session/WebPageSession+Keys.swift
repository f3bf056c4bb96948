import JSONTree
import Pages

extension WebPageSession {
  /// Texts up to this length are typed key by key, as a person would; longer ones come at once, as
  /// from an input method.
  private static let longestTyped = 64

  /// Presses keys together, on an element or where the focus is.
  func press(_ combination: String, on locator: Locator?) async throws(PageError) {
    guard let keys = KeyCombination(combination) else {
      throw .undecided("'\(combination)' is not a key")
    }
    let name = keys.main.lowercased()
    let purpose = name == "enter" || name == "return" ? "Enter" : name == "space" ? "Space" : "key"
    let request: [(String, JSONValue)] = [("purpose", .string(purpose))]
    if let locator {
      guard try await ready("focus", locator, request) != nil else { return }
    } else {
      presses += 1
      let outcome = try await run("focus", request)
      if outcome?["outcome"]?.stringValue == "refused" { throw Self.refusal(of: combination) }
    }
    let actions =
      keys.keys.map { Self.key("keyDown", $0) } + keys.keys.reversed().map { Self.key("keyUp", $0) }
    try await send("POST", "/actions", Self.keys(actions), repeats: false)
    // Where the driver does not wait for pages that keys lead to, they are given a moment to begin.
    if purpose != "key", !browser.isChromium { try? await Task.sleep(for: .milliseconds(100)) }
    _ = try await afterPress()
  }

  /// Types where the focus is.
  func type(_ text: String) async throws(PageError) {
    let isTypable = text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && !(0xE000...0xF8FF).contains(scalar.value)
        || scalar == "\n" && !browser.isChromium
    }
    if isTypable, text.count <= Self.longestTyped || !browser.isChromium {
      let actions = text.flatMap { character in
        ["keyDown", "keyUp"].map {
          Self.key($0, character == "\n" ? "\u{E007}" : String(character))
        }
      }
      try await send("POST", "/actions", Self.keys(actions), repeats: false)
    } else if browser.isChromium {
      try await devTools("Input.insertText", ["text": .string(text)])
    } else {
      throw .undecided("this browser cannot type control characters")
    }
  }

  private static func key(_ type: String, _ value: String) -> JSONValue {
    ["type": .string(type), "value": .string(value)]
  }

  private static func keys(_ actions: [JSONValue]) -> JSONValue {
    ["actions": [["type": "key", "id": "keyboard", "actions": .array(actions)] as JSONValue]]
  }
}
