import ProjectFiles
import TestSupport
import Testing

/// `Reports/samples/gate` shows what `waymark gate` and `waymark compare` print in every form.
@Suite struct GateSampleTests {
  static let folder = "Reports/samples/gate"
  private static let gate = ["gate", "--from", "now.ndjson", "--baseline", "before.json"]
  private static let compare = ["compare", "before.json", "now.ndjson"]
  static let samples = [
    "gate.txt": gate, "gate.json": gate + ["--format", "json"],
    "gate.md": gate + ["--format", "markdown"], "explain.txt": gate + ["--explain", "BF-002"],
    "compare.txt": compare, "compare.md": compare + ["--format", "markdown"],
    "compare.html": compare + ["--format", "html"],
  ]

  private static func text(_ path: String) throws -> String {
    String(decoding: try FileReader.read(Repository.location(of: path)), as: UTF8.self)
  }

  @Test(arguments: samples.keys.sorted())
  func aSampleIsWhatTheCommandPrints(name: String) throws {
    let folder = try TemporaryFolder([
      "now.ndjson": try Self.text("Fixtures/reports/mixed/run.ndjson"),
      "before.json": try Self.text("Fixtures/reports/kept/summary.json"),
      "gate.yaml": try Self.text("Fixtures/gate/sample.yaml"),
    ])
    let arguments = try #require(Self.samples[name])
    let run = try WaymarkProcess(arguments, in: folder.path)
    #expect(run.status == (arguments[0] == "gate" ? 4 : 0), "\(run.errors)")
    try GoldenFile.expect(run.output, at: "\(Self.folder)/\(name)")
  }

  @Test func thereIsNoSampleWithoutACommand() {
    let names = FolderWalk.names(in: Repository.location(of: Self.folder))
    #expect(names == Self.samples.keys.sorted())
  }

  @Test func whatCannotBeComparedIsTold() throws {
    let folder = try TemporaryFolder([
      "a.json": "{", "b.json": "{\"schema\": \"waymark/matrix/1\"}",
    ])
    for (names, message) in [
      (["a.json", "b.json"], "a.json is neither a summary nor a log"),
      (["b.json", "a.json"], "b.json is no summary of a run"),
      (["none.json", "a.json"], "none.json does not exist"),
    ] {
      let run = try WaymarkProcess(["compare"] + names, in: folder.path)
      #expect(run.status == 3)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }
}
