import JSONTree
import JourneyLint
import ProjectFiles
import SourceText
import TestSupport
import Testing

@Suite struct OutputTests {
  /// A document whose findings use every part of a report: places, lines, help, control characters.
  static let document = Lint.journey(
    title: "Sample (BF-006)", flow: "1. Opens “it” \u{202E}fast\u{7}.\n2. Opens \\ <it> fast.")

  static func report() -> LintReport {
    let lint = Lint(["Specs/a b.md": document], backlog: [("BF-002", "Views"), ("BF-006", "API")])
    var report = LintReport(lint.context, diagnostics: Linter.diagnostics(of: lint.context))
    report.diagnostics.append(
      Diagnostic("WM004", .error, path: "gone\u{1B}.md", range: nil, "the document does not exist"))
    return report
  }

  @Test func textIsForPeople() {
    let expected = """
      Specs/a b.md:1:11: warning: BF-006 stands in the title but nowhere in the mapping [WM203]
       1  | # Sample (BF-006)
          |           ^^^^^^
          = help: add to the backlog list of the mapping, or take out of the title
      Specs/a b.md:19:16: info: ‘fast’ cannot be tested as written [WM402]
       19  | 1. Opens “it” \u{FFFD}fast\u{FFFD}.
           |                ^^^^
           = help: give a time, at which load
      Specs/a b.md:20:17: info: ‘fast’ cannot be tested as written [WM402]
       20  | 2. Opens \\ <it> fast.
           |                 ^^^^
           = help: give a time, at which load
      gone\u{FFFD}.md: error: the document does not exist [WM004]
      1 document: 1 error, 1 warning, 2 info
      4 obligations read, 0 blocks not read

      """
    #expect(Self.report().text(colors: false) == expected)
  }

  @Test func jsonSaysTheSame() throws {
    let json = Self.report().json
    #expect(json["totals"]?["errors"]?.intValue == 1)
    #expect(json["totals"]?["warnings"]?.intValue == 1)
    #expect(json["totals"]?["infos"]?.intValue == 2)
    #expect(json["baseline"] == .null)
    let first = try #require(json["diagnostics"]?.arrayValue?.first)
    let expected: JSONValue = [
      "code": "WM203", "name": "story-not-mapped", "severity": "warning", "path": "Specs/a b.md",
      "range": ["start": ["line": 1, "column": 11], "end": ["line": 1, "column": 17]],
      "message": "BF-006 stands in the title but nowhere in the mapping",
      "help": "add to the backlog list of the mapping, or take out of the title",
    ]
    #expect(first == expected)
  }

  @Test func sarifHasRulesPlacesAndFingerprints() throws {
    let run = try #require(Self.report().sarif(version: "1.2.3")["runs"]?.arrayValue?.first)
    let driver = try #require(run["tool"]?["driver"])
    let rules = try #require(driver["rules"]?.arrayValue)
    let results = try #require(run["results"]?.arrayValue)
    #expect(rules.count == LintRegistry.descriptions.count)
    #expect(results.count == Self.report().diagnostics.count)
    #expect(run["columnKind"] == "unicodeCodePoints")
    for result in results {
      let index = try #require(result["ruleIndex"]?.intValue)
      #expect(rules[index]["id"] == result["ruleId"])
      #expect(["error", "warning", "note"].contains(result["level"]?.stringValue))
      let place = result["locations"]?.arrayValue?.first?["physicalLocation"]
      let uri = try #require(place?["artifactLocation"]?["uri"]?.stringValue)
      #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      #expect(result["partialFingerprints"]?["primaryLocationLineHash"]?.stringValue != nil)
    }
    let place = results[1]["locations"]?.arrayValue?.first?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"] == "Specs/a%20b.md")
    let region: JSONValue = ["startLine": 19, "startColumn": 16, "endLine": 19, "endColumn": 20]
    #expect(place?["region"] == region)
  }

  @Test func fingerprintsFollowALineAndTellEqualOnesApart() throws {
    let text = Lint.journey(flow: "1. Loads fast.\n2. Loads.\n3. Loads fast.\n4. Loads fast.")
    func fingerprints(_ text: String) throws -> [String] {
      let lint = Lint(["a.md": text])
      let report = LintReport(lint.context, diagnostics: Linter.diagnostics(of: lint.context))
      let results = report.sarif(version: "1")["runs"]?.arrayValue?.first?["results"]?.arrayValue
      return try #require(results).filter { $0["ruleId"] == "WM402" }.compactMap {
        $0["partialFingerprints"]?["primaryLocationLineHash"]?.stringValue
      }
    }
    let found = try fingerprints(text)
    #expect(found.count == 3)
    #expect(Set(found).count == 3)
    #expect(try fingerprints("<!-- moved -->\n\n" + text) == found)
  }

  @Test func sarifIsValidWhereItsSchemaIsThere() async throws {
    let path = Repository.publishedSchemas + "/sarif-2.1.0.json"
    guard FileReader.kind(path) == .file else {
      return print("NOT VALIDATED: WAYMARK_SCHEMAS names no folder with sarif-2.1.0.json")
    }
    // The schema is of draft 4, and uses only what draft 2020-12 says in the same way.
    var members = try #require(JSONValue.parse(try FileReader.read(path)).objectValue)
    members["$schema"] = nil
    members["id"] = nil
    let schema = JSONValue.object(members)
    #expect(try SchemaCheck.violations(of: Self.report().sarif(version: "1"), schema) == [])
    #expect(try SchemaCheck.violations(of: ["version": "2.1.0", "runs": 1], schema) != [])
  }

  @Test func jsonIsValid() throws {
    let schema = try JSONValue.parse(
      try FileReader.read(Repository.location(of: "Reports/schemas/lint-1.schema.json")))
    var report = Self.report()
    #expect(try SchemaCheck.violations(of: report.json, schema) == [])
    report.apply(
      LintBaseline(report.diagnostics, sources: report.sources), path: "b.json", isWhole: true)
    #expect(try SchemaCheck.violations(of: report.json, schema) == [])
    report.diagnostics = []
    report.apply(
      LintBaseline(Self.report().diagnostics, sources: report.sources), path: "b", isWhole: true)
    #expect(report.baseline?.obsolete.isEmpty == false)
    #expect(try SchemaCheck.violations(of: report.json, schema) == [])
    #expect(try SchemaCheck.violations(of: ["schema": "waymark/lint/2"], schema) != [])
  }
}
