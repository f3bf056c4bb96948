import Evidence
import ProjectFiles
import RunEvents
import TestSupport
import Testing

/// Reports in the dialects of common runners, and what is no report.
@Suite struct SuiteReportTests {
  private static func read(_ name: String) throws -> [SuiteResult] {
    var results: [SuiteResult] = []
    try SuiteReport.read(
      LineFile(path: Repository.location(of: "Fixtures/evidence/\(name)"))
    ) { results.append($0) }
    return results
  }

  private static func read(text: String) throws -> [SuiteResult] {
    var results: [SuiteResult] = []
    try SuiteReport.read(LineFile(Array(text.utf8))) { results.append($0) }
    return results
  }

  @Test(
    arguments: [
      ("surefire.xml", [.passed, .passed, .failed, .undecided, .notExercised, .passed]),
      ("pytest.xml", [.passed, .failed, .undecided, .notExercised]),
      ("jest-junit.xml", [.passed, .failed, .notExercised]),
      ("go-junit-report.xml", [.failed, .passed, .failed, .notExercised]),
      ("xunit.xml", [.passed, .failed, .notExercised]),
      ("playwright.xml", [.passed, .failed, .notExercised]),
      ("playwright.json", [.passed, .failed, .undecided, .failed, .notExercised]),
    ] as [(String, [Verdict])])
  func verdictsOfEveryRunner(name: String, verdicts: [Verdict]) throws {
    let results = try Self.read(name)
    #expect(results.map(\.verdict) == verdicts)
    #expect(results.allSatisfy { ($0.verdict == .passed) == $0.reason.isEmpty })
    let marked = results.filter {
      $0.marks.contains(PromiseMark(journey: "overview", path: "step.1"))
    }
    #expect(marked.count == 1)
    #expect(marked.first?.verdict == .passed)
  }

  @Test(arguments: [
    (
      "surefire.xml", 2, "example.OverviewTest.hidesOthers",
      "failure: expected: <403> but was: <200>"
    ),
    (
      "surefire.xml", 3, "example.OverviewTest.opensFile",
      "error: java.lang.NullPointerException: no session"
    ),
    (
      "pytest.xml", 1, "tests.test_overview.test_refused",
      "failure: AssertionError: assert 200 == 403"
    ),
    (
      "jest-junit.xml", 1, "overview refuses others",
      "failure: Error: expect(received).toBe(expected) // Object.is equality"
    ),
    ("go-junit-report.xml", 2, "example.test/overview.TestFigures/others", "failure: Failed"),
    (
      "xunit.xml", 1, "Example.Tests.OverviewTests.Refuses_others",
      "failure: Assert.Equal() Failure"
    ),
    (
      "playwright.xml", 1, "overview.spec.ts.overview › refuses others",
      "failure: overview.spec.ts:9:5 refuses others"
    ),
    (
      "playwright.json", 2,
      "overview.spec.ts › overview › refuses others waymark:overview#must-not.1.",
      "timedOut: Test timeout of 30000ms exceeded."
    ),
    (
      "playwright.json", 3,
      "overview.spec.ts › overview › is known to be broken waymark:overview#step.2", "failed"
    ),
  ])
  func namesAndReasons(file: String, place: Int, name: String, reason: String) throws {
    let result = try Self.read(file)[place]
    #expect(result.name == name)
    #expect(result.reason == "the suite says \(reason)")
  }

  @Test func timesAndCommits() throws {
    let maven = try Self.read("surefire.xml")
    #expect(maven.map(\.commit) == Array(repeating: "4f1c2d9e0b", count: 6))
    #expect(maven[1].duration == 1_200_500_000)
    #expect(maven[5].attempts == 3)
    #expect(maven[0].ranAt == nil)
    let python = try Self.read("pytest.xml")
    #expect(python[0].ranAt?.text == "2026-03-02T08:15:30Z")
    #expect(python[0].marks.map(\.path) == ["step.1", "must.1"])
    #expect(python[1].marks.map(\.path) == ["must-not.1"])
    let browser = try Self.read("playwright.json")
    #expect(browser[0].commit?.hasPrefix("4f1c2d9") == true)
    #expect(browser[0].attempts == 2)
    #expect(browser[0].suffix == "[chromium]")
    #expect(browser[0].marks.map(\.path) == ["step.1", "must.1"])
    #expect(browser[1].marks.map(\.path) == ["must-not.1"])
    #expect((browser[0].path, browser[0].line) == ("overview.spec.ts", 4))
  }

  @Test(arguments: [
    ("a waymark:j#step.1.", ["step.1"]), ("waymark:j#a waymark:j#b", ["a", "b"]), ("waymark:j", []),
    ("waymark:#a", []), ("waymark:j#", []), ("waymark:j#...", []),
    ("(waymark:j#must-not.2.1)", ["must-not.2.1"]),
    ("wayward:j#a", []), ("waymark: j#a", []),
  ])
  func marksInText(text: String, paths: [String]) {
    #expect(PromiseMark.marks(in: text).map(\.path) == paths)
  }

  @Test func marksOfASuiteHoldForItsTestsOnly() throws {
    let results = try Self.read(
      text: """
        <testsuites><testsuite name="waymark:j#a"><properties><property name="waymark" value="j#b"/>
        </properties><testsuite name="inner"><testcase name="x" status="notrun"/></testsuite></testsuite>
        <testsuite name="beside"><testcase name="y"/></testsuite></testsuites>
        """)
    #expect(results.map { $0.marks.map(\.path) } == [["a", "b"], []])
    #expect(results.map(\.verdict) == [.notExercised, .passed])
  }

  @Test(arguments: [
    "", "   ", "nonsense", "<html/>", "<testsuites>", "{}", "{\"suites\":[]}", "[1]", "{\"a\"",
    "<!DOCTYPE x [<!ENTITY a 'b'>]><testsuites/>", "<testsuite><testcase name='a'></testsuite>",
  ])
  func whatIsNoReportIsRefused(text: String) {
    #expect(throws: SuiteReportError.self) { try Self.read(text: text) }
  }

  @Test func nestingAndLengthAreBounded() throws {
    let deep =
      String(repeating: "<testsuite>", count: 600) + String(repeating: "</testsuite>", count: 600)
    #expect(throws: SuiteReportError.self) { try Self.read(text: deep) }
    let long = String(repeating: "x", count: 100_000)
    let results = try Self.read(
      text:
        "<testsuite><testcase name='a'><failure message='\(long)'>\(long)</failure></testcase></testsuite>"
    )
    #expect(results.first.map { $0.reason.count < 2000 } == true)
  }
}
