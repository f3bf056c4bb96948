import JSONTree
import JourneyReports
import RunEvents
import Testing

@Suite struct SnapshotTests {
  @Test(arguments: GoldenTests.fixtures)
  func aSummaryAndItsLogAreTheSameRun(fixture: String) throws {
    let folder = "\(GoldenTests.folder)/\(fixture)"
    let summary = try RunSnapshot.read(try PackageFiles.bytes("\(folder)/summary.json"))
    #expect(summary == (try RunSnapshot.read(try PackageFiles.bytes("\(folder)/run.ndjson"))))
  }

  @Test func aSummaryOfAnOlderVersionIsRead() throws {
    let text = """
      {"schema": "waymark/summary/1", "run": {"startedAt": "2026-01-01T00:00:00.000Z", "seed": "7"},
       "obligations": [{"id": "a#b", "fingerprint": "f", "verdict": "blessed", "marks": ["new"]}],
       "checks": []}
      """
    let run = try RunSnapshot.read(Array(text.utf8))
    #expect(run.id == "2026-01-01T00:00:00.000Z/7")
    #expect(run.promises.map(\.verdict) == [.undecided], "what nobody knows is not kept")
    #expect(!run.isComplete)
  }

  static let damaged: [(String, String)] = [
    ("", "is neither a summary nor a log"), ("{", "is neither a summary nor a log"),
    ("[]", "is no summary of a run: its schema is missing"),
    ("{\"schema\": \"waymark/matrix/1\"}", "its schema is \"waymark/matrix/1\""),
    ("{\"schema\": \"waymark/summary/1\"}", "has no ‘run’"),
    ("{\"schema\": \"waymark/summary/1\", \"run\": {}}", "run has no ‘startedAt’"),
    (
      "{\"schema\": \"waymark/summary/1\", \"run\": {\"startedAt\": \"t\"}}",
      "no list ‘obligations’"
    ),
    (
      """
      {"schema": "waymark/summary/1", "run": {"startedAt": "t"}, "checks": [],
       "obligations": [{"id": "a", "fingerprint": "f", "verdict": 1}]}
      """, "obligations[0] has no ‘verdict’"
    ),
    (
      """
      {"schema": "waymark/summary/1", "run": {"startedAt": "t"}, "obligations": [],
       "checks": [{"key": "k", "verdict": "passed"}, {"key": "k", "verdict": "failed"}]}
      """, "has ‘k’ twice"
    ),
    ("{\"event\":\"run-started\",\"schema\":\"waymark/run/9\"}\n{}\n", "is no readable log"),
    (String(repeating: "[", count: 100_000), "is neither a summary nor a log"),
  ]

  @Test(arguments: damaged)
  func whatCannotBeTakenIsTold(text: String, message: String) throws {
    let error = #expect(throws: SnapshotError.self) { try RunSnapshot.read(Array(text.utf8)) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "nothing")")
  }

  @Test func aHistoryIsInOrderOnceAndBounded() throws {
    func run(_ hour: Int, _ status: Int? = 0, deselected: Int = 0) throws -> RunSnapshot {
      try SampleSummary.read(
        id: "r\(hour)", at: "2026-03-02T08:\(hour).000Z", target: hour == 50 ? "s" : "t",
        branch: hour < 13 ? "main" : nil, deselected: deselected, exitStatus: status)
    }
    let history = RunHistory([
      try run(12), try run(10), try run(12), try run(13, 1), try run(14, nil),
      try run(15, 0, deselected: 3),
    ])
    #expect(history.runs.map(\.id) == ["r10", "r12", "r13", "r14", "r15"])
    #expect(history.baseline(before: nil, branch: nil)?.id == "r12", "the newest that ended well")
    #expect(history.baseline(before: try run(12), branch: nil)?.id == "r10")
    #expect(history.baseline(before: try run(10), branch: nil) == nil)
    #expect(history.baseline(before: nil, branch: "other") == nil)
    #expect(
      RunHistory([try run(13, 1), try run(14, nil)]).baseline(before: nil, branch: nil)?.id == "r13"
    )
    #expect(RunHistory([try run(14, nil)]).baseline(before: nil, branch: nil)?.id == "r14")
    #expect(RunHistory([try run(12), try run(50)]).runs(on: "s").runs.map(\.id) == ["r50"])
    let many = RunHistory(try (100..<300).map { try run($0) })
    #expect(many.runs.count == RunHistory.limit)
    #expect(many.runs.first?.id == "r200")
  }
}
