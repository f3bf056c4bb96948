import JSONTree
package import Markup
import RunEvents

/// A run in the Common Test Report Format (CTRF, specification 1.0.0), one test a check.
///
/// `rawStatus` is the verdict; what could not be judged is `other`. The totals of promises stand in
/// `extra`.
package enum CTRFReport {
  package static func write(_ model: ReportModel, to output: ByteOutput) {
    let texts = JUnitTexts(model)
    let file = JSONFile(output)
    file.begin([
      ("reportFormat", "CTRF"), ("specVersion", "1.0.0"),
      (
        "timestamp",
        .string(ReportClock(startedAt: model.run.startedAt).text(after: model.end?.at ?? 0))
      ), ("generatedBy", .string(model.run.tool)),
    ])
    let head: [(String, JSONValue)] = [
      ("tool", ["name": "waymark"]), ("summary", summary(model)),
      ("environment", environment(model)),
      ("extra", ["totals": MatrixJSON.totals(model.totals)]),
    ]
    file.object("results", head) { results in
      results.list(
        "tests",
        model.checks.lazy.filter { !$0.isDeselected }.map { test($0, model, texts) })
    }
    file.end()
  }

  private static func summary(_ model: ReportModel) -> JSONValue {
    var counts: [String: Int] = [:]
    for (verdict, count) in model.totals.checkVerdicts {
      counts[status(verdict), default: 0] += count
    }
    let clock = ReportClock(startedAt: model.run.startedAt)
    let journeys = model.journeys.count { !$0.isDeselected && !$0.checks.isEmpty }
    return [
      "tests": .init(model.totals.checks), "passed": .init(counts["passed"] ?? 0),
      "failed": .init(counts["failed"] ?? 0), "skipped": .init(counts["skipped"] ?? 0),
      "pending": .init(counts["pending"] ?? 0), "other": .init(counts["other"] ?? 0),
      "flaky": .init(model.checks.count { !$0.isDeselected && $0.isFlaky }),
      "suites": .init(journeys), "start": .init(clock.milliseconds(after: 0)),
      "stop": .init(clock.milliseconds(after: max(0, model.end?.at ?? 0))),
    ]
  }

  private static func status(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "passed"
    case .failed: "failed"
    case .undecided: "other"
    case .pending: "pending"
    case .notExercised, .waived, .manual: "skipped"
    }
  }

  private static func type(of check: CheckResult) -> String {
    if check.monitor != nil { return "monitor" }
    if check.record.evidence != nil { return "external" }
    return check.record.suffix.hasSuffix("[webdriver]") ? "e2e" : "contract"
  }

  private static func environment(_ model: ReportModel) -> JSONValue {
    var members = JSONObject([("testEnvironment", .string(model.run.target))])
    if let commit = model.run.commit { members["commit"] = .string(commit) }
    if let branch = model.run.branch { members["branchName"] = .string(branch) }
    return .object(members)
  }

  private static func test(
    _ check: CheckResult, _ model: ReportModel, _ texts: JUnitTexts
  ) -> JSONValue {
    let record = check.record
    let name = XMLText.legal(record.key)
    var test = JSONObject([
      ("testId", .string(name.isEmpty ? "unnamed" : name)),
      ("name", .string(name.isEmpty ? "unnamed" : name)),
      ("status", .string(status(check.verdict))), ("rawStatus", .string(check.verdict.rawValue)),
      ("duration", .init((min(check.duration, 1 << 50) + 500) / 1000)),
      ("suite", [.string(record.journey.isEmpty ? "waymark.monitors" : record.journey)]),
      ("type", .string(type(of: check))),
      ("filePath", .string(Violation.inRepository(record.path, model))),
      ("line", .init(record.line)), ("tags", .array(record.tags.map(JSONValue.string))),
    ])
    if check.verdict != .passed {
      let message = texts.message(check)
      test["message"] = .string(message)
      if !check.findings.isEmpty { test["trace"] = .string(texts.body(check, message: message)) }
    }
    if check.attempts > 1 { test["retries"] = .init(check.attempts - 1) }
    if check.isFlaky { test["flaky"] = true }
    var labels = JSONObject()
    for (name, value) in texts.properties(of: check) where name != "tags" {
      let isList = name == "requirements" || name == "obligation"
      let values = value.split(separator: ",").map { JSONValue.string(String($0)) }
      labels[name] = isList && values.count > 1 ? .array(values) : .string(value)
    }
    if let owner = record.owner { labels["owner"] = .string(owner) }
    if !labels.isEmpty { test["labels"] = .object(labels) }
    let files = check.attachments.map { file -> JSONValue in
      [
        "name": .string(file.path.split(separator: "/").last.map(String.init) ?? file.path),
        "contentType": .string(file.mediaType), "path": .string(file.path),
      ]
    }
    if !files.isEmpty { test["attachments"] = .array(files) }
    return .object(test)
  }
}
