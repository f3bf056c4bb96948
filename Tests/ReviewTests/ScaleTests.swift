import JourneyModel
import Review
import SourceText
import TestSupport
import Testing

/// Ten thousand obligations take well under a second in an optimised build; here, where nothing is
/// optimised, the bounds only keep the work from growing with the square of the count.
@Suite struct ScaleTests {
  private static func journey(_ id: String, _ sentences: [String]) -> Journey {
    var journey = Journey(id: id, path: "\(id).md")
    journey.obligations = sentences.enumerated().map { index, text in
      Obligation(
        id: "\(id)#must.\(index + 1)", name: nil, kind: .guardrail, modality: .must, text: text,
        context: ["Must"], stories: [], inheritedStories: [],
        fingerprint: Fingerprint.of(kind: "guardrail", context: ["Must"], text: text),
        range: SourceRange(at: SourcePosition(line: index + 1, column: 1)))
    }
    return journey
  }

  private static func sentences(_ count: Int) -> [String] {
    (0..<count).map { "Sentence \($0) speaks of thing \($0 &* 7919 % 9973) in a few words." }
  }

  private static func bindings(_ journeys: [Journey]) -> [BoundReference] {
    journeys.flatMap { journey in
      journey.obligations.indices.map {
        BoundReference(journey: journey.id, check: "c\($0 / 3)", path: "must.\($0 + 1)")
      }
    }
  }

  private static func lock(_ journeys: [Journey]) -> WaymarkLock {
    WordingReview(lock: WaymarkLock(), journeys: journeys, references: bindings(journeys))
      .accepting(where: { _ in true }, in: { _ in true }).lock
  }

  @Test func manyJourneys() throws {
    let all = Self.sentences(10_000)
    let journeys = (0..<100).map {
      Self.journey("j\($0)", Array(all[($0 * 100)..<($0 * 100 + 100)]))
    }
    let text = Self.lock(journeys).text
    let time = ThreadTime.measure {
      let (lock, _) = WaymarkLock.parse(SourceFile(path: "waymark.lock", text: text))
      let review = WordingReview(
        lock: lock, journeys: journeys, references: Self.bindings(journeys))
      #expect(review.count(.confirmed) == 10_000)
    }
    #expect(time < .seconds(20))
  }

  enum Edit: CaseIterable { case moved, edited, editedAndMoved, removed }

  @Test(arguments: Edit.allCases) func oneLargeJourney(edit: Edit) {
    let before = Self.sentences(10_000)
    var after = before
    switch edit {
    case .moved: after.insert("Something that is new.", at: 0)
    case .edited: after = before.map { $0.replacing("few", with: "many") }
    case .editedAndMoved:
      after = ["Something that is new."] + before.map { $0.replacing("few", with: "many") }
    case .removed: after = Array(before.dropFirst(5_000))
    }
    let lock = Self.lock([Self.journey("large", before)])
    let references = Self.bindings([Self.journey("large", before)])
    let journey = Self.journey("large", after)
    let time = ThreadTime.measure {
      let review = WordingReview(lock: lock, journeys: [journey], references: references)
      switch edit {
      case .moved: #expect(review.count(.moved) == 10_000)
      case .edited: #expect(review.count(.suspect) == 10_000)
      case .editedAndMoved: #expect(review.count(.suspect) > 9_000)
      case .removed: #expect(review.count(.moved) == 5_000)
      }
    }
    #expect(time < .seconds(60))
  }
}
