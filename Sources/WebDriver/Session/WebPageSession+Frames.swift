import JSONTree
import Pages

extension WebPageSession {
  /// Goes into frames, the outermost first; the outcome of the script where one is not there.
  func enter(_ frames: [Locator]) async throws(PageError) -> JSONValue? {
    for frame in frames {
      guard let outcome = try await run("frame", [("locator", frame.json)]) else { return [:] }
      guard let element = WireElement(outcome["element"]) else { return outcome }
      do {
        _ = try await browser.send("POST", "/frame", ["id": element.json], within: commandLimit)
        isInFrame = true
      } catch {
        guard error.isStale || error.code == "no such window" else { throw pageError(error) }
        return [:]
      }
    }
    return nil
  }

  /// Goes back to the page itself.
  func leaveFrames() async throws(PageError) {
    guard isInFrame else { return }
    isInFrame = false
    try await send("POST", "/frame", ["id": .null])
  }
}
