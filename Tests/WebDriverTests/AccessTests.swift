import HTTPClient
import Pages
import Testing
import WebDriver

extension BrowserTests {
  private static let readOnly = access(mayWrite: false)

  private static func access(
    mayWrite: Bool = true, permits: @escaping @Sendable (HTTPURL) -> Bool = { _ in true }
  ) -> PageAccess {
    PageAccess(
      send: Chromium.access.send, permits: permits, mayWrite: mayWrite,
      isSecret: Chromium.access.isSecret, headers: Chromium.access.headers)
  }

  @Test(arguments: [
    PageAction.click(Locator(.button, "Post")), .press("Enter", on: Locator(.field, "Name")),
    .press("Space", on: Locator(.button, "Post")), .click(Locator(.button, "Post after all")),
    .click(Locator(.button, "Indirect")),
  ]) func formsThatWriteAreNotSubmitted(action: PageAction) async throws {
    let html = """
      <form method=post action=/echo id=f><label>Name <input name=n></label><button>Post</button></form>
      <form action=/echo><button>Get</button><button formmethod=post>Post after all</button></form>
      <button onclick="f.requestSubmit()">Indirect</button>
      """
    try await Chromium.session(html, settings: Chromium.hasty, access: Self.readOnly) {
      session, _ in
      let error = try await failure { try await session.act(action) }
      #expect(error.isUndecided)
      #expect(error.message.contains("`writes: allowed`"))
      #expect(try await session.look(PageLook()).title == "Page")
      try await session.act(.press("Tab", on: Locator(.button, "Post")))
      try await session.act(.click(Locator(.button, "Get")))
      try await session.waitForTitle("Echo")
    }
  }

  @Test func pagesThatMayNotBeVisitedAreLeft() async throws {
    let server = try PageServer.shared
    let elsewhere = server.origin.replacing("127.0.0.1", with: "localhost")
    let html = "<a href='\(elsewhere)/echo'>Out</a><a href='/away?to=\(elsewhere)/echo'>Led out</a>"
    let access = Self.access { $0.host == "127.0.0.1" }
    try await Chromium.session(html, access: access) { session, _ in
      for name in ["Out", "Led out"] {
        try await session.act(.visit(server.page(html)))
        let error = try await failure {
          try await session.act(.click(Locator(.link, name, isExact: true)))
        }
        #expect(error == .undecided("the page led to \(elsewhere), which may not be visited"))
        #expect(try await session.look(PageLook()).url == "about:blank")
      }
      let visit = try await failure { try await session.act(.visit(elsewhere + "/echo")) }
      #expect(visit == .undecided("\(elsewhere)/echo may not be visited"))
    }
  }

  @Test func statusCookiesAndConsoleAreSeen() async throws {
    try await Chromium.session { session, server in
      try await session.act(.visit(server.url("/missing")))
      #expect(try await session.look(PageLook()).status == 404)
      try await session.act(.visit(server.url("/cookie")))
      let view = try await session.look(PageLook(wantsSource: true, wantsCookies: true))
      let cookie = try #require(view.cookies?.first)
      #expect(view.cookies?.count == 1)
      #expect(cookie.name == "sid" && cookie.value == "secret-one" && cookie.httpOnly)
      #expect(cookie.domain == "127.0.0.1" && cookie.hostOnly && cookie.sameSite == "Lax")
      let source = String(decoding: try #require(view.source), as: UTF8.self)
      #expect(source.hasPrefix("<html><head><title>Cookie</title>"))
      #expect(view.console == nil)
      try await session.act(
        .visit(server.page("<script>console.error('odd thing'); null.x</script>")))
      let console = try #require(try await session.look(PageLook(wantsConsole: true)).console)
      #expect(console.contains { $0.contains("odd thing") })
      #expect(console.contains { $0.contains("TypeError") })
    }
  }

  @Test func headersGoToTheirHostOnly() async throws {
    let access = PageAccess(
      send: Chromium.access.send, permits: { _ in true }, mayWrite: true, isSecret: { _ in false },
      headers: { $0 == "127.0.0.1" ? [HTTPField("X-Bypass", "letter")] : [] })
    try await Chromium.session(access: access) { session, server in
      try await session.act(.visit(server.url("/echo")))
      #expect(try await session.text.contains("x-bypass: letter"))
      let elsewhere = server.origin.replacing("127.0.0.1", with: "localhost")
      try await session.act(.visit(server.url("/away?to=\(elsewhere)/echo")))
      #expect(try await session.look(PageLook()).url == "\(elsewhere)/echo")
      #expect(try await !session.text.contains("x-bypass"))
    }
    try await Chromium.session { session, server in
      try await session.act(.visit(server.url("/echo")))
      #expect(try await !session.text.contains("x-bypass"))
    }
  }
}
