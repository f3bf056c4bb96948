import Foundation
import ProjectFiles
import TestSupport
import Testing

/// Reports and logs that cannot be written: the old ones stand, the message says why, the status tells.
@Suite(.serialized) struct WriteFailureTests {
  /// Runs `waymark` under another program or a shell's limit.
  private struct Run {
    let status: Int32
    let output: String
    let errors: String

    init(_ words: [String], in folder: String) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = words
      process.currentDirectoryURL = URL(filePath: folder)
      let captured = try TemporaryFolder(["out": "", "err": ""])
      process.standardOutput = try FileHandle(forWritingTo: URL(filePath: captured.path + "/out"))
      process.standardError = try FileHandle(forWritingTo: URL(filePath: captured.path + "/err"))
      try process.run()
      process.waitUntilExit()
      status = process.terminationStatus
      output = try captured.read("out")
      errors = try captured.read("err")
    }
  }

  private static var waymark: String { FilePath.join(WaymarkProcess.products, "waymark") }

  /// A log with many checks, of which reports are large.
  private static func project(checks: Int) throws -> TemporaryFolder {
    var lines = [
      #"{"event":"run-started","schema":"waymark/run/1","startedAt":"2026-01-02T03:04:05.000Z"}"#,
      #"{"event":"journey","id":"j","title":"J","path":"j.md"}"#,
    ]
    for number in 0..<checks {
      lines.append(
        #"{"event":"obligation","id":"j#o.\#(number)","journey":"j","kind":"step","text":"t"}"#)
      lines.append(
        #"{"event":"check","key":"j/\#(number)","journey":"j","id":"\#(number)","verifies":["j#o.\#(number)"]}"#
      )
    }
    lines.append(#"{"event":"run-finished","at":4,"interrupted":false,"exitStatus":0}"#)
    return try TemporaryFolder([
      "run.ndjson": lines.joined(separator: "\n") + "\n", "out/index.html": "old",
      "out/junit.xml": "old", "out/xray.json": "old",
    ])
  }

  /// Every command that writes, where no file may grow; `make full-disk` fills a disk as well.
  @Test func noCommandCostsAFile() throws {
    let folder = try TemporaryFolder()
    let run = try Run(
      [
        "WAYMARK=\(Self.waymark)", "python3", Repository.location(of: "scripts/full-disk"),
        "--with",
        "limit",
      ], in: folder.path)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("writes that failed with limit: 0 problems"))
  }

  @Test(arguments: ["html:out/index.html", "xray:out/xray.json", "junit:out/junit.xml"])
  func aFullDiskLeavesTheOldReport(request: String) throws {
    let folder = try Self.project(checks: 2000)
    let run = try Run(
      [
        "bash", "-c", "ulimit -f 64; exec \"$0\" \"$@\"", Self.waymark, "report", "--from",
        "run.ndjson", "--report", request,
      ], in: folder.path)
    #expect(run.status == 4)
    #expect(run.errors.hasPrefix("waymark report: out/"))
    #expect(run.errors.contains("File too large"))
    #expect(run.errors.contains("the previous file, if any, is as it was"))
    let name = String(request.split(separator: ":")[1])
    #expect(try folder.read(name) == "old")
    #expect(FolderWalk.names(in: folder.path + "/out").count == 3, "something was left behind")
  }

  @Test func aLogThatCannotBeWrittenIsTold() throws {
    let project = try SmallProject(
      checks: """
          - id: alive
            verifies: [step.1]
            steps:
            - request: GET /health/live
              expect: [{status: 200}]

        """)
    try FileWriter.makeFolder(project.folder.path + "/out")
    try FileManager.default.createSymbolicLink(
      atPath: project.folder.path + "/out/run.ndjson", withDestinationPath: "/dev/full")
    let run = try Run([Self.waymark] + project.arguments([]), in: project.folder.path)
    #expect(run.status == 4)
    #expect(run.errors.contains("the log "))
    #expect(run.errors.contains("cannot be written: No space left on device"))
    #expect(FolderWalk.names(in: project.folder.path + "/out") == ["run.ndjson"])
  }

  @Test func aFolderThatIsReadOnlyLeavesTheOldReport() throws {
    let folder = try Self.project(checks: 3)
    var words = [Self.waymark]
    if geteuid() == 0 {
      // Root may write everywhere, and so somebody else tries.
      words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + words
      guard try Run(words + ["--version"], in: folder.path).status == 0 else {
        return print("NOT TESTED: nobody but root can run waymark here")
      }
    }
    chmod(folder.path + "/out", 0o555)
    defer { chmod(folder.path + "/out", 0o755) }
    let run = try Run(
      words + ["report", "--from", "run.ndjson", "--report", "html:out/index.html"],
      in: folder.path)
    #expect(run.status == 4)
    #expect(run.errors.contains("out/index.html cannot be created: Permission denied"))
    #expect(try folder.read("out/index.html") == "old")
  }

  @Test func aKilledWriterLeavesTheOldReport() throws {
    let folder = try Self.project(checks: 20_000)
    var wasCaught = false
    // On a busy machine all of the writing may happen between two looks; then it is tried again.
    for _ in 1...20 where !wasCaught {
      try folder.write("old", to: "out/index.html")
      let run = try RunningProgram(
        "waymark",
        [
          "report", "--from", folder.path + "/run.ndjson", "--report",
          "html:\(folder.path)/out/index.html",
        ])
      let deadline = ContinuousClock.now + .seconds(60)
      while !wasCaught, try folder.read("out/index.html") == "old", ContinuousClock.now < deadline {
        wasCaught = FolderWalk.names(in: folder.path + "/out").contains { $0.hasSuffix(".tmp") }
        if !wasCaught { usleep(500) }
      }
      run.kill9()
      let left = try folder.read("out/index.html")
      // It may have ended just before it was killed; half a report is never there.
      #expect(left == "old" || left.contains("</html>"))
      wasCaught = wasCaught && left == "old"
    }
    #expect(wasCaught)
    let again = try WaymarkProcess(
      ["report", "--from", "run.ndjson", "--report", "matrix-json:out/matrix.json"], in: folder.path
    )
    #expect(again.status == 0)
  }
}
