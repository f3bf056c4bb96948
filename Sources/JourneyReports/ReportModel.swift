package import RunEvents

/// What a run says about stories, journeys, obligations and checks; every report is made from it.
///
/// Lists refer to each other by index. What the run's selection left out stays in the lists, marked
/// as deselected, and counts nowhere.
package struct ReportModel: Sendable {
  package var run: RunStarted
  /// `nil` when the run was killed.
  package var end: RunFinished?
  /// By family and number.
  package var stories: [StoryResult]
  /// In the order of the log; so are obligations and checks.
  package var journeys: [JourneyResult]
  package var obligations: [ObligationResult]
  package var checks: [CheckResult]
  package var notices: [NoticeRecord]
  package var totals: ReportTotals
}

package struct StoryResult: Sendable {
  package var record: StoryRecord
  /// Selected obligations that count for it.
  package var obligations: [Int]
  /// Whether the run has a selection and nothing in it counts for the story.
  package var isDeselected: Bool
  /// The worst of its obligations; `pending` when it has none.
  package var verdict: Verdict

  /// The letters of its id (`BF`).
  package var family: Substring { record.id.prefix { $0 != "-" } }
}

package struct JourneyResult: Sendable {
  package var record: JourneyRecord
  /// Selected ones, in the order of the document.
  package var obligations: [Int]
  /// Selected ones; those that belong to it, whatever they verify.
  package var checks: [Int]
  package var isDeselected: Bool
  package var verdict: Verdict
}

package struct ObligationResult: Sendable {
  package var record: ObligationRecord
  package var verdict: Verdict
  /// Why it is not `passed`; empty when it is.
  package var reason: String
  /// Selected checks that verify it.
  package var checks: [Int]
  package var marks: [Mark]
  package var isDeselected: Bool

  /// What stands beside a verdict.
  package enum Mark: String, Sendable, Hashable, CaseIterable {
    /// Its wording changed since someone last confirmed its checks.
    case suspect
    /// A check of it passed only when tried again.
    case flaky
    /// A mutant that violates it was killed and none survived.
    case proven
  }
}

package struct CheckResult: Sendable {
  package var record: CheckRecord
  package var verdict: Verdict
  /// Why it is not `passed`; empty when it is.
  package var reason: String
  /// Microseconds.
  package var duration: Int
  package var assertions: Int
  package var attempts: Int
  package var findings: [Finding]
  /// The exchanges that its findings are about.
  package var exchanges: [ExchangeRecord]
  /// Files beside the log.
  package var attachments: [AttachmentRecord]
  /// Set where it is a monitor, which belongs to no journey and has no exchanges of its own.
  package var monitor: MonitorDetail?

  package var isDeselected: Bool { record.deselected != nil }
  package var isFlaky: Bool { verdict == .passed && attempts > 1 }

  /// Where it stands, as `file:line`.
  package var place: String { "\(record.path):\(record.line)" }
}

/// What a run counts, each number once for all formats.
package struct ReportTotals: Sendable, Hashable {
  package var journeys = 0
  package var obligations = 0
  package var guardrails = 0
  package var stories = 0
  package var checks = 0
  /// Obligations with a check.
  package var bound = 0
  /// Obligations by verdict; they add up to ``obligations``.
  package var verdicts: [Verdict: Int] = [:]
  package var suspect = 0
  package var flaky = 0
  package var proven = 0
  /// Obligations that the selection left out.
  package var deselected = 0
  /// Checks by verdict; they add up to ``checks``.
  package var checkVerdicts: [Verdict: Int] = [:]

  package func count(_ verdict: Verdict) -> Int { verdicts[verdict] ?? 0 }

  package func count(_ standing: Standing) -> Int {
    verdicts.reduce(0) { $0 + ($1.key.standing == standing ? $1.value : 0) }
  }
}
