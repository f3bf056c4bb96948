import Foundation
import JSONTree
import JourneyReports
import Markup
import ProjectFiles
import RunEvents
import Testing

@Suite struct RunLogMergeTests {
  private static func merged(
    _ logs: [[UInt8]], attachment: (Int, String) -> String = { $1 }
  ) throws -> (log: [UInt8], warnings: [String]) {
    let inputs = logs.enumerated().map {
      RunLogMerge.Input(name: "log-\($0 + 1)", log: LineFile($1))
    }
    let merge = try RunLogMerge(inputs) { $0.max() ?? 0 }
    let output = ByteOutput()
    merge.write(attachment: attachment, to: output)
    return (try output.finish(), merge.warnings)
  }

  /// The part of a log that belongs to some journeys, as a run that selects them writes it.
  private static func shard(_ events: [RunEvent], of journeys: Set<String>) -> [UInt8] {
    var mine: Set<String> = []
    let part = events.compactMap { event -> RunEvent? in
      switch event {
      case .runStarted(var run):
        run.selection = journeys.sorted()
        return .runStarted(run)
      case .obligation(var record):
        if !journeys.contains(record.journey) { record.isDeselected = true }
        return .obligation(record)
      case .check(var record):
        if journeys.contains(record.journey) {
          mine.insert(record.key)
        } else {
          record.deselected = "not selected"
        }
        return .check(record)
      case .checkStarted(let value): return mine.contains(value.key) ? event : nil
      case .checkFinished(let value): return mine.contains(value.key) ? event : nil
      default: return event
      }
    }
    return RandomLog.bytes(part)
  }

  @Test func shardsAddUpToTheWhole() throws {
    let start = UInt64.random(in: 0...1_000_000)
    for seed in start..<(start + 40) {
      var events = RandomLog(seed: seed).events
      // What a monitor saw nothing of is left out of a part; the whole is such a part too.
      if case .runStarted(var run) = events[0] {
        run.selection = ["everything"]
        events[0] = .runStarted(run)
      }
      let whole = try ReportModel(log: RandomLog.bytes(events))
      let shards = [["j0", "j3"], ["j1"], ["j2"]].map { Self.shard(events, of: Set($0)) }
      let (log, warnings) = try Self.merged(shards)
      let model = try ReportModel(log: log)
      #expect(model.totals == whole.totals, "seed \(seed)")
      #expect(Set(model.run.selection) == ["j0", "j1", "j2", "j3"], "seed \(seed)")
      #expect((model.end == nil) == (whole.end == nil), "seed \(seed)")
      let verdicts = Dictionary(
        model.checks.map { ($0.record.key, $0.verdict) }, uniquingKeysWith: { a, _ in a })
      for check in whole.checks {
        #expect(verdicts[check.record.key] == check.verdict, "seed \(seed)")
      }
      #expect(warnings.allSatisfy { $0.contains("has no end") }, "seed \(seed)")
      let reversed = try ReportModel(log: try Self.merged(shards.reversed()).log)
      #expect(reversed.totals == whole.totals, "seed \(seed)")
    }
  }

  private static func log(
    started: String = "2026-01-02T03:04:05.000Z", commit: String = "a", text: String = "t",
    verdict: Verdict = .passed, isEnded: Bool = true
  ) -> [UInt8] {
    var events: [RunEvent] = [
      .runStarted(
        RunStarted(
          startedAt: started, tool: "waymark", target: "t", baseURL: "", host: "", commit: commit,
          seed: 1, workers: 2, pages: "none")),
      .obligation(
        ObligationRecord(
          id: "j#o", journey: "j", kind: "step", modality: nil, text: text, context: [],
          stories: [], fingerprint: "f", line: 1)),
      .check(
        CheckRecord(
          key: "j/c", journey: "j", id: "c", suffix: "", title: "", path: "b", line: 1,
          verifies: ["j#o"], actor: "")),
      .checkStarted(CheckStarted(key: "j/c", at: 5)),
      .attachment(
        AttachmentRecord(
          check: "j/c", kind: .screenshot, path: "attachments/c.png", mediaType: "image/png", at: 6)
      ),
      .checkFinished(
        CheckFinished(
          key: "j/c", at: 7, duration: 2, verdict: verdict, reason: "r", assertions: 1,
          findings: [])),
    ]
    if isEnded {
      events.append(.runFinished(RunFinished(at: 9, isInterrupted: false, exitStatus: 1)))
    }
    return RandomLog.bytes(events)
  }

