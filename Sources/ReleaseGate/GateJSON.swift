package import JSONTree
import JourneyReports
import RunEvents

/// The decision for programs, `waymark/gate/1` (`Reports/schemas/gate-result-1.schema.json`).
package enum GateJSON {
  package static let schema = "waymark/gate/1"

  package static func value(_ gate: Gate, _ report: GateReport) -> JSONValue {
    let totals = gate.model.totals
    let verdicts = Verdict.allCases.map { ($0.rawValue, JSONValue.init(totals.count($0))) }
    return [
      "schema": .string(schema), "exitStatus": .init(Int(report.outcome.rawValue)),
      "passed": .bool(report.outcome == .passed),
      "headline": .string(GateHeadline(gate, report).text),
      "run": [
        "id": .string(gate.current.id), "startedAt": .string(gate.current.startedAt),
        "target": .string(gate.current.target), "commit": .init(gate.current.commit),
        "deselected": .init(totals.deselected),
      ],
      "policy": .init(report.policy),
      "baseline": gate.baseline.map { run -> JSONValue in
        [
          "id": .string(run.id), "startedAt": .string(run.startedAt),
          "target": .string(run.target), "commit": .init(run.commit),
        ]
      } ?? .null,
      "totals": .object(
        JSONObject(
          [("obligations", .init(totals.obligations))] + verdicts
            + [
              ("suspect", .init(totals.suspect)), ("flaky", .init(gate.flaky.count)),
            ])),
      "findings": .array(report.findings.map { finding($0, gate) }),
      "waived": .array(
        gate.selected.compactMap { place in
          let obligation = gate.model.obligations[place]
          guard let excused = obligation.excused else { return nil }
          return [
            "obligation": .string(obligation.record.id), "otherwise": .string(excused.rawValue),
            "reason": .string(obligation.reason),
          ]
        }),
      "notes": .array(report.notes.map(JSONValue.string)),
    ]
  }

  private static func finding(_ finding: GateFinding, _ gate: Gate) -> JSONValue {
    let chain = gate.chain(of: finding)
    let record = finding.obligations.first.map { gate.model.obligations[$0].record }
    return [
      "rule": .string(finding.rule.rawValue),
      "exitStatus": .init(Int(finding.rule.outcome.rawValue)), "title": .string(finding.title),
      "line": .string(finding.line),
      "story": .init(finding.story ?? record?.stories.first), "journey": .init(record?.journey),
      "place": .init(record.map(gate.place(of:))),
      "obligations": .array(
        finding.obligations.map { .string(gate.model.obligations[$0].record.id) }),
      "sentence": .init(chain.sentence),
      "check": .init(finding.check.map { gate.model.checks[$0].record.key }),
      "checkPlace": .init(finding.check.map { Wording.located(gate.model.checks[$0]).place }),
      "mismatch": .init(chain.mismatch), "since": .init(chain.since),
    ]
  }
}
