import JourneyPlan
import RunEvents

/// What a run's verdicts mean for its exit status; the only place that decides it.
struct RunOutcome {
  let plan: RunPlan
  /// The ids of all obligations of the project.
  let obligations: [String]
  /// The ids of those whose wording changed since it was confirmed.
  let suspects: Set<String>
  let verdicts: [String: Verdict]
  let hasInvalidSpecs: Bool
  let isInterrupted: Bool
  let isStrict: Bool

  var exitStatus: ExitStatus {
    var statuses: [ExitStatus] = []
    if isInterrupted { statuses.append(.interrupted) }
    if hasInvalidSpecs { statuses.append(.invalid) }
    let executed = plan.executable.map { verdicts[$0.key] ?? .undecided }
    if executed.contains(.failed) { statuses.append(.promiseBroken) }
    if executed.contains(.undecided) { statuses.append(.undecided) }
    if executed.isEmpty { statuses.append(.nothingExecuted) }
    if isStrict, !isComplete { statuses.append(.refused) }
    return ExitStatus.worst(of: statuses)
  }

  /// Whether every selected obligation has a check, each of its checks passed, and somebody
  /// confirmed them for its wording.
  private var isComplete: Bool {
    guard suspects.isSubset(of: plan.deselected) else { return false }
    var kept: Set<String> = []
    var open: Set<String> = []
    for check in plan.checks {
      if case .deselected = check.disposition { continue }
      let passed = check.disposition == .run && verdicts[check.key] == .passed
      if passed { kept.formUnion(check.obligations) } else { open.formUnion(check.obligations) }
    }
    return obligations.allSatisfy {
      plan.deselected.contains($0) || kept.contains($0) && !open.contains($0)
    }
  }
}
