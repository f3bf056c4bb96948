import Synchronization

/// Remembers what was judged and gave no finding, so that the same is judged once.
///
/// Targets answer much with the same bytes: style sheets, documents of an API, lists that nobody has
/// changed. Copies of a monitor share it, since what is judged by one rule is judged alike by all of
/// them. Findings are made anew each time: each is told with its own exchange.
final class JudgedBefore: Sendable {
  /// So much is remembered, in exchanges.
  private static let most = 50_000

  private let counts = Mutex<[Int: MonitorReport.Counts]>([:])

  /// - Parameters:
  ///   - key: Of everything that `judge` looks at besides the rule (``ExchangeView/bodyKey``).
  ///   - judge: Holds an exchange against the rule; it is not called where that would find nothing.
  func judge(
    _ key: Int, _ report: inout MonitorReport, _ judge: (inout MonitorReport) -> Void
  ) {
    if let known = counts.withLock({ $0[key] }) { return report.count(known) }
    let before = report.counts
    let findings = report.findingCount
    judge(&report)
    guard report.findingCount == findings, report.problem == nil else { return }
    let judged = report.counts.since(before)
    counts.withLock { if $0.count < Self.most { $0[key] = judged } }
  }
}

extension MonitorReport {
  /// What was looked at, and what could not be, by reason.
  struct Counts: Sendable {
    var judged: Int
    var unjudged: [String: Int]

    func since(_ other: Counts) -> Counts {
      Counts(
        judged: judged - other.judged,
        unjudged: unjudged.merging(other.unjudged) { $0 - $1 }
          .filter { $0.value > 0 })
    }
  }
}
