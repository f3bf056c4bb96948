import JourneyModel
import Review
import Testing

/// What accepting a part writes.
@Suite struct PartialAcceptanceTests {
  private static let wording = Wording(
    Wording.musts("Deny without a session.", "Log each export.", "Label estimates as such."),
    Wording.musts(
      "Something new comes first.", "Deny without any session.", "Log every export.",
      "Label estimates as such."),
    ["a": ["must.1"], "b": ["must.2"], "c": ["must.3"]])

  @Test func onlyWhatIsSelectedIsConfirmed() {
    let review = Self.wording.review
    #expect(
      review.told == ["must.1→must.2 suspect", "must.2→must.3 suspect", "must.3→must.4 moved"])
    let accepted = review.accepting(where: { $0.id == "small#must.3" }, in: { _ in true })
    #expect(accepted.confirmed == ["small#must.3"])
    #expect(accepted.rewrites.map(\.path) == ["must.2", "must.3", "must.4"])
    #expect(accepted.lock.entries.map(\.path) == ["must.2", "must.3", "must.4"])
    #expect(accepted.lock.entries.map(\.text).first == "Deny without a session.")
    var references = Self.wording.references
    for rewrite in accepted.rewrites { references[rewrite.reference].path = rewrite.path }
    let again = WordingReview(
      lock: accepted.lock, journeys: [Self.wording.after], references: references)
    #expect(again.told == ["must.2 suspect", "must.3 confirmed", "must.4 confirmed"])
  }

  @Test func fixingConfirmsNothing() {
    let fixed = Self.wording.review.accepting(where: { _ in false }, in: { _ in true })
    #expect(fixed.confirmed.isEmpty)
    #expect(fixed.lock.entries.map(\.fingerprint) == Self.wording.lock.entries.map(\.fingerprint))
    #expect(fixed.lock.entries.map(\.path) == ["must.2", "must.3", "must.4"])
  }

  /// Bindings are written before the lock; what stops between the two leaves nothing wrong.
  @Test func anInterruptionBetweenBindingsAndLockChangesNoMeaning() {
    let review = Self.wording.review
    let fixed = review.accepting(where: { _ in false }, in: { _ in true })
    var references = Self.wording.references
    for rewrite in fixed.rewrites { references[rewrite.reference].path = rewrite.path }
    let again = WordingReview(
      lock: Self.wording.lock, journeys: [Self.wording.after], references: references)
    #expect(again.targets == review.targets)
    #expect(again.suspects == review.suspects)
  }

  @Test func journeysThatAreNotTouchedKeepTheirLines() {
    let accepted = Self.wording.review.accepting(where: { _ in true }, in: { _ in false })
    #expect(accepted.lock == Self.wording.lock)
    #expect(accepted.rewrites.isEmpty && accepted.confirmed.isEmpty)
  }

  @Test func acceptingTakesOutWhatIsNoLongerBound() {
    let wording = Self.wording
    let references = wording.references.filter { $0.check != "b" }
    let review = WordingReview(
      lock: wording.lock, journeys: [wording.before], references: references)
    #expect(review.told == ["must.1 confirmed", "must.2 no-longer-bound", "must.3 confirmed"])
    let all = review.accepting(where: { _ in true }, in: { _ in true })
    #expect(all.lock.entries.map(\.path) == ["must.1", "must.3"])
    let none = review.accepting(where: { _ in false }, in: { _ in true })
    #expect(none.lock == wording.lock)
  }

  @Test func quotationsOfAcceptedSentencesAreRewritten() {
    var references = Self.wording.references
    references[1].sentence = "Log each  export."
    let review = WordingReview(
      lock: Self.wording.lock, journeys: [Self.wording.after], references: references)
    let all = review.accepting(where: { _ in true }, in: { _ in true })
    #expect(all.rewrites.map(\.sentence) == [nil, "Log every export.", nil])
    let none = review.accepting(where: { _ in false }, in: { _ in true })
    #expect(none.rewrites.map(\.sentence) == [nil, nil, nil])
  }
}
