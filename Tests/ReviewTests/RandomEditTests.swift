import JourneyModel
import Review
import Testing

/// Whatever is moved, rewrapped, numbered anew, put in, taken out or edited: bindings stay on the
/// sentences that they were confirmed for, and exactly what was edited is suspect.
@Suite struct RandomEditTests {
  /// The work of one of these is a few milliseconds.
  private static let rounds = 150

  @Test func movingMakesNothingSuspect() {
    run { journey, _ in
      for _ in 0..<Int.random(in: 1...6, using: &journey.random) { journey.move() }
    }
  }

  @Test func editingInPlaceMakesExactlyThatSuspect() {
    run { journey, _ in
      for _ in 0..<Int.random(in: 1...3, using: &journey.random) { journey.edit() }
    }
  }

  @Test func everythingAtOnceKeepsBindingsOnTheirSentences() {
    run { journey, bound in
      for _ in 0..<Int.random(in: 1...5, using: &journey.random) {
        switch Int.random(in: 0..<4, using: &journey.random) {
        case 0: journey.move()
        case 1: journey.insert()
        case 2: journey.remove(keeping: bound)
        default: journey.edit()
        }
      }
    }
  }

  /// Runs journeys through several edits, each followed by a review whose result is written or not.
  private func run(_ change: (inout RandomJourney, Set<Int>) -> Void) {
    for _ in 0..<Self.rounds {
      let seed = UInt64.random(in: 0...UInt64.max)
      var random = RandomJourney(seed: seed)
      var journey = Wording.journey(random.markdown(isWrapped: false))
      #expect(journey.obligations.count == random.leaves.count, "seed \(seed)")
      var bound: [Int] = []
      var references: [BoundReference] = []
      for (leaf, obligation) in zip(random.leaves, journey.obligations)
      where Int.random(in: 0..<3, using: &random.random) > 0 {
        let check = "c\(Int.random(in: 0..<8, using: &random.random))"
        bound.append(leaf.identity)
        references.append(
          BoundReference(
            journey: "small", check: check, path: String(obligation.pathInJourney)))
      }
      var lock = WordingReview(lock: WaymarkLock(), journeys: [journey], references: references)
        .accepting(where: { _ in true }, in: { _ in true }).lock
      for step in 0..<4 {
        change(&random, Set(bound))
        journey = Wording.journey(random.markdown(isWrapped: Bool.random(using: &random.random)))
        let review = WordingReview(lock: lock, journeys: [journey], references: references)
        guard check(review, random.leaves, bound, "seed \(seed), step \(step)") else { return }
        // Nothing, the paths alone, or everything is written.
        let choice = Int.random(in: 0..<3, using: &random.random)
        guard choice > 0 else { continue }
        let accepted = review.accepting(where: { _ in choice == 2 }, in: { _ in true })
        for rewrite in accepted.rewrites { references[rewrite.reference].path = rewrite.path }
        lock = accepted.lock
        if choice == 2 { random.confirm() }
      }
    }
  }

  private func check(
    _ review: WordingReview, _ leaves: [RandomJourney.Leaf], _ bound: [Int], _ place: String
  ) -> Bool {
    let found = review.targets.map { target -> Int? in
      if case .obligation(let index) = target { leaves[index].identity } else { nil }
    }
    let edited = Set(
      leaves.filter { $0.isEdited && bound.contains($0.identity) }.map(\.identity))
    let suspect = Set(
      zip(review.targets, bound).compactMap { target, identity -> Int? in
        guard case .obligation(let index) = target else { return nil }
        return review.suspects.contains(review.obligationID(index)) ? identity : nil
      })
    #expect(found == bound, "\(place)")
    #expect(suspect == edited, "\(place)")
    return found == bound && suspect == edited
  }
}

extension WordingReview {
  /// The id of the obligation at a place in the only journey.
  fileprivate func obligationID(_ index: Int) -> String {
    obligationIDs[index] ?? ""
  }

  private var obligationIDs: [Int: String] {
    var ids: [Int: String] = [:]
    for item in items {
      for reference in item.references {
        if case .obligation(let index) = targets[reference] { ids[index] = item.id }
      }
    }
    return ids
  }
}
