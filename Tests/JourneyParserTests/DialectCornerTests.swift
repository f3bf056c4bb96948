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
