import HTTPClient
import Pages
import Testing
import WebDriver

extension BrowserTests {
  private static func line(_ exchange: PageExchange) -> String {
    let status = (try? exchange.result.get().status).map { "\($0)" } ?? "none"
    return "\(exchange.request.method) \(exchange.request.url.path) \(status)"
  }

  /// Waits until a page has said that its scripts are done.
  private static func settle(_ session: WebPageSession) async throws {
    for _ in 0..<400 {
      if try await session.look(PageLook()).title == "done" { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Problem(message: "the scripts did not end")
  }

  /// What a session tells until it is so many; the browser may be behind what its page shows.
  private static func told(_ count: Int, by session: WebPageSession) async throws -> [PageExchange]
  {
    var list: [PageExchange] = []
    for _ in 0..<100 where list.count < count {
      let told = await session.exchanges(isLast: false)
      #expect(told.loss == nil)
      list += told.list
      try await Task.sleep(for: .milliseconds(20))
    }
    return list.sorted { $0.start < $1.start }
  }

  @Test func scriptsAndFormsTellTheirExchanges() async throws {
    let html = """
      <img src=/missing><img src="data:image/png;base64,iVBORw0KGgo="><form method=post action=/json>
      <input name=a value="1 2"><button>Send</button></form><script>(async () => {
      await fetch('/json?status=409', {method: 'PUT', body: '{"b":1}', headers: {'X-Own': 'x'}});
      await fetch('/away?to=/json'); await fetch('/cached'); await fetch('/cached');
      document.title = 'done' })()</script>
      """
    try await Chromium.session(html) { session, server in
      try await Self.settle(session)
      let first = try await Self.told(6, by: session)
      #expect(
        first.map(Self.line).filter { !$0.contains("missing") } == [
          "GET /page 200", "PUT /json 409", "GET /away 302", "GET /json 200", "GET /cached 200",
        ])
      let page = try #require(first.first)
      #expect(page.account == .init(purpose: .document))
      #expect(String(decoding: try page.result.get().body, as: UTF8.self).contains("X-Own"))
      #expect(page.duration > 0)
      let put = try #require(first.first { $0.request.method == "PUT" })
      #expect(put.request.body == .bytes(Array(#"{"b":1}"#.utf8)))
      #expect(put.request.headers.firstValue(of: "X-Own") == "x")
      #expect(try put.result.get().cookiesSet.map(\.value) == ["secret-two"])
      #expect(try put.result.get().body == Array(#"{"sent": "{\"b\":1}"}"#.utf8))
      #expect(try put.result.get().version == "HTTP/1.1")
      let missing = try #require(first.first { Self.line($0) == "GET /missing 404" })
      #expect(missing.account.purpose == .asset)
      #expect(try missing.result.get().body.isEmpty)
      #expect((missing.account.bodySize ?? 0) > 0)
      try await session.act(.click(Locator(.button, "Send")))
      let second = await session.exchanges(isLast: true)
      #expect(second.list.map(Self.line) == ["POST /json 200"])
      let post = try #require(second.list.first)
      #expect(post.request.body == .bytes(Array("a=1+2".utf8)))
      #expect(post.request.headers.firstValue(of: "Cookie") == "seen=secret-two")
    }
    // Nothing of it belongs to the next one.
    try await Chromium.session { session, _ in
      #expect(await session.exchanges(isLast: true).list.isEmpty)
    }
  }

  @Test func whatDoesNotEndIsToldAtTheEnd() async throws {
    let html = "<script>fetch('/never'); fetch('/hurry')</script>"
    try await Chromium.session(html) { session, _ in
      try await Task.sleep(for: .milliseconds(300))
      #expect(try await Self.told(1, by: session).map(Self.line) == ["GET /page 200"])
      let start = ContinuousClock.now
      let rest = await session.exchanges(isLast: true).list
      #expect(rest.map(Self.line).sorted() == ["GET /hurry 200", "GET /never none"])
      #expect(ContinuousClock.now - start < .seconds(2))
    }
  }

  @Test func ofManyBodiesSomeAreAskedFor() async throws {
    let html = """
      <script>(async () => { for (let i = 0; i < 300; i += 50)
      await Promise.all([...Array(50)].map((_, n) => fetch('/json?' + (i + n))));
      document.title = 'done' })()</script>
      """
    try await Chromium.session(html) { session, _ in
      try await Self.settle(session)
      let told = try await Self.told(301, by: session)
      #expect(told.count == 301)
      let withBodies = told.filter { !((try? $0.result.get().body) ?? []).isEmpty }
      #expect(!withBodies.isEmpty)
      let without = told.filter { $0.account.bodySize == 12 }
      #expect(withBodies.count + without.count == 301)
    }
  }

  @Test func aPageThatHangsTellsNothingAndIsNotWaitedFor() async throws {
    let settings = PageSettings(timeout: .seconds(1), loadTimeout: .seconds(2))
    let html = "<button onclick='for (;;) {}'>Hang</button>"
    try await Chromium.session(html, settings: settings) { session, _ in
      _ = await session.exchanges(isLast: false)
      _ = try await failure { try await session.act(.click(Locator(.button, "Hang"))) }
      let start = ContinuousClock.now
      #expect(await session.exchanges(isLast: true).list.isEmpty)
      #expect(ContinuousClock.now - start < .seconds(1))
    }
  }
}
