import FoundationEssentials
import JSONTree
package import Pages

extension WebPageSession {
  /// Chromium draws nothing larger.
  private static let tallest = 16_384

  package func evidence(fullPage: Bool) async -> PageEvidence {
    guard loss == nil else { return PageEvidence() }
    isGivingEvidence = true
    defer { isGivingEvidence = false }
    var evidence = PageEvidence()
    try? await leaveFrames()
    evidence.screenshot = try? await screenshot(fullPage: fullPage)
    if let seen = try? await run(
      "look", [("locators", []), ("text", false), ("source", true), ("limit", 0)]),
      let source = seen["source"]?.stringValue, source.utf8.count <= settings.maximumBytes
    {
      evidence.source = Array(source.utf8)
    }
    return evidence
  }

  private func screenshot(fullPage: Bool) async throws(PageError) -> [UInt8]? {
    let texts = try await run("texts", [])?.arrayValue ?? []
    let indexes = texts.indices.filter { access.isSecret(texts[$0].stringValue ?? "") }
    let page: JSONValue?
    let drawn: JSONValue?
    do {
      page = try await run(
        "cover", [("indexes", .array(indexes.map { .number(JSONNumber($0)) }))])
      drawn = try await draw(fullPage: fullPage, page)
    } catch {
      _ = try? await run("uncover", [])
      throw error
    }
    _ = try await run("uncover", [])
    // Without the page's word that everything is covered nothing is shown.
    guard page != nil, let text = drawn?.stringValue, let data = Data(base64Encoded: text) else {
      return nil
    }
    return Array(data)
  }

  private func draw(fullPage: Bool, _ page: JSONValue?) async throws(PageError) -> JSONValue? {
    guard fullPage else { return try await send("GET", "/screenshot") }
    guard browser.isChromium else { return try await send("GET", "/moz/screenshot/full") }
    let clip: JSONValue = [
      "x": 0, "y": 0, "scale": 1,
      "width": .number(JSONNumber(min(page?["width"]?.intValue ?? 1, Self.tallest))),
      "height": .number(JSONNumber(min(page?["height"]?.intValue ?? 1, Self.tallest))),
    ]
    return try await devTools(
      "Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true, "clip": clip])[
        "data"]
  }
}
