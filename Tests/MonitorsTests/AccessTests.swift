import Monitors
import Testing

@Suite struct AccessTests {
  private func rule(discovered: [AccessRule.Route] = []) throws -> MonitorRule {
    func row(
      _ route: String, _ roles: Set<String>, open: Bool = false, signedIn: Bool = false
    ) throws -> AccessMatrix.Row {
      AccessMatrix.Row(
        route: try #require(RoutePattern(route)), roles: roles, isOpen: open,
        isForAllSignedIn: signedIn)
    }
    let matrix = AccessMatrix(
      rows: [
        try row("GET /costs", ["ROLE_CFO"]), try row("GET /costs/{id}", ["ROLE_CFO"]),
        try row("GET /sign-in", [], open: true), try row("GET /me", [], signedIn: true),
      ], roles: ["ROLE_CFO", "ROLE_VP"],
      redirects: [try #require(RoutePattern("/sign-in"))], notices: ["Permission Denied"],
      withheld: ["data"])
    return .access(AccessRule(matrix: matrix, discovered: discovered))
  }

  @Test func servesAndRefusesByTheMatrix() throws {
    let result = try rule().judge([
      Exchanges.json(#"{"data":{"cost":123456.78}}"#, "/costs"),
      Exchanges.json(#"{"error":"no"}"#, "/costs", status: 403, actor: .manager),
      Exchanges.json(#"{"error":"no"}"#, "/costs", status: 401, actor: .nobody),
      Exchanges.json(
        "", "/costs", status: 303, actor: .nobody, headers: [.init("Location", "/sign-in?next=x")]),
      Exchanges.page("Sign in", "/sign-in", actor: .nobody),
      Exchanges.json("{}", "/me", actor: .manager),
      Exchanges.json(#"{"error":"no"}"#, "/nowhere", status: 404),
    ])
    #expect(result.findings.isEmpty, "\(result.findings)")
    #expect(result.judged == 7)
    let row = try #require(result.table?.rows.first { $0.name == "GET /costs" })
    #expect(row.cells == ["yes 1", "no 1", "no 2"])
  }

  /// What a browser got for a page is judged by what it shows, and redirects and data as they came.
  @Test func ofABrowserAPageIsJudgedOnce() throws {
    var page = Exchanges.make("", "text/html", "/costs", status: 200, actor: .manager, kind: .page)
    page.isOfBrowser = true
    #expect(try rule().judge([page]).judged == 0)
    var shown = Exchanges.page("<p>Permission Denied</p>", "/costs", actor: .manager)
    shown.kind = .browser
    let result = try rule().judge([page, shown])
    #expect(result.judged == 1 && result.findings.isEmpty)
    var data = Exchanges.json("{}", "/costs", actor: .manager)
    data.isOfBrowser = true
    #expect(try rule().judge([data]).findings.count == 1)
    var led = Exchanges.make(
      "", "text/html", "/costs", status: 303, actor: .manager,
      headers: [.init("Location", "/elsewhere")], kind: .page)
    led.isOfBrowser = true
    #expect(try rule().judge([led]).findings.count == 1)
  }

  @Test func aPageCanRefuseInWords() throws {
    let sound = Exchanges.page(
      "<h1> Permission <b>Denied</b></h1><p>Ask.</p>", "/costs", actor: .manager)
    #expect(try rule().judge([sound]).findings.isEmpty)
    var console = Exchanges.make("no", "text/plain", "/costs", status: 200, actor: .manager)
    console.kind = .browser
    #expect(try rule().judge([sound, console]).findings.isEmpty)
    let other = Exchanges.page(
      "<h1>Costs</h1><p>No Permission Denied here</p>", "/costs", actor: .manager)
    #expect(try rule().judge([other]).verdict == .failed)
  }

  @Test(arguments: [200, 204, 302, 400, 500])
  func whatIsNoRefusalIsAFinding(status: Int) throws {
    let result = try rule().judge([
      Exchanges.json(
        "{}", "/costs", status: status, actor: .manager, headers: [.init("Location", "/costs/1")])
    ])
    #expect(result.findings.map(\.place) == ["GET /costs × ROLE_VP"])
    #expect(result.findings[0].found == "status \(status)")
    #expect(result.table?.rows.first { $0.name == "GET /costs" }?.cells[1] == "broken 1")
  }

  @Test func unknownRoutesThatAnswerAreFindings() throws {
    let result = try rule().judge([Exchanges.json("{}", "/debug")])
    #expect(result.findings.map(\.place) == ["GET /debug"])
  }

  @Test func discoveredRoutesMustBeKnown() throws {
    let result = try rule(discovered: [
      .init(method: "GET", path: "/costs/{costId}"), .init(method: "GET", path: "/debug"),
      .init(method: "POST", path: "/costs"),
    ]).judge([])
    #expect(result.findings.map(\.place) == ["GET /debug", "POST /costs"])
  }

  @Test func refusalsCarryNoData() throws {
    let withheld = try rule().judge([
      Exchanges.json(
        #"{"error":{"details":[{"data":{"x":1}}]}}"#, "/costs", status: 403, actor: .manager)
    ])
    #expect(withheld.findings.map(\.place) == ["$.error.details[0].data"])
    let allowed = Exchanges.json(
      #"{"rows":[{"total":182636.85,"owner":"ann@example.test"}]}"#, "/costs")
    let page = try rule().judge([
      Exchanges.page("<p>Access restricted: 182636.85</p>", "/costs", status: 403, actor: .manager),
      Exchanges.json(#"{"hint":"ann@example.test"}"#, "/costs", status: 401, actor: .nobody),
      allowed,
    ])
    #expect(page.findings.count == 1 || page.findings.count == 2)
    #expect(page.findings.contains { $0.found.hasPrefix("ann@example.test") })
    let clean = try rule().judge([
      allowed,
      Exchanges.json(
        #"{"error":"no","id":"req-1234567890"}"#, "/costs", status: 403, actor: .manager),
    ])
    #expect(clean.findings.isEmpty, "\(clean.findings)")
  }

  @Test func cellsThatNothingWasSeenOfAreNoSuccess() throws {
    let result = try rule().judge([
      Exchanges.json("{}", "/costs"),
      Exchanges.json("{}", "/costs/7", status: 404),
      Exchanges.json(#"{"error":"no"}"#, "/costs", status: 403, actor: .manager),
    ])
    #expect(result.verdict == .notExercised)
    #expect(result.reason == "9 of 12 cells of the matrix were not seen")
    let rows = try #require(result.table?.rows)
    #expect(
      rows.map { "\($0.name): \($0.cells.joined(separator: ", "))" } == [
        "GET /costs: yes 1, no 1, no ?", "GET /costs/{id}: yes 0 of 1, no ?, no ?",
        "GET /me: yes ?, yes ?, no ?", "GET /sign-in: yes ?, yes ?, yes ?",
      ])
  }

  @Test func aMatrixThatIsSeenWholeIsKept() throws {
    var exchanges: [ObservedExchange] = []
    for actor in [ObservedExchange.Actor.cfo, .manager, .nobody] {
      for path in ["/costs", "/costs/7", "/me", "/sign-in"] {
        let isServed =
          path == "/sign-in" || actor == .cfo || path == "/me" && actor == .manager
        exchanges.append(
          Exchanges.json(
            isServed ? "{}" : #"{"error":"no"}"#, path, status: isServed ? 200 : 403, actor: actor))
      }
    }
    #expect(try rule().judge(exchanges).verdict == .passed)
    #expect(try rule().judge(exchanges.dropLast()).verdict == .notExercised)
  }

  @Test(arguments: [
    ("X-Total-Count", "12"), ("Content-Range", "items 0-9/41"), ("X-Owner", "Ann"),
    ("X-Note", "ask ann@example.test"), ("X-Ref", "cnry-8c1f938a4232da"),
    ("X-Sum", "182,636.85"), ("ETag", "\"a91f00c7e4b2d6\""),
    ("Location", "/sign-in?for=ann@example.test"), ("Location", "/sign-in?sum=182636.85"),
    ("Location", "/sign-in?next=%2Fcosts%2F7781"),
    ("Set-Cookie", "wm_session=9f86d081884c7d659a2feaa0c55ad015; HttpOnly"),
  ])
  func headersOfRefusalsCarryNoData(name: String, value: String) throws {
    let result = try rule().judge([
      Exchanges.json(
        #"{"total":182636.85,"text":"182,636.85","id":"cnry-8c1f938a4232da"}"#, "/costs",
        headers: [.init("ETag", "\"a91f00c7e4b2d6\"")]),
      Exchanges.json(
        #"{"error":"no"}"#, "/costs", status: name == "Location" ? 303 : 403, actor: .manager,
        headers: [.init(name, value)]),
    ])
    let place = try #require(result.findings.first?.place, "nothing was found")
    #expect(place.hasPrefix("header \(name)"))
  }

  @Test(arguments: [
    ("Retry-After", "30"), ("X-RateLimit-Limit", "100"), ("X-Request-Id", "req-8c1f938a4232da"),
    ("Location", "/sign-in?next=/costs"), ("Location", "/sign-in?next=%2Fcosts%3Fa%3D1"),
    ("Location", "/sign-in?reason=step_up_required"), ("Location", "http://127.0.0.1:8080/sign-in"),
    ("Set-Cookie", "wm_session=; Max-Age=0; HttpOnly"), ("Set-Cookie", "theme=dark"),
    ("Set-Cookie", "PHPSESSID=9f86d081884c7d659a2feaa0c55ad015"), ("X-Account-Count", ""),
    ("WWW-Authenticate", "Bearer realm=\"costs\""),
  ])
  func acceptsWhatRefusalsNeed(name: String, value: String) throws {
    let result = try rule().judge([
      Exchanges.page(
        "Sign in", "/sign-in", actor: .nobody,
        headers: [.init("Set-Cookie", "PHPSESSID=0c55ad0159f86d081884c7d659a2feaa")]),
      Exchanges.json(
        #"{"error":{"code":"FORBIDDEN","status":403}}"#, "/costs?a=1",
        status: name == "Location" ? 303 : 403, actor: .manager, headers: [.init(name, value)]),
    ])
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  /// A sign-in that asks for a code begins a session, and leads where refusals lead.
  @Test func somebodyWithLeaveMayBeGivenASession() throws {
    let result = try rule().judge([
      Exchanges.page(
        "", "/sign-in", status: 303, actor: .nobody,
        headers: [
          .init("Location", "/sign-in"),
          .init("Set-Cookie", "wm_session=9f86d081884c7d659a2feaa0c55ad015; HttpOnly"),
        ])
    ])
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  @Test(arguments: [
    (#"{"error":"no","count":12}"#, "$.count"), (#"{"e":{"costCount":3}}"#, "$.e.costCount"),
    (#"{"items":[1]}"#, "$.items"),
  ])
  func refusalsDoNotCount(body: String, place: String) throws {
    let refusal = Exchanges.json(body, "/costs", status: 403, actor: .manager)
    #expect(try rule().judge([refusal]).findings.map(\.place) == [place])
  }

  @Test(arguments: [
    ("<a href='/debug?x=1#y'>x</a>", "GET /debug"), ("<a href=debug/x>x</a>", "GET /costs/debug/x"),
    ("<a href='../admin/./x'>x</a>", "GET /admin/x"),
    ("<iframe src=/frame></iframe>", "GET /frame"),
    ("<form method=post action=/costs></form>", "POST /costs"),
    ("<form action=/me><button formmethod=post>x</button></form>", nil),
    ("<form action=/me><button formaction=/erase formmethod=post>x</button></form>", "POST /erase"),
    ("<a href='http://127.0.0.1:8080/debug'>x</a>", "GET /debug"),
    ("<a href='//127.0.0.1:8080/debug'>x</a>", "GET /debug"),
    ("<a href='/costs'>x</a><a href='?page=2'>x</a><a href='#top'>x</a>", nil),
    ("<a href='https://example.test/debug'>x</a><a href='mailto:a@b.test'>x</a>", nil),
    ("<a href='javascript:void(0)'>x</a><a href='/costs/12/'>x</a>", "GET /costs/12/"),
  ])
  func linksMustBeInTheMatrix(markup: String, place: String?) throws {
    let result = try rule().judge([Exchanges.page(markup, "/costs/7")])
    #expect(result.findings.map(\.place) == [place].compactMap(\.self), "\(result.findings)")
    #expect(result.findings.allSatisfy { $0.exchange?.check == "journey/check" })
  }

  @Test func whatWasNotSeenCanBeAskedFor() throws {
    var monitor = Monitor(id: "m", rule: try rule())
    monitor.observe(Exchanges.json("{}", "/costs/12?a=1"))
    monitor.observe(Exchanges.json("{}", "/costs/11"))
    let probes = monitor.probes
    #expect(probes.count == 12)
    let cost = probes.filter { $0.placeholder == "/costs/x" }
    #expect(cost.map(\.role) == ["ROLE_VP", nil, "ROLE_CFO"])
    #expect(cost.map(\.isComparison) == [false, false, true])
    #expect(cost.allSatisfy { $0.example == "/costs/11" && $0.hasParameters })
    #expect(probes.allSatisfy { $0.method == "GET" })
  }

  @Test(arguments: [(400, 0, 1), (200, 1, 0)])
  func aProbeThatWasNotReadShowsNothing(status: Int, judged: Int, unjudged: Int) throws {
    var probe = Exchanges.json("{}", "/costs", status: status, actor: .manager)
    probe.isProbe = true
    let result = try rule().judge([probe])
    #expect(result.judged == judged)
    #expect(result.unjudged.count == unjudged)
  }

  @Test func requestsWithForeignCredentialsAreLeftOut() throws {
    var stranger = Exchanges.json("{}", "/costs", actor: .manager)
    stranger.actor.isKnown = false
    #expect(try rule().judge([stranger]).verdict == .notExercised)
  }
}
