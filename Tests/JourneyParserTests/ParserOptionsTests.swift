import JourneyModel
import JourneyParser
import SourceText
import Testing

@Suite struct ParserOptionsTests {
  private func read(_ text: String, _ options: ParserOptions) -> Journey {
    JourneyReader(options).read(SourceFile(path: "other.md", text: text))
  }

  @Test func `sections and groups have the names that a team gives them`() {
    var options = ParserOptions()
    options.sections = [.guardrails: ["Rules", "Non-functional"], .mapping: ["Trace"]]
    options.groups = [
      .modality(.must): ["Required"], .modality(.mustNot): ["Forbidden"], .backlog: ["Tickets"],
      .docs: ["References"],
    ]
    let journey = read(
      """
      ## 5. NON-FUNCTIONAL

      - Required:
        - Log in.

      ### Forbidden

      - Leak.

      ## Trace

      - Tickets:
        - BF-001: One.
      - References:
        - [a](a.md)
      """, options)
    #expect(journey.obligations.map(\.id) == ["other#must.1", "other#must-not.1"])
    #expect(journey.obligations.map(\.context) == [["Required"], ["Forbidden"]])
    #expect(journey.stories.mapped == ["BF-001"])
    #expect(journey.mapping.docs.map(\.path) == ["a.md"])
  }

  @Test(
    arguments: [
      ("Muss protokollieren.", "must.1"), ("Darf nicht: Daten zeigen.", "must-not.1"),
      ("**Darf** eilen.", "may.1"), ("DARF NICHT eilen.", "must-not.1"),
      ("Mussten wir das?", "unspecified.1"), ("May not wait.", "must-not.1"),
      ("May wait.", "may.1"), ("Never wait.", "must-not.1"),
    ])
  func `a statement begins with the configured name of a modality`(text: String, path: String) {
    var options = ParserOptions()
    options.groups = [
      .modality(.must): ["Muss"], .modality(.mustNot): ["Darf nicht", "May not"],
      .modality(.may): ["Darf"], .docs: ["Never"],
    ]
    let journey = read("## Constraints & Guardrails\n\n- \(text)\n", options)
    #expect(journey.obligations.map(\.id) == ["other#\(path)"])
  }

  @Test func `rows of configured tables are obligations`() {
    var options = ParserOptions()
    options.tables = [
      .guardrails: TableColumns(text: "Requirement", modality: "Level"),
      .flow: TableColumns(text: "step"), .expectations: TableColumns(text: "What"),
    ]
    let journey = read(
      """
      ## Step-by-step Flow

      1. Opens.

      | # | Step |
      |---|------|
      | 2 | Reads *it* (BF-002). |
      | 3 |      |
      | 4 | Closes. |

      ## Expected UX & Data Behavior

      ### Labels

      | What | Who |
      |------|-----|
      | Says `≈`. | all |

      ## Constraints & Guardrails

      | Level | Requirement |
      |-------|-------------|
      | Must | Log each export. <!-- id: logged --> |
      | MUST NOT | Leak a \\| name. |
      | high | Should be calm. |
      | | Costs are exact. |

      | Other | Columns |
      |-------|---------|
      | a | b |
      """, options)
    #expect(
      journey.obligations.map(\.id) == [
        "other#step.1", "other#step.2", "other#step.3", "other#expect.1.1", "other#must.1",
        "other#must-not.1", "other#should.1", "other#unspecified.1",
      ])
    #expect(
      journey.obligations.map(\.text) == [
        "Opens.", "Reads it (BF-002).", "Closes.", "Says ≈.", "Log each export.",
        "Leak a | name.", "Should be calm.", "Costs are exact.",
      ])
    #expect(journey.flows.first?.steps.map(\.number) == [1, 2, 3])
    #expect(journey.obligations[1].stories == ["BF-002"])
    #expect(journey.obligations[4].name == "logged")
    #expect(journey.stories.inline == ["BF-002"])
    #expect(journey.blocksNotRead == 1)
  }

  @Test func `another team's story ids are found and ours are not`() throws {
    var options = ParserOptions()
    options.stories = try #require(StoryPattern("PLAT-1234"))
    let journey = read(
      "# A (PLAT-0815/0816)\n\n## Overview\n\nBF-001, plat-12, PLAT-0001.\n", options)
    #expect(journey.title == "A")
    #expect(journey.stories.title == ["PLAT-0815", "PLAT-0816"])
    #expect(journey.stories.inline == ["PLAT-0001"])
    #expect(journey.stories.mentions.first { $0.suggestion != nil }?.suggestion == "PLAT-0012")
  }

  @Test func `only required sections are missed`() {
    var options = ParserOptions()
    options.requiredSections = [.flow]
    let journey = read("# A\n", options)
    #expect(journey.diagnostics.map(\.code) == ["WM104"])
  }

  @Test(arguments: ["backlog", "docs", "must", "must-not", "should", "should-not", "may"])
  func `groups have the names of the configuration`(name: String) {
    #expect(ListGroup(name) != nil)
  }

  @Test(arguments: ["", "unspecified", "persona", "Must"])
  func `other groups are not known`(name: String) { #expect(ListGroup(name) == nil) }
}
