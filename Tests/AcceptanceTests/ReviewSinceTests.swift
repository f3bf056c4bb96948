import TestSupport
import Testing

/// `waymark review --since`, which is for pull requests.
@Suite struct ReviewSinceTests {
  private static let fixtures = "Fixtures/review"

  /// A project whose first commit holds what the fixtures call before, and the lock for it.
  private static func project(hasLock: Bool = true) throws -> TemporaryFolder {
    let project = try ReviewCommandTests.project()
    if hasLock {
      let begun = try WaymarkProcess(["review", "--accept"], in: project.path)
      #expect(begun.status == 0, "\(begun.errors)")
    }
    try project.git("init", "-q")
    try project.commit("Begin")
    return project
  }

  private static func edit(_ project: TemporaryFolder) throws {
    try project.write(ReviewCommandTests.fixture("after.md"), to: "Specs/journeys/export.md")
    try project.write(ReviewCommandTests.fixture("after.yaml"), to: "Specs/bindings/export.yaml")
  }

  @Test func showsWhatABranchChangedConfirmedOrNot() throws {
    let project = try Self.project()
    try Self.edit(project)
    let accepted = try WaymarkProcess(["review", "--accept", "export/fast"], in: project.path)
    #expect(accepted.status == 0)
    let arguments = ["review", "--since", "HEAD", "--format"]
    let text = try WaymarkProcess(arguments + ["text"], in: project.path)
    #expect(text.status == 6)
    try GoldenFile.expect(text.output, at: "\(Self.fixtures)/since.txt")
    let markdown = try WaymarkProcess(arguments + ["markdown"], in: project.path)
    try GoldenFile.expect(markdown.output, at: "\(Self.fixtures)/since.md")
  }

  @Test func everythingConfirmedIsShownAndWell() throws {
    let project = try Self.project()
    try Self.edit(project)
    #expect(try WaymarkProcess(["review", "--accept"], in: project.path).status == 0)
    try project.commit("Edit")
    let text = try WaymarkProcess(["review", "--since", "HEAD~1"], in: project.path)
    #expect(text.status == 0, "\(text.output)")
    #expect(text.output.contains("CHANGED  export#must.2"))
    #expect(text.output.contains("✓ confirmed since"))
    #expect(!text.output.contains("✗"))
    let none = try WaymarkProcess(["review", "--since", "HEAD"], in: project.path)
    #expect(none.output == "10 sentences are bound: 10 unchanged.\n")
  }

  /// The old wording is then taken from the journeys of the commit.
  @Test func worksWhereTheCommitHasNoLock() throws {
    let project = try Self.project(hasLock: false)
    try Self.edit(project)
    let text = try WaymarkProcess(["review", "--since", "HEAD"], in: project.path)
    // The quotation of the old wording is a mistake where no lock explains it.
    #expect(text.status == 3)
    #expect(
      text.output.contains("The file arrives within [-200-] {+100+} ms{+, or a message says"),
      "\(text.output)")
    #expect(text.output.contains("MOVED  export#must.1 → must.3"))
    #expect(
      text.output.contains(
        "5 bindings name paths at which another sentence stands now, and without a waymark.lock "
          + "nothing follows them."))
  }

  /// What the other branch did meanwhile is not the doing of this one.
  @Test func comparesWithWhereTheBranchLeft() throws {
    let project = try Self.project()
    try project.git("switch", "-q", "-c", "work")
    try Self.edit(project)
    try project.commit("Edit")
    try project.git("switch", "-q", "main")
    let moved = try ReviewCommandTests.fixture("before.md")
      .replacing("Columns are sorted by date.", with: "Columns are sorted by tenant.")
    try project.write(moved, to: "Specs/journeys/export.md")
    try project.commit("Go on")
    try project.git("switch", "-q", "work")
    let text = try WaymarkProcess(["review", "--since", "main"], in: project.path)
    #expect(text.output.contains("CHANGED  export#must.2"))
    #expect(!text.output.contains("sorted by"))
  }

  @Test func whatWasOpenBeforeIsCounted() throws {
    let project = try Self.project()
    try Self.edit(project)
    try project.commit("Edit, and leave it to others to confirm")
    let text = try WaymarkProcess(["review", "--since", "HEAD"], in: project.path)
    #expect(text.status == 6)
    #expect(
      text.output == """
        10 sentences are bound: 10 unchanged.
        5 more were open at HEAD already: `waymark review` shows which.

        """)
  }

  @Test func aProjectInAFolderOfTheRepositoryIsItsOwn() throws {
    let project = try TemporaryFolder([
      "README.md": "Not ours.\n",
      "product/Specs/journeys/export.md": try ReviewCommandTests.fixture("before.md"),
      "product/Specs/bindings/export.yaml": try ReviewCommandTests.fixture("before.yaml"),
    ])
    try project.git("init", "-q")
    try project.commit("Begin")
    let folder = project.path + "/product"
    #expect(try WaymarkProcess(["review", "--accept"], in: folder).status == 0)
    let text = try WaymarkProcess(["review", "--since", "HEAD"], in: folder)
    #expect(text.status == 0, "\(text.output)\(text.errors)")
    #expect(text.output == "10 sentences are bound: 10 unchanged.\n")
  }

  @Test func saysWhatGitDoesNotKnow() throws {
    let project = try Self.project()
    for name in ["no-such", "--help", "HEAD:waymark.yaml"] {
      let unknown = try WaymarkProcess(["review", "--since=\(name)"], in: project.path)
      #expect(unknown.status == 2)
      #expect(unknown.errors.contains("git knows no commit '\(name)' here"), "\(unknown.errors)")
    }
    let bare = try ReviewCommandTests.project()
    let none = try WaymarkProcess(["review", "--since", "main"], in: bare.path)
    #expect(none.status == 2)
    #expect(none.errors.contains("there is no git repository here"))
  }
}
