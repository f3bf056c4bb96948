import ProjectFiles
import TestSupport
import Testing

/// Every folder of `Fixtures/init` is a repository, with what `waymark init` makes of it beside it.
@Suite struct InitFixtureTests {
  static let folder = "Fixtures/init"
  static let fixtures = FolderWalk.names(in: Repository.location(of: folder))

  /// A copy in which `init` may write.
  private func copy(_ fixture: String) throws -> TemporaryFolder {
    let root = Repository.location(of: "\(Self.folder)/\(fixture)/repository")
    let copy = try TemporaryFolder()
    let files = FolderWalk.files(below: root)
    #expect(!files.isEmpty)
    for file in files {
      let bytes = try FileReader.read(FilePath.join(root, file))
      try copy.write(String(decoding: bytes, as: UTF8.self), to: file)
    }
    return copy
  }

  @Test(arguments: fixtures)
  func `a repository is read as its goldens say`(fixture: String) throws {
    let copy = try copy(fixture)
    let run = try WaymarkProcess(["init"], in: copy.path)
    let lint = try WaymarkProcess(["lint", "--no-baseline"], in: copy.path)
    let told =
      "$ waymark init\n\(run.output)\(run.errors)status \(run.status)\n\n"
      + "$ waymark lint --no-baseline\n\(lint.output)\(lint.errors)status \(lint.status)\n"
    try GoldenFile.expect(told, at: "\(Self.folder)/\(fixture)/console.txt")
    guard run.status == 0 else {
      #expect(FileReader.kind(FilePath.join(copy.path, "waymark.yaml")) == nil)
      return
    }
    try GoldenFile.expect(
      try copy.read("waymark.yaml"), at: "\(Self.folder)/\(fixture)/waymark.yaml")
    let quiet = try WaymarkProcess(["lint"], in: copy.path)
    #expect(quiet.status == 0)
    #expect(quiet.output.contains("0 errors, 0 warnings"), "\(quiet.output)")
  }

  @Test func `there are repositories in several languages, and nothing but goldens beside them`() {
    #expect(Self.fixtures.count >= 6)
    for fixture in Self.fixtures {
      let names = Set(FolderWalk.names(in: Repository.location(of: "\(Self.folder)/\(fixture)")))
      #expect(names.isSubset(of: ["repository", "console.txt", "waymark.yaml"]), "\(names)")
      #expect(names.isSuperset(of: ["repository", "console.txt"]), "\(fixture)")
    }
  }
}
