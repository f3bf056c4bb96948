import Glibc
import JSONTree
import Pages

extension WebPageSession {
  func fill(_ locator: Locator, _ text: String) async throws(PageError) {
    if try await ready("fill", locator, [("text", .string(text))]) != nil { try await type(text) }
    try await settle()
  }

  /// Chooses options of a native list in one go, of one made of other elements by clicking.
  func select(_ options: [String], in locator: Locator) async throws(PageError) {
    let request: [(String, JSONValue)] = [("options", .array(options.map(JSONValue.string)))]
    guard let outcome = try await ready("select", locator, request) else {
      try await settle()
      return
    }
    try await leaveFrames()
    let isOpen = outcome["list"]?.stringValue == "open"
    for option in options {
      if !isOpen { try await press(locator, [("purpose", "click")]) }
      var choice = Locator(.role, "option", name: option)
      if isOpen {
        choice.scope = [locator]
      } else if let frame = locator.framePath.frames.last {
        choice.scope = [frame]
      }
      try await press(choice, [("purpose", "click")])
    }
  }

  func upload(_ paths: [String], to locator: Locator) async throws(PageError) {
    guard !isRemote else {
      throw .undecided("files cannot be given to a browser on another machine")
    }
    if let missing = paths.first(where: { Glibc.access($0, R_OK) != 0 }) {
      throw .undecided("the file '\(missing)' cannot be read")
    }
    let request: [(String, JSONValue)] = [("count", .number(JSONNumber(paths.count)))]
    guard let target = try await ready("upload", locator, request),
      let element = WireElement(target["element"])
    else { return }
    try await send(
      "POST", "/element/\(element.identifier)/value",
      ["text": .string(paths.joined(separator: "\n"))], repeats: false)
    try await settle()
  }
}
