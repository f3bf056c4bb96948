import Bindings
import HTTPClient
import JSONTree
import JourneyRunner
import RunEvents
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
          // What is there is not written to.
          "POST http://target.test/things/x ann-0123", "POST http://target.test/things/x zoe-0123",
          "POST http://target.test/things/x nobody",
        ])
    let result = try finished(events)
    #expect(result.verdict == .passed)
    #expect(
      result.table?.rows.map(\.cells) == [["yes 1", "no 1", "no 1"], ["yes 1", "no 1", "no 1"]])
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
    (true, true, "", 6), (false, true, "", 6), (false, false, "", 1),
    (false, true, "probe: false", 1),
    (true, true, "probe: false", 1),
    // Nothing is written where only reading is allowed.
    (false, false, "probe: true", 3),
  ])
  func asksOnlyWhereItMay(
    isReference: Bool, allowsWrites: Bool, setting: String, count: Int
  ) async throws {
    let fixture = fixture()
    let events = try await fixture.run(
      yaml(setting), environment: environment(isReference: isReference, allowsWrites: allowsWrites),
      probesMatrices: true)
    #expect(fixture.requests.all.count == count)
    #expect(try finished(events).verdict == (count == 6 ? .passed : .notExercised))
  }

  @Test func theReferenceSystemIsAskedInAnInstanceOfItsOwn() async throws {
    let fixture = fixture()
    let events = try await fixture.run(
      yaml(), variables: ["control": "http://target.test"],
      environment: environment(isReference: true), probesMatrices: true)
    let probes = fixture.requests.all.filter { $0.url.host == "own.test" }
    #expect(
      probes.map(\.method) == ["GET", "GET", "POST", "POST", "POST"])
    // It is nobody else's, so that what was seen may be written to.
    #expect(probes.allSatisfy { $0.url.path == "/things/7" || $0.method == "POST" })
    #expect(fixture.requests.lines.last == "DELETE /instances/i1")
    #expect(try finished(events).verdict == .passed)
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
