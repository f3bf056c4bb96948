import JSONTree
import JourneyReports
import Markup
import ProjectFiles
import RunEvents
import TestSupport
import Testing

/// Whatever ends early, what was found stays readable and nothing undecided passes.
@Suite(.serialized) struct InterruptedRunTests {
  private static func options(_ target: ReferenceTarget) -> [String] {
    ["--target", "elsewhere", "--set", "address=\(target.address)"]
  }

  @Test func aTargetThatStopsLeavesTheRestUndecided() async throws {
    let project = try SmallProject.long()
    let target = try await ReferenceTarget.start()
    let run = try RunningProgram("waymark", project.arguments(Self.options(target)))
    _ = try await run.eventually { project.count("passed") >= 3 ? true : nil }
    target.program.kill9()
    #expect(try await run.status() == 4)
    #expect(project.count("passed") >= 3)
    #expect(project.count("failed") == 0)
    #expect(project.count("passed") + project.count("undecided") == SmallProject.longCount)
    #expect(project.count("undecided") > 0)
    let junit = try project.folder.read("out/junit.xml")
    #expect(junit.contains("<error"))
    #expect(!junit.contains("<failure"))
    #expect(run.output.contains("nothing accepted a connection"))
  }

  @Test func aKilledRunLeavesALogThatMakesReports() async throws {
    let project = try SmallProject.long()
    let target = try await ReferenceTarget.start()
    let run = try RunningProgram("waymark", project.arguments(Self.options(target)))
    _ = try await run.eventually { project.count("passed") >= 3 ? true : nil }
    run.kill9()
    let passed = project.count("passed")
    let report = try WaymarkProcess(
      ["report", "--from", "out/run.ndjson", "--report-folder", "late"], in: project.folder.path)
    #expect(report.status == 0, "\(report.errors)")
    #expect(report.output.contains("wrote late/junit.xml"))
    let junit = try project.folder.read("late/junit.xml")
    _ = try XMLDocument.parse(Array(junit.utf8))
    let matrix = try JSONValue.parse(try project.folder.read("late/matrix.json"))
    #expect(matrix["totals"]?["checks"]?.intValue == SmallProject.longCount)
    #expect(
      matrix["totals"]?["passed"]?.intValue == 0, "a promise with checks left open is not kept")
    let model = try ReportModel(log: Array(project.log.utf8))
    #expect(model.checks.filter { $0.verdict == .passed }.count == passed)
    let begun = project.log.split(separator: "\n").filter { $0.contains("\"check-started\"") }.count
    #expect(model.checks.filter { $0.verdict == .undecided }.count == begun - passed)
    #expect(
      model.checks.filter { $0.verdict == .notExercised }.count == SmallProject.longCount - begun)
  }

  @Test func anInterruptedRunSaysSoAndWritesItsReports() async throws {
    let project = try SmallProject.long()
    let target = try await ReferenceTarget.start()
    let run = try RunningProgram("waymark", project.arguments(Self.options(target)))
    _ = try await run.eventually { project.count("passed") >= 3 ? true : nil }
    run.interrupt()
    #expect(try await run.status() == 130)
    #expect(project.count("passed") + project.count("undecided") == SmallProject.longCount)
    #expect(project.log.contains("\"interrupted\":true"))
    _ = try JSONValue.parse(try project.folder.read("out/summary.json"))
  }
}
