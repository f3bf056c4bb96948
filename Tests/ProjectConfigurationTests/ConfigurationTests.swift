import JSONSchema
import JSONTree
import JourneyModel
import ProjectConfiguration
import ProjectFiles
import SourceText
import TestSupport
import Testing
import YAMLTree

@Suite struct ConfigurationTests {
  private static let fixtures = Repository.location(of: "Fixtures")

  /// Marked texts, the code that they get, and how the help begins.
  private static let unusable: [(String, String, String?)] = [
    ("«journey»: a", "WM011", "did you mean ‘journeys’?"),
    ("stories: {«familys»: [BF]}", "WM011", "did you mean ‘families’?"),
    ("«zzz»: 1", "WM011", "known here: backlog,"),
    ("journeys: «{a: b}»", "WM012", nil),
    ("documentation-root: «[a]»", "WM012", nil),
    ("index: «[a]»", "WM012", nil),
    ("backlog: «{format: csv}»", "WM012", "name the file"),
    ("backlog: {path: a, format: «cvs»}", "WM012", "did you mean csv?"),
    ("stories: {digits: «0»}", "WM012", nil),
    ("stories: {families: [BF, «b-»]}", "WM012", "a prefix is capital letters"),
    ("stories: {pattern: «x.*»}", "WM012", "write an example"),
    ("stories: {url: «https://x»}", "WM012", "put {id}"),
    ("sections: {«guardrail»: X}", "WM012", "did you mean ‘guardrails’?"),
    ("groups: {«musts»: X}", "WM012", "did you mean ‘must’?"),
    ("tables: {guardrails: «{modality: X}»}", "WM012", "add ‘text:’"),
    ("lint: {severity: {WM203: «loud»}}", "WM012", nil),
    ("lint: {severity: {«203»: off}}", "WM012", "write a code as WM203"),
    ("redaction: «{a: b}»", "WM012", nil),
    ("commands: «yes»", "WM012", nil),
    ("verify: {workers: «many»}", "WM012", nil),
    ("verify: {pages: «htlm»}", "WM012", "did you mean html?"),
    ("verify: {strict: «perhaps»}", "WM012", nil),
    ("«- a»", "WM012", nil),
    ("index: a\n«index»: b", "WM002", nil),
  ]

  private func complete() throws -> SourceFile {
    let path = "configuration/complete.yaml"
    return SourceFile(
      path: path, bytes: try FileReader.read(FilePath.join(Self.fixtures, path)))
  }

  @Test func readsEveryKey() throws {
    let (configuration, diagnostics) = Configuration.read(try complete())
    #expect(diagnostics == [])
    #expect(configuration.journeys.map(\.value).count == 2)
    #expect(configuration.documentationRoot == "docs")
    let backlog = try #require(configuration.backlog)
    #expect(backlog.format == .csv)
    #expect(backlog.columns.owner == "Assignee")
    #expect(configuration.bindings == "qa/bindings")
    #expect(configuration.stories.pattern.families == ["PLAT", "WEB"])
    #expect(configuration.stories.pattern.digits == 4...4)
    #expect(configuration.stories.pattern.aliases == ["BF-002": "PLAT-0812"])
    #expect(configuration.stories.url == "https://tracker.example/browse/{id}")
    #expect(configuration.sections[.guardrails] == ["Rules", "Non-functional"])
    #expect(configuration.sections[.overview] == ["Summary"])
    #expect(configuration.groups["must"] == ["Obligatory"])
    #expect(
      configuration.tables[.guardrails] == TableSettings(text: "Requirement", modality: "Level"))
    #expect(configuration.lint.baseline == "qa/lint-baseline.json")
    #expect(configuration.lint.severities.severity(of: "WM203", default: .info) == .error)
    #expect(configuration.lint.severities.severity(of: "WM402", default: .info) == nil)
    #expect(configuration.lint.severities.severity(of: "WM301", default: .info) == .info)
    #expect(configuration.lint.addedVagueWords.map(\.word) == ["snappy", "nice"])
    #expect(configuration.lint.addedVagueWords.map(\.suggestion) == ["state a time", nil])
    #expect(configuration.lint.ignoredVagueWords == ["fast"])
    #expect(configuration.allowsCommands)
    #expect(configuration.redaction.map(\.value) == ["[0-9]{16}"])
    #expect(configuration.reports.folder == "out")
    #expect(configuration.reports.write.count == 2)
    #expect(
      configuration.reports.sourceURL == "https://git.example/blob/{commit}/{path}#L{line}")
    #expect(configuration.verify.target?.value == "staging")
    #expect(configuration.verify.workers == 4)
    #expect(configuration.verify.pages == .html)
    #expect(configuration.verify.capture == .failures)
    #expect(configuration.verify.isStrict)
  }

  @Test func theSchemaHasTheKeysOfTheFixtureAndNoOthers() throws {
    let bytes = try FileReader.read(
      Repository.location(of: "Reports/schemas/waymark-yaml-1.schema.json"))
    let schema = try JSONValue.parse(bytes)
    let fixture = try #require(YAMLFixture.json(try complete()))
    #expect(YAMLFixture.differences(fixture, schema) == [])
  }

  @Test(arguments: ["", "# nothing\n", "journeys:\n"])
  func anEmptyFileGivesTheDefaults(text: String) {
    let (configuration, diagnostics) = Configuration.read(SourceFile(path: "w", text: text))
    #expect(diagnostics == [])
    #expect(configuration.documentationRoot == ".")
    #expect(configuration.backlog == nil)
    #expect(!configuration.allowsCommands)
  }

  @Test(arguments: unusable)
  func tellsWhatCannotBeUsed(marked: String, code: String, help: String?) throws {
    let text = MarkedText(marked)
    let (_, diagnostics) = Configuration.read(SourceFile(path: "waymark.yaml", text: text.text))
    #expect(diagnostics.map(\.code) == [code])
    let found = try #require(diagnostics.first)
    #expect(found.range == text.ranges.first, "\(found.message)")
    if let help { #expect(found.help?.hasPrefix(help) == true, "\(found.help ?? "no help")") }
  }

  @Test func theSchemaAllowsTheFixtureAndRefusesWhatTheReaderRefuses() throws {
    let bytes = try FileReader.read(
      Repository.location(of: "Reports/schemas/waymark-yaml-1.schema.json"))
    let schema = try Schema.parse(try JSONValue.parse(bytes))
    let fixture = try #require(YAMLFixture.json(try complete()))
    #expect(try schema.violations(of: fixture) == [])
    for (marked, code, _) in Self.unusable where code != "WM002" && !marked.contains("pattern") {
      let source = SourceFile(path: "w", text: MarkedText(marked).text)
      let value = try #require(YAMLFixture.json(source))
      #expect(try schema.violations(of: value) != [], "\(marked)")
    }
  }

  @Test func hostileTextIsToldAndHarmless() {
    let bomb =
      "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
      + (1...9).map {
        "b\($0): &b\($0) [\(Array(repeating: $0 == 1 ? "*a" : "*b\($0 - 1)", count: 10).joined(separator: ","))]\n"
      }
      .joined()
    for text in [bomb, "a: [", "\u{0}", String(repeating: "[", count: 100_000), "%YAML 9\n---\n"] {
      let (_, diagnostics) = Configuration.read(SourceFile(path: "waymark.yaml", text: text))
      #expect(diagnostics.contains { $0.severity == .error })
    }
  }
}
