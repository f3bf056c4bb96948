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
    #expect(result.verdict == .passed, "\(result.findings)")
    #expect(result.judged == 7)
    let row = try #require(result.table?.rows.first { $0.name == "GET /costs" })
    #expect(row.cells == ["yes 1", "no 1", "no 2"])
  }

  @Test func aPageCanRefuseInWords() throws {
    let sound = Exchanges.page(
      "<h1> Permission <b>Denied</b></h1><p>Ask.</p>", "/costs", actor: .manager)
    #expect(try rule().judge([sound]).verdict == .passed)
    var console = Exchanges.make("no", "text/plain", "/costs", status: 200, actor: .manager)
    console.kind = .browser
    #expect(try rule().judge([sound, console]).verdict == .passed)
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
    #expect(clean.verdict == .passed, "\(clean.findings)")
  }

  @Test func requestsWithForeignCredentialsAreLeftOut() throws {
    var stranger = Exchanges.json("{}", "/costs", actor: .manager)
    stranger.actor.isKnown = false
    #expect(try rule().judge([stranger]).verdict == .notExercised)
  }
}
