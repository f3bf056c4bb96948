import JSONTree
import JourneyReports
import ProjectFiles
import RunEvents
import TestSupport
import Testing

/// The gate at the end of `waymark verify`, on the real reference system.
@Suite(.serialized) struct GateTests {
  private static let good = """
      - id: alive
        verifies: [step.1]
        steps:
        - request: GET /health/live
          expect: [{status: 200}]

    """
  private static let broken = """
      - id: dead
        verifies: [step.2]
        steps:
        - request: GET /health/live
          expect: [{status: 500}]

    """
  private static let waiver = """
    waivers:
      - obligations: small#step.2
        reason: the probe is being rewritten
        owner: platform
        expires: 2999-12-31

    """

  /// Runs `verify`, and sees that the gate over the log says the same.
  private func verify(
    _ project: SmallProject, _ more: [String] = []
  ) throws -> (status: Int32, output: String) {
    let run = try WaymarkProcess(project.arguments(more), in: project.folder.path)
    let again = try WaymarkProcess(
      ["gate", "--from", "out/run.ndjson"] + more, in: project.folder.path)
    #expect(again.status == run.status, "\(run.output)\(run.errors)\(again.output)\(again.errors)")
    if let decision = run.output.firstRange(of: "\nGate: ") {
      #expect(run.output[decision.lowerBound...] == again.output)
    }
    return (run.status, run.output)
  }

  @Test func aProjectWithoutAGateHasNone() throws {
    let run = try verify(try SmallProject(checks: Self.good))
    #expect(run.status == 0)
    #expect(!run.output.contains("Gate: "))
  }

