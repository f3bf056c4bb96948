import Foundation
import JourneyReports
import Testing

/// `Fixtures/reports/<name>/run.ndjson` and beside it every output made of it.
///
/// `WAYMARK_RECORD=1` writes the outputs anew and fails the run.
@Suite struct GoldenTests {
  static let folder = "Fixtures/reports"
  static let fixtures = (try? PackageFiles.names(in: folder)) ?? []
  static let isRecording = ProcessInfo.processInfo.environment["WAYMARK_RECORD"] == "1"

  @Test func thereAreFixtures() { #expect(Self.fixtures.count >= 5) }

  @Test(arguments: fixtures)
  func outputsAreAsRecorded(fixture: String) throws {
    let folder = "\(Self.folder)/\(fixture)"
    var outputs = try outputs(of: folder)
    outputs[ReportKind.html.fileName] = outputs[ReportKind.html.fileName].map(Self.content)
    try check(outputs, in: folder, beside: ["run.ndjson"])
  }

  /// `Reports/samples/run` shows what every report looks like.
  @Test func samplesAreTheReportsOfAFixture() throws {
    try check(try outputs(of: "\(Self.folder)/mixed"), in: "Reports/samples/run", beside: [])
  }

  /// A page without its style sheet and script, which `Reports/samples/run` shows once and whole.
  private static func content(of page: String) -> String {
    page.replacing(/<style>(?:.|\n)*?<\/style>/, with: "<style></style>")
      .replacing(/(<script type="module">)(?:.|\n)*?(<\/script>)/) { $0.output.1 + $0.output.2 }
      .replacing(/sha256-[A-Za-z0-9+\/=]+/, with: "sha256-")
  }

  /// Every report of the log in a folder, and what the console said, by the names of their files.
  private func outputs(of folder: String) throws -> [String: String] {
    let log = try PackageFiles.bytes("\(folder)/run.ndjson")
    let model = try ReportModel(log: log)
    var outputs: [String: String] = [:]
    for kind in ReportKind.allCases {
      outputs[kind.fileName] = try Rendering.text(kind, model, log: log)
    }
    outputs["github-annotations.txt"] = GitHubAnnotations.text(model)
    outputs["console.txt"] = try Rendering.console(log, ConsoleStyle(colors: false, isLive: false))
    return outputs
  }

  private func check(
    _ outputs: [String: String], in folder: String, beside others: [String]
  ) throws {
    if Self.isRecording { try record(outputs, in: folder) }
    let names = try PackageFiles.names(in: folder)
    #expect(names == (outputs.keys + others).sorted(), "a file has no source or is missing")
    for (name, text) in outputs {
      let expected = try? PackageFiles.bytes("\(folder)/\(name)")
      let isSame = expected.map { $0.elementsEqual(text.utf8) } ?? false
      #expect(isSame, "\(folder)/\(name) differs; WAYMARK_RECORD=1 records it anew")
    }
  }

  private func record(_ outputs: [String: String], in folder: String) throws {
    let root = PackageFiles.root.appendingPathComponent(folder)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (name, text) in outputs {
      try Data(text.utf8).write(to: root.appendingPathComponent(name))
    }
    Issue.record("\(folder) was recorded; look at the difference and run again without recording")
  }
}
