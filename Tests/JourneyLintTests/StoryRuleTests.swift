import JourneyModel
import JourneyParser
import SourceText
import TestSupport
import Testing
import Traceability

@testable import JourneyLint

@Suite struct StoryRuleTests {
  static let backlog = [("BF-002", "Views"), ("BF-012", "Audit"), ("OE-001", "Operations")]

  @Test func unknownStoriesAreFoundOnceADocument() {
    Lint.expect(
      "WM202",
      in: Lint.journey(
        title: "Sample (BF-002, «BF-021»)", related: "BF-002, BF-021",
        backlog: "- BF-002, BF-021: Views."),
      backlog: Self.backlog, help: "did you mean BF-012?")
  }

  @Test func everyStoryOfARangeIsLookedUp() {
    Lint.expect(
      "WM202", in: Lint.journey(related: "BF-002, «OE-001/004»"), backlog: Self.backlog)
  }

  @Test func withoutABacklogNothingIsUnknown() {
    Lint.expect("WM202", in: Lint.journey(related: "BF-002, XX-999"))
  }

  @Test func aStoryIsKnownByItsAlias() {
    var options = ParserOptions()
    options.stories.aliases = ["BF-002": "PLAT-812"]
    Lint.expect(
      "WM202", in: Lint.journey(related: "BF-002"), backlog: [("PLAT-812", "Views")],
      options: options)
  }

  @Test func titleAndRelatedStoriesMustBeMapped() {
    Lint.expect(
      "WM203",
      in: Lint.journey(title: "Sample («BF-006», BF-002)", related: "BF-002, «EE-003», BF-006")
    )
  }

  @Test func openEndedMentionsNameAllLaterStories() {
    Lint.expect(
      "WM203",
      in: Lint.journey(related: "CO-001 to CO-003, «BF-002»", backlog: "- CO-001+: Costs."))
    Lint.expect(
      "WM204", in: Lint.journey(related: "CO-002+", backlog: "- CO-004, «CO-001»: Costs."))
    Lint.expect(
      "WM205", in: Lint.journey(related: "CO-002+", flow: "1. See CO-007 and «CO-001»."))
  }

  @Test func withoutAMappingSectionOnlyTheSectionIsMissed() throws {
    let text = Lint.journey(title: "Sample (BF-006)")
    let cut = try #require(text.firstRange(of: "## 6."))
    #expect(Lint(["a.md": String(text[..<cut.lowerBound])]).found("WM203") == [])
  }

  @Test func mappedStoriesMustBeRelated() {
    Lint.expect(
      "WM204", in: Lint.journey(backlog: "- BF-002: Views.\n  - «OE-001/002»: Targets."))
  }

  @Test func aHeaderWithoutRelatedStoriesIsToldOnce() {
    let found = Lint(["a.md": Lint.journey(related: nil, backlog: "- BF-002, BF-003: Views.")])
      .found("WM204")
    #expect(found.count == 1)
    #expect(found.first?.help == "add a line to the header: Related Stories: BF-002, BF-003")
  }

  @Test func inlineStoriesMustBeDeclared() {
    Lint.expect(
      "WM205",
      in: Lint.journey(
        flow: "1. Opens the page, as «BF-004» says.\n2. And BF-004 again, and BF-002.",
        guardrails: "- Performance:\n  - Should load as «OE-002» defines."))
  }

  @Test func placeholdersAreNoStories() {
    for code in ["WM202", "WM203", "WM204", "WM205"] {
      Lint.expect(
        code,
        in: Lint.journey(
          related: "BF-002, BF-xxx", flow: "1. Opens BF-xxx.", backlog: "- BF-002, BF-xxx: Views."),
        backlog: Self.backlog)
    }
  }

  @Test func storiesWithoutAJourneyAreFoundInTheBacklog() throws {
    let lint = Lint(
      ["a.md": Lint.journey(flow: "1. See OE-001.")],
      backlog: Self.backlog)
    let found = lint.found("WM206")
    #expect(found.map(\.message) == ["no journey mentions BF-012 (Audit)"])
    #expect(found.first?.path == "backlog.md")
    let range = try #require(found.first?.range)
    let line = try #require(lint.context.backlog?.source.line(range.start.line))
    #expect(Array(line)[(range.start.column - 1)..<(range.end.column - 1)] == Array("BF-012")[...])
    #expect(found.first?.severity == .info)
  }

  @Test func aPartOfAProjectSaysNothingAboutTheWholeBacklog() {
    let lint = Lint(["a.md": Lint.journey()], backlog: Self.backlog, isComplete: false)
    #expect(lint.found("WM206") == [])
  }

  @Test func repeatedRowsOfTheBacklogAreFound() {
    let lint = Lint(["a.md": Lint.journey()], backlog: Self.backlog + [("BF-012", "Again")])
    #expect(lint.found("WM207").map(\.message) == ["BF-012 is in the backlog already (line 4)"])
  }
}
