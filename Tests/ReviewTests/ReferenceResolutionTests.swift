import JourneyModel
import Review
import Testing

/// What bindings mean when they, the document or both were edited since the lock was written.
@Suite struct ReferenceResolutionTests {
  private static let sentences = [
    "Deny every request without a session.", "Log each export with actor and time.",
    "Label estimated figures as approximate.", "Keep figures of tenants apart.",
  ]

  /// The sentences that each check verifies after one was put on top of the document.
  private func verified(
    _ confirmed: [String: [String]], _ now: [String: [String]]
  ) -> [String: Set<Int>] {
    let before = Wording.musts(Self.sentences[0], Self.sentences[1], Self.sentences[2])
    let after = Wording.musts(
      Self.sentences[3], Self.sentences[0], Self.sentences[1], Self.sentences[2])
    let lock = Wording(before, before, confirmed).lock
    let journey = Wording.journey(after)
    let references = Wording.references(now)
    let review = WordingReview(lock: lock, journeys: [journey], references: references)
    var result: [String: Set<Int>] = [:]
    for (reference, target) in zip(references, review.targets) {
      guard case .obligation(let index) = target else { continue }
      let place = Self.sentences.firstIndex(of: journey.obligations[index].text)
      result[reference.check, default: []].insert(place ?? -1)
    }
    return result
  }

  @Test func untouchedBindingsFollow() {
    let bindings = ["a": ["must.1"], "b": ["must.2", "must.3"]]
    #expect(verified(bindings, bindings) == ["a": [0], "b": [1, 2]])
  }

  @Test func bindingsThatSomebodyRenumberedStay() {
    let confirmed = ["a": ["must.1"], "b": ["must.2", "must.3"]]
    let now = ["a": ["must.2"], "b": ["must.3", "must.4"]]
    #expect(verified(confirmed, now) == ["a": [0], "b": [1, 2]])
  }

  @Test func aCheckThatIsNewIsTakenAsWritten() {
    let confirmed = ["a": ["must.1"], "b": ["must.2"]]
    let now = ["a": ["must.1"], "b": ["must.2"], "c": ["must.2"]]
    #expect(verified(confirmed, now) == ["a": [0], "b": [1], "c": [0]])
  }

  /// Else a later move would leave it behind: nothing tells which sentence it was written for.
  @Test func aCheckThatIsNewHasToBeConfirmed() {
    let document = Wording.musts(Self.sentences[0], Self.sentences[1])
    let lock = Wording(document, document, ["a": ["must.1"], "b": ["must.2"]]).lock
    let references = Wording.references(["a": ["must.1"], "b": ["must.2"], "c": ["must.2"]])
    let review = WordingReview(
      lock: lock, journeys: [Wording.journey(document)], references: references)
    #expect(review.told == ["must.1 confirmed", "must.2 new-check"])
    #expect(review.unconfirmedReferences.map { references[$0].check } == ["c"])
    let fixed = review.accepting(where: { _ in false }, in: { _ in true })
    #expect(fixed.lock == lock)
    let accepted = review.accepting(where: { _ in true }, in: { _ in true })
    #expect(accepted.confirmed == ["small#must.2"])
    let moved = WordingReview(
      lock: accepted.lock,
      journeys: [Wording.journey(Wording.musts(Self.sentences[1], Self.sentences[0]))],
      references: references)
    #expect(moved.targets == [.obligation(1), .obligation(0), .obligation(0)])
  }

  @Test func aCheckThatVerifiesMoreKeepsWhatItHad() {
    let confirmed = ["a": ["must.1"], "b": ["must.2"]]
    let now = ["a": ["must.1", "must.4"], "b": ["must.2"]]
    #expect(verified(confirmed, now) == ["a": [0, 2], "b": [1]])
  }

  @Test func aCheckThatVerifiesLessKeepsTheRest() {
    let confirmed = ["a": ["must.1", "must.2"]]
    #expect(verified(confirmed, ["a": ["must.2"]]) == ["a": [1]])
  }

  @Test func quotationsDecide() {
    let before = Wording.musts(Self.sentences[0], Self.sentences[1])
    let after = Wording.musts(Self.sentences[1], Self.sentences[0])
    let lock = Wording(before, before, ["a": ["must.1"], "b": ["must.2"]]).lock
    var references = Wording.references(["a": ["must.1"], "b": ["must.2"]])
    references[0].sentence = Self.sentences[0]
    references[1].sentence = Self.sentences[0]
    let review = WordingReview(
      lock: lock, journeys: [Wording.journey(after)], references: references)
    // The first quotes what the lock has there, the second what the document has there.
    #expect(review.targets == [.obligation(1), .obligation(1)])
  }

  @Test func whatNobodyKnowsStaysUnknown() {
    let before = Wording.musts(Self.sentences[0])
    let lock = Wording(before, before, ["a": ["must.1"]]).lock
    let review = WordingReview(
      lock: lock, journeys: [Wording.journey(before)],
      references: Wording.references(["a": ["must.7"], "b": ["no-such-name"]]))
    #expect(review.targets == [.unknown, .unknown])
    #expect(review.told == ["must.1 no-longer-bound"])
  }

  @Test func aRenamedJourneyIsFollowedOnceBindingsNameIt() {
    let before = Wording.musts(Self.sentences[0], Self.sentences[1])
    let lock = Wording(before, before, ["a": ["must.1"], "b": ["must.2"]]).lock
    let after = Wording.journey(
      Wording.musts(Self.sentences[2], Self.sentences[0], Self.sentences[1]), id: "renamed")
    var references = Wording.references(["a": ["must.1"], "b": ["must.2"]])
    let old = WordingReview(lock: lock, journeys: [after], references: references)
    #expect(old.missingJourneys.map(\.likely) == ["renamed"])
    #expect(old.missingJourneys.map(\.sentences) == [2])
    for index in references.indices { references[index].journey = "renamed" }
    let new = WordingReview(lock: lock, journeys: [after], references: references)
    #expect(new.told == ["must.1→must.2 moved", "must.2→must.3 moved"])
    #expect(new.missingJourneys.isEmpty)
  }
}
