import HTTPClient
import Pages
import Testing

@Suite struct WalkingTests {
  @Test func aFormIsFilledAndSent() async throws {
    let site = Site { request throws(PageError) in
      request.method == "POST"
        ? Site.redirect(303, "/welcome", request)
        : Site.page(
          """
          <title>\(request.url.path)</title><h1>Hello</h1>
          <form method=post action=/sign-in><input type=hidden name=csrf value=t>
          <label for=e>E-mail address</label><input id=e name=email type=email required>
          <label>Password <input name=password type=password></label>
          <button>Sign in</button></form>
          """, request)
    }
    let session = try await site.open()
    try await session.does(
      .fill(Locator(.field, "e-mail address"), "a@b.test"),
      .fill(Locator(.field, "Password"), "s e"), .click(Locator(.button, "Sign in")))
    let post = try #require(site.requests.first { $0.method == "POST" })
    #expect(post.body == .bytes(Array("csrf=t&email=a%40b.test&password=s+e".utf8)))
    #expect(post.headers.firstValue(of: "Content-Type") == "application/x-www-form-urlencoded")
    #expect(post.headers.firstValue(of: "Origin") == "http://site.test")
    #expect(post.headers.firstValue(of: "Referer") == "http://site.test/")
    #expect(post.headers.firstValue(of: "X-Bypass") == "1")
    #expect(site.last == "GET /welcome")
    let view = try await session.view(Locator(.heading, "hello"))
    #expect(view.url == "http://site.test/welcome")
    #expect(view.title == "/welcome")
    #expect(view.status == 200)
    #expect(view.found.values.first?.first?.name == "Hello")
  }

  @Test(arguments: [
    ("<a href=b>x</a>", "/a/b"), ("<a href=/b?c#d>x</a>", "/b?c#d"), ("<a href='../b'>x</a>", "/b"),
    ("<a href='?q=1'>x</a>", "/a/page?q=1"), ("<a href='#here'>x</a>", "/a/page#here"),
    ("<base href=/other/><a href=b>x</a>", "/other/b"), ("<a href=''>x</a>", "/a/page"),
    ("<a href='//other.test/z'>x</a>", "http://other.test/z"),
    ("<a href=' /b '><b>x</b></a>", "/b"), ("<map><area href=/b alt=x></map>", "/b"),
  ])
  func linksLeadOn(html: String, place: String) async throws {
    let session = try await Site(page: html).open("/a/page")
    try await session.does(.click(Locator(.link, "x")))
    #expect(try await session.place == place)
  }

  @Test func historyGoesBack() async throws {
    let site = Site([
      "/": "<a href=/b>b</a><label>F<input></label>", "/b": "<a href=#c>c</a>",
    ])
    let session = try await site.open()
    try await session.does(
      .fill(Locator(.field, "F"), "kept"), .click(Locator(.link, "b")), .click(Locator(.link, "c")))
    #expect(try await session.place == "/b#c")
    try await session.does(.back)
    #expect(try await session.place == "/b")
    try await session.does(.back)
    #expect(try await session.place == "/")
    #expect(try await session.found(Locator(.field, "F")).first?.value == "kept")
    #expect(site.requests.count == 2)
    #expect(await session.fails(.back) == .undecided("there is no page to go back to"))
  }

  @Test func reloadingSendsAgain() async throws {
    let site = Site(page: "<form method=post action=/p><button name=n value=v>Go</button></form>")
    let session = try await site.open()
    try await session.does(.click(Locator(.button, "Go")), .reload)
    #expect(site.requests.map(\.method) == ["GET", "POST", "POST"])
    #expect(site.last == "POST /p n=v")
  }

  @Test func windowsOpenAndClose() async throws {
    let site = Site(["/": "<a href=/b target=_blank>b</a>", "/b": "<h1>B</h1>"])
    let session = try await site.open()
    try await session.does(.click(Locator(.link, "b")))
    #expect(try await session.place == "/b")
    #expect(await session.fails(.back) != nil)
    try await session.does(.closeWindow)
    #expect(try await session.place == "/")
    #expect(await session.fails(.closeWindow) != nil)
  }

  @Test func cookiesAreKeptAndSent() async throws {
    let site = Site { request throws(PageError) in
      Site.page(
        "<a href=/b>b</a>", request, headers: [HTTPField("Set-Cookie", "s=1; Path=/; HttpOnly")])
    }
    let given = BrowserState(
      cookies: [Cookie(name: "old", value: "2", domain: "site.test")],
      localStorage: ["http://site.test:80": [.init(name: "k", value: "v")]])
    let session = try await site.open("/", state: given)
    try await session.does(.click(Locator(.link, "b")))
    #expect(site.requests[0].headers.firstValue(of: "Cookie") == "old=2")
    #expect(site.requests[1].headers.firstValue(of: "Cookie") == "old=2; s=1")
    let state = try await session.state()
    #expect(state.cookies.map(\.name) == ["old", "s"])
    #expect(state.localStorage == given.localStorage)
    let view = try await session.look(PageLook(wantsCookies: true))
    #expect(view.cookies?.map(\.name) == ["old", "s"])
  }

  @Test func theLocaleIsTold() async throws {
    let site = Site(page: "x")
    _ = try await site.open("/", settings: PageSettings(locale: "de-DE"))
    #expect(site.requests[0].headers.firstValue(of: "Accept-Language") == "de-DE,de;q=0.9")
  }
}
