import JSONTree
import ProjectFiles
import TestSupport
import Testing

@Suite struct LintCommandTests {
  static let journey = """
    # Sample (BF-001)

    Related Stories: BF-001

    ## Overview

    ## Persona & Preconditions

    - Persona:
      - CFO

    ## Step-by-step Flow

    1. Opens it fast.

    ## Expected UX & Data Behavior

    - Page:
      - Shows rows.

    ## Constraints & Guardrails

    - Must:
      - Log.

    ## Story & Documentation Mapping

    - Backlog:
      - BF-001: Sample.
    """

  private func project(_ more: [String: String] = [:]) throws -> TemporaryFolder {
    try TemporaryFolder(
      ["waymark.yaml": "journeys: j\n", "j/a.md": Self.journey].merging(more) { $1 })
  }

  @Test func aProjectADocumentAndAFolderAreLinted() throws {
    let folder = try project(["j/b.md": Self.journey, "j/deep/x.txt": ""])
    for (arguments, count) in [([], 2), (["j/a.md"], 1), (["j"], 2), (["j/a.md", "j"], 2)] {
      let run = try WaymarkProcess(["lint"] + arguments, in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("\n\(count) document"), "\(run.output)")
      #expect(run.output.hasSuffix("\(count * 3) obligations read, 0 blocks not read\n"))
    }
    let below = try WaymarkProcess(["lint"], in: folder.path + "/j/deep")
    #expect(below.output.contains("j/a.md:14:13: info: ‘fast’"))
  }

  @Test func errorsAndSeveritiesDecideTheStatus() throws {
    let folder = try project()
    let strict = try WaymarkProcess(["lint", "--severity", "WM4xx=error"], in: folder.path)
    #expect(strict.status == 3)
    #expect(strict.output.contains("error: ‘fast’"))
    let off = try WaymarkProcess(["lint", "--severity", "WM402=off"], in: folder.path)
    #expect(off.status == 0)
    #expect(!off.output.contains("fast"))
    let gone = try WaymarkProcess(["lint", "j/none.md", "j/a.md"], in: folder.path)
    #expect(gone.status == 3)
    #expect(gone.output.contains("j/none.md: error: the document does not exist [WM004]"))
    #expect(gone.output.contains("‘fast’"))
    for wrong in [["--severity", "WM4"], ["--severity", "WM402=loud"], ["--format", "xml"]] {
      #expect(try WaymarkProcess(["lint"] + wrong, in: folder.path).status == 2)
    }
  }

  @Test func aBaselineHoldsBackWhatIsKnown() throws {
    let folder = try project(["j/b.md": Self.journey])
    let write = try WaymarkProcess(["lint", "--write-baseline"], in: folder.path)
    #expect(write.output == "2 findings recorded in .waymark/lint-baseline.json\n")
    let held = try WaymarkProcess(["lint"], in: folder.path)
    #expect(!held.output.contains("fast"))
    #expect(held.output.contains("2 findings held back by .waymark/lint-baseline.json\n"))
    let all = try WaymarkProcess(["lint", "--no-baseline"], in: folder.path)
    #expect(all.output.contains("2 info\n"))

    try folder.write(Self.journey.replacing("it fast", with: "it"), to: "j/a.md")
    let part = try WaymarkProcess(["lint", "j/a.md"], in: folder.path)
    #expect(part.output.contains("1 finding of .waymark/lint-baseline.json no longer found"))
    let rewrite = try WaymarkProcess(["lint", "--write-baseline", "j/a.md"], in: folder.path)
    #expect(rewrite.output.hasPrefix("1 finding recorded"))
    #expect(try !WaymarkProcess(["lint"], in: folder.path).output.contains("fast"))
  }

