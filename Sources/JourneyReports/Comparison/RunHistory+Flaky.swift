import RunEvents

extension RunHistory {
  /// How many of the newest runs tell what is flaky.
  private static let window = 20
  /// How often a promise must change between kept and broken to be called flaky.
  private static let changes = 3

  /// The ids of promises about which the newest runs contradict each other: they or a check of them
  /// passed and failed at the same commit, or changed between the two ``changes`` times and more.
  ///
  /// What could not be judged says nothing, since an outage would make everything flaky.
  package var flaky: Set<String> {
    let runs = self.runs.suffix(Self.window)
    var promises = [Series](repeating: Series(), count: texts.count)
    var checks = promises
    var commits = Pool<String>()
    for run in runs {
      let listing = run.listing
      let commit =
        run.header.isDirty == true ? nil : run.header.commit.map { commits.number(of: $0) }
      for (place, id) in listing.ids.enumerated() {
        promises[Int(id)].add(run.promises[place], commit, wording: listing.wordings[place])
      }
      for (place, key) in listing.keys.enumerated() {
        checks[Int(key)].add(run.checks[place], commit)
      }
    }
    var found = Set(
      promises.indices.lazy.filter { promises[$0].isFlaky }.map { text(Int32($0)) })
    guard let last = runs.last, checks.contains(where: \.isFlaky) else { return found }
    for (place, list) in last.listing.checks.enumerated()
    where lists[list].contains(where: { checks[Int($0)].isFlaky }) {
      found.insert(text(last.listing.ids[place]))
    }
    return found
  }

  /// The verdicts of one promise or check, run by run.
  private struct Series {
    private var last: Bool?
    private var changes = 0
    private var wording: Int32 = -1
    /// The commits at which it passed, and those at which it failed, a bit each.
    private var kept: UInt32 = 0
    private var broken: UInt32 = 0

    var isFlaky: Bool { kept & broken != 0 || changes >= RunHistory.changes }

    /// - Parameter commit: Its number; `nil` where nobody knows what was run.
    mutating func add(_ verdict: Verdict, _ commit: Int32?, wording: Int32 = -1) {
      // Another sentence under the same path begins a history of its own.
      if self.wording != wording { self = Series() }
      self.wording = wording
      guard verdict == .passed || verdict == .failed else { return }
      let isKept = verdict == .passed
      if let last, last != isKept { changes += 1 }
      last = isKept
      guard let commit else { return }
      if isKept { kept |= 1 << commit } else { broken |= 1 << commit }
    }
  }
}
