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
    let log = try PackageFiles.bytes("\(Self.folder)/\(fixture)/run.ndjson")
    let model = try ReportModel(log: log)
    var outputs: [String: String] = [:]
    for kind in ReportKind.allCases {
      outputs[kind.fileName] = try Rendering.text(kind, model, log: log)
    }
    outputs["console.txt"] = try Rendering.console(log, ConsoleStyle(colors: false, isLive: false))
    if Self.isRecording { try record(outputs, fixture) }
    let names = try PackageFiles.names(in: "\(Self.folder)/\(fixture)")
    #expect(names == (outputs.keys + ["run.ndjson"]).sorted(), "a file has no source or is missing")
    for (name, text) in outputs {
      let expected = try? PackageFiles.bytes("\(Self.folder)/\(fixture)/\(name)")
      let isSame = expected.map { $0.elementsEqual(text.utf8) } ?? false
      #expect(isSame, "\(fixture)/\(name) differs; WAYMARK_RECORD=1 records it anew")
    }
  }

  private func record(_ outputs: [String: String], _ fixture: String) throws {
    for (name, text) in outputs {
      let url = PackageFiles.root.appendingPathComponent("\(Self.folder)/\(fixture)/\(name)")
      try Data(text.utf8).write(to: url)
    }
    Issue.record("\(fixture) was recorded; look at the difference and run again without recording")
  }
}
