import JourneyReports
import RunEvents
import Testing

@Suite struct RunLogReaderTests {
  private static let first = #"{"event":"run-started","schema":"waymark/run/1"}"# + "\n"

  @Test(arguments: [
    ("", 1), ("{\n", 1), (#"{"event":"check"}"#, 1),
    (#"{"event":"run-started","schema":"waymark/run/9"}"#, 1), (first + "nonsense\n{}\n", 2),
  ])
  func unreadableLogs(text: String, line: Int) {
    let error = #expect(throws: RunLogError.self) { try ReportModel(log: Array(text.utf8)) }
    #expect(error?.line == line)
  }

  @Test(arguments: [#"{"event":"check-fin"#, #"{"event":"notice","message":"\u"#])
  func aTornLastLineIsANotice(tail: String) throws {
    let model = try ReportModel(log: Array((Self.first + tail).utf8))
    #expect(model.notices.count == 1)
    #expect(model.end == nil)
  }

  /// What came later than the first form changes no verdict.
  @Test func logsOfTheFirstFormStayReadable() throws {
    let old = try ReportModel(log: PackageFiles.bytes("Fixtures/logs/first-form.ndjson"))
    let new = try ReportModel(log: PackageFiles.bytes("\(GoldenTests.folder)/mixed/run.ndjson"))
    #expect(old.totals == new.totals)
    #expect(old.totals.checks > 0)
  }

  @Test func whatWasRunningIsUndecidedAndWhatWaitedIsNotExercised() throws {
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/killed/run.ndjson")
    let verdicts = try ReportModel(log: log).checks.map(\.verdict)
    #expect(verdicts.prefix(3) == [.passed, .undecided, .notExercised])
    #expect(!verdicts.dropFirst().contains(.passed))
  }

  @Test(arguments: [
    ([Verdict.passed, .failed], Verdict.failed), ([.failed, .passed], .failed),
    ([.passed, .passed], .passed), ([.undecided, .passed], .undecided),
  ])
  func ofTwoResultsTheWorseCounts(verdicts: [Verdict], expected: Verdict) {
    var builder = ReportModel.Builder()
    builder.handle(
      .check(
        CheckRecord(
          key: "k", journey: "j", id: "c", suffix: "", title: "", path: "b", line: 1,
          verifies: [], actor: "")))
    for verdict in verdicts {
      builder.handle(
        .checkFinished(
          CheckFinished(
            key: "k", at: 0, duration: 0, verdict: verdict, reason: "", assertions: 0,
            findings: [])))
    }
    #expect(builder.model.checks.map(\.verdict) == [expected])
  }

  @Test func aReasonToWaitHoldsBesideAPassingCheck() {
    var builder = ReportModel.Builder()
    builder.handle(
      .obligation(
        ObligationRecord(
          id: "j#o", journey: "j", kind: "step", modality: nil, text: "t", context: [],
          stories: ["BF-10", "BF-9"], fingerprint: "", line: 1, pendingReason: "needs the pages")))
    builder.handle(
      .check(
        CheckRecord(
          key: "k", journey: "j", id: "c", suffix: "", title: "", path: "b", line: 1,
          verifies: ["j#o"], actor: "")))
    builder.handle(
      .checkFinished(
        CheckFinished(
          key: "k", at: 0, duration: 0, verdict: .passed, reason: "", assertions: 0, findings: [])))
    let model = builder.model
    #expect(model.obligations.map(\.verdict) == [.pending])
    #expect(model.obligations.map(\.reason) == ["needs the pages"])
    #expect(model.stories.map(\.record.id) == ["BF-9", "BF-10"])
    #expect(model.totals.bound == 1)
  }
}
