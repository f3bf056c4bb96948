import JSONTree
import Monitors
import Queries
import Testing

@Suite struct AuditTests {
  private func monitor() throws -> Monitor {
    Monitor(
      id: "a",
      rule: .audit(
        AuditRule(
          demands: [.init(route: try #require(RoutePattern("GET /secret")), action: "secret.read")],
          header: "X-Request-Id", id: try JSONPath.parse("$.request"),
          action: try JSONPath.parse("$.action"), needed: [try JSONPath.parse("$.who")])))
  }

  private func exchange(_ id: String?) -> ObservedExchange {
    Exchanges.json("{}", "/secret", headers: id.map { [.init("X-Request-Id", $0)] } ?? [])
  }

  private func entry(_ id: String, _ action: String = "secret.read", who: String = "ann")
    -> JSONValue
  {
    ["request": .string(id), "action": .string(action), "who": .string(who)]
  }

  private func judge(
    _ exchanges: [ObservedExchange], _ entries: [JSONValue], isCut: Bool = false
  ) throws -> MonitorResult {
    var monitor = try monitor()
    for exchange in exchanges { monitor.observe(exchange) }
    monitor.provide(.success(AuditLog(entries: entries, isCut: isCut)), of: "")
    return monitor.finish()
  }

  @Test func everyRequestNeedsItsEntry() throws {
    let passed = try judge(
      [exchange("r1"), exchange("r2")], [entry("r2"), entry("r1"), entry("r0")])
    #expect(passed.verdict == .passed)
    #expect(passed.judged == 2)
    let failed = try judge([exchange("r1"), exchange("r2")], [entry("r1")])
    #expect(failed.findings.map(\.rule) == ["an entry for the request"])
  }

  @Test func actionAndMembersAreCompared() throws {
    let other = try judge([exchange("r1")], [entry("r1", "other.read")])
    #expect(other.findings.map(\.found) == ["other.read for r1"])
    let empty = try judge([exchange("r1")], [entry("r1", who: "")])
    #expect(empty.findings.map(\.rule) == ["$.who in the entry"])
    #expect(try judge([exchange(nil)], []).findings.map(\.place) == ["header X-Request-Id"])
  }

  @Test func aCutLogAccusesNobody() throws {
    let result = try judge([exchange("r1"), exchange("r2")], [entry("r2")], isCut: true)
    #expect(result.verdict == .passed)
    #expect(result.judged == 1)
    #expect(result.unjudged == ["older than what was read of the audit log": 1])
  }

  @Test func anUnreadableLogIsUndecided() throws {
    var monitor = try monitor()
    monitor.observe(exchange("r1"))
    monitor.provide(.failure(MonitorProblem("the answer has status 500")), of: "")
    let result = monitor.finish()
    #expect(result.verdict == .undecided)
    #expect(result.reason.contains("status 500"))
    #expect(try judge([Exchanges.json("{}", "/other")], []).verdict == .notExercised)
  }
}
