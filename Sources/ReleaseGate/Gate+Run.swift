import JourneyReports
import RunEvents

/// What the run itself says, whatever the policy.
extension Gate {
  func judgeRun(_ report: inout GateReport) {
    judgeChecks(.failed, .broken, &report)
    judgeChecks(.undecided, .undecided, &report)
    judgeEnd(&report)
    let mistakes = model.notices.filter { $0.severity == "error" }
    if let first = mistakes.first {
      let count = Wording.count(mistakes.count, "mistake")
      let place = first.path.map { "\($0)\(first.line.map { ":\($0)" } ?? ""): " } ?? ""
      report.findings.append(
        GateFinding(
          rule: .invalid, title: "invalid: \(count) in specs, bindings or policy",
          line: "\(count) in specs, bindings or policy: \(place)\(first.message)"))
    }
    let executed = model.checks.contains { check in
      let verdict = check.excused ?? check.verdict
      return !check.isDeselected && check.wasExecuted
        && [.passed, .failed, .undecided].contains(verdict)
    }
    if !executed {
      report.findings.append(
        GateFinding(
          rule: .nothingExecuted, title: "nothing was executed",
          line: "no check was executed, and an empty run shows nothing"))
    }
  }

  private func judgeEnd(_ report: inout GateReport) {
    guard let end = model.end else {
      report.findings.append(
        GateFinding(
          rule: .killed, title: "the run was killed",
          line: "the run was killed: what it left out is unknown"))
      return
    }
    guard end.isInterrupted else { return }
    report.findings.append(
      GateFinding(
        rule: .interrupted, title: "the run was interrupted",
        line: "the run was interrupted: what it left out is unknown"))
  }

  /// One finding a check, with all promises that it is the first to break or leave open.
  private func judgeChecks(
    _ verdict: Verdict, _ rule: GateFinding.Rule, _ report: inout GateReport
  ) {
    var places: [Int: [Int]] = [:]
    var order: [Int] = []
    for place in selected where model.obligations[place].verdict == verdict {
      let checks = model.obligations[place].checks
      guard let check = checks.first(where: { model.checks[$0].verdict == verdict }) else {
        continue
      }
      if places[check] == nil { order.append(check) }
      places[check, default: []].append(place)
    }
    let told = Set(places.values.joined().map { model.obligations[$0].record.id })
    for (index, check) in model.checks.enumerated() where places[index] == nil {
      guard check.verdict == verdict, !check.isDeselected,
        !check.record.verifies.contains(where: told.contains)
      else { continue }
      order.append(index)
    }
    for check in order {
      // What a mistake in a binding leaves open is told with the mistakes.
      let isInvalid =
        verdict == .undecided && !model.checks[check].wasExecuted
        && model.notices.contains { $0.severity == "error" }
      report.findings.append(
        finding(isInvalid ? .invalid : rule, model.checks[check], check, places[check] ?? []))
    }
  }

  private func finding(
    _ rule: GateFinding.Rule, _ check: CheckResult, _ place: Int, _ obligations: [Int]
  ) -> GateFinding {
    let was = obligations.contains { wasKept($0) } ? ", kept in the baseline" : ""
    let word = check.verdict == .failed ? "broken" : "could not be judged"
    let what = obligations.isEmpty ? check.record.key : names(obligations)
    let why = "\(check.record.key): \(mismatch(check))"
    let verb = check.verdict != .failed ? "could not be" : obligations.count > 1 ? "are" : "is"
    return GateFinding(
      rule: rule, title: word + was,
      line: "\(what) \(verb) \(check.verdict == .failed ? "broken" : "judged"): \(why)",
      obligations: obligations, check: place)
  }

  /// What a check saw instead of what was promised, in one line.
  func mismatch(_ check: CheckResult) -> String {
    guard let finding = check.findings.first else { return check.reason }
    guard !finding.expected.isEmpty || !finding.actual.isEmpty else { return check.reason }
    let isSaid = finding.expectation.hasSuffix(finding.expected)
    let expected = isSaid ? "" : ": expected \(finding.expected)"
    return "\(finding.expectation)\(expected), found \(finding.actual)"
  }

  /// Whether the baseline kept a promise of this run.
  func wasKept(_ place: Int) -> Bool { verdictInBaseline(place)?.standing == .kept }

  func verdictInBaseline(_ place: Int) -> Verdict? {
    guard let baseline, let old = match.oldPlace(of: place) else { return nil }
    return baseline.promises[old].verdict
  }
}
