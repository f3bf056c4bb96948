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

  /// A run at a minute of an hour.
  private static func run(
    _ minute: Int, _ status: Int? = 0, deselected: Int = 0, target: String = "t",
    branch: String? = "main"
  ) throws -> RunSnapshot {
    try SampleSummary.read(
      [("a", "x", .passed)], id: "r\(minute)", at: "2026-03-02T08:\(minute).000Z", target: target,
      branch: branch, deselected: deselected, exitStatus: status)
  }

  private static func moment(_ minute: Int) -> RunMoment {
    RunMoment(target: "t", startedAt: "2026-03-02T08:\(minute).000Z", id: "r\(minute)")
  }

  /// The runs of a folder, in any order, and which of them is the baseline.
  static let choices: [([(Int, Int?, Int)], Int, String?)] = [
    ([(12, 0, 0), (10, 0, 0), (13, 1, 0), (14, nil, 0), (15, 0, 3)], 99, "r12"),
    ([(12, 0, 0), (10, 0, 0), (13, 1, 0)], 12, "r10"), ([(12, 0, 0), (10, 0, 0)], 10, nil),
    ([(13, 1, 0), (14, nil, 0)], 99, "r13"), ([(14, nil, 0)], 99, "r14"),
    ([(15, 0, 3), (16, 1, 3)], 99, "r15"), ([(16, 1, 3), (14, nil, 0)], 99, "r16"),
  ]

  @Test(arguments: choices)
  func theBaselineIsTheNewestThatEndedWell(
    runs: [(Int, Int?, Int)], before: Int, chosen: String?
  ) throws {
    for order in [runs, runs.reversed()] {
      var earlier = EarlierRuns(before: Self.moment(before))
      for (minute, status, deselected) in order {
        earlier.take(try Self.run(minute, status, deselected: deselected))
      }
      #expect(earlier.baseline?.id == chosen)
    }
  }

  @Test func branchAndTargetAreMinded() throws {
    var earlier = EarlierRuns(before: Self.moment(99), branch: "main")
    for run in [try Self.run(10), try Self.run(11, branch: "other"), try Self.run(12, target: "s")]
    {
      earlier.take(run)
    }
    #expect(earlier.baseline?.id == "r12", "a baseline may be of another target")
    #expect(earlier.history.headers.map(\.id) == ["r10", "r11"])
    let named = EarlierRuns(baseline: try Self.run(70), of: Self.moment(60))
    #expect(named.baseline?.id == "r70" && named.history.isEmpty)
  }

  @Test func aHistoryIsInOrderOnceAndBounded() throws {
    let history = RunHistory([
      try Self.run(12), try Self.run(10), try Self.run(12), try Self.run(13),
    ])
    #expect(history.headers.map(\.id) == ["r10", "r12", "r13"])
    for order in [Array(100..<450), (100..<450).reversed()] {
      let many = RunHistory(try order.map { try Self.run($0) })
      #expect(many.headers.count == RunHistory.limit)
      #expect(many.headers.first?.id == "r350")
      #expect(many.trend(of: "BF-1").map(\.total) == Array(repeating: 1, count: 100))
    }
  }
}
