import HTTPClient
import Pages
import Testing

/// Pages that would like to keep a driver busy for ever.
@Suite(.serialized) struct HostileTests {
  private func open(_ html: String, limit: Int = 64 << 20) async throws -> any PageSession {
    try await Site(page: html).open("/", settings: PageSettings(maximumBytes: limit))
  }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(.timeLimit(.minutes(1)))
  func redirectsForEver() async throws {
    let site = Site { request throws(PageError) in
      Site.redirect(302, "/\(Int(request.url.path.dropFirst()).map { $0 + 1 } ?? 1)", request)
    }
    let session = try await site.open(nil)
    let error = await session.fails(.visit(Site.base + "/0"))
    #expect(
      error
        == .undecided(
          "/0 redirects for ever: after 20 redirects there was no page (/0, /1, /2, /3, …)"))
    #expect(site.requests.count == 21)
  }

  @Test(.timeLimit(.minutes(1)))
  func refreshesForEver() async throws {
    let site = Site { request throws(PageError) in
      let next = request.url.path == "/a" ? "/b" : "/a"
      return Site.page("<meta http-equiv=refresh content='0; url=\(next)'>", request)
    }
    let session = try await site.open(nil)
    let error = await session.fails(.visit(Site.base + "/a"))
    #expect(error?.message.hasPrefix("/a redirects for ever") == true)
    #expect(site.requests.count == 21)
  }

  @Test(.timeLimit(.minutes(1)))
  func depth() async throws {
    await #expect(
      throws: PageError.undecided("/ cannot be read: elements are nested deeper than 512")
    ) {
      _ = try await open(repeated("<div>", 100_000))
    }
    let deep = try await open(repeated("<div role=button>", 500) + "x")
    #expect(try await deep.found(Locator(.button, "x")).count == 500)
  }

  @Test(.timeLimit(.minutes(1)))
  func fiftyMegabytes() async throws {
    let text = "<p>" + repeated("0123456789 ", 5_000_000) + "</p><a href=/x>Last</a>"
    await #expect(
      throws: PageError.undecided("/ has 55000026 bytes, more than the 1048576 allowed")
    ) {
      _ = try await open(text, limit: 1 << 20)
    }
    let session = try await open(text)
    #expect(try await session.found(Locator(.link, "last")).count == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func manyElements() async throws {
    await #expect(throws: PageError.self) { _ = try await open(repeated("<b></b>", 1_100_000)) }
  }

  @Test(.timeLimit(.minutes(1)))
  func manyForms() async throws {
    let forms = (0..<10_000).map {
      "<form action=/f\($0)><label>F\($0)<input name=a></label><button>B\($0)</button></form>"
    }.joined()
    let session = try await open(forms)
    try await session.does(.fill(Locator(.field, "F9999"), "x"), .click(Locator(.button, "B9999")))
    #expect(try await session.place == "/f9999?a=x")
  }

  @Test(.timeLimit(.minutes(1)))
  func referencesThatRunInCircles() async throws {
    let references = (0..<1000).map { "i\($0)" }.joined(separator: " ")
    let html = (0..<1000).map {
      "<section id=i\($0) aria-labelledby='\($0 % 7 == 0 ? references : "i\(($0 + 1) % 1000)")' "
        + "aria-owns='i\(($0 + 2) % 1000)'>x</section>"
    }.joined()
    let session = try await Site(page: html).open(
      "/", settings: PageSettings(timeout: .seconds(1)))
    let view = try await session.view(Locator(.region, "y"), Locator(.heading, "y"))
    #expect(view.found[Locator(.heading, "y")] == [])
  }

  @Test(.timeLimit(.minutes(1)))
  func manyLabels() async throws {
    let labels = (0..<20_000).map { _ in "<label for=i>x</label>" }.joined()
    let session = try await open(
      "<input id=i>" + labels + "<table><tr>" + repeated("<th>x", 20_000))
    #expect(try await session.found(Locator(.field, "x")).count == 1)
    let view = try await session.view(Locator(.role, "columnheader", name: "x"))
    #expect(view.found.values.contains { $0.count == PageView.limit } || !view.problems.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func textEverywhere() async throws {
    let session = try await open(repeated("<i>a</i>", 200_000))
    #expect(try await session.found(Locator(.text, "a")).count == PageView.limit)
    #expect(try await session.found(Locator(.text, repeated("a", 150))).count == 1)
  }

  @Test(arguments: ["http://evil.test/", "file:///etc/passwd", "https://evil.test:1/"])
  func redirectsToOtherHosts(location: String) async throws {
    let session = try await Site { request throws(PageError) in
      Site.redirect(302, location, request)
    }.open(nil)
    guard case .undecided = await session.fails(.visit(Site.base)) else {
      Issue.record("followed \(location)")
      return
    }
  }
}
