import JSONTree
package import Markup
import RunEvents

/// The traceability matrix as JSON, `waymark/matrix/1` (`Reports/schemas/matrix-1.schema.json`).
package enum MatrixJSON {
  package static let schema = "waymark/matrix/1"

  package static func write(_ model: ReportModel, to output: ByteOutput) {
    let file = JSONFile(output)
    file.begin([
      ("schema", .string(schema)), ("run", run(model)),
      ("deselected", .init(model.totals.deselected)),
      ("totals", totals(model.totals)),
    ])
    file.list("stories", model.stories.lazy.filter { !$0.isDeselected }.map { story($0, model) })
    file.list(
      "journeys", model.journeys.lazy.filter { !$0.isDeselected }.map { journey($0, model) })
    file.list(
      "obligations",
      model.obligations.lazy.filter { !$0.isDeselected }.map { obligation($0, model) })
    file.list("monitors", model.monitors.lazy.map { monitor(model.checks[$0]) })
    file.end()
  }

  /// Names and order as they are published.
  static func totals(_ totals: ReportTotals) -> JSONValue {
    var object = JSONObject([
      ("journeys", .init(totals.journeys)), ("obligations", .init(totals.obligations)),
      ("guardrails", .init(totals.guardrails)), ("stories", .init(totals.stories)),
      ("checks", .init(totals.checks)), ("bound", .init(totals.bound)),
    ])
    let order: [Verdict] = [
      .passed, .failed, .undecided, .notExercised, .pending, .manual, .waived,
    ]
    for verdict in order { object[verdict.rawValue] = .init(totals.count(verdict)) }
    object["suspect"] = .init(totals.suspect)
    object["flaky"] = .init(totals.flaky)
    object["proven"] = .init(totals.proven)
    return .object(object)
  }

  static func run(_ model: ReportModel) -> JSONValue {
    let run = model.run
    return [
      "startedAt": .string(run.startedAt), "tool": .string(run.tool),
      "target": .string(run.target), "baseURL": .string(run.baseURL),
      "commit": .init(run.commit), "branch": .init(run.branch),
      "dirty": run.isDirty.map(JSONValue.bool) ?? .null, "seed": .string(String(run.seed)),
      "pages": .string(run.pages), "selection": .array(run.selection.map(JSONValue.string)),
      "finished": .bool(model.end != nil),
      "interrupted": .bool(model.end?.isInterrupted ?? false),
      "exitStatus": .init(model.end?.exitStatus), "gate": model.end?.gate?.json ?? .null,
    ]
  }

  private static func story(_ story: StoryResult, _ model: ReportModel) -> JSONValue {
    let obligations = story.obligations.map { model.obligations[$0] }
    var journeys: [String] = []
    for obligation in obligations where journeys.last != obligation.record.journey {
      journeys.append(obligation.record.journey)
    }
    return [
      "id": .string(story.record.id), "title": .string(story.record.title),
      "phase": .string(story.record.phase), "owner": .string(story.record.owner),
      "inBacklog": .bool(story.record.isInBacklog), "url": .init(story.record.url),
      "verdict": .string(story.verdict.rawValue),
      "standing": .string(story.verdict.standing.rawValue),
      "kept": .init(obligations.count { $0.verdict.standing == .kept }),
      "journeys": .array(journeys.map(JSONValue.string)),
      "obligations": .array(obligations.map { .string($0.record.id) }),
    ]
  }

  private static func journey(_ journey: JourneyResult, _ model: ReportModel) -> JSONValue {
    let record = journey.record
    let obligations = journey.obligations.map { model.obligations[$0] }
    return [
      "id": .string(record.id), "title": .string(record.title), "path": .string(record.path),
      "verdict": .string(journey.verdict.rawValue),
      "standing": .string(journey.verdict.standing.rawValue),
      "obligations": .init(obligations.count),
      "kept": .init(obligations.count { $0.verdict.standing == .kept }),
      "checks": .init(journey.checks.count),
      "stories": .array(record.allStories.map(JSONValue.string)),
      "documents": .array(record.documents.map(JSONValue.string)),
    ]
  }

  private static func obligation(
    _ obligation: ObligationResult, _ model: ReportModel
  ) -> JSONValue {
    let record = obligation.record
    return [
      "id": .string(record.id), "journey": .string(record.journey), "kind": .string(record.kind),
      "modality": .init(record.modality), "text": .string(record.text),
      "context": .array(record.context.map(JSONValue.string)), "line": .init(record.line),
      "fingerprint": .string(record.fingerprint),
      "stories": .array(record.stories.map(JSONValue.string)),
      "verdict": .string(obligation.verdict.rawValue),
      "standing": .string(obligation.verdict.standing.rawValue),
      "reason": .string(obligation.reason),
      "marks": .array(obligation.marks.map { .string($0.rawValue) }),
      "waiver": record.waiver?.json ?? .null, "attestation": record.attestation?.json ?? .null,
      "checks": .array(obligation.checks.map { check(model.checks[$0]) }),
    ]
  }

  private static func monitor(_ check: CheckResult) -> JSONValue {
    let detail = check.monitor
    let findings = (detail?.findings ?? []).map { finding -> JSONValue in
      [
        "check": .init(finding.check), "exchange": .init(finding.exchange),
        "request": .string(finding.request), "place": .string(finding.place),
        "rule": .string(finding.rule), "found": .string(finding.found),
        "times": .init(finding.times),
      ]
    }
    let unjudged = (detail?.unjudged ?? [:]).sorted { $0.key < $1.key }
    return [
      "id": .string(check.record.id), "title": .string(check.record.title),
      "kind": .string(detail?.kind ?? ""), "path": .string(check.record.path),
      "line": .init(check.record.line), "verdict": .string(check.verdict.rawValue),
      "standing": .string(check.verdict.standing.rawValue), "reason": .string(check.reason),
      "verifies": .array(check.record.verifies.map(JSONValue.string)),
      "judged": .init(detail?.judged ?? 0), "findings": .array(findings),
      "findingCount": .init(detail?.findingCount ?? 0),
      "unjudged": .object(JSONObject(unjudged.map { ($0.key, .init($0.value)) })),
      "table": table(detail?.table),
    ]
  }

  private static func table(_ table: MonitorFinished.Table?) -> JSONValue {
    guard let table else { return .null }
    return [
      "columns": .array(table.columns.map(JSONValue.string)),
      "cells": .init(table.cellCount), "seen": .init(table.seenCount),
      "rows": .array(
        table.rows.map {
          ["route": .string($0.name), "cells": .array($0.cells.map(JSONValue.string))]
        }),
    ]
  }

  private static func check(_ check: CheckResult) -> JSONValue {
    var members = JSONObject([
      ("key", .string(check.record.key)), ("title", .string(check.record.title)),
      ("path", .string(check.record.path)), ("line", .init(check.record.line)),
      ("verdict", .string(check.verdict.rawValue)), ("reason", .string(check.reason)),
      ("duration", .init(check.duration)), ("attempts", .init(check.attempts)),
    ])
    if let evidence = check.record.evidence {
      members["evidence"] = [
        "source": .string(evidence.source), "tests": .array(evidence.tests.map(JSONValue.string)),
        "ranAt": .string(evidence.ranAt), "commit": .init(evidence.commit),
        "places": .array(evidence.places.map(JSONValue.string)), "stale": .bool(evidence.isStale),
      ]
    }
    return .object(members)
  }
}
