import JourneyReports
import ProjectFiles
import TestSupport
import Testing

/// `waymark report` beside the run that wrote the log.
@Suite(.serialized) struct ReportCommandTests {
  private static let checks = """
      - id: alive
        verifies: [step.1]
        examples: [{name: live, part: live}, {name: ready, part: ready}]
        steps:
        - request: GET /health/{{part}}
          expect: [{status: 200}]
      - id: dead
        verifies: [step.2]
        steps:
        - request: GET /health/live
          expect: [{status: 500}, {body: {contains: "no such thing"}}]

    """

  @Test func everyKindIsTheSameAsInTheRun() throws {
    let project = try SmallProject(checks: Self.checks)
    let folder = project.folder.path
    func requests(_ into: String) -> [String] {
      ReportKind.allCases.flatMap { ["--report", "\($0.rawValue):\(into)/\($0.fileName)"] }
    }
    let options = ["--pending-as-skipped", "--errors-as-failures", "--max-cases-per-file", "2"]
    let run = try WaymarkProcess(
      project.arguments(requests("live") + options), in: folder)
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("\n::error file=Specs/bindings/small.yaml,line=13,"))
    let again = try WaymarkProcess(
      ["report", "--from", "out/run.ndjson"] + requests("late") + options, in: folder)
    #expect(again.status == 0, "\(again.errors)")
    let names = FolderWalk.names(in: folder + "/live")
    #expect(names.count == ReportKind.allCases.count + 2)
    #expect(FolderWalk.names(in: folder + "/late") == names)
    for name in names {
      let live = try FileReader.read("\(folder)/live/\(name)")
      #expect(!live.isEmpty)
      #expect(try FileReader.read("\(folder)/late/\(name)") == live, "\(name) differs")
    }
  }

  @Test func theConfigurationNamesReports() throws {
    let project = try SmallProject(checks: Self.checks)
    try project.folder.write(
      "journeys: Specs/journeys\nbindings: Specs/bindings\n"
        + "reports: {folder: out, write: [\"junit:made/junit.xml\", ctrf]}\n", to: "waymark.yaml")
    let elsewhere = try TemporaryFolder()
    let run = try WaymarkProcess(
      ["verify", "--project", project.folder.path], in: elsewhere.path)
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    #expect(
      FolderWalk.files(below: project.folder.path + "/out") == ["ctrf-report.json", "run.ndjson"])
    #expect(FolderWalk.files(below: project.folder.path + "/made") == ["junit.xml"])
    #expect(FolderWalk.files(below: elsewhere.path).isEmpty)
  }
}
