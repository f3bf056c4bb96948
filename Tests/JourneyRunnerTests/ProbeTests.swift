import Bindings
import HTTPClient
import JSONTree
import JourneyRunner
import Pages
import RunEvents
import Synchronization
import Testing

/// Cells of an access matrix that no check has shown are asked for at the end of a run.
@Suite struct ProbeTests {
  private func yaml(_ settings: String = "") -> String {
    """
    journey: j
    actors:
      ann: {role: ROLE_A, sign-in: {token: "token-of-ann-0123"}}
      bob: {role: ROLE_B, tenants: [t1], sign-in: {token: "token-of-bob-0123"}}
      zoe: {role: ROLE_B, sign-in: {token: "token-of-zoe-0123"}}
    checks:
      - id: c
        verifies: step.1
        as: ann
        steps: [{request: GET /things/7?deep=1, expect: [{status: 200}]}]
    monitors:
      - {id: m, access: {matrix: surface}}
    access:
      surface:
        roles: [ROLE_A, ROLE_B]
        routes:
          GET /things/{id}: ROLE_A
          POST /things/{id}: ROLE_A
    \(settings.isEmpty ? "" : "    \(settings)\n")
    """
  }

  private func environment(
    isReference: Bool = false, allowsWrites: Bool = true
  ) -> EnvironmentBinding {
    var environment = EnvironmentBinding.reference
    environment.isReference = isReference
    environment.allowsWrites = allowsWrites
    return environment
  }

  private func fixture(
    _ isServed: @escaping @Sendable (HTTPRequest) -> Bool = {
      $0.headers.firstValue(of: "Authorization") == "Bearer token-of-ann-0123"
    }
  ) -> RunnerFixture {
    RunnerFixture { request throws(HTTPError) in
      if request.url.path == "/instances" {
        return (
          201, #"{"id":"i1","base_url":"http://own.test","control_url":"http://own.test/control"}"#
        )
      }
      if request.url.path.hasPrefix("/instances/") { return (204, "") }
      return isServed(request) ? (200, "{}") : (403, #"{"error":"no"}"#)
    }
  }

  private func finished(_ events: RunnerFixture.Events) throws -> MonitorFinished {
    try #require(
      events.all.lazy.compactMap { if case .monitorFinished(let value) = $0 { value } else { nil } }
        .first)
  }

