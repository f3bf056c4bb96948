package import RunEvents

/// What became of promises from one run to another.
package struct RunComparison: Sendable {
  /// A promise that is not what it was.
  package struct Change: Sendable, Hashable {
    /// Its id in the new run; in the old one where it is gone.
    package var id: String
    package var oldID: String?
    package var text: String
    /// The first of the stories that it counts for.
    package var story: String?
    /// `nil` where the old run does not have it.
    package var was: Verdict?
    /// `nil` where the new run does not have it.
    package var now: Verdict?
  }

  /// How a story stood and stands.
  package struct StoryChange: Sendable, Hashable {
    package var id: String
    package var was: Count
    package var now: Count

    package struct Count: Sendable, Hashable {
      package var kept = 0
      package var total = 0
    }
  }

  /// What a change is called.
  package enum Kind: String, Sendable, CaseIterable {
    case fixed, broken, gained, lost, renamed
  }

  package let old: RunSnapshot
  package let new: RunSnapshot
  /// In the order of the documents; a renamed promise may be among the others as well.
  package private(set) var changes: [Kind: [Change]] = [:]
  /// By natural order; those that stand as before are left out.
  package private(set) var stories: [StoryChange] = []
  /// Promises of one run that the selection of the other may have left out.
  package private(set) var notCompared = 0

  package init(_ old: RunSnapshot, _ new: RunSnapshot) {
    self.old = old
    self.new = new
    let match = PromiseMatch(
      old.promises.map { .init(id: $0.id, fingerprint: $0.fingerprint) },
      new.promises.map { .init(id: $0.id, fingerprint: $0.fingerprint) })
    for (index, promise) in old.promises.enumerated() {
      compare(promise, match.newPlaces[index].map { new.promises[$0] })
    }
    for place in match.added { compare(nil, new.promises[place]) }
    compareStories()
  }

  package func count(_ kind: Kind) -> Int { changes[kind]?.count ?? 0 }

  private mutating func compare(_ was: RunSnapshot.Promise?, _ now: RunSnapshot.Promise?) {
    guard let promise = now ?? was else { return }
    let isUncertain = now == nil ? new.deselected > 0 : was == nil && old.deselected > 0
    if isUncertain {
      notCompared += 1
      return
    }
    let change = Change(
      id: promise.id, oldID: was?.id, text: promise.text.isEmpty ? was?.text ?? "" : promise.text,
      story: promise.stories.first, was: was?.verdict, now: now?.verdict)
    if let kind = Self.kind(was?.verdict.standing, now?.verdict.standing) {
      changes[kind, default: []].append(change)
    }
    if let was, let now, was.id != now.id, was.fingerprint == now.fingerprint {
      changes[.renamed, default: []].append(change)
    }
  }

  /// What is known now against what was known, absence being no knowledge.
  private static func kind(_ was: Standing?, _ now: Standing?) -> Kind? {
    switch (was, now) {
    case (.broken, .kept): .fixed
    case (.broken, .broken), (.kept, .kept): nil
    case (_, .broken): .broken
    case (_, .kept): .gained
    case (.kept, _), (.broken, _): .lost
    default: nil
    }
  }

  private mutating func compareStories() {
    let before = Self.stories(of: old)
    let after = Self.stories(of: new)
    for id in Set(before.keys).union(after.keys).sorted(by: NaturalOrder.precedes) {
      let change = StoryChange(id: id, was: before[id] ?? .init(), now: after[id] ?? .init())
      if change.was != change.now { stories.append(change) }
    }
  }

  private static func stories(of run: RunSnapshot) -> [String: StoryChange.Count] {
    var counts: [String: StoryChange.Count] = [:]
    for promise in run.promises {
      for story in Set(promise.stories) {
        counts[story, default: .init()].total += 1
        if promise.verdict.standing == .kept { counts[story, default: .init()].kept += 1 }
      }
    }
    return counts
  }
}
