import JourneyModel

extension WordingReview {
  /// What is written when somebody accepts.
  package struct Acceptance: Sendable {
    package var lock: WaymarkLock
    /// What bindings are to say instead of what they say.
    package var rewrites: [Rewrite]
    /// The ids of what was confirmed now.
    package var confirmed: [String]
    /// Journeys that are left as they are, because something in them is lost.
    package var held: [String]
  }

  /// A change of one reference in a binding.
  package struct Rewrite: Sendable, Hashable {
    /// A place in the list of references.
    package var reference: Int
    package var path: String
    /// The quotation; `nil` where it stays.
    package var sentence: String?
  }

  /// Confirms the selected sentences, and re-anchors everything in the journeys that
  /// `isTouched` names.
  ///
  /// - Parameters:
  ///   - isSelected: Whether a sentence is confirmed; of `moved` ones, that needs no word.
  ///   - isTouched: Whether a journey is rewritten at all.
  package func accepting(
    where isSelected: (Item) -> Bool, in isTouched: (String) -> Bool
  ) -> Acceptance {
    var entries: [LockEntry] = []
    var result = Acceptance(lock: WaymarkLock(), rewrites: [], confirmed: [], held: [])
    let missing = Set(missingJourneys.map(\.id))
    let ofJourney = Dictionary(grouping: items, by: \.journey)
    let old = Dictionary(grouping: lock.entries, by: \.journey)
    for journey in Set(old.keys).union(ofJourney.keys).sorted() {
      let items = ofJourney[journey] ?? []
      let isHeld = missing.contains(journey) || items.contains { $0.state == .lost }
      guard !isHeld, isTouched(journey) else {
        entries += old[journey] ?? []
        if isHeld, isTouched(journey) { result.held.append(journey) }
        continue
      }
      for item in items {
        let isAccepted = isSelected(item)
        if let entry = newEntry(of: item, isAccepted: isAccepted) { entries.append(entry) }
        if isAccepted, item.state.isOpen {
          result.confirmed.append(item.id)
        }
        if let obligation = item.obligation {
          let isQuoted = isAccepted || item.state != .suspect
          result.rewrites += rewrites(item, obligation, withQuotations: isQuoted)
        }
      }
    }
    result.lock = WaymarkLock(entries)
    return result
  }

  private func newEntry(of item: Item, isAccepted: Bool) -> LockEntry? {
    guard let obligation = item.obligation else {
      return isAccepted ? nil : item.entry
    }
    let checks = item.references.map { references[$0].check }
    let now = LockEntry(confirming: obligation, of: item.journey, checks: checks)
    switch item.state {
    case .confirmed, .moved: return now
    case .neverConfirmed: return isAccepted ? now : nil
    case .newCheck:
      if isAccepted { return now }
      var kept = now
      kept.checks = now.checks.filter { item.entry?.confirms($0) == true }
      return kept
    case .suspect, .unbound, .lost:
      if isAccepted { return item.state == .suspect ? now : nil }
      var kept = item.entry
      kept?.path = now.path
      kept?.name = now.name
      if item.state == .suspect { kept?.checks = now.checks }
      return kept
    }
  }

  private func rewrites(
    _ item: Item, _ obligation: Obligation, withQuotations: Bool
  ) -> [Rewrite] {
    item.references.compactMap { index in
      let reference = references[index]
      let path =
        reference.path == obligation.name ? reference.path : String(obligation.pathInJourney)
      var sentence: String?
      if withQuotations, let quoted = reference.sentence?.folded,
        quoted == item.entry?.text, quoted != obligation.text.folded
      {
        sentence = obligation.text.folded
      }
      guard path != reference.path || sentence != nil else { return nil }
      return Rewrite(reference: index, path: path, sentence: sentence)
    }
  }
}
