package import JourneyModel

/// What became of the sentences of a lock, and of the bindings to them.
package struct WordingReview: Sendable {
  /// What is to be said of a sentence; the cases are in the order in which they are shown.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Bindings name a sentence that the journey no longer says.
    case lost
    /// It says something else than what was confirmed.
    case suspect
    /// Bindings name it, and the lock does not.
    case neverConfirmed = "never-confirmed"
    /// A check shows it that did not when it was confirmed.
    case newCheck = "new-check"
    /// It says what it said, elsewhere.
    case moved
    /// No binding names it any more.
    case unbound = "no-longer-bound"
    case confirmed
  }

  /// One sentence that is bound or was.
  package struct Item: Sendable {
    package var state: State
    package var journey: String
    /// The path of the journey's document.
    package var document: String
    /// `nil` for what was never confirmed.
    package var entry: LockEntry?
    /// Where it stands now; for a suspect that moved, where it most likely does.
    package var obligation: Obligation?
    /// Places in the list of references.
    package var references: [Int]
    /// For what is lost: what is most like it.
    package var similar: [SimilarSentence] = []

    /// Its id now, or the one that it had.
    package var id: String { obligation?.id ?? entry?.id ?? "" }

    /// The id that it had, where it is another.
    package var formerID: String? {
      guard let entry, let obligation, entry.id != obligation.id else { return nil }
      return entry.id
    }
  }

  package struct SimilarSentence: Sendable, Hashable {
    package var obligation: Obligation
    package var document: String
    /// The share of common words.
    package var likeness: Double
  }

  /// A journey of the lock whose document is not there, though bindings name it.
  package struct MissingJourney: Sendable, Hashable {
    package var id: String
    package var sentences: Int
    /// The journey that says most of what it said, if it says half of it.
    package var likely: String?
  }

  package let references: [BoundReference]
  /// What each of ``references`` means.
  package private(set) var targets: [ReferenceTarget]
  /// By journey, then in the order of the document; lost ones where they stood in the lock.
  package private(set) var items: [Item] = []
  package private(set) var missingJourneys: [MissingJourney] = []
  /// The lock, with renamed journeys under their new names.
  package let lock: WaymarkLock

  /// - Parameters:
  ///   - lock: What was confirmed; empty where there is no lock.
  ///   - journeys: All that the lock may speak of.
  ///   - references: All that bindings say of them.
  ///   - meaning: What references mean, where that is known, in the places of ``targets``.
  package init(
    lock: WaymarkLock, journeys: [Journey], references: [BoundReference],
    meaning: [ReferenceTarget]? = nil
  ) {
    self.references = references
    targets = Array(repeating: .unknown, count: references.count)
    let named = Set(references.map(\.journey))
    let lock = lock.settled(by: journeys)
    let renamed = JourneyRenames(lock, journeys).applied(to: lock, where: named.contains)
    self.lock = renamed
    let entries = Dictionary(grouping: renamed.entries, by: \.journey)
    let bound = Dictionary(grouping: references.indices, by: { references[$0].journey })
    var seen: Set<String> = []
    for journey in journeys where seen.insert(journey.id).inserted {
      add(journey, entries[journey.id] ?? [], bound[journey.id] ?? [], meaning)
    }
    let missing = Set(entries.keys).subtracting(seen)
    for id in missing.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      addMissing(id, entries[id] ?? [], isBound: bound[id] != nil, journeys)
    }
    findSimilar(in: journeys)
  }

  private mutating func add(
    _ journey: Journey, _ entries: [LockEntry], _ bound: [Int], _ meaning: [ReferenceTarget]?
  ) {
    guard !entries.isEmpty || !bound.isEmpty else { return }
    let placements = SentenceMatcher.placements(of: entries, in: journey.obligations)
    let resolver = ReferenceResolver(entries, placements, journey.obligations)
    for indices in Dictionary(grouping: bound, by: { references[$0].check }).values {
      let found = resolver.targets(of: indices.map { references[$0] })
      for (index, target) in zip(indices, found) {
        if case .obligation? = meaning?[index] {
          targets[index] = meaning?[index] ?? target
        } else {
          targets[index] = target
        }
      }
    }
    var referencesOf: [Int: [Int]] = [:]
    var lost: [Int: [Int]] = [:]
    for index in bound {
      switch targets[index] {
      case .obligation(let place): referencesOf[place, default: []].append(index)
      case .lost(let entry): lost[entry, default: []].append(index)
      case .unknown: break
      }
    }
    var entryAt: [Int: Int] = [:]
    for (entry, placement) in placements.enumerated() {
      if let index = placement.index {
        entryAt[index] = entry
      } else {
        items.append(
          Item(
            state: lost[entry] == nil ? .unbound : .lost, journey: journey.id,
            document: journey.path, entry: entries[entry], obligation: nil,
            references: lost[entry] ?? []))
      }
    }
    for place in Set(referencesOf.keys).union(entryAt.keys).sorted() {
      let number = entryAt[place]
      let entry = number.map { entries[$0] }
      let references = referencesOf[place] ?? []
      var state = Self.state(number.map { placements[$0] }, isBound: !references.isEmpty)
      if state == .confirmed || state == .moved, hasNewCheck(references, entry) {
        state = .newCheck
      }
      items.append(
        Item(
          state: state, journey: journey.id, document: journey.path, entry: entry,
          obligation: journey.obligations[place], references: references))
    }
  }

  private func hasNewCheck(_ bound: [Int], _ entry: LockEntry?) -> Bool {
    bound.contains { entry?.confirms(references[$0].check) == false }
  }

  private static func state(_ placement: Placement?, isBound: Bool) -> State {
    guard isBound else { return .unbound }
    switch placement {
    case .same: return .confirmed
    case .moved: return .moved
    case .edited, .editedElsewhere: return .suspect
    case .gone, nil: return .neverConfirmed
    }
  }

  private mutating func addMissing(
    _ id: String, _ entries: [LockEntry], isBound: Bool, _ journeys: [Journey]
  ) {
    guard isBound else {
      for entry in entries {
        items.append(
          Item(
            state: .unbound, journey: id, document: "", entry: entry, obligation: nil,
            references: []))
      }
      return
    }
    missingJourneys.append(
      MissingJourney(
        id: id, sentences: entries.count,
        likely: JourneyRenames.likely(entries, among: journeys)))
  }

  // MARK: - Likeness

  private static let mostSuggestions = 3
  private static let leastLikeness = 0.3
  /// Above this many comparisons, only the journey itself is searched.
  private static let mostComparisons = 2_000_000

  private mutating func findSimilar(in journeys: [Journey]) {
    let lost = items.indices.filter { items[$0].state == .lost }
    guard !lost.isEmpty else { return }
    var words = WordSimilarity()
    let all = journeys.flatMap { journey in
      journey.obligations.map { obligation in
        (journey: journey.id, document: journey.path, obligation, words.bag(obligation.text))
      }
    }
    let isLarge = lost.count * all.count > Self.mostComparisons
    for item in lost.prefix(isLarge ? 100 : lost.count) {
      let bag = words.bag(items[item].entry?.text ?? "")
      var similar: [SimilarSentence] = []
      for (journey, document, obligation, other) in all
      where !isLarge || journey == items[item].journey {
        let likeness = WordSimilarity.likeness(bag, other)
        guard likeness >= Self.leastLikeness else { continue }
        similar.append(
          SimilarSentence(obligation: obligation, document: document, likeness: likeness))
      }
      let own = items[item].journey + "#"
      similar.sort { a, b in
        if a.likeness != b.likeness { return a.likeness > b.likeness }
        return a.obligation.id.hasPrefix(own) && !b.obligation.id.hasPrefix(own)
      }
      items[item].similar = Array(similar.prefix(Self.mostSuggestions))
    }
  }
}

extension WordingReview {
  /// The ids of bound obligations that say something else than what was confirmed.
  package var suspects: Set<String> {
    Set(items.lazy.filter { $0.state == .suspect }.map(\.id))
  }

  /// Places in ``references`` of what names a sentence and did not when it was confirmed.
  package var unconfirmedReferences: [Int] {
    items.flatMap { item -> [Int] in
      switch item.state {
      case .neverConfirmed: item.references
      case .newCheck:
        item.references.filter { item.entry?.confirms(references[$0].check) == false }
      default: []
      }
    }
  }

  package func count(_ state: State) -> Int { items.count { $0.state == state } }
}

extension WordingReview.State {
  /// Whether somebody has to look at it.
  package var isOpen: Bool {
    switch self {
    case .lost, .suspect, .neverConfirmed, .newCheck: true
    case .moved, .unbound, .confirmed: false
    }
  }

  /// Whether a binding is new rather than a wording.
  var isOfBinding: Bool { self == .neverConfirmed || self == .newCheck }
}
