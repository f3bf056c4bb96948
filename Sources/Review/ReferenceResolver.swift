import JourneyModel

/// Tells which sentences the bindings of one journey mean.
///
/// A path means what it meant when it was confirmed, unless the binding was changed since: a check
/// keeps the sentences that it was confirmed for, by whichever reading keeps more of them.
struct ReferenceResolver {
  private let entries: [LockEntry]
  private let obligations: [Obligation]
  private let placements: [Placement]
  private var places: [String: Int] = [:]
  private var names: [String: Int] = [:]
  private var locked: [String: Int] = [:]
  private var lockedNames: [String: Int] = [:]
  private var lockedOfCheck: [String: [Int]] = [:]

  init(_ entries: [LockEntry], _ placements: [Placement], _ obligations: [Obligation]) {
    self.entries = entries
    self.placements = placements
    self.obligations = obligations
    for (index, obligation) in obligations.enumerated() {
      places[String(obligation.pathInJourney)] = index
      if let name = obligation.name { names[name] = index }
    }
    for (index, entry) in entries.enumerated() {
      locked[entry.path] = index
      if let name = entry.name { lockedNames[name] = index }
      for check in entry.checks { lockedOfCheck[check, default: []].append(index) }
    }
  }

  /// - Parameter references: Those of one check.
  func targets(of references: [BoundReference]) -> [ReferenceTarget] {
    let asWritten = references.map { direct($0.path) }
    var targets = references.indices.map { index in
      fixed(references[index], asWritten[index])
    }
    let open = targets.indices.filter { targets[$0] == nil }
    guard !open.isEmpty else { return targets.compactMap(\.self) }
    let check = references[0].check
    let mine = Set(lockedOfCheck[check] ?? [])
    // What the check was not confirmed for is read as written.
    let old = open.filter { locked[references[$0].path].map(mine.contains) ?? false }
    let byLock = old.map { locked[references[$0].path].map(target) ?? .unknown }
    let isRead = readsByLock(references, old, byLock, asWritten, mine)
    for (position, index) in old.enumerated() where isRead { targets[index] = byLock[position] }
    return targets.indices.map { targets[$0] ?? asWritten[$0] }
  }

  private func readsByLock(
    _ references: [BoundReference], _ old: [Int], _ byLock: [ReferenceTarget],
    _ asWritten: [ReferenceTarget], _ mine: Set<Int>
  ) -> Bool {
    let meant = Set(mine.compactMap { placements[$0].index })
    func kept(_ targets: some Sequence<ReferenceTarget>) -> Int {
      Set(
        targets.compactMap { target -> Int? in
          if case .obligation(let index) = target { index } else { nil }
        }
      ).intersection(meant).count
    }
    let isUntouched = Set(references.map(\.path)) == Set(mine.map { entries[$0].path })
    if isUntouched { return true }
    let others = asWritten.indices.filter { !old.contains($0) }.map { asWritten[$0] }
    return kept(byLock + others) >= kept(asWritten)
  }

  /// What needs no weighing: names, quotations, and what only one of journey and lock knows.
  private func fixed(
    _ reference: BoundReference, _ asWritten: ReferenceTarget
  ) -> ReferenceTarget? {
    if names[reference.path] != nil { return asWritten }
    if let entry = lockedNames[reference.path] { return target(entry) }
    guard let entry = locked[reference.path] else { return asWritten }
    if let sentence = reference.sentence?.folded {
      if case .obligation(let index) = asWritten, obligations[index].text.folded == sentence {
        return asWritten
      }
      if entries[entry].text == sentence { return target(entry) }
      if case .obligation(let index) = target(entry), obligations[index].text.folded == sentence {
        return target(entry)
      }
    }
    return nil
  }

  private func direct(_ path: String) -> ReferenceTarget {
    (places[path] ?? names[path]).map(ReferenceTarget.obligation) ?? .unknown
  }

  private func target(_ entry: Int) -> ReferenceTarget {
    placements[entry].index.map(ReferenceTarget.obligation) ?? .lost(entry)
  }
}
