import SourceText
import Testing

@Suite struct NearMissTests {
  static let stories = ["BF-001", "BF-002", "BF-010", "BF-012", "RP-001", "CO-006"]
  static let keys = ["journeys", "index", "documentation-root", "backlog", "bindings"]

  @Test(arguments: [
    ("BF-021", "BF-012"), ("BR-001", "BF-001"), ("bf-12", "BF-012"),
    ("FB-002", "BF-002"),
  ])
  func suggestsTheStoryThatIsOneSlipAway(word: String, meant: String) {
    #expect(NearMiss.suggestion(for: word, among: Self.stories) == meant)
  }

  @Test(arguments: [
    ("journey", "journeys"), ("documentationroot", "documentation-root"), ("indx", "index"),
    ("documentaton-rot", "documentation-root"), ("Backlog", "backlog"),
  ])
  func suggestsTheKeyThatIsMeant(word: String, meant: String) {
    #expect(NearMiss.suggestion(for: word, among: Self.keys) == meant)
  }

  @Test(arguments: ["", "XY-999", "unrelated", String(repeating: "B", count: 100_000)])
  func saysNothingWhereNothingIsNear(word: String) {
    #expect(NearMiss.suggestion(for: word, among: Self.stories + Self.keys) == nil)
  }
}
