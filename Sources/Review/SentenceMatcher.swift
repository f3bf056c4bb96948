package import JourneyModel

/// Finds the sentences of the lock again in one journey.
///
/// Names come first, then fingerprints, then likeness and place; `docs/review.md` tells the rules.
/// No two sentences of the lock are given the same place.
package struct SentenceMatcher {
  /// By path.
  let entries: [LockEntry]
  let obligations: [Obligation]
  private(set) var placements: [Placement?]
  private(set) var isTaken: [Bool]
  private(set) var places: [String: Int] = [:]

  /// - Parameter entries: Those of the journey, by path, as the lock sorts them.
  package static func placements(
    of entries: [LockEntry], in obligations: [Obligation]
  ) -> [Placement] {
    var matcher = SentenceMatcher(entries, obligations)
    if matcher.allAreSame() { return matcher.placements.map { $0 ?? .gone } }
    matcher.matchNames()
    matcher.matchFingerprints()
    matcher.matchEdited()
    return matcher.placements.map { $0 ?? .gone }
  }

  private init(_ entries: [LockEntry], _ obligations: [Obligation]) {
    self.entries = entries
    self.obligations = obligations
    placements = Array(repeating: nil, count: entries.count)
    isTaken = Array(repeating: false, count: obligations.count)
    for (index, obligation) in obligations.enumerated() {
      places[String(obligation.pathInJourney)] = index
    }
  }

  /// The usual case, in which nothing has to be looked for.
  private mutating func allAreSame() -> Bool {
    let found = entries.map { entry in
      places[entry.path].flatMap { index in
        let obligation = obligations[index]
        let isSame =
          obligation.fingerprint == entry.fingerprint && obligation.name == entry.name
        return isSame ? index : nil
      }
    }
    guard found.allSatisfy({ $0 != nil }) else { return false }
    placements = found.map { $0.map(Placement.same) }
    return true
  }

  mutating func place(_ entry: Int, at index: Int) {
    let isThere = String(obligations[index].pathInJourney) == entries[entry].path
    isTaken[index] = true
    if obligations[index].fingerprint == entries[entry].fingerprint {
      placements[entry] = isThere ? .same(index) : .moved(index)
    } else {
      placements[entry] = isThere ? .edited(index) : .editedElsewhere(index)
    }
  }

  private mutating func matchNames() {
    var named: [String: Int] = [:]
    for (index, obligation) in obligations.enumerated() {
      if let name = obligation.name { named[name] = index }
    }
    for (index, entry) in entries.enumerated() {
      guard let name = entry.name, let place = named[name], !isTaken[place] else { continue }
      self.place(index, at: place)
    }
  }

  private mutating func matchFingerprints() {
    var waiting: [String: [Int]] = [:]
    for index in entries.indices where placements[index] == nil {
      waiting[entries[index].fingerprint, default: []].append(index)
    }
    var found: [String: [Int]] = [:]
    for index in obligations.indices where !isTaken[index] {
      let fingerprint = obligations[index].fingerprint
      if waiting[fingerprint] != nil { found[fingerprint, default: []].append(index) }
    }
    for (fingerprint, places) in found {
      pair(waiting[fingerprint] ?? [], with: places)
    }
  }

  /// Pairs sentences that say the same: in their order where there are as many as there were, else
  /// those that stand where one stood first.
  private mutating func pair(_ waiting: [Int], with found: [Int]) {
    var (waiting, found) = (waiting, found)
    if waiting.count != found.count {
      let open = Set(found)
      for entry in waiting {
        if let index = places[entries[entry].path], open.contains(index) {
          place(entry, at: index)
        }
      }
      waiting.removeAll { placements[$0] != nil }
      found.removeAll { isTaken[$0] }
    }
    for (entry, index) in zip(waiting, found) { place(entry, at: index) }
  }
}
