import RunEvents

/// Earlier runs, oldest first, and what they say together.
package struct RunHistory: Sendable {
  /// How many runs are remembered.
  package static let limit = 100
  /// How many of the newest runs tell what is flaky.
  private static let window = 20
  /// How often a promise must change between kept and broken to be called flaky.
  private static let changes = 3

  /// At most ``limit``, each run once.
  package private(set) var runs: [RunSnapshot] = []

  package init(_ runs: [RunSnapshot] = []) {
    for run in runs { add(run) }
  }

  /// Takes up a run, whenever it was; of more than ``limit`` the oldest is forgotten.
  package mutating func add(_ run: RunSnapshot) {
    guard !runs.contains(where: { $0.id == run.id }) else { return }
    let place = runs.firstIndex { run.isBefore($0) } ?? runs.endIndex
    runs.insert(run, at: place)
    if runs.count > Self.limit { runs.removeFirst() }
  }

  /// The runs on a target, before another run where one is given.
  package func runs(on target: String, before run: RunSnapshot? = nil) -> RunHistory {
    var history = RunHistory()
    history.runs = runs.filter { $0.target == target && (run.map($0.isBefore) ?? true) }
    return history
  }

  /// The run to hold a later one against.
  ///
  /// The newest of all promises that ended well, so that a run which was refused does not lower the
  /// bar; without any, the newest of all promises that ran to its end; the newest of a part that
  /// ended well; the newest.
  ///
  /// - Parameter branch: Whose runs count; `nil` for all.
  package func baseline(before run: RunSnapshot?, branch: String?) -> RunSnapshot? {
    let candidates = runs.filter { candidate in
      (branch == nil || candidate.branch == branch) && run.map(candidate.isBefore) ?? true
    }
    return candidates.last { $0.exitStatus == 0 && $0.isComplete && $0.deselected == 0 }
      ?? candidates.last { $0.isComplete && $0.deselected == 0 }
      ?? candidates.last { $0.exitStatus == 0 && $0.isComplete } ?? candidates.last
  }

  /// The first of the unbroken row of newest runs in which a promise was broken.
  package func brokenSince(_ id: String) -> RunSnapshot? {
    var first: RunSnapshot?
    for run in runs.reversed() {
      guard let promise = run.promises.first(where: { $0.id == id }) else { continue }
      guard promise.verdict == .failed else { break }
      first = run
    }
    return first
  }

  /// A story in one run.
  package struct TrendPoint: Sendable, Hashable {
    package var startedAt: String
    package var kept: Int
    package var total: Int
  }

  /// How many promises that count for a story were kept, run by run; runs without any are left out.
  package func trend(of story: String) -> [TrendPoint] {
    runs.compactMap { run in
      let promises = run.promises.filter { $0.stories.contains(story) }
      guard !promises.isEmpty else { return nil }
      return TrendPoint(
        startedAt: run.startedAt, kept: promises.count { $0.verdict.standing == .kept },
        total: promises.count)
    }
  }
}

extension RunSnapshot {
  /// Times in UTC of one form, which sort as text; the id decides where they are the same.
  func isBefore(_ other: RunSnapshot) -> Bool {
    (startedAt, id) < (other.startedAt, other.id)
  }
}

// MARK: - Contradictions

extension RunHistory {
  /// The ids of promises about which the newest runs contradict each other: they or a check of them
  /// passed and failed at the same commit, or changed between the two ``changes`` times and more.
  ///
  /// What could not be judged says nothing, since an outage would make everything flaky.
  package var flaky: Set<String> {
    let runs = self.runs.suffix(Self.window)
    var promises: [String: Series] = [:]
    var checks: [String: Series] = [:]
    for run in runs {
      for promise in run.promises {
        let wording = promise.fingerprint
        promises[promise.id, default: Series()].add(promise.verdict, in: run, wording: wording)
      }
      for check in run.checks { checks[check.key, default: Series()].add(check.verdict, in: run) }
    }
    var found = Set(promises.filter { $0.value.isFlaky }.keys)
    let flakyChecks = Set(checks.filter { $0.value.isFlaky }.keys)
    guard !flakyChecks.isEmpty else { return found }
    for promise in runs.last?.promises ?? []
    where promise.checks.contains(where: flakyChecks.contains) {
      found.insert(promise.id)
    }
    return found
  }

  /// The verdicts of one promise or check, run by run.
  private struct Series {
    private var last: Bool?
    private var changes = 0
    private var wording: String?
    private var commits: [String: Bool] = [:]
    private var isContradicted = false

    var isFlaky: Bool { isContradicted || changes >= RunHistory.changes }

    mutating func add(_ verdict: Verdict, in run: RunSnapshot, wording: String = "") {
      // Another sentence under the same path begins a history of its own.
      if self.wording != wording { self = Series() }
      self.wording = wording
      guard verdict == .passed || verdict == .failed else { return }
      let isKept = verdict == .passed
      if let last, last != isKept { changes += 1 }
      last = isKept
      guard let commit = run.commit, run.isDirty != true else { return }
      if let other = commits.updateValue(isKept, forKey: commit), other != isKept {
        isContradicted = true
      }
    }
  }
}
