import JourneyModel
import ProjectConfiguration
import SourceText
import TestSupport
import Testing
import Traceability

@Suite struct BacklogTests {
  static let place = SourceRange(at: SourcePosition(line: 1, column: 1))

  private func read(
    _ text: String, format: BacklogSettings.Format = .markdown,
    columns: BacklogSettings.Columns = .init(), pattern: StoryPattern = .standard
  ) -> (Backlog?, [Diagnostic]) {
    let source = SourceFile(path: "backlog", text: text)
    let settings = BacklogSettings(
      path: Located("backlog", Self.place), format: format, columns: columns)
    return Backlog.read(source, settings: settings, pattern: pattern)
  }

  static let markdown = """
    # Backlog

    ## BF

    | ID | Title | Phase | Owner |
    |---|:--|---|---|
    | «BF-001» | Cost \\| model | MVP | - |
    | [BF-002](https://x) | **Views** | | Platform |

    | Note | Text |
    |---|---|
    | BF-009 | not a story |

    ## RP

    | Owner | id |
    |---|---|
    | Revenue | `RP-001` |
    """

  @Test func markdownTablesAreReadFamilyByFamily() throws {
    let marked = MarkedText(Self.markdown)
    let (found, diagnostics) = read(marked.text)
    let backlog = try #require(found)
    #expect(diagnostics == [])
    #expect(backlog.stories.map(\.id) == ["BF-001", "BF-002", "RP-001"])
    #expect(backlog.stories.map(\.title) == ["Cost | model", "Views", ""])
    #expect(backlog.stories.map(\.phase) == ["MVP", nil, nil])
    #expect(backlog.stories.map(\.owner) == [nil, "Platform", "Revenue"])
    #expect(backlog.stories.map(\.family) == ["BF", "BF", "RP"])
    #expect(backlog.stories.first?.range == marked.ranges.first)
    #expect(backlog["BF-009"] == nil)
    #expect(backlog.suggestion(for: "BF-020") == "BF-002")
  }

  @Test func csvExportsAreReadByTheNamesOfTheirColumns() throws {
    let text = "Summary;Issue key;Assignee\n\"Views; panels\";PLAT-812;QA\n;;\nCosts;PLAT-813;\n"
    var pattern = StoryPattern.standard
    pattern.aliases = ["BF-002": "PLAT-812"]
    let (found, _) = read(
      text, format: .csv,
      columns: .init(id: "Issue Key", title: "summary", owner: "Assignee"), pattern: pattern)
    let backlog = try #require(found)
    #expect(backlog.stories.map(\.id) == ["PLAT-812", "PLAT-813"])
    #expect(backlog.stories.map(\.title) == ["Views; panels", "Costs"])
    #expect(backlog["BF-002"]?.owner == "QA")
    #expect(backlog["BF-003"] == nil)
  }

  @Test func repeatedRowsAreKeptApart() throws {
    let (found, _) = read("|ID|Title|\n|---|---|\n|BF-001|a|\n|BF-001|b|\n")
    let backlog = try #require(found)
    #expect(backlog.stories.map(\.title) == ["a"])
    #expect(backlog.repeated.map(\.title) == ["b"])
  }

  @Test(arguments: ["", "no table", "| Key | Title |\n|---|---|\n| BF-1 | x |\n"])
  func aBacklogWithoutAColumnOfIdsIsAnError(text: String) {
    let (backlog, diagnostics) = read(text)
    #expect(backlog == nil)
    #expect(diagnostics.map(\.code) == ["WM014"])
    #expect(diagnostics.map(\.severity) == [.error])
  }

  @Test func aFieldThatNeverEndsIsToldWhereItBegins() {
    let marked = MarkedText("ID,Title\nBF-001,«\"Views\nBF-002,Costs»")
    let (_, diagnostics) = read(marked.text, format: .csv)
    #expect(diagnostics.map(\.code) == ["WM014"])
    #expect(diagnostics.first?.range == marked.ranges.first)
  }
}
