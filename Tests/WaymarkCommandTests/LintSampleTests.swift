import ProjectFiles
import TestSupport
import Testing

/// `Reports/samples/lint` shows what `waymark lint` and `waymark parse` print in every form.
@Suite struct LintSampleTests {
  static let folder = "Reports/samples/lint"
  /// A document with something to find, and the commands whose output is kept.
  static let source = "Fixtures/journeys/deviant.md"
  static let samples = [
    "lint.txt": ["lint"], "lint.json": ["lint", "--format", "json"],
    "lint.sarif": ["lint", "--format", "sarif"], "journey.json": ["parse", "--format", "json"],
    "journey.txt": ["parse", "--format", "tree"],
  ]

  @Test(arguments: samples.keys.sorted())
  func `a sample is what the command prints`(name: String) throws {
    let text = String(
      decoding: try FileReader.read(Repository.location(of: Self.source)), as: UTF8.self)
    let copy = try TemporaryFolder(["deviant.md": text])
    let arguments = try #require(Self.samples[name])
    let run = try WaymarkProcess(arguments + ["deviant.md"], in: copy.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains(copy.path))
    try GoldenFile.expect(run.output, at: "\(Self.folder)/\(name)")
  }

  @Test func `there is no sample without a command`() {
    let names = FolderWalk.names(in: Repository.location(of: Self.folder))
    #expect(names == Self.samples.keys.sorted())
  }
}
