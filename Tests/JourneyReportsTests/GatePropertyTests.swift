import JourneyReports
import ProjectFiles
import ReleaseGate
import RunEvents
import Testing

/// What holds of every run, whatever happened in it and whatever is waived.
@Suite struct GatePropertyTests {
  private static let runs = 100

  /// A random run, with a random part of its promises waived and attested, some too late.
  private func model(_ seed: UInt64) throws -> ReportModel {
    var random = SeededGenerator(seed: seed &* 31)
    return try ReportModel(log: LineFile(RandomLog.bytes(RandomLog(seed: seed).events))) { record in
      let expires = Bool.random(using: &random) ? "2026-01-31" : "2026-01-01"
      let statement = OwnedStatement(reason: "r", owner: "o", expires: expires)
      if Int.random(in: 0..<4, using: &random) == 0 { record.waiver = statement }
      if Int.random(in: 0..<4, using: &random) == 0 { record.attestation = statement }
    }
  }

  @Test func verdictsAddUpWhateverIsWaived() throws {
    let first = UInt64.random(in: 0...1_000_000)
    var excused = 0
    for seed in first..<(first + UInt64(Self.runs)) {
      let model = try model(seed)
      let totals = model.totals
      #expect(totals.verdicts.values.reduce(0, +) == totals.obligations, "seed \(seed)")
      #expect(totals.checkVerdicts.values.reduce(0, +) == totals.checks, "seed \(seed)")
      for obligation in model.obligations where !obligation.isDeselected {
        let worst = Verdict.worst(
          of: obligation.checks.map { model.checks[$0].excused ?? model.checks[$0].verdict })
        if obligation.excused != nil {
          excused += 1
          #expect(obligation.verdict == .waived, "seed \(seed)")
        } else if obligation.verdict.standing == .kept, worst != .pending {
          #expect(worst.standing == .kept, "seed \(seed): kept over \(worst)")
        }
      }
      for check in model.checks where check.excused != nil {
        #expect(check.verdict == .waived && check.excused?.standing != .kept, "seed \(seed)")
      }
    }
    #expect(excused > 0)
  }

  @Test func noGatePassesWhatIsBrokenOpenOrEmpty() throws {
    let first = UInt64.random(in: 0...1_000_000)
    for seed in first..<(first + UInt64(Self.runs)) {
      let model = try model(seed)
      let outcome = Gate(model).judge().outcome
      let verdicts = model.checks.filter { !$0.isDeselected }.map(\.verdict)
      if model.totals.count(.failed) > 0 || verdicts.contains(.failed) {
        #expect(outcome == .broken, "seed \(seed)")
      } else if model.totals.count(.undecided) > 0 || model.end == nil {
        #expect(outcome == .undecided, "seed \(seed)")
      }
      var empty = model
      empty.checks = []
      for index in empty.obligations.indices { empty.obligations[index].checks = [] }
      #expect(Gate(empty).judge().outcome != .passed, "seed \(seed)")
    }
  }

  @Test func anEmptyRunIsNoSuccessWithAnyPolicy() throws {
    let events: [RunEvent] = [
      .runStarted(
        RunStarted(
          startedAt: "2026-01-02T03:04:05.678Z", tool: "", target: "t", baseURL: "", host: "",
          seed: 1, workers: 1, pages: "")),
      .runFinished(RunFinished(at: 1, isInterrupted: false, exitStatus: 0)),
    ]
    let model = try ReportModel(log: RandomLog.bytes(events))
    let report = Gate(
      model, policy: GatePolicy(path: "gate.yaml"), baseline: RunSnapshot(model)
    ).judge()
    #expect(report.outcome == .nothingExecuted)
  }

  @Test func aRunLosesNothingAgainstItself() throws {
    let first = UInt64.random(in: 0...1_000_000)
    for seed in first..<(first + UInt64(Self.runs)) {
      let model = try model(seed)
      let rules = Set(Gate(model, baseline: RunSnapshot(model)).judge().findings.map(\.rule))
      #expect(rules.isDisjoint(with: [.noLongerKept, .newCheck, .storyCoverage]), "seed \(seed)")
      let comparison = RunComparison(RunSnapshot(model), RunSnapshot(model))
      #expect(comparison.changes.isEmpty && comparison.stories.isEmpty, "seed \(seed)")
    }
  }

  @Test func theRatchetHoldsBetweenAnyTwoRuns() throws {
    let first = UInt64.random(in: 0...1_000_000)
    for seed in first..<(first + UInt64(Self.runs)) {
      let old = RunSnapshot(try model(seed))
      let model = try model(seed + 1)
      let report = Gate(model, baseline: old).judge()
      let told = Set(report.findings.flatMap(\.obligations))
      let kept = Set(old.promises.filter { $0.verdict.standing == .kept }.map(\.id))
      for (place, now) in model.obligations.enumerated() where kept.contains(now.record.id) {
        guard !now.isDeselected, now.verdict.standing != .kept, now.verdict != .waived else {
          continue
        }
        #expect(told.contains(place), "seed \(seed): \(now.record.id) is \(now.verdict)")
      }
    }
  }

  @Test func aCommentHasAtMostTenLines() throws {
    let first = UInt64.random(in: 0...1_000_000)
    for seed in first..<(first + UInt64(Self.runs)) {
      let old = RunSnapshot(try model(seed))
      let gate = Gate(try model(seed + 1), baseline: old, isStrict: true)
      let text = GateMarkdown.text(gate, gate.judge())
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 11)
      #expect(text.hasSuffix("\n") && !text.contains("<"), "seed \(seed)")
    }
  }
}
