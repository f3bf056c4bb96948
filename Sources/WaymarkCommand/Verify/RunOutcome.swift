import Bindings
import JourneyPlan
import RunEvents

/// What a run's verdicts mean for its exit status; the only place that decides it.
struct RunOutcome {
  let plan: RunPlan
  /// The ids of all obligations of the project.
  let obligations: [String]
  let verdicts: [String: Verdict]
  /// By id.
  let monitorVerdicts: [String: Verdict]
  let hasInvalidSpecs: Bool
  let isInterrupted: Bool
  let isStrict: Bool

  var exitStatus: ExitStatus {
    var statuses: [ExitStatus] = []
    if isInterrupted { statuses.append(.interrupted) }
    if hasInvalidSpecs { statuses.append(.invalid) }
    let executed = plan.executable.map { verdicts[$0.key] ?? .undecided }
    let watched = plan.monitors.filter { $0.disposition == .run }
      .map { monitorVerdicts[$0.binding.id] ?? .undecided }
    if (executed + watched).contains(.failed) { statuses.append(.promiseBroken) }
    if (executed + watched).contains(.undecided) { statuses.append(.undecided) }
    if executed.isEmpty { statuses.append(.nothingExecuted) }
    if isStrict, !isComplete { statuses.append(.refused) }
    return ExitStatus.worst(of: statuses)
  }

  /// Whether every selected obligation has a check, and each of its checks passed.
  private var isComplete: Bool {
    var kept: Set<String> = []
    var open: Set<String> = []
    for check in plan.checks {
      if case .deselected = check.disposition { continue }
      let passed = check.disposition == .run && verdicts[check.key] == .passed
      if passed { kept.formUnion(check.obligations) } else { open.formUnion(check.obligations) }
    }
    for monitor in plan.monitors {
      if case .deselected = monitor.disposition { continue }
      let verdict = monitorVerdicts[monitor.binding.id]
      // What a part of the checks gave no occasion for was left out with the rest.
      if verdict == .notExercised, !plan.deselected.isEmpty { continue }
      let passed = monitor.disposition == .run && verdict == .passed
      if passed { kept.formUnion(monitor.obligations) } else { open.formUnion(monitor.obligations) }
    }
    return obligations.allSatisfy {
      plan.deselected.contains($0) || kept.contains($0) && !open.contains($0)
    }
  }
}
