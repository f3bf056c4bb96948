import JourneyModel
import JourneyParser
import SourceText
import Testing

/// Corners of the dialect that an independent reading found to be read otherwise.
@Suite struct DialectCornerTests {
  private static func read(_ text: String) -> Journey {
    JourneyReader().read(SourceFile(path: "corner.md", text: text))
  }

  @Test(arguments: [
    ("- Should never:\n  - Shout.", "should-not.1", Modality.shouldNot),
    ("- Shall never:\n  - Leak.", "must-not.1", .mustNot),
    ("- Can't leak.", "must-not.1", .mustNot), ("- Shouldn't shout.", "should-not.1", .shouldNot),
    ("- Never leak.", "must-not.1", .mustNot), ("- May be quiet.", "may.1", .may),
  ])
  func prohibitionsKeepTheirSense(list: String, path: String, modality: Modality) {
    let journey = Self.read("# A\n\n## 5. Constraints & Guardrails\n\n\(list)\n")
    #expect(journey.obligations.map { String($0.pathInJourney) } == [path])
    #expect(journey.obligations.map(\.modality) == [modality])
  }

  @Test(arguments: [
    ("- [ ] Must log (BF-001).", "Must log (BF-001)."), ("- [x] Must log.", "Must log."),
    ("* [X]  Must *log*.", "Must log."), ("- [ ]\tMust log.", "Must log."),
    ("- [ ] Must log\n  [x](a.md).", "Must log x."), ("- [ ] [Must log](a.md).", "Must log."),
    ("- [x]Must log.", "[x]Must log."), ("- `[x]` Must log.", "[x] Must log."),
    ("- \\[x] Must log.", "[x] Must log."), ("- [y] Must log.", "[y] Must log."),
    ("- [ ]", "[ ]"),
  ])
  func marksOfTasksAreNoText(list: String, text: String) throws {
    let journey = Self.read("# A\n\n## 5. Constraints & Guardrails\n\n\(list)\n")
    let obligation = try #require(journey.obligations.first)
    #expect(journey.obligations.count == 1)
    #expect(obligation.text == text)
    #expect(obligation.fingerprint == Fingerprint.of(kind: "guardrail", context: [], text: text))
    #expect(obligation.range.start == SourcePosition(line: 5, column: 1))
    let story = journey.stories.mentions.first
    #expect(story.map(\.range.start) == (list.contains("BF") ? .init(line: 5, column: 17) : nil))
  }

  @Test func marksOfTasksAreNoTextInTheMapping() {
    let journey = Self.read(
      "# A\n\n## 6. Story & Documentation Mapping\n\n- Backlog:\n  - [x] BF-002: a\n  - [ ] BF-003\n"
    )
    #expect(journey.stories.mapped == ["BF-002", "BF-003"])
    #expect(journey.mapping.backlog.map(\.text) == ["a", ""])
    #expect(journey.diagnostics.allSatisfy { $0.code != "WM116" })
  }

  @Test(arguments: [
    ("Related Stories: BF-004 to BF-001", 1), ("Related Stories: BF-001 to BF-004", 0),
    ("Related Stories: BF-001 — BF-004", 1), ("Related Stories: BF-001..004, CO-001", 1),
    ("Related Stories: BF-001 to CO-004", 1), ("Note: moved from BF-004 to BF-001", 0),
  ])
  func rangesThatAreNoneAreTold(line: String, count: Int) {
    let journey = Self.read(
      "# A\n\n\(line)\n\n## 1. Overview\n\nMoved from BF-004 to BF-001.\n")
    let found = journey.diagnostics.filter { $0.code == "WM201" }
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.range?.start == SourcePosition(line: 3, column: 18) })
    #expect(found.allSatisfy { $0.message.contains("is no range, and is read as BF-00") })
  }

  @Test(arguments: [
    "5.Constraints & Guardrails", "5) Constraints and Guardrails", "7. constraints",
  ])
  func aSectionIsKnownWhateverItsNumberLooksLike(title: String) {
    let journey = Self.read("# A\n\n## \(title)\n\n- Must:\n  - Hold.\n")
    #expect(journey.obligations.count == (title.hasPrefix("7") ? 0 : 1))
  }

  @Test func nestedBacklogItemsFollowTheirParent() {
    let journey = Self.read(
      "# A\n\n## 6. Story & Documentation Mapping\n\n- Backlog:\n  - BF-002: a\n    - BF-003: b\n")
    #expect(journey.mapping.backlog.map(\.stories) == [["BF-002"], ["BF-003"]])
  }

  @Test func whatIsBlankPromisesNothing() {
    let journey = Self.read("# A\n\n## 3. Step-by-step Flow\n\n1. &nbsp;\n2. Works.\n")
    #expect(journey.obligations.map { String($0.pathInJourney) } == ["step.2"])
    #expect(journey.diagnostics.contains { $0.code == "WM109" })
  }
}