  @Test func reportsGoToFiles() throws {
    let folder = try project()
    let run = try WaymarkProcess(
      ["lint", "--format", "sarif", "--output", "out/lint.sarif"], in: folder.path)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("1 document: "))
    let sarif = try JSONValue.parse(try folder.read("out/lint.sarif"))
    #expect(sarif["version"] == "2.1.0")
    let json = try WaymarkProcess(["lint", "--format", "json"], in: folder.path)
    #expect(try JSONValue.parse(json.output)["schema"] == "waymark/lint/1")
  }

  @Test func codesAreExplained() throws {
    let folder = try TemporaryFolder()
    let run = try WaymarkProcess(["lint", "--explain", "wm203"], in: folder.path)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("WM203 story-not-mapped (warning by default)\n"))
    #expect(run.output.contains("Found:") && run.output.contains("How to mend it:"))
    let unknown = try WaymarkProcess(["lint", "--explain", "WM230"], in: folder.path)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean"))
  }

  @Test func withoutAConfigurationJourneysAreLookedFor() throws {
    let folder = try TemporaryFolder(["docs/x/a.md": Self.journey, "README.md": "# Nothing\n"])
    let found = try WaymarkProcess(["lint"], in: folder.path)
    #expect(found.output.contains("docs/x/a.md:14:13: info: ‘fast’"))
    let empty = try TemporaryFolder()
    let none = try WaymarkProcess(["lint"], in: empty.path)
    #expect(none.status == 5)
    #expect(none.errors == "No journey documents were found.\n")
  }

  @Test func theProjectOfAPathIsFoundFromElsewhere() throws {
    let folder = try project(["j/README.md": "- [b](b.md)\n"])
    let elsewhere = try TemporaryFolder()
    let run = try WaymarkProcess(["lint", folder.path + "/j"], in: elsewhere.path)
    #expect(run.output.contains("j/README.md:1:3: warning: the index lists b.md"))
    withExtendedLifetime(folder) {}
  }

  @Test func aMistakeThatHidesAllJourneysIsTold() throws {
    let folder = try project(["waymark.yaml": "journeys: jj\n"])
    let run = try WaymarkProcess(["lint"], in: folder.path)
    #expect(run.status == 3)
    #expect(run.errors.contains("waymark.yaml:1:11: error: ‘journeys’ names jj"))
    #expect(run.errors.hasSuffix("No journey documents were found.\n"))
  }

  @Test func aQuestionAboutOneDocumentIsAnsweredForIt() throws {
    let folder = try project([
      "waymark.yaml": "journeys: j\nbacklog: b.md\n", "j/b.md": Self.journey,
      "j/README.md": "- [c](j/c.md)\n", "b.md": "| ID |\n|---|\n| BF-001 |\n| BF-001 |\n",
    ])
    let one = try WaymarkProcess(["lint", "j/a.md"], in: folder.path)
    #expect(
      one.output.hasSuffix(
        "1 document: 0 errors, 0 warnings, 1 info\n3 obligations read, 0 blocks not read\n"))
    let index = try WaymarkProcess(["lint", "j/README.md"], in: folder.path)
    #expect(index.output.hasPrefix("j/README.md:1:3: warning: the index lists j/c.md"))
    let all = try WaymarkProcess(["lint", "j"], in: folder.path)
    for code in ["WM304", "WM305", "WM207"] { #expect(all.output.contains(code)) }
  }

  @Test func bindingsAreHeldAgainstTheJourneys() throws {
    let folder = try project([
      "waymark.yaml": "journeys: j\nbindings: q\n", "j/b.md": Self.journey,
      "q/a.yaml": """
      journey: "a"
      checks:
        - id: one
          verifies: [step.1, must.2]
          steps:
            - request: GET /
              expect: [{status: 200}]
      pending:
        - obligation: expect.1.1
          reason: later
      """,
    ])
    let all = try WaymarkProcess(["lint"], in: folder.path)
    #expect(all.status == 3)
    #expect(all.output.contains("q/a.yaml:4:24: error: 'a' has no obligation 'must.2'"))
    #expect(all.output.contains("info: no check verifies must.1 [WM502]\n"))
    #expect(all.output.contains("j/b.md:1:1: info: no check verifies any of the 3 obligations"))
    let one = try WaymarkProcess(["lint", "j/a.md"], in: folder.path)
    #expect(one.status == 0)
    #expect(one.output.contains("no check verifies must.1 [WM502]"))
  }

  @Test func aBrokenConfigurationIsTold() throws {
    let folder = try project(["waymark.yaml": "journeys: j\nlnit: {}\nverify: {workers: 0}\n"])
    let run = try WaymarkProcess(["lint"], in: folder.path)
    #expect(run.status == 3)
    #expect(run.output.contains("waymark.yaml:2:1: warning:"))
    #expect(run.output.contains("did you mean ‘lint’?"))
    #expect(run.output.contains("waymark.yaml:3:19: error:"))
  }
}
