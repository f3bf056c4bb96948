import HTTPClient
import JSONTree
package import Pages

extension WebPageSession {
  private static let mostErrors = 1000

  package func look(_ look: PageLook) async throws(PageError) -> PageView {
    try await leaveFrames()
    let groups = Dictionary(grouping: look.locators) { $0.framePath.frames }
    let locators = groups[[]] ?? []
    guard let seen = try await see(locators.map(\.json), look) else {
      throw .undecided("the page changed while it was looked at")
    }
    try await check(seen)
    var view = PageView(
      url: seen["url"]?.stringValue ?? "", title: seen["title"]?.stringValue ?? "",
      status: seen["status"]?.intValue, text: seen["text"]?.stringValue,
      source: seen["source"]?.stringValue.map { Array($0.utf8) })
    try await take(seen, of: locators, into: &view)
    for (frames, locators) in groups where !frames.isEmpty {
      try await lookInside(frames, locators, into: &view)
    }
    if look.wantsCookies { view.cookies = try await cookiesOfPage() }
    if look.wantsConsole, browser.isChromium { view.console = try await console() }
    view.dialogs = dialogs
    return view
  }

  private func see(_ locators: [JSONValue], _ look: PageLook) async throws(PageError) -> JSONValue?
  {
    let request: [(String, JSONValue)] = [
      ("locators", .array(locators)), ("text", .bool(look.wantsText)),
      ("source", .bool(look.wantsSource)), ("marks", .bool(look.marksHidden)),
      ("limit", .number(JSONNumber(PageView.limit))),
    ]
    // A document that goes away under a look is followed by another.
    for _ in 0..<5 {
      if let seen = try await run("look", request) { return seen }
    }
    return nil
  }

  private func lookInside(
    _ frames: [Locator], _ locators: [Locator], into view: inout PageView
  ) async throws(PageError) {
    if let lacking = try await enter(frames) {
      let isMissing = lacking["outcome"]?.stringValue ?? "none" == "none"
      for locator in locators {
        if isMissing {
          view.found[locator] = []
        } else {
          view.problems[locator] = lacking["text"]?.stringValue ?? "the frame is not one"
        }
      }
    } else if let seen = try await see(locators.map(\.framePath.inner.json), PageLook()) {
      try await take(seen, of: locators, into: &view)
    }
    try await leaveFrames()
  }

  private func take(
    _ seen: JSONValue, of locators: [Locator], into view: inout PageView
  ) async throws(PageError) {
    for (locator, result) in zip(locators, seen["found"]?.arrayValue ?? []) {
      if let problem = result["problem"]?.stringValue {
        view.problems[locator] = problem
        continue
      }
      var elements = (result["elements"]?.arrayValue ?? []).map(PageElement.init(wire:))
      if let references = result["references"]?.arrayValue, locator.roles != nil {
        elements = try await confirmed(elements, references, locator)
      }
      view.found[locator] = elements
    }
  }

  /// The error messages on the console so far.
  private func console() async throws(PageError) -> [String] {
    let entries = try await send("POST", "/se/log", ["type": "browser"]).arrayValue ?? []
    for entry in entries where entry["level"]?.stringValue == "SEVERE" {
      guard errorsOnConsole.count < Self.mostErrors else { break }
      let message = entry["message"]?.stringValue ?? ""
      // An icon that the browser asks for by itself is not missed by the page.
      if entry["source"]?.stringValue == "network", message.contains("/favicon.ico - ") { continue }
      errorsOnConsole.append(message)
    }
    return errorsOnConsole
  }

  /// What was logged before this session is none of its business.
  func forgetConsole() async throws(PageError) {
    try await send("POST", "/se/log", ["type": "browser"])
  }
}

extension PageElement {
  init(wire: JSONValue) {
    self.init(
      role: wire["role"]?.stringValue ?? "generic", name: wire["name"]?.stringValue ?? "",
      text: wire["text"]?.stringValue ?? "", value: wire["value"]?.stringValue,
      states: Set(
        (wire["states"]?.arrayValue ?? []).compactMap(\.stringValue).compactMap(State.init)),
      attributes: Dictionary(
        (wire["attributes"]?.objectValue?.pairs ?? []).map { ($0.key, $0.value.stringValue ?? "") },
        uniquingKeysWith: { $1 }))
  }
}
