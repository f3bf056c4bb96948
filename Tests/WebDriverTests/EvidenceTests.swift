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

  /// Where a page may show a secret; red is what must not be seen.
  private static let places = [
    "<p>SECRET</p>", "<p>SEC<b>RET</b></p>",
    "<p style='width: 20px; white-space: nowrap;'>xxxxxx SECRET</p>",
    "<p style='font-size: 3px;'>\(String(repeating: "word ", count: 600))<b>SECRET</b></p>",
    "<p style='font-size: 3px;'>\(String(repeating: "word ", count: 600))SECRET</p>",
    "<input placeholder=SECRET><style>::placeholder { color: #f00 }</style>",
    "<style>p::after { content: 'SECRET' }</style><p></p>",
    "<dialog>SECRET</dialog><script>document.querySelector('dialog').showModal()</script>",
    "<div style='display: contents;'>SECRET</div>",
    "<p style='opacity: 1 !important;'>SECRET</p>",
    "<iframe srcdoc=\"<p style='color: #f00; font-size: 40px'>SECRET</p>\"></iframe>",
    "<div id=h></div><script>h.attachShadow({mode: 'open'}).innerHTML = '<p>SECRET</p>'</script>",
  ]

  @Test(arguments: places)
  func secretsAreHiddenWhereverTheyAreShown(place: String) async throws {
    func shot(_ word: String) async throws -> [UInt8] {
      let halves = (word.prefix(3), word.dropFirst(3))
      let html = place.replacing("SEC<b>RET", with: "\(halves.0)<b>\(halves.1)")
        .replacing("SECRET", with: word)
      let style = "<style>body { color: #f00; font-size: 40px } dialog { color: #f00 }</style>"
      return try await Chromium.session(style + html) { session, _ in
        let before = try await session.source
        let image = try #require(await session.evidence(fullPage: false).screenshot)
        #expect(try await session.source == before)
        return image
      }
    }
    #expect(try await Chromium.hasRed(shot("public")))
    #expect(try await !Chromium.hasRed(shot("s3cret")))
  }

  /// Nobody can tell what is in them.
  @Test func framesOfOthersAreCovered() async throws {
    let html = """
      <iframe width=900 height=300></iframe><script>const u = new URL(location);
      u.hostname = 'localhost'; u.search = '?' + new URLSearchParams(
        {html: '<body style="background: #f00">Card'}); document.querySelector('iframe').src = u</script>
      """
    let image = try await Chromium.session(html) { session, _ in
      try await Task.sleep(for: .milliseconds(300))
      return try #require(await session.evidence(fullPage: false).screenshot)
    }
    #expect(try await !Chromium.hasRed(image))
  }

  @Test func pagesThatHangGiveNoEvidence() async throws {
    var settings = Chromium.hasty
    settings.loadTimeout = .seconds(5)
    settings.evidenceTimeout = .seconds(1)
    let html = "<button>Go</button><script>setTimeout(() => { while (true) {} }, 500)</script>"
    try await Chromium.session(html, settings: settings) { session, _ in
      try await Task.sleep(for: .milliseconds(600))
      let error = try await failure { try await session.act(.click(Locator(.button, "Go"))) }
      #expect(error.isUndecided, "\(error)")
      let start = ContinuousClock.now
      let evidence = await session.evidence(fullPage: true)
      #expect(evidence.screenshot == nil && evidence.source == nil)
      #expect(ContinuousClock.now - start < .seconds(3))
    }
    try await Chromium.expectNextSession()
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

  /// Colours of an image's points.
  static func colours(of image: [UInt8], x: Int, y: [Int]) async throws -> [String] {
    try await read(
      image, "\(y).map(y => [...d.getImageData(\(x), y, 1, 1).data].slice(0, 3)).join(';')"
    )
    .split(separator: ";").map(String.init)
  }

  /// Whether anything in an image is red.
  static func hasRed(_ image: [UInt8]) async throws -> Bool {
    let isRed = "(v, i, all) => i % 4 === 0 && v > 150 && all[i + 1] < 120 && all[i + 2] < 120"
    return try await read(image, "d.getImageData(0, 0, 1280, 800).data.some(\(isRed))") == "true"
  }

  /// What a script says of an image that is drawn into the canvas of `d`.
  private static func read(_ image: [UInt8], _ script: String) async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shot-\(UUID()).png")
    try Data(image).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let html = """
      <label>Image <input type=file></label><p id=out></p><canvas id=c width=1280 height=800></canvas>
      <script>const input = document.querySelector('input');
      input.onchange = async () => { const d = c.getContext('2d');
      d.drawImage(await createImageBitmap(input.files[0]), 0, 0);
      out.textContent = \(script);
      document.title = 'Read' }</script>
      """
    return try await session(html) { session, _ in
      try await session.act(.upload(Locator(.field, "Image"), [folder.path]))
      try await session.waitForTitle("Read")
      return try #require(try await session.find(Locator(.css, "#out")).first).text
    }
  }
}

extension WebPageSession {
  fileprivate var source: String {
    get async throws {
      String(decoding: try await look(PageLook(wantsSource: true)).source ?? [], as: UTF8.self)
    }
  }
}
