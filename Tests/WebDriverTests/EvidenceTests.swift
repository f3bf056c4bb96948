import Foundation
import Pages
import Testing
import WebDriver

extension BrowserTests {
  /// Boxes of one colour are drawn over what is secret; without secrets they are not there.
  @Test(arguments: [
    "", "<meta http-equiv=Content-Security-Policy content=\"style-src 'nonce-a'\">",
  ])
  func screenshotsHideSecrets(policy: String) async throws {
    func page(_ secret: String) -> String {
      """
      \(policy)<style nonce=a>body { margin: 0 } * { font-size: 40px; border: 0 } input, p { display: block;
      margin: 0; height: 80px; width: 600px; background: #00f; color: #00f }</style>
      <input type=password value='\(secret)'><input value='\(secret)'><p>\(secret)</p>
      """
    }
    let hidden = try await Chromium.session(page("s3cret")) { session, _ in
      let evidence = await session.evidence(fullPage: false)
      #expect(try await session.find(Locator(.css, "html > div")).isEmpty)
      #expect(evidence.source.map { String(decoding: $0, as: UTF8.self) }?.contains("<p>") == true)
      return try #require(evidence.screenshot)
    }
    let open = try await Chromium.session(page("")) { session, _ in
      try #require(await session.evidence(fullPage: false).screenshot)
    }
    #expect(try await Chromium.colours(of: open, x: 300, y: [40, 120]) == ["0,0,255", "0,0,255"])
    #expect(
      try await Chromium.colours(of: hidden, x: 300, y: [40, 120, 200])
        == ["85,85,85", "85,85,85", "85,85,85"])
  }

  @Test func fullPagesAreDrawn() async throws {
    let html = "<body style='margin:0'><div style='height:3000px;background:#0f0'></div>"
    let sizes = try await Chromium.session(html) { session, _ in
      [
        try #require(await session.evidence(fullPage: true).screenshot),
        try #require(await session.evidence(fullPage: false).screenshot),
      ].map(Chromium.size)
    }
    #expect(sizes == [[1280, 3000], [1280, 800]])
  }
}

extension Chromium {
  /// Width and height of a PNG image (PNG 1.2 section 4.1.1).
  static func size(_ image: [UInt8]) -> [Int] {
    [16, 20].map { image[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  /// Colours of an image's points, read by a browser.
  static func colours(of image: [UInt8], x: Int, y: [Int]) async throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shot-\(UUID()).png")
    try Data(image).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let html = """
      <label>Image <input type=file></label><p id=out></p><canvas id=c width=1280 height=800></canvas>
      <script>const input = document.querySelector('input');
      input.onchange = async () => { const d = c.getContext('2d');
      d.drawImage(await createImageBitmap(input.files[0]), 0, 0);
      out.textContent = \(y).map(y => [...d.getImageData(\(x), y, 1, 1).data].slice(0, 3)).join(';');
      document.title = 'Read' }</script>
      """
    return try await session(html) { session, _ in
      try await session.act(.upload(Locator(.field, "Image"), [folder.path]))
      try await session.waitForTitle("Read")
      let text = try #require(try await session.find(Locator(.css, "#out")).first).text
      return text.split(separator: ";").map(String.init)
    }
  }
}
