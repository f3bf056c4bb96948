import Foundation
import JSONTree
import ProjectFiles
import TestSupport
import Testing

/// Results of other suites, from their report to the promises of a run.
@Suite(.serialized) struct EvidenceCommandTests {
  private static let own = """
      - id: alive
        verifies: [step.3]
        steps:
        - request: GET /health/live
          expect: [{status: 200}]

    """
  private static let named = """
      - id: named
        verifies: [step.2]
        external: "suite.Other*"

    """

  private static func report(
    _ cases: String, at time: String = EvidenceCommandTests.now
  ) -> String {
    "<testsuites><testsuite name=\"s\" timestamp=\"\(time)\">\(cases)</testsuite></testsuites>\n"
  }

  private static var now: String { Date().formatted(.iso8601) }

  private static let marked =
    "<testcase classname=\"suite\" name=\"first waymark:small#step.1\" time=\"0.5\"/>"

  private static func evidence(
    _ project: SmallProject, _ arguments: [String]
  ) throws -> WaymarkProcess {
    try WaymarkProcess(["evidence", "import"] + arguments, in: project.folder.path)
  }

  private static func verify(_ project: SmallProject) throws -> WaymarkProcess {
    try WaymarkProcess(project.arguments([]), in: project.folder.path)
  }

  private static func checks(_ project: SmallProject) throws -> [String: JSONValue] {
    let matrix = try JSONValue.parse(try project.folder.read("out/matrix.json"))
    let all = (matrix["obligations"]?.arrayValue ?? []).flatMap { $0["checks"]?.arrayValue ?? [] }
    return Dictionary(
      all.map { ($0["key"]?.stringValue ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func marksAndNamesCount() throws {
    let project = try SmallProject(checks: Self.own + Self.named)
    let cases =
      Self.marked
      + "<testcase classname=\"suite\" name=\"Other one\"/><testcase name=\"unrelated\"/>"
    try project.folder.write(Self.report(cases), to: "build/junit.xml")
    let taken = try Self.evidence(project, ["build/junit.xml", "--commit", "c0ffee1"])
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(taken.output.contains("build/junit.xml: 3 tests, 2 results for promises: 2 passed"))
    let run = try Self.verify(project)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("elsewhere 2 checks, by suites whose reports were imported"))
    #expect(run.output.contains("All 3 promises are kept"))
    let checks = try Self.checks(project)
    #expect(checks.count == 3)
    let first = try #require(checks["small/external:suite.first waymark:small#step.1"])
    #expect(first["verdict"] == "passed")
    #expect(first["evidence"]?["commit"] == "c0ffee1")
    #expect(first["evidence"]?["source"] == "build/junit.xml")
    #expect(checks["small/named"]?["evidence"]?["tests"] == ["suite.Other one"])
    let partial = try WaymarkProcess(
      project.arguments(["small#step.3"]), in: project.folder.path)
    #expect(partial.status == 0)
    #expect(try Self.checks(project).count == 1)
  }

  @Test func aFailureElsewhereBreaksThePromise() throws {
    let project = try SmallProject(checks: Self.own)
    let failing = Self.marked.replacing("/>", with: "><failure message=\"it is 200\"/></testcase>")
    try project.folder.write(Self.report(failing), to: "junit.xml")
    #expect(try Self.evidence(project, ["junit.xml"]).status == 0)
    let run = try Self.verify(project)
    #expect(run.status == 1)
    #expect(run.output.contains("the suite says failure: it is 200"))
    #expect(run.output.contains("again: waymark evidence import junit.xml"))
    try project.folder.write(Self.report(Self.marked), to: "junit.xml")
    #expect(try Self.evidence(project, ["junit.xml"]).status == 0)
    #expect(try Self.verify(project).status == 0)
  }

  @Test func whatIsMissingOrOldIsNotExercised() throws {
    let project = try SmallProject(checks: Self.own + Self.named)
    let old = (Date() - 9 * 86_400).formatted(.iso8601)
    try project.folder.write(Self.report(Self.marked, at: old), to: "junit.xml")
    #expect(try Self.evidence(project, ["junit.xml"]).status == 0)
    #expect(try Self.verify(project).status == 0)
    var checks = try Self.checks(project)
    let key = "small/external:suite.first waymark:small#step.1"
    #expect(checks[key]?["verdict"] == "not-exercised")
    #expect(
      checks[key]?["reason"] == "its evidence is 9d old, and 7d is allowed: junit.xml")
    #expect(checks[key]?["evidence"]?["stale"] == true)
    #expect(
      checks["small/named"]?["reason"]
        == "no imported report has a test ‘suite.Other*’ (waymark evidence import)")
    #expect(try Self.evidence(project, ["junit.xml", "--max-age", "2w"]).status == 0)
    #expect(try Self.verify(project).status == 0)
    checks = try Self.checks(project)
    #expect(checks[key]?["verdict"] == "passed")
    let journey = try project.folder.read("Specs/journeys/small.md")
    try project.folder.write(
      journey.replacing("Promise number 1 holds", with: "Promise number 1 is kept"),
      to: "Specs/journeys/small.md")
    #expect(try Self.verify(project).status == 0)
    checks = try Self.checks(project)
    #expect(
      checks[key]?["reason"] == "small#step.1 has another wording than when junit.xml was imported")
  }

  @Test func whatSaysNothingIsTold() throws {
    let project = try SmallProject(checks: Self.own)
    try project.folder.write(
      Self.report("<testcase name=\"a waymark:small#step.9\"/><testcase name=\"b\"/>"),
      to: "junit.xml")
    let none = try Self.evidence(project, ["junit.xml"])
    #expect(none.status == 5)
    #expect(none.errors.contains("waymark:small#step.9 in ‘a waymark:small#step.9’ is not there"))
    for name in ["missing.xml", "waymark.yaml"] {
      let run = try Self.evidence(project, [name])
      #expect(run.status == 3)
      #expect(run.errors.contains("waymark evidence: \(name) "))
    }
    try project.folder.write("nonsense", to: "Reports/latest/evidence.ndjson")
    let run = try Self.verify(project)
    #expect(run.status == 3)
    #expect(run.errors.contains("evidence.ndjson is no file of evidence"))
  }

  /// A report as pytest itself writes it, where there is a pytest.
  @Test func pytestIsRead() throws {
    let project = try SmallProject(checks: Self.own)
    try project.folder.write(
      """
      def test_first(record_property):
          record_property("waymark", "small#step.1")


      def test_second(record_property):
          record_property("waymark", "small#step.2")
          assert 200 == 403

      """, to: "test_small.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=junit.xml",
    ]
    process.currentDirectoryURL = URL(filePath: project.folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 1, FileReader.kind(project.folder.path + "/junit.xml") != nil
    else {
      return print("NOT TESTED: python3 has no pytest")
    }
    let taken = try Self.evidence(project, ["junit.xml"])
    #expect(taken.output.contains("2 tests, 2 results for promises: 1 failed, 1 passed"))
    let run = try Self.verify(project)
    #expect(run.status == 1)
    let checks = try Self.checks(project)
    #expect(checks["small/external:test_small.test_first"]?["verdict"] == "passed")
    #expect(
      checks["small/external:test_small.test_second"]?["reason"]
        == "the suite says failure: assert 200 == 403")
  }
}