  @Test func everyCellIsAskedForOnce() async throws {
    let fixture = fixture()
    let events = try await fixture.run(
      yaml(), environment: environment(), probesMatrices: true)
    #expect(
      Set(
        fixture.requests.all.map { request in
          let token = request.headers.firstValue(of: "Authorization") ?? "nobody"
          return "\(request.method) \(request.url.text) \(token.suffix(8))"
        }) == [
          "GET http://target.test/things/7?deep=1 ann-0123",
          "GET http://target.test/things/7?deep=1 zoe-0123",
          "GET http://target.test/things/7?deep=1 nobody",
          // Asked again by who was served it, so that answers to others can be compared.
          // What is there is not written to.
          "POST http://target.test/things/x ann-0123", "POST http://target.test/things/x zoe-0123",
          "POST http://target.test/things/x nobody",
        ])
    let result = try finished(events)
    #expect(result.verdict == .passed)
    #expect(fixture.requests.all.count == 7)
    #expect(
      result.table?.rows.map(\.cells) == [["yes 2", "no 1", "no 1"], ["yes 1", "no 1", "no 1"]])
    #expect(events.exchanges.map(\.check).contains("probe/m/anonymous/reads"))
  }

  @Test func aCellThatDoesNotHoldFails() async throws {
    let events = try await fixture { $0.headers.firstValue(of: "Authorization") != nil }.run(
      yaml(), environment: environment(), probesMatrices: true)
    let result = try finished(events)
    #expect(result.verdict == .failed)
    #expect(result.findings.map(\.check) == ["probe/m/ROLE_B/reads", "probe/m/ROLE_B/writes"])
    #expect(
      result.findings.map(\.place) == ["GET /things/{id} × ROLE_B", "POST /things/{id} × ROLE_B"])
  }

  @Test(arguments: [
    (true, true, "", 7), (false, true, "", 7), (false, false, "", 1),
    (false, true, "probe: false", 1),
    (true, true, "probe: false", 1),
    // Nothing is written where only reading is allowed.
    (false, false, "probe: true", 4),
  ])
  func asksOnlyWhereItMay(
    isReference: Bool, allowsWrites: Bool, setting: String, count: Int
  ) async throws {
    let fixture = fixture()
    let events = try await fixture.run(
      yaml(setting), environment: environment(isReference: isReference, allowsWrites: allowsWrites),
      probesMatrices: true)
    #expect(fixture.requests.all.count == count)
    #expect(try finished(events).verdict == (count == 7 ? .passed : .notExercised))
  }

  @Test func theReferenceSystemIsAskedInAnInstanceOfItsOwn() async throws {
    let fixture = fixture()
    let events = try await fixture.run(
      yaml(), variables: ["control": "http://target.test"],
      environment: environment(isReference: true), probesMatrices: true)
    let probes = fixture.requests.all.filter { $0.url.host == "own.test" }
    #expect(
      probes.map(\.method) == ["GET", "GET", "GET", "POST", "POST", "POST"])
    // It is nobody else's, so that what was seen may be written to.
    #expect(probes.allSatisfy { $0.url.path == "/things/7" || $0.method == "POST" })
    #expect(fixture.requests.lines.last == "DELETE /instances/i1")
    #expect(try finished(events).verdict == .passed)
  }

  /// A target that looks for what is there first says nothing of roles.
  @Test func whatIsRefusedToAllIsNotSeen() async throws {
    let fixture = RunnerFixture { request throws(HTTPError) in
      request.url.path == "/things/x" ? (404, "{}") : (200, "{}")
    }
    let text = yaml().replacing("GET /things/{id}: ROLE_A", with: "GET /things/{id}: anyone")
    let events = try await fixture.run(text, environment: environment(), probesMatrices: true)
    let result = try finished(events)
    #expect(result.verdict == .notExercised)
    #expect(result.table?.rows.last?.cells == ["yes 0 of 1", "no ?", "no ?"])
    #expect(result.reason.hasPrefix("2 of 6 cells"))
  }

  /// What has no name of its own is there.
  @Test func nothingThatIsThereIsDeleted() async throws {
    let fixture = fixture()
    let text = yaml().replacing("POST /things/{id}: ROLE_A", with: "DELETE /things: ROLE_A")
      .replacing("GET /things/{id}: ROLE_A", with: "GET,DELETE /things/**: ROLE_A")
    let events = try await fixture.run(text, environment: environment(), probesMatrices: true)
    #expect(
      Set(
        fixture.requests.all.filter { $0.method == "DELETE" }.map { request in
          let token = request.headers.firstValue(of: "Authorization") ?? "nobody"
          return "\(request.url.path) \(token.suffix(8))"
        }) == [
          "/things/x ann-0123", "/things/x zoe-0123", "/things/x nobody", "/things zoe-0123",
          "/things nobody",
        ])
    #expect(try finished(events).table?.rows.first?.cells == ["yes ?", "no ?", "no ?"])
  }

  /// A form's token is taken from a page of the same session, so that a role is told from a form.
  @Test(arguments: [true, false]) func formsCarryWhatTheirPagesGive(isToken: Bool) async throws {
    var fixture = RunnerFixture { request throws(HTTPError) in
      let cookie =
        request.headers.firstValue(of: "Cookie") ?? request.cookieJar?.field(for: request.url)
      let who = cookie?.suffix(3) ?? "any"
      guard request.method == "POST" else {
        let field = isToken ? "<input type=hidden name=csrf value=of-\(who)>" : ""
        return (200, "<!DOCTYPE html><form method=post action=/things/7>\(field)</form>")
      }
      guard request.body == .bytes(Array("csrf=of-\(who)".utf8)) else { return (403, "expired") }
      return who == "ann" ? (404, "none") : (403, "not yours")
    }
    fixture.type = "text/html"
    let text = """
      journey: j
      actors:
        ann: {role: ROLE_A, page-sign-in: {steps: [{visit: /in/ann}]}}
        bob: {role: ROLE_B, page-sign-in: {steps: [{visit: /in/bob}]}}
      checks:
        - {id: a, verifies: step.1, as: ann, steps: [{visit: /ann, expect: [{status: 200}]}]}
        - {id: b, verifies: step.1, as: bob, steps: [{visit: /bob, expect: [{status: 200}]}]}
      monitors:
        - {id: m, access: {matrix: surface}}
      access:
        surface:
          roles: [ROLE_A, ROLE_B]
          routes: {"GET /**": anyone, "POST /things/{id}": ROLE_A}
      """
    let events = try await fixture.run(
      text, environment: environment(),
      pages: PageEquipment(drivers: ["html": SendingPages()]), probesMatrices: true)
    let result = try finished(events)
    let cells = try #require(result.table?.rows.first { $0.name.hasPrefix("POST") }).cells
    #expect(cells == ["yes 0 of 1", isToken ? "no 1" : "no ?", "no ?"])
  }

  @Test func aPartOfARunAsksForNothing() async throws {
    let fixture = fixture()
    let events = try await fixture.run(yaml(), environment: environment())
    #expect(fixture.requests.all.count == 1)
    #expect(try finished(events).reason == "5 of 6 cells of the matrix were not seen")
  }

  @Test func aRoleThatNobodyHasStaysUnseen() async throws {
    let text = yaml().replacing("roles: [ROLE_A, ROLE_B]", with: "roles: [ROLE_A, ROLE_B, ROLE_C]")
    let events = try await fixture().run(text, environment: environment(), probesMatrices: true)
    #expect(try finished(events).reason == "2 of 8 cells of the matrix were not seen")
    let notices = events.all.compactMap { if case .notice(let value) = $0 { value } else { nil } }
    #expect(notices.contains { $0.message.contains("no actor has the role ROLE_C") })
  }
}

