/// The runs before one, as far as its gate and its reports look back.
package struct EarlierRuns: Sendable {
  /// The run to hold this one against.
  package private(set) var baseline: RunSnapshot?
  /// Those on the same target.
  package private(set) var history = RunHistory()
  private let run: RunMoment
  private let branch: String?

  /// - Parameters:
  ///   - run: What was not before it is passed over.
  ///   - branch: Whose runs can be the baseline; `nil` for all.
  package init(before run: RunMoment, branch: String? = nil) {
    self.run = run
    self.branch = branch
  }

  /// Takes a run that somebody named: it is the baseline, wherever and whenever it was.
  package init(baseline: RunSnapshot, of run: RunMoment) {
    self.init(before: run)
    self.baseline = baseline
    remember(baseline)
  }

  /// Takes up a run of a folder, in any order.
  ///
  /// The baseline is the newest of all promises that ended well, so that a run which was refused
  /// does not lower the bar; without any, the newest of all promises that ran to its end; the newest
  /// of a part that ended well; the newest.
  package mutating func take(_ earlier: RunSnapshot) {
    guard earlier.header.moment.isBefore(run) else { return }
    if branch == nil || earlier.branch == branch, isBetter(earlier.header, than: baseline?.header) {
      baseline = earlier
    }
    remember(earlier)
  }

  private mutating func remember(_ earlier: RunSnapshot) {
    guard earlier.target == run.target, earlier.header.moment.isBefore(run) else { return }
    history.add(earlier)
  }

  private func isBetter(_ new: RunHeader, than old: RunHeader?) -> Bool {
    guard let old else { return true }
    let (rank, other) = (Self.rank(new), Self.rank(old))
    return rank == other ? old.moment.isBefore(new.moment) : rank > other
  }

  private static func rank(_ run: RunHeader) -> Int {
    guard run.isComplete else { return 0 }
    return (run.deselected == 0 ? 2 : 0) + (run.exitStatus == 0 ? 1 : 0)
  }

  /// The promises about which these runs and the one after them contradict each other.
  package func flaky(with run: RunSnapshot) -> Set<String> {
    guard !history.isEmpty else { return [] }
    var history = history
    history.add(run)
    return history.flaky
  }
}
