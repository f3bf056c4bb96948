import JSONTree
import ProjectFiles
import TestSupport
import Testing

@Suite struct MergeCommandTests {
  private static func log(_ check: String, started: String = "05") -> String {
    """
    {"event":"run-started","schema":"waymark/run/1","startedAt":"2026-01-02T03:04:\(started).000Z","target":"t"}
    {"event":"check","key":"j/\(check)","journey":"j","id":"\(check)","verifies":[]}
    {"event":"check-started","check":"j/\(check)","at":1}
    {"event":"attachment","check":"j/\(check)","kind":"screenshot","path":"attachments/page.png","type":"image/png","at":2}
    {"event":"check-finished","check":"j/\(check)","at":3,"duration":2,"verdict":"failed","reason":"r","assertions":1,"findings":[]}
    {"event":"run-finished","at":4,"interrupted":false,"exitStatus":\(check == "a" ? 5 : 1)}

    """
  }

  private static func shards() throws -> TemporaryFolder {
    try TemporaryFolder([
      "1/run.ndjson": log("a"), "1/attachments/page.png": "first",
      "2/run.ndjson": log("b"), "2/attachments/page.png": "second",
      "3/run.ndjson": log("c"),
      "out/run.ndjson": "old", "out/attachments/page.png": "older",
    ])
  }

  @Test func filesOfChecksComeAlong() throws {
    let folder = try Self.shards()
    let run = try WaymarkProcess(
      ["merge", "1", "2/run.ndjson", "3", "--output", "out/run.ndjson"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "wrote out/run.ndjson: 3 logs, 3 checks\n")
    #expect(run.errors.contains("3/attachments/page.png is not there"))
    #expect(try folder.read("out/attachments/page.png") == "older")
    #expect(try folder.read("out/attachments/page-2.png") == "first")
    #expect(try folder.read("out/attachments/page-3.png") == "second")
    let lines = try folder.read("out/run.ndjson").split(separator: "\n")
    #expect(lines.last?.contains("\"exitStatus\":1") == true)
    let paths = lines.filter { $0.contains("\"attachment\"") }
    #expect(paths.count == 3)
    #expect(paths[0].contains("attachments/page-2.png"))
    let report = try WaymarkProcess(
      ["report", "--from", "out/run.ndjson", "--report", "junit-rich:junit.xml"], in: folder.path)
    #expect(report.status == 0)
    #expect(try folder.read("junit.xml").contains("out/attachments/page-3.png"))
  }

  @Test func aLogMayBeJoinedInPlace() throws {
    let folder = try Self.shards()
    for _ in 0..<2 {
      let run = try WaymarkProcess(
        ["merge", "1", "2", "--output", "1/run.ndjson"], in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        FolderWalk.files(below: folder.path + "/1/attachments") == ["page-2.png", "page.png"])
    }
  }

  @Test func whatCannotBeReadLeavesTheOldLog() throws {
    let folder = try Self.shards()
    try folder.write("{\"event\":\"check\"}\n", to: "4/run.ndjson")
    for name in ["4", "5"] {
      let run = try WaymarkProcess(
        ["merge", "1", name, "--output", "out/run.ndjson"], in: folder.path)
      #expect(run.status == 3)
      #expect(run.errors.hasPrefix("waymark merge: \(name)"))
      #expect(try folder.read("out/run.ndjson") == "old")
    }
    let run = try WaymarkProcess(["merge", "1", "--output", "1/run.ndjson/x"], in: folder.path)
    #expect(run.status == 4)
    #expect(run.errors.contains("1/run.ndjson/x cannot be created"))
  }
}