  @Test(arguments: [
    ([log(), log(commit: "b")], "the logs are of different commits: a, b"),
    ([log(), log(text: "other")], "the logs are of different specs or bindings: obligation j#o"),
    ([log(), log(isEnded: false)], "log-2 has no end: its run was killed"),
    (
      [log(verdict: .failed), log()], "ran more than once, so that the worse result counts: j/c"
    ), ([log() + Array("{\"event\"".utf8)], "line 8 of log-1 is not complete and is left out"),
  ])
  func whatDoesNotFitIsTold(logs: [[UInt8]], warning: String) throws {
    let (log, warnings) = try Self.merged(logs)
    #expect(warnings.contains(warning), "\(warnings)")
    let model = try ReportModel(log: log)
    #expect(model.notices.map(\.message) == warnings)
    #expect(model.run.commit == (warning.contains("commits") ? nil : "a"))
    #expect((model.end == nil) == warning.contains("no end"))
    #expect(model.checks.map(\.verdict) == [warning.contains("worse") ? .failed : .passed])
  }

  /// Every shard has the same results of other suites.
  @Test func evidenceOfOtherSuitesIsTakenOnce() throws {
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/external/run.ndjson")
    let (joined, warnings) = try Self.merged([log, log])
    #expect(warnings.isEmpty)
    let lines = String(decoding: joined, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == String(decoding: log, as: UTF8.self).split(separator: "\n").count)
  }

  @Test func timesCountFromTheEarliestStart() throws {
    let late = Self.log(started: "2026-01-02T03:04:06.500Z")
    let (log, _) = try Self.merged([late, Self.log()], attachment: { "\($1)-\($0)" })
    let lines = try String(decoding: log, as: UTF8.self).split(separator: "\n").map {
      try JSONValue.parse(String($0))
    }
    #expect(lines.first?["startedAt"] == "2026-01-02T03:04:05.000Z")
    #expect(lines.first?["workers"] == 4)
    let finished = lines.filter { $0["event"] == "check-finished" }.compactMap {
      $0["at"]?.intValue
    }
    #expect(finished == [1_500_007, 7])
    #expect(lines.last?["at"] == 1_500_009)
    #expect(
      lines.filter { $0["event"] == "attachment" }.map { $0["path"] }
        == ["attachments/c.png-0", "attachments/c.png-1"])
  }

  @Test func whatIsUnknownIsCarriedOver() throws {
    let text = String(decoding: Self.log(), as: UTF8.self)
      .replacing("\"duration\":2", with: "\"duration\":2,\"tomorrow\":[1]")
    let (log, _) = try Self.merged([Array((text + "{\"event\":\"comet\",\"x\":1}\n").utf8)])
    let joined = String(decoding: log, as: UTF8.self)
    #expect(joined.contains("\"tomorrow\":[1]"))
    #expect(joined.contains("{\"event\":\"comet\",\"x\":1}"))
  }

  @Test(arguments: ["", "{}\n", "nonsense\n", "{\"event\":\"run-started\",\"schema\":\"x\"}\n"])
  func whatIsNoLogIsRefused(text: String) {
    let error = #expect(throws: RunLogMergeError.self) {
      try Self.merged([Self.log(), Array(text.utf8)])
    }
    #expect(error?.log == "log-2")
  }
}
