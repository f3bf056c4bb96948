import JourneyModel
import Review

/// What became of every sentence between two times.
struct SentenceChanges {
  struct Sentence {
    var obligation: Obligation
    var document: String
    /// What it was; `nil` for a new one.
    var before: Obligation?
    /// Stories that it names, now or before, and those that its journey is mapped to.
    var stories: Set<String>

    /// Whether it says what it said; where it stands makes no difference.
    var isEdited: Bool {
      before.map { $0.fingerprint != obligation.fingerprint } ?? false
    }

    var isMappedOtherwise: Bool {
      before.map { Set($0.allStories) != Set(obligation.allStories) } ?? false
    }
  }

  /// In the order of journeys and of sentences in them.
  private(set) var present: [Sentence] = []
  private(set) var removed: [Sentence] = []
  /// The present id of what was there, by the id that it had.
  private(set) var ids: [String: String] = [:]
  /// The present names of journeys whose documents are called otherwise now.
  let renames: [String: String]
  /// Stories that a journey is mapped to now and was not, or the other way round.
  private(set) var remappedStories: Set<String> = []

  init(from before: [Journey], to after: [Journey]) {
    renames = JourneyRenames.names(from: before, to: after)
    var was: [String: Obligation] = [:]
    var entries: [LockEntry] = []
    for journey in before {
      let name = renames[journey.id] ?? journey.id
      for obligation in journey.obligations {
        let entry = LockEntry(confirming: obligation, of: name, checks: [])
        was[entry.id] = obligation
        entries.append(entry)
      }
    }
    let mapped = Dictionary(
      before.map { (renames[$0.id] ?? $0.id, Set($0.mappedStories)) },
      uniquingKeysWith: { first, _ in first })
    for journey in after {
      remappedStories.formUnion(
        Set(journey.mappedStories).symmetricDifference(mapped[journey.id] ?? []))
    }
    for journey in before
    where !after.contains(where: { $0.id == renames[journey.id] ?? journey.id }) {
      remappedStories.formUnion(journey.mappedStories)
    }
    let said = Dictionary(grouping: WaymarkLock(entries).entries, by: \.journey)
    for journey in after {
      let entries = said[journey.id] ?? []
      var origins: [Int: Obligation] = [:]
      let placements = SentenceMatcher.placements(of: entries, in: journey.obligations)
      for (entry, placement) in zip(entries, placements) {
        guard let index = placement.index, let old = was[entry.id] else { continue }
        origins[index] = old
        ids[old.id] = journey.obligations[index].id
      }
      for (index, obligation) in journey.obligations.enumerated() {
        let old = origins[index]
        let own = obligation.allStories + (old?.allStories ?? [])
        present.append(
          Sentence(
            obligation: obligation, document: journey.path, before: old,
            stories: Set(own + journey.stories.mapped)))
      }
    }
    for journey in before {
      for obligation in journey.obligations where ids[obligation.id] == nil {
        removed.append(
          Sentence(
            obligation: obligation, document: journey.path,
            stories: Set(obligation.allStories + journey.stories.mapped)))
      }
    }
  }
}

extension Obligation {
  /// Stories that it names itself, and those of what stands around it.
  var allStories: [String] { stories + inheritedStories }
}

extension Journey {
  /// Stories that the journey as a whole says that it answers to.
  fileprivate var mappedStories: [String] { stories.title + stories.related + stories.mapped }
}
