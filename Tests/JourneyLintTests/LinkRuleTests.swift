import JourneyLint
import ProjectConfiguration
import SourceText
import TestSupport
import Testing
import Traceability

@Suite struct LinkRuleTests {
  /// Lints a project on disk whose journeys are in `Specs/journeys`.
  private func lint(
    _ journeys: [String: String], index: String? = nil, isComplete: Bool = true
  ) async throws -> [Diagnostic] {
    var files = [
      "waymark.yaml": "journeys: Specs/journeys\ndocumentation-root: Specs\n",
      "Specs/docs/api.md": "# API\n\nText.\n\n## Rate limits\n", "Specs/docs/data.csv": "a,b\n",
      "secret.md": "",
    ]
    for (name, text) in journeys { files["Specs/journeys/\(name)"] = MarkedText(text).text }
    files["Specs/journeys/README.md"] = index.map { MarkedText($0).text }
    let folder = try TemporaryFolder(files)
    let project = Project.find(from: folder.path)
    let contents = await ProjectContents.read(
      project, paths: project.journeyPaths(), isComplete: isComplete)
    withExtendedLifetime(folder) {}
    return Linter.diagnostics(of: LintContext(contents))
  }

  private func expect(
    _ code: String, docs: String, help: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let text = Lint.journey(docs: docs)
    let found = try await lint(["a.md": text]).filter { $0.code == code }
    #expect(found.compactMap(\.range) == MarkedText(text).ranges, sourceLocation: location)
    if let help { #expect(found.first?.help == help, sourceLocation: location) }
  }

  @Test func targetsThatDoNotExistAreFound() async throws {
    try await expect(
      "WM301", docs: "- «[`api.md`](docs/apis.md:1)»\n  - [`api.md`](docs/api.md:1)",
      help: "did you mean docs/api.md?")
  }

  @Test func targetsElsewhereAreSuggested() async throws {
    try await expect("WM301", docs: "- «[x](api/v2/api.md)»", help: "did you mean docs/api.md?")
  }

  @Test func targetsOutsideTheRootAreFound() async throws {
    try await expect("WM301", docs: "- «[x](../secret.md)», «[y](/etc/passwd)»")
  }

  @Test(arguments: [
    "[x](docs/api.md)", "[x](docs)", "[x](https://example.com/none.md)", "[x](mailto:a@b.c)",
    "[x](#6-story--documentation-mapping)", "[x](docs/data.csv:1)",
    "[`api.md#rate-limits`](docs/api.md:5)", "[x](docs/api.md#Rate-Limits)",
  ])
  func goodLinksPass(link: String) async throws {
    for code in ["WM301", "WM302", "WM303"] { try await expect(code, docs: "- \(link)") }
  }

  @Test func anchorsThatNoHeadingHasAreFound() async throws {
    try await expect(
      "WM302", docs: "- «[x](docs/api.md#rate-limit)»\n  - «[`api.md#limits`](docs/api.md:1)»",
      help: "did you mean #rate-limits?")
    try await expect("WM302", docs: "- «[x](#none)»")
  }

  @Test func linesPastTheEndAreFound() async throws {
    try await expect(
      "WM303", docs: "- [x](docs/api.md:5), «[y](docs/api.md:6)», «[z](docs/data.csv:2)»")
  }

  @Test func linksInTextAreCheckedToo() async throws {
    let text = Lint.journey(flow: "1. Opens it as «[x](docs/none.md)» says.")
    let found = try await lint(["a.md": text]).filter { $0.code == "WM301" }
    #expect(found.compactMap(\.range) == MarkedText(text).ranges)
  }

  static let index = """
    # Journeys

    - See [`a.md`](journeys/a.md:1)
    - See «[`c.md`](journeys/c.md:1)»
    - See «[`b.md`](docs/journeys/bb.md:1)»
    """

  @Test func indexEntriesWithoutAFileAreFound() async throws {
    let found = try await lint(
      ["a.md": Lint.journey(), "b.md": Lint.journey()], index: Self.index
    ).filter { $0.code == "WM304" }
    #expect(found.compactMap(\.range) == MarkedText(Self.index).ranges)
    #expect(found.map(\.path) == ["Specs/journeys/README.md", "Specs/journeys/README.md"])
    #expect(found.last?.help == "did you mean Specs/journeys/b.md?")
  }

  @Test func journeysThatTheIndexDoesNotListAreFound() async throws {
    let journeys = ["a.md": Lint.journey(), "b.md": Lint.journey()]
    let found = try await lint(journeys, index: Self.index).filter { $0.code == "WM305" }
    #expect(found.map(\.path) == ["Specs/journeys/b.md"])
    #expect(found.first?.range?.start.line == 1)
    let part = try await lint(journeys, index: Self.index, isComplete: false)
    #expect(!part.contains { $0.code == "WM305" })
    #expect(try await !lint(journeys).contains { $0.code == "WM305" })
  }
}
