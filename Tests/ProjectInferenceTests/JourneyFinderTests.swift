import ProjectInference
import SourceText
import TestSupport
import Testing

@Suite struct JourneyFinderTests {
  static let journey = """
    # A journey
    ## 1. Overview
    ## 2. Steps
    1. Opens it.
    ## 3. Rules
    - Must log.
    """

  @Test(arguments: [
    (["docs/journeys/a.md", "docs/journeys/deep/b.md"], ["docs/guide.md"], ["docs/journeys"]),
    (["a.md", "b.md"], [], ["."]),
    (["docs/a-journey.md", "docs/b-journey.md"], ["docs/c.md"], ["docs/*-journey.md"]),
    (["docs/a.md", "docs/b.md"], ["docs/c.md"], ["docs/a.md", "docs/b.md"]),
    (["x/j/a.md", "y/j/b.md"], ["y/z.md"], ["x/j", "y/j"]),
  ])
  func namesTheFoldersThatHoldNothingElse(
    journeys: [String], others: [String], cover: [String]
  ) throws {
    var files = Dictionary(uniqueKeysWithValues: journeys.map { ($0, Self.journey) })
    for other in others { files[other] = "# Something else\n\n## Overview\n" }
    let folder = try TemporaryFolder(files)
    let finder = JourneyFinder(root: folder.path)
    #expect(finder.cover == cover)
    #expect(finder.journeys.map(\.source.path) == journeys.sorted())
  }

  @Test func codeBlocksAndIndexesAreNoJourneys() throws {
    let folder = try TemporaryFolder([
      "a.md": "# Manual\n\n```\n\(Self.journey)\n```\n", "README.md": Self.journey,
      "node_modules/b.md": Self.journey, "c.md": "# C\n## Steps\n## Rules\n",
    ])
    let finder = JourneyFinder(root: folder.path)
    #expect(finder.journeys.isEmpty)
    #expect(finder.cover == [])
    #expect(finder.doubtful == ["c.md"])
  }

  @Test(
    arguments: [
      ("Titel\n=====\n\nRegeln\n------\n\n1. Eins\n", "Titel", ["Regeln"], true),
      ("---\ntitle: x\n---\n# T\n\n## S\n", "T", ["S"], false),
      ("# T\n\n- a\n---\n\n| a |\n|---|\n", "T", [], false),
      ("1. before\n\n## S\n\n    text\n", nil, ["S"], false),
    ] as [(String, String?, [String], Bool)])
  func headingsAreFoundInEitherForm(
    text: String, title: String?, sections: [String], hasSteps: Bool
  ) {
    let scan = HeadingScan(SourceFile(path: "a.md", text: text))
    #expect(scan.title == title)
    #expect(scan.sections == sections)
    #expect(scan.hasSteps == hasSteps)
  }

  @Test(arguments: [
    ("## 3. Step-by-step Flow", "Step-by-step Flow"), ("##  3.1)  Rules ##", "Rules"),
    ("## 2 fast 2 furious", "fast 2 furious"), ("## 2FA", "2FA"), ("## ", ""),
  ])
  func headingsAreReadWithoutTheirNumbers(line: String, title: String) {
    #expect(HeadingScan(SourceFile(path: "a.md", text: line)).sections == [title])
  }
}
