import ProjectConfiguration
import SourceText
import TestSupport
import Testing

@Suite struct ProjectTests {
  @Test func isFoundUpwards() throws {
    let folder = try TemporaryFolder([
      "waymark.yaml": "journeys: Specs/journeys\ndocumentation-root: Specs\n",
      "Specs/journeys/b.md": "", "Specs/journeys/README.md": "", "Specs/journeys/deep/a.md": "",
      "Specs/journeys/notes.txt": "",
    ])
    let project = Project.find(from: folder.path + "/Specs/journeys/deep")
    #expect(project.root == folder.path)
    #expect(project.diagnostics == [])
    #expect(project.journeyPaths() == ["Specs/journeys/b.md", "Specs/journeys/deep/a.md"])
    #expect(project.indexPath() == "Specs/journeys/README.md")
    #expect(project.name(of: folder.path + "/Specs/x.md") == "Specs/x.md")
  }

  @Test func aFolderWithoutAFileHasDefaults() throws {
    let folder = try TemporaryFolder(["a.md": ""])
    let project = Project.find(from: folder.path)
    #expect(project.root == folder.path)
    #expect(project.file == nil)
    #expect(project.journeyPaths() == [])
  }

  @Test func globsAndFilesAreJourneysToo() throws {
    let folder = try TemporaryFolder([
      "waymark.yaml": "journeys: ['docs/**/*.journey.md', ./one.md]\nindex: false\n",
      "one.md": "", "docs/x/a.journey.md": "", "docs/x/b.md": "", "docs/README.md": "",
    ])
    let project = Project.find(from: folder.path)
    #expect(project.journeyPaths() == ["docs/x/a.journey.md", "one.md"])
    #expect(project.indexPath() == nil)
  }

  @Test func pathsThatAreNotThereAreTold() throws {
    let marked = MarkedText(
      """
      journeys: [«none», docs/*.md]
      index: «docs/none.md»
      documentation-root: «nowhere»
      backlog: «backlog.md»
      """)
    let folder = try TemporaryFolder(["waymark.yaml": marked.text])
    let found = Project.find(from: folder.path).diagnostics
    #expect(found.map(\.code) == ["WM013", "WM013", "WM013", "WM013"])
    #expect(found.compactMap(\.range) == marked.ranges)
  }

  @Test func aFolderInPlaceOfTheFileIsTold() throws {
    let folder = try TemporaryFolder(["waymark.yaml/x": ""])
    let project = Project.find(from: folder.path)
    #expect(project.diagnostics.map(\.code) == ["WM013"])
  }
}
