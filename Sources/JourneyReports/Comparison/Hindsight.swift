package import RunEvents

/// What earlier runs said of the promises of a run, wherever those stood then.
package struct Hindsight: Sendable {
  /// What a run said of a promise.
  package struct Moment: Sendable, Hashable {
    package var verdict: Verdict
    /// Whether the sentence had other words then.
    package var isReworded: Bool
  }

  /// Oldest first.
  package let runs: [RunHeader]
  /// Run by run, in the order of the run's promises.
  private var moments: [[Moment?]] = []
  private let places: [String: Int]

  /// - Parameter history: Runs before the run.
  package init(_ history: RunHistory, of run: RunSnapshot) {
    runs = history.headers
    guard !runs.isEmpty else {
      places = [:]
      return
    }
    places = Dictionary(
      run.promises.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let now = run.promises.map { PromiseMatch.Key(id: $0.id, fingerprint: $0.fingerprint) }
    // Runs of the same documents stand in them alike.
    var last: (listing: RunHistory.Listing, match: PromiseMatch)?
    for earlier in history.runs {
      let listing = earlier.listing
      let match: PromiseMatch
      if let last, last.listing.ids == listing.ids, last.listing.wordings == listing.wordings {
        match = last.match
      } else {
        let keys = zip(listing.ids, listing.wordings).map {
          PromiseMatch.Key(id: history.text($0), fingerprint: history.text($1))
        }
        match = PromiseMatch(keys, now)
      }
      last = (listing, match)
      moments.append(
        now.indices.map { place in
          match.oldPlace(of: place).map { old in
            Moment(
              verdict: earlier.promises[old],
              isReworded: history.text(listing.wordings[old]) != now[place].fingerprint)
          }
        })
    }
  }

  /// What each of ``runs`` said of a promise; `nil` where it did not have it.
  package func moments(of id: String) -> [Moment?] {
    guard let place = places[id] else { return runs.map { _ in nil } }
    return moments.map { $0[place] }
  }

  /// The first of the unbroken row of newest runs in which a promise was broken.
  package func brokenSince(_ id: String) -> RunHeader? {
    var first: RunHeader?
    for (run, moment) in zip(runs, moments(of: id)).reversed() {
      guard let moment else { continue }
      guard moment.verdict == .failed else { break }
      first = run
    }
    return first
  }

  /// How long a promise that is broken now has been so; `nil` where no earlier run knew it.
  package func row(of id: String) -> String? {
    if let run = brokenSince(id) { return "broken since \(run.name)" }
    return moments(of: id).contains { $0 != nil } ? "broken for the first time in this run" : nil
  }
}