  @Test func theRatchetHoldsFromTheFirstDay() throws {
    let project = try SmallProject(checks: Self.good)
    try project.folder.write(
      "journeys: Specs/journeys\nbindings: Specs/bindings\ngate: {baseline: history}\n",
      to: "waymark.yaml")
    let first = try verify(project)
    #expect(first.status == 0, "\(first.output)")
    #expect(first.output.contains("note: there is no run in history yet to compare with"))
    #expect(
      first.output.hasSuffix(
        "gate: passed (exit 0): 1 of 3 promises kept; NOT VERIFIED: 2 pending\n"))
    try project.folder.write(try project.folder.read("out/summary.json"), to: "history/1.json")
    #expect(try verify(project).status == 0)
    try project.folder.write(
      "journey: small\nchecks:\n" + Self.good.replacing("step.1", with: "step.3"),
      to: "Specs/bindings/small.yaml")
    let worse = try verify(project)
    #expect(worse.status == 6)
    #expect(
      worse.output.hasSuffix(
        "gate: REFUSED (exit 6): small#step.1 is no longer kept: pending, nothing is bound to it\n")
    )
    let log = try ReportModel(log: Array(project.log.utf8))
    #expect(log.end?.exitStatus == 6)
    #expect(log.end?.gate?.headline.hasPrefix("REFUSED (exit 6): small#step.1") == true)
    let summary = try JSONValue.parse(try project.folder.read("out/summary.json"))
    #expect(summary["run"]?["gate"]?["exitStatus"]?.intValue == 6)
  }

  @Test func aWaiverExcusesInEveryReport() throws {
    let project = try SmallProject(checks: Self.good + Self.broken)
    #expect(try verify(project).status == 1)
    try project.folder.write(Self.waiver, to: "gate.yaml")
    let run = try verify(project)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("checks    2: 1 waived, 1 passed"))
    let words =
      "waived until 2999-12-31 by platform: the probe is being rewritten; otherwise failed"
    #expect(run.output.contains("small#step.2 " + words))
    for name in ["junit.xml", "junit-rich.xml", "matrix.json", "matrix.csv", "index.html"] {
      #expect(try project.folder.read("out/" + name).contains(words), "\(name)")
    }
    #expect(try !project.folder.read("out/junit.xml").contains("<failure"))
    let report = try WaymarkProcess(
      ["report", "--from", "out/run.ndjson", "--report-folder", "late"], in: project.folder.path)
    #expect(report.status == 0)
    for name in FolderWalk.names(in: project.folder.path + "/late") {
      #expect(
        try project.folder.read("late/" + name) == (try project.folder.read("out/" + name)),
        "\(name)")
    }
    try project.folder.write(
      Self.waiver.replacing("2999-12-31", with: "2020-12-31"), to: "gate.yaml")
    let expired = try verify(project)
    #expect(expired.status == 1)
    #expect(expired.output.contains("the waiver by platform expired on 2020-12-31"))
  }

  @Test func whatEarlierRunsContradictIsFlaky() throws {
    let project = try SmallProject(checks: Self.good)
    #expect(try verify(project).status == 0)
    let summary = try project.folder.read("out/summary.json")
    let id = try #require(RunSnapshot.read(Array(summary.utf8)).id.split(separator: "/").first)
    for (number, verdict) in ["passed", "failed", "passed", "failed"].enumerated() {
      let earlier = summary.replacing(id, with: "2026-01-0\(number + 1)T00:00:00.000Z")
        .replacing("\"verdict\":\"passed\"", with: "\"verdict\":\"\(verdict)\"")
      try project.folder.write(earlier, to: "history/\(number).json")
    }
    try project.folder.write("limits: {flaky: 0}\n", to: "gate.yaml")
    let run = try verify(project, ["--baseline", "history"])
    #expect(run.status == 6, "\(run.output)")
    #expect(run.output.contains("1 promise is flaky, 0 may be; the first is small#step.1"))
    let matrix = try JSONValue.parse(try project.folder.read("out/matrix.json"))
    #expect(matrix["totals"]?["flaky"]?.intValue == 1)
    #expect(try project.folder.read("out/matrix.md").contains("Gate: REFUSED (exit 6)"))
  }

  /// The living document of the run, and one made of its log later, say the same of what was before.
  @Test func reportsLookBackToTheSameRuns() throws {
    let project = try SmallProject(checks: Self.good)
    try project.folder.write(
      "journeys: Specs/journeys\nbindings: Specs/bindings\ngate: {baseline: history}\n",
      to: "waymark.yaml")
    #expect(try verify(project).status == 0)
    try project.folder.write(try project.folder.read("out/summary.json"), to: "history/1.json")
    try project.folder.write(
      "journey: small\nchecks:\n" + Self.good.replacing("status: 200", with: "status: 500"),
      to: "Specs/bindings/small.yaml")
    #expect(try verify(project).status == 1)
    let page = try project.folder.read("out/index.html")
    for part in [
      "broken \u{B7} was kept", "broken for the first time in this run", "Since the baseline",
      "Earlier runs",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    try project.folder.write(try project.folder.read("out/summary.json"), to: "history/2.json")
    let report = try WaymarkProcess(
      ["report", "--from", "out/run.ndjson", "--report-folder", "late"], in: project.folder.path)
    #expect(report.status == 0, "\(report.errors)")
    for name in FolderWalk.names(in: project.folder.path + "/late") {
      #expect(
        try project.folder.read("late/" + name) == (try project.folder.read("out/" + name)),
        "\(name)")
    }
    let elsewhere = try TemporaryFolder(["run.ndjson": project.log])
    let named = try WaymarkProcess(
      [
        "report", "--from", "run.ndjson", "--baseline", project.folder.path + "/history",
        "--report", "html:a.html",
      ], in: elsewhere.path)
    #expect(named.status == 0, "\(named.errors)")
    #expect(try elsewhere.read("a.html") == page)
    let none = try WaymarkProcess(
      ["report", "--from", "run.ndjson", "--baseline", "none", "--report", "html:b.html"],
      in: elsewhere.path)
    #expect(none.status == 2)
    #expect(none.errors.contains("the baseline none does not exist"))
  }

  @Test func aMistakeInThePolicyIsToldBeforeTheFirstRequest() throws {
    let project = try SmallProject(checks: Self.good)
    try project.folder.write("limit: {pending: 0}\n", to: "gate.yaml")
    let run = try WaymarkProcess(project.arguments([]), in: project.folder.path)
    #expect(run.status == 3)
    #expect(run.errors.contains("gate.yaml:1:1: error: the key ‘limit’"))
    #expect(project.count("passed") == 1)
    let strict = try WaymarkProcess(project.arguments(["--strict"]), in: project.folder.path)
    #expect(strict.status == 3)
    #expect(strict.output.isEmpty)
    let missing = try WaymarkProcess(
      project.arguments(["--baseline", "none.json"]), in: project.folder.path)
    #expect(missing.status == 2)
    #expect(missing.output.isEmpty)
  }

  @Test func strictnessIsTheGates() throws {
    let project = try SmallProject(checks: Self.good)
    let run = try verify(project, ["--strict"])
    #expect(run.status == 6)
    #expect(run.output.contains("1) --strict: 2 promises are pending\n"))
  }
}
