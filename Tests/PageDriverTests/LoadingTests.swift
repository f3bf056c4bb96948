import HTTPClient
import PageDriver
import Pages
import Testing

@Suite struct LoadingTests {
  @Test(arguments: [
    (301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST"),
  ])
  func redirectsKeepOrChangeTheMethod(status: Int, method: String) async throws {
    let site = Site { request throws(PageError) in
      switch request.url.path {
      case "/": Site.page("<form method=post action=/a><button name=b>Go</button></form>", request)
      case "/a": Site.redirect(status, "c?d#e", request)
      default: Site.page("<h1>There</h1>", request)
      }
    }
    let session = try await site.open()
    try await session.does(.click(Locator(.button, "Go")))
    #expect(site.last == (method == "POST" ? "POST /c?d b=" : "GET /c?d"))
    #expect(try await session.place == "/c?d#e")
    let type = site.requests.last?.headers.firstValue(of: "Content-Type")
    #expect((type != nil) == (method == "POST"))
  }

  @Test func fragmentsSurviveRedirects() async throws {
    let session = try await Site { request throws(PageError) in
      request.url.path == "/a" ? Site.redirect(302, "/b", request) : Site.page("x", request)
    }.open("/a#there")
    #expect(try await session.place == "/b#there")
  }

  @Test(arguments: [
    ("0;url=/b", "/b"), ("0; URL='/b'", "/b"), ("5;/b", "/b"), ("5, url=/b", "/b"),
    ("6;url=/b", "/"),
    ("3", "/"), ("3;url=/", "/"), ("x;url=/b", "/"), ("0.5;url=/b", "/b"),
    (" 1 ; url = \"/b\"x", "/b"),
  ])
  func refreshesAreFollowed(content: String, place: String) async throws {
    let quoted = content.replacing("\"", with: "&quot;")
    let session = try await Site([
      "/": "<meta http-equiv=Refresh content=\"\(quoted)\">a", "/b": "b",
    ]).open()
    #expect(try await session.place == place)
    let other = try await Site { request throws(PageError) in
      Site.page(
        "a", request, headers: request.url.path == "/" ? [HTTPField("Refresh", content)] : [])
    }.open()
    #expect(try await other.place == place)
  }

  @Test(
    arguments: [
      ("text/html; charset=iso-8859-1", [0xE4], "ä"), ("text/html", [0xC3, 0xA4], "ä"),
      ("text/html;charset=\"UTF-8\"", [0xC3, 0xA4], "ä"),
      ("text/plain", [0x3C, 0x62, 0x3E], "<b>"),
      ("application/json", Array("{\"a\": 1}".utf8), "{\"a\": 1}"),
      ("application/xhtml+xml", Array("<p>x</p>".utf8), "x"), ("", Array("<p>x".utf8), "x"),
      ("", Array("x < y".utf8), "x < y"), ("text/html; charset=koi8-r", [0xC1], "а"),
      ("image/png", [0], ""),
    ] as [(String, [UInt8], String)])
  func contentIsShown(type: String, body: [UInt8], text: String) async throws {
    let session = try await Site { request throws(PageError) in
      HTTPResponse(
        status: 200, headers: type.isEmpty ? [] : [HTTPField("Content-Type", type)], body: body,
        finalURL: request.url)
    }.open()
    #expect(try await session.view().text == text)
  }

  @Test(
    arguments: [
      ("a; b", nil, "application/pdf", "/files/report.pdf", "report.pdf"),
      ("attachment; filename=\"a b.csv\"", nil, "text/csv", "/x", "a b.csv"),
      ("attachment; filename=x; filename*=UTF-8''%C3%A4.csv", nil, "text/csv", "/x", "ä.csv"),
      ("attachment; filename=\"../../etc/passwd\"", nil, "text/plain", "/x", "passwd"),
      ("attachment; filename=\"a\\\"b;c\"", nil, "text/plain", "/x", "a\"b;c"),
      ("inline", "named.txt", "text/html", "/x", "named.txt"),
      ("attachment", nil, "text/html", "/x%20y", "x y"),
      ("attachment", nil, "text/html", "/", "download"),
    ] as [(String, String?, String, String, String)])
  func filesAreDownloaded(
    disposition: String, attribute: String?, type: String, path: String, name: String
  ) async throws {
    let link =
      attribute.map { "<a href='\(path)' download=\($0)>File</a>" } ?? "<a href='\(path)'>File</a>"
    let site = Site { request throws(PageError) in
      request.url.path == "/start"
        ? Site.page(link, request)
        : HTTPResponse(
          status: 200,
          headers: [
            HTTPField("Content-Type", type), HTTPField("Content-Disposition", disposition),
          ], body: [1, 2], finalURL: request.url)
    }
    let session = try await site.open("/start")
    let file = try await session.perform(.download(Locator(.link, "File")), dialogs: .dismiss)
    #expect(file == PageDownload(name: name, bytes: [1, 2]))
    #expect(try await session.place == "/start")
    try await session.does(.click(Locator(.link, "File")))
    #expect(try await session.place == "/start")
  }

  @Test func pagesAreNoDownloads() async throws {
    let session = try await Site(page: "<a href=/b>b</a><p id=p>p</p>").open()
    #expect(
      await session.fails(.download(Locator(.link, "b")))
        == .unable("the link 'b' leads to a page and not to a file: /b with status 200"))
    #expect(
      await session.fails(.download(Locator(.css, "p")))
        == .unable("the paragraph begins no download"))
  }

  @Test func answersWithoutContentLeaveThePage() async throws {
    let session = try await Site { request throws(PageError) in
      request.url.path == "/"
        ? Site.page("<a href=/b>b</a>", request)
        : HTTPResponse(status: 204, finalURL: request.url)
    }.open()
    try await session.does(.click(Locator(.link, "b")))
    #expect(try await session.place == "/")
  }

  @Test func loadingIsBoundedInTime() async throws {
    let access = PageAccess(
      send: { request throws(PageError) in
        try? await Task.sleep(for: .milliseconds(60))
        return Site.redirect(302, request.url.path + "x", request)
      }, permits: { _ in true }, mayWrite: true, isSecret: { _ in false }, headers: { _ in [] })
    let session = try await HTMLPageDriver().open(
      PageSettings(loadTimeout: .milliseconds(200)), base: Site.base, state: .init(),
      access: access)
    let error = await session.fails(.visit(Site.base + "/"))
    #expect(error?.message.hasSuffix("was not loaded within 200 ms") == true)
  }

  @Test func errorsOfTheTargetAreTold() async throws {
    let session = try await Site { request throws(PageError) in
      throw .undecided("nothing accepted a connection")
    }.open(nil)
    #expect(await session.fails(.visit(Site.base)) == .undecided("nothing accepted a connection"))
    #expect(await session.fails(.reload) == .undecided("no page was visited yet"))
    await #expect(throws: PageError.undecided("no page was visited yet")) {
      _ = try await session.view()
    }
  }

  @Test func pagesWithErrorsAreShown() async throws {
    let session = try await Site([:]).open("/nowhere")
    #expect(try await session.view().status == 404)
    let error = await session.fails(.click(Locator(.link, "x")))
    #expect(
      error
        == .unable("/nowhere ('Not found') has no link 'x'; the page came with status 404"))
  }

  @Test(
    arguments: [
      ("no-referrer", "", nil, "null"), ("", "", "http://site.test/p?q", "http://site.test"),
      ("origin", "", "http://site.test/", "http://site.test"),
      ("nonsense, same-origin", "", "http://site.test/p?q", "http://site.test"),
      ("", "<meta name=referrer content=no-referrer>", nil, "null"),
    ] as [(String, String, String?, String)])
  func referrersFollowThePolicy(
    header: String, meta: String, referrer: String?, origin: String
  ) async throws {
    let site = Site { request throws(PageError) in
      Site.page(
        meta + "<form method=post action=/x><button>Go</button></form>", request,
        headers: header.isEmpty ? [] : [HTTPField("Referrer-Policy", header)])
    }
    let session = try await site.open("/p?q#f")
    try await session.does(.click(Locator(.button, "Go")))
    #expect(site.requests.last?.headers.firstValue(of: "Referer") == referrer)
    #expect(site.requests.last?.headers.firstValue(of: "Origin") == origin)
  }

  @Test func otherSitesGetTheOriginOnly() async throws {
    let site = Site(page: "<a href=http://other.test/>x</a><a rel=noreferrer href=/y>y</a>")
    let session = try await site.open("/p?q")
    try await session.does(.click(Locator(.link, "x")))
    #expect(site.requests[1].headers.firstValue(of: "Referer") == "http://site.test/")
    #expect(site.requests[1].headers.firstValue(of: "Sec-Fetch-Site") == "cross-site")
    #expect(site.requests[1].headers.firstValue(of: "X-Bypass") == nil)
    try await session.does(.click(Locator(.link, "y")))
    #expect(site.requests[2].headers.firstValue(of: "Referer") == nil)
  }

  @Test func whatMayNotBeStoredIsLoadedAgain() async throws {
    let site = Site { request throws(PageError) in
      Site.page(
        "<a href=/b>b</a>", request, headers: [HTTPField("Cache-Control", "private, no-store")])
    }
    let session = try await site.open("/a")
    try await session.does(.click(Locator(.link, "b")), .back)
    #expect(site.requests.map(\.url.path) == ["/a", "/b", "/a"])
  }
}
