import Foundation
import JourneyReports
import Markup
import Testing

@Suite struct AtomicFileTests {
  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("waymark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func files(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func everyReportIsWrittenAndReadBack() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/hostile/run.ndjson")
    let writer = ReportWriter(
      try ReportModel(log: log), log: log, junit: JUnitOptions(maxCasesPerFile: 2))
    var written: [String] = []
    for kind in ReportKind.allCases {
      let path = folder.appendingPathComponent("new/\(kind.fileName)").path
      written += try writer.write(ReportRequest(kind: kind, path: path))
    }
    let names = try Self.files(in: folder.appendingPathComponent("new"))
    #expect(names.count == written.count)
    #expect(names.contains("junit-2.xml"))
    #expect(names.contains("junit-rich-2.xml"))
  }

  @Test func anInvalidReportLeavesTheOldOne() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.txt").path
    try AtomicFile.write(path) {
      $0.write("old")
    } validate: { _ in
    }
    let error = #expect(throws: AtomicFileError.self) {
      try AtomicFile.write(path) {
        $0.write("new")
      } validate: { (_) throws(ReportFault) in
        throw ReportFault(message: "a suite's counts differ")
      }
    }
    #expect(
      error?.description
        == "\(path) came out invalid: a suite's counts differ; the previous file, if any, is as it was"
    )
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try Self.files(in: folder) == ["a.txt"])
  }

  @Test func whatIsNoFolderIsTold() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.txt").path
    try AtomicFile.write(path) {
      $0.write("x")
    } validate: { _ in
    }
    for target in [path + "/b.txt", folder.path] {
      let error = #expect(throws: AtomicFileError.self) {
        try AtomicFile.write(target) {
          $0.write("y")
        } validate: { _ in
        }
      }
      #expect(error?.path == target)
    }
    #expect(try Self.files(in: folder) == ["a.txt"])
  }

  @Test(arguments: [
    ("junit:a.xml", ReportKind.junit, "a.xml"), ("matrix-json:/x/y:z", .matrixJSON, "/x/y:z"),
    ("html:index.html", .html, "index.html"), ("har", .har, "out/exchanges.har"),
  ])
  func requestsAreRead(text: String, kind: ReportKind, path: String) throws {
    #expect(try ReportRequest.parse(text, folder: "out") == ReportRequest(kind: kind, path: path))
  }

  @Test(arguments: ["", "junit:", "pdf", "pdf:x", ":x", "JUNIT:x"])
  func malformedRequests(text: String) {
    #expect(throws: ReportRequestError.self) { try ReportRequest.parse(text, folder: "out") }
  }
}
