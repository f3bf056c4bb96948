import JSONTree
import RunEvents
import Testing

@Suite struct MonitorWireTests {
  static let samples: [RunEvent] = [
    .monitor(
      MonitorRecord(
        id: "m", title: "T", path: "m.yaml", line: 3, kind: "wording", verifies: ["j#must.1"],
        owner: "o", testKey: "X-1", deselected: "why", digest: "d")),
    .monitorFinished(
      MonitorFinished(
        id: "m", at: 5, verdict: .failed, reason: "r", judged: 7,
        findings: [
          .init(
            check: "j/c", exchange: 2, request: "GET /x", place: "$.a", rule: "rule", found: "found"
          ),
          .init(
            check: nil, exchange: nil, request: "", place: "GET /y", rule: "row", found: "none"),
        ], findingCount: 31, unjudged: ["too large": 2],
        table: .init(columns: ["A"], rows: [.init(name: "GET /x", cells: ["yes 1"])]))),
  ]

  @Test func monitorsSurviveTheirWireForm() throws {
    for event in Self.samples {
      let read = RunEvent(json: try JSONValue.parse(event.json.serialized()))
      #expect(read == event)
    }
  }

  @Test func missingMembersHaveDefaults() throws {
    let read = RunEvent(
      json: try JSONValue.parse(#"{"event":"monitor-finished","id":"m","verdict":"odd"}"#))
    guard case .monitorFinished(let finished)? = read else {
      Issue.record("not read")
      return
    }
    #expect(finished.verdict == .undecided)
    #expect(finished.findings.isEmpty)
    #expect(finished.table == nil)
  }
}