/// Asks for what is visited, and is whoever a visit to `/in/NAME` says.
private final class SendingPages: PageDriver {
  let name = "html"

  func open(
    _ settings: PageSettings, base: String, state: BrowserState, access: PageAccess
  ) async throws(PageError) -> any PageSession {
    Session(access: access, name: state.cookies.first?.value ?? "")
  }

  func shutdown() async {}

  final class Session: PageSession {
    let access: PageAccess
    private let name: Mutex<String>

    init(access: PageAccess, name: String) {
      self.access = access
      self.name = Mutex(name)
    }

    func perform(
      _ action: PageAction, dialogs: DialogAnswer
    ) async throws(PageError) -> PageDownload? {
      guard case .visit(let address) = action, let url = try? HTTPURL(address) else { return nil }
      if url.path.hasPrefix("/in/") { name.withLock { $0 = String(url.path.suffix(3)) } }
      _ = try await access.send(
        HTTPRequest(url: url, headers: [HTTPField("Cookie", "sid=\(name.withLock { $0 })")]))
      return nil
    }

    func look(_ look: PageLook) async throws(PageError) -> PageView {
      PageView(url: "http://target.test/", title: "", status: 200)
    }

    var changesByItself: Bool { false }

    func state() async throws(PageError) -> BrowserState {
      BrowserState(
        cookies: [.init(name: "sid", value: name.withLock { $0 }, domain: "target.test")])
    }

    func evidence(fullPage: Bool) async -> PageEvidence { PageEvidence() }

    func close() async {}
  }
}
