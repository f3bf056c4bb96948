import JourneyModel
import JourneyParser
import ProjectConfiguration
import SourceText
import TestSupport
import Testing
import Traceability

@Suite struct ProjectContentsTests {
  static let journey = """
    # Sample (BF-001)

    ## Constraints & Guardrails

    - Must:
      - Keep to [`api.md`](docs/api.md:1) and [part](docs/api.md#part-two), see [web](https://x/y).

    ## Story & Documentation Mapping

    - Docs:
      - [none](docs/none.md), [up](../up.md), [own](#sample-bf-001), [dir](docs), [pct](docs/a%20b.md)
    """

  private func contents(_ files: [String: String]) async throws -> ProjectContents {
    let folder = try TemporaryFolder(files)
    let project = Project.find(from: folder.path)
    let contents = await ProjectContents.read(
      project, paths: project.journeyPaths(), isComplete: true)
    withExtendedLifetime(folder) {}
    return contents
  }

  @Test func targetsOfLinksAreLookedAtBelowTheRoot() async throws {
    let contents = try await contents([
      "waymark.yaml": "journeys: Specs/journeys\ndocumentation-root: Specs\n",
      "Specs/journeys/a.md": Self.journey, "Specs/docs/api.md": "# API\n\n## Part two\n",
      "Specs/docs/a b.md": "one", "up.md": "", "Specs/docs/nona.md": "",
    ])
    let journey = "Specs/journeys/a.md"
    let targets = contents.targets
    #expect(
      targets.target("docs/api.md", in: journey)
        == .file(lines: 3, anchors: ["api", "part-two"]))
    #expect(targets.target("docs/none.md", in: journey) == .missing)
    #expect(targets.suggestion(for: "docs/none.md") == "docs/nona.md")
    #expect(targets.target("../up.md", in: journey) == .outside)
    #expect(targets.target("docs", in: journey) == .folder)
    #expect(targets.target("docs/a%20b.md", in: journey) == .file(lines: 1, anchors: []))
    guard case .file(_, let anchors?) = targets.target("", in: journey) else {
      Issue.record("the document itself is not known")
      return
    }
    #expect(anchors.contains("sample-bf-001"))
  }

  @Test func theIndexTellsWhichDocumentsAndSectionsThereAre() async throws {
    let contents = try await contents([
      "waymark.yaml": "journeys: Specs/journeys\ndocumentation-root: Specs\n",
      "Specs/journeys/a.md": "# A\n\n## 5. Constraints & Guardrails\n\n- Must:\n  - Log.\n",
      "Specs/journeys/README.md": """
      # Index

      Structure for each journey:
      - Overview
      - Constraints and guardrails

      Journeys:
      - See [`a.md`](journeys/a.md:1)
      - See [`b.md`](journeys/b.md:1) and [beside](a.md) and [web](https://x/y.md)
      """,
    ])
    let index = try #require(contents.index)
    #expect(index.requiredSections == ["Overview", "Constraints and guardrails"])
    #expect(index.entries.map(\.link.path) == ["journeys/a.md", "journeys/b.md", "a.md"])
    #expect(
      index.entries.map(\.document) == ["Specs/journeys/a.md", nil, "Specs/journeys/a.md"])
    #expect(contents.parserOptions.requiredSections == [.overview, .guardrails])
    let journey = try #require(contents.documents.first?.journey)
    #expect(journey.diagnostics.filter { $0.code == "WM104" }.count == 1)
  }

  @Test func theConfigurationReachesTheParser() async throws {
    let contents = try await contents([
      "waymark.yaml": """
      journeys: docs
      stories: {families: [PLAT], digits: 4, aliases: {PLAT-0001: X-1}}
      sections: {guardrails: House rules}
      groups: {must: Obligatory, docs: References}
      tables: {guardrails: {text: Requirement, modality: Level}}
      """,
      "docs/a.md": """
      # A (PLAT-0001)

      ## House rules

      - Obligatory:
        - Log each export.

      | Requirement | Level |
      |---|---|
      | Leak keys | Must not |
      """,
    ])
    #expect(contents.diagnostics == [])
    let journey = try #require(contents.documents.first?.journey)
    #expect(journey.stories.title == ["PLAT-0001"])
    #expect(journey.obligations.map(\.modality) == [.must, .mustNot])
  }

  @Test func whatCannotBeReadIsToldAndTheRestIsRead() async throws {
    let folder = try TemporaryFolder([
      "waymark.yaml": "journeys: [j, j/gone.md]\nbacklog: b\nindex: i\n", "j/a.md": Self.journey,
      "j/sub.md/x": "", "b/x": "", "i/x": "",
    ])
    let project = Project.find(from: folder.path)
    let contents = await ProjectContents.read(
      project, paths: project.journeyPaths() + ["j/sub.md"], isComplete: true)
    #expect(contents.diagnostics.map(\.code).sorted() == ["WM013", "WM013", "WM013"])
    let unreadable = contents.documents.filter { $0.journey.diagnostics.map(\.code) == ["WM004"] }
    #expect(unreadable.map(\.journey.path).sorted() == ["j/sub.md"])
    #expect(contents.documents.contains { !$0.journey.obligations.isEmpty })
  }

  @Test func manyDocumentsKeepTheirOrder() async throws {
    var files = ["waymark.yaml": "journeys: j\n"]
    for number in 100..<200 { files["j/\(number).md"] = "# Journey \(number)\n" }
    let contents = try await contents(files)
    #expect(contents.documents.map(\.journey.title) == (100..<200).map { "Journey \($0)" })
  }
}
