import JSONTree
package import Markup
import RunEvents

/// What the next run compares itself with, `waymark/summary/1`
/// (`Reports/schemas/summary-1.schema.json`).
package enum SummaryJSON {
  package static let schema = "waymark/summary/1"

  package static func write(_ model: ReportModel, to output: ByteOutput) {
    let file = JSONFile(output)
    file.begin([
      ("schema", .string(schema)), ("run", run(model)),
      ("deselected", .init(model.totals.deselected)),
      ("totals", MatrixJSON.totals(model.totals)),
    ])
    file.list(
      "obligations",
      model.obligations.lazy.filter { !$0.isDeselected }.map { obligation in
        [
          "id": .string(obligation.record.id),
          "fingerprint": .string(obligation.record.fingerprint),
          "text": .string(obligation.record.text),
          "verdict": .string(obligation.verdict.rawValue),
          "marks": .array(obligation.marks.map { .string($0.rawValue) }),
          "stories": .array(obligation.record.stories.map(JSONValue.string)),
          "checks": .array(obligation.checks.map { .string(model.checks[$0].record.key) }),
        ]
      })
    file.list(
      "checks",
      model.checks.lazy.filter { !$0.isDeselected }.map { check in
        [
          "key": .string(check.record.key), "verdict": .string(check.verdict.rawValue),
          "flaky": .bool(check.isFlaky),
        ]
      })
    file.end()
  }

  private static func run(_ model: ReportModel) -> JSONValue {
    var members = JSONObject([("id", .string(model.run.id))])
    for (key, value) in MatrixJSON.run(model).objectValue?.pairs ?? [] { members[key] = value }
    return .object(members)
  }
}

extension RunStarted {
  /// What tells a run from all others: when it began, and its seed.
  package var id: String { "\(startedAt)/\(seed)" }
}
