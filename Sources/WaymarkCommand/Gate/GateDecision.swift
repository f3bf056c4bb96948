import JourneyReports
import ReleaseGate
import RunEvents

/// The decision about a run; the only place that makes an exit status of it.
struct GateDecision {
  let gate: Gate
  let report: GateReport

  init(_ model: ReportModel, _ material: GateMaterial, isStrict: Bool) {
    gate = material.gate(for: model, isStrict: isStrict)
    var report = gate.judge()
    report.notes.insert(contentsOf: material.notes, at: 0)
    self.report = report
  }

  var exitStatus: ExitStatus {
    ExitStatus.worst(of: report.findings.map { Self.status(of: $0.rule.outcome) })
  }

  private static func status(of outcome: GateOutcome) -> ExitStatus {
    switch outcome {
    case .passed: .allWell
    case .broken: .promiseBroken
    case .undecided: .undecided
    case .invalid: .invalid
    case .refused: .refused
    case .nothingExecuted: .nothingExecuted
    case .interrupted: .interrupted
    }
  }

  /// What the log keeps of it.
  var record: GateRecord {
    GateRecord(
      exitStatus: Int(exitStatus.rawValue), headline: GateHeadline(gate, report).text,
      policy: report.policy, baseline: report.baseline)
  }

  func text(_ style: ConsoleStyle) -> String { GateText(gate, report, style).text }
}
