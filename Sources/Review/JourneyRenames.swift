package import JourneyModel

/// Journeys whose documents have other names now.
package struct JourneyRenames {
  /// New ids by old ones.
  private var names: [String: String] = [:]

  init(_ lock: WaymarkLock, _ journeys: [Journey]) {
    let known = Set(journeys.map(\.id))
    let entries = Dictionary(grouping: lock.entries, by: \.journey)
    let missing = entries.keys.filter { !known.contains($0) }.sorted()
    guard !missing.isEmpty else { return }
    var free = journeys.filter { entries[$0.id] == nil }
    for id in missing {
      guard let likely = Self.likely(entries[id] ?? [], among: free) else { continue }
      names[id] = likely
      free.removeAll { $0.id == likely }
    }
  }

  /// The new ids of journeys by old ones, as far as what they say tells.
  package static func names(
    from before: [Journey], to after: [Journey]
  ) -> [String: String] {
    let said = before.flatMap { journey in
      journey.obligations.map { LockEntry(confirming: $0, of: journey.id, checks: []) }
    }
    return JourneyRenames(WaymarkLock(said), after).names
  }

  /// The lock under the new names, where `isNamed` says that bindings use them.
  func applied(to lock: WaymarkLock, where isNamed: (String) -> Bool) -> WaymarkLock {
    let used = names.filter { isNamed($0.value) && !isNamed($0.key) }
    guard !used.isEmpty else { return lock }
    return WaymarkLock(
      lock.entries.map { entry in
        var entry = entry
        if let name = used[entry.journey] { entry.journey = name }
        return entry
      })
  }

  /// The journey that says most of what the entries say, if it says at least half of it.
  static func likely(_ entries: [LockEntry], among journeys: [Journey]) -> String? {
    let wanted = Set(entries.map(\.fingerprint))
    var best: (id: String, count: Int)?
    for journey in journeys {
      let said = wanted.intersection(journey.obligations.lazy.map(\.fingerprint)).count
      if said * 2 >= wanted.count, said > best?.count ?? 0 { best = (journey.id, said) }
    }
    return best?.id
  }
}
