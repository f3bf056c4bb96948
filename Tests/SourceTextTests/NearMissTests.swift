import SourceText
import Testing

@Suite struct NearMissTests {
  static let stories = ["BF-001", "BF-002", "BF-010", "BF-012", "RP-001", "CO-006"]
  static let keys = ["journeys", "index", "documentation-root", "backlog", "bindings"]

  @Test(arguments: [
    ("BF-021", "BF-012"), ("BR-001", "BF-001"), ("bf-12", "BF-012"),
    ("FB-002", "BF-002"), ("BF-013", "BF-012"), ("BF-011", "BF-010"), ("BF-003", "BF-002"),
    ("BF-014", "BF-012"), ("BF-110", "BF-010"),
  ])
  func suggestsTheStoryThatIsOneSlipAway(word: String, meant: String) {
    #expect(NearMiss.suggestion(for: word, among: Self.stories) == meant)
  }

  @Test(arguments: [
    ("must.1.3", ["must.1.1", "must.1.2", "must.2.3"], "must.1.2"),
    ("step.9", ["step.1", "step.12", "step.8"], "step.8"),
    ("v7", ["v1", "v6", "v8", "v9"], "v6"), ("v7", ["v6", "v70"], "v70"),
  ])
  func prefersTheNeighbourAmongEquallyNearOnes(word: String, known: [String], meant: String) {
    for order in [known, known.reversed()] {
      #expect(NearMiss.suggestion(for: word, among: order) == meant)
    }
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
