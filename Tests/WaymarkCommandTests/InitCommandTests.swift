import ProjectFiles
import TestSupport
import Testing

@Suite struct InitCommandTests {
  /// A repository in the manner of the dialect.
  static let dialect = [
    "docs/ux/journeys/a.md": LintCommandTests.journey.replacing(
      "- BF-001: Sample.", with: "- BF-001: Sample.\n- Docs:\n  - [x](api/x.md:1)"),
    "docs/ux/journeys/b.md": LintCommandTests.journey,
    "docs/ux/journeys/README.md":
      "# Index\n\n- [a](ux/journeys/a.md:1)\n- [b](ux/journeys/b.md:1)\n",
    "docs/api/x.md": "# X\n", "docs/guide.md": "# Guide\n\n## Overview\n",
    "docs/backlog.md": "| ID | Title |\n|---|---|\n| BF-001 | Sample |\n",
  ]

  /// A repository with other names for everything.
  static let foreign = [
    "product/specs/login-journey.md": """
    # Login

    Tickets: PLAT-1234, PLAT-1235

    ## Purpose

    ## Who and prerequisites

    - Preconditions:
      - Has an account.

    ## Walkthrough

    1. Opens the form (PLAT-1234).
    2. Signs in.

    ## Acceptance criteria

    - Form:
      - Says what is wrong.

    ## Business rules

    | Requirement | Level |
    |---|---|
    | Lock after five attempts | Must |

    ## References

    - Stories:
      - PLAT-1234: Login.
      - PLAT-1235: Lock-out.
    """,
    "product/specs/logout-journey.md": """
    # Logout

    ## Purpose

    ## Walkthrough

    1. Signs out (PLAT-1235).

    ## Business rules

    - Must:
      - End the session.
    """,
    "product/specs/glossary.md": "# Glossary\n",
    "tracker.csv": "Issue key,Summary\nPLAT-1234,Login\nPLAT-1235,Lock-out\n",
  ]

  @Test func aRepositoryOfTheDialectIsUnderstood() throws {
    let folder = try TemporaryFolder(Self.dialect)
    let run = try WaymarkProcess(["init"], in: folder.path)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let yaml = try folder.read("waymark.yaml")
    #expect(yaml.contains("\njourneys: docs/ux/journeys\n"))
    #expect(yaml.contains("\nindex: docs/ux/journeys/README.md\n"))
    #expect(yaml.contains("\ndocumentation-root: docs\n"))
    #expect(yaml.contains("\nbacklog: docs/backlog.md\n"))
    #expect(yaml.contains("\n  families: [BF]\n  digits: 3\n"))
    #expect(!yaml.contains("sections:"))
    #expect(run.output.contains("Found 2 journey documents: docs/ux/journeys\n"))
    #expect(run.output.hasSuffix("6 obligations read, 0 blocks not read\n"))
    let lint = try WaymarkProcess(["lint"], in: folder.path)
    #expect(lint.status == 0)
    #expect(lint.output.hasPrefix("2 documents: 0 errors, 0 warnings, 0 info\n"))
  }

  @Test func manualsWithTheTitlesOfAJourneyAreLeftOut() throws {
    let manual = "# Manual\n\n## Actors\n\nWho.\n\n## Steps\n\nHow.\n\n## Expectations\n\nWhat.\n"
    let folder = try TemporaryFolder(Self.dialect.merging(["manual.md": manual]) { $1 })
    let run = try WaymarkProcess(["init"], in: folder.path)
    #expect(run.output.contains("Found 2 journey documents: docs/ux/journeys\n"))
    #expect(run.output.contains("  manual.md has some sections of a journey and was left out\n"))
    #expect(try !folder.read("waymark.yaml").contains("sections:"))
  }

  @Test func aForeignRepositoryIsUnderstood() throws {
    let folder = try TemporaryFolder(Self.foreign)
    let run = try WaymarkProcess(["init", "--folder", folder.path], in: "/")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let yaml = try folder.read("waymark.yaml")
    #expect(yaml.contains("\njourneys: \"product/specs/*-journey.md\"\n"))
    #expect(yaml.contains("\n  path: tracker.csv\n  columns: {id: \"Issue key\"}\n"))
    #expect(yaml.contains("\n  families: [PLAT]\n  digits: 4\n"))
    #expect(yaml.contains("\n  overview: [Purpose]\n"))
    #expect(yaml.contains("\n  flow: [Walkthrough]\n"))
    #expect(yaml.contains("\n  expectations: [\"Acceptance criteria\"]\n"))
    #expect(yaml.contains("\n  guardrails: [\"Business rules\"]\n"))
    #expect(yaml.contains("\n  mapping: [References]\n"))
    #expect(yaml.contains("\n  guardrails: {text: Requirement, modality: Level}\n"))
    #expect(run.output.hasSuffix("\n6 obligations read, 0 blocks not read\n"))
    let lint = try WaymarkProcess(["lint"], in: folder.path)
    #expect(lint.status == 0)
    #expect(lint.output.hasPrefix("2 documents: 0 errors, 0 warnings, 0 info\n"))
    #expect(lint.output.hasSuffix("6 obligations read, 0 blocks not read\n"))
  }

  @Test func nothingIsOverwrittenWithoutForce() throws {
    let folder = try TemporaryFolder(Self.dialect.merging(["waymark.yaml": "# mine\n"]) { $1 })
    let refused = try WaymarkProcess(["init"], in: folder.path)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--force"))
    #expect(try folder.read("waymark.yaml") == "# mine\n")
    #expect(try WaymarkProcess(["init", "--force"], in: folder.path).status == 0)
    #expect(try folder.read("waymark.yaml") != "# mine\n")
  }

  @Test func anEmptyRepositoryIsToldWhatItNeeds() throws {
    let folder = try TemporaryFolder(["README.md": "# Hello\n", "src/a.swift": ""])
    let run = try WaymarkProcess(["init"], in: folder.path)
    #expect(run.status == 5)
    #expect(run.output.hasPrefix("None of 1 Markdown document looks like a journey"))
    #expect(FileReader.kind(folder.path + "/waymark.yaml") == nil)
  }

  @Test func hostileNamesAndTextsEndInAReadableConfiguration() throws {
    let title = "Rules: \"quoted\" \\ #, {x} 'y' \u{1F600}"
    let folder = try TemporaryFolder([
      "a: b/#c.md": LintCommandTests.journey.replacing("Constraints & Guardrails", with: title),
      "a: b/broken.md": "## Steps\n## Rules\n## Overview\n\u{0}", "big/x.md": "",
    ])
    let run = try WaymarkProcess(["init"], in: folder.path)
    #expect(run.status == 0 || run.status == 3, "\(run.output)\(run.errors)")
    let lint = try WaymarkProcess(["lint", "--no-baseline"], in: folder.path)
    #expect(!lint.output.contains("waymark.yaml:"), "\(lint.output)")
    #expect(lint.output.contains("obligations read"))
  }
}
