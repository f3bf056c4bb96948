/// Something that keeps a run from passing the gate.
package struct GateFinding: Sendable {
  /// What is asked of a run, worst first.
  package enum Rule: String, Sendable, CaseIterable {
    case interrupted, broken, undecided, killed, invalid
    case noLongerKept = "no-longer-kept"
    case newCheck = "new-check"
    case storyCoverage = "story-coverage"
    case requireKept = "require-kept"
    case requireProven = "require-proven"
    case limit, expired, strict
    case nothingExecuted = "nothing-executed"

    /// What a finding means for the exit status.
    package var outcome: GateOutcome {
      switch self {
      case .interrupted: .interrupted
      case .broken: .broken
      case .undecided, .killed: .undecided
      case .invalid: .invalid
      case .noLongerKept, .newCheck, .storyCoverage, .requireKept, .requireProven, .limit,
        .expired, .strict:
        .refused
      case .nothingExecuted: .nothingExecuted
      }
    }
  }

  package var rule: Rule
  /// What is wrong, without naming what it is about: `no longer kept: passed in the baseline, …`.
  package var title: String
  /// The same in one line that stands for itself.
  package var line: String
  /// The promises that it is about, as places in the model, those to be shown first in front.
  package var obligations: [Int] = []
  /// The check that showed it, as a place in the model.
  package var check: Int?
  /// The story that it is about, where it is about a whole story.
  package var story: String?
  /// The sentence of a promise that is no longer there.
  package var gone: String?
}

/// What a gate says of a run, in the order in which the first one counts.
package enum GateOutcome: Int32, Sendable, CaseIterable {
  case interrupted = 130
  case broken = 1
  case undecided = 4
  case invalid = 3
  case refused = 6
  case nothingExecuted = 5
  case passed = 0
}

/// The decision about a run, and why.
package struct GateReport: Sendable {
  /// Worst first; empty when the run passes.
  package var findings: [GateFinding]
  /// What a reader should know and what refuses nothing.
  package var notes: [String]
  /// The policy's path; `nil` without one.
  package var policy: String?
  /// The run that it was compared with, for people; `nil` without one.
  package var baseline: String?

  package var outcome: GateOutcome {
    let outcomes = Set(findings.map(\.rule.outcome))
    return GateOutcome.allCases.first(where: outcomes.contains) ?? .passed
  }
}
