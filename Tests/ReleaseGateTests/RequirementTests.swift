import ReleaseGate
import RunEvents
import Testing

/// Thresholds, limits, strictness and proof.
@Suite struct RequirementTests {
  private static let run = SampleRun(
    """
    must.1 BF-001 passed
    must.2 BF-001A,RP-001 pending
    must-not.1 RP-001 passed
    should.1 BF-002 pending
    step.1 BF-002 passed suspect
    """)

  @Test(arguments: [
    (
      "{kept: all}", "3 of 5 promises kept where all must be (all); the first is j#must.2 (BF-001A)"
    ),
    ("{kept: 60%}", nil),
    ("{kept: 61%}", "3 of 5 promises kept where 61% must be (all)"),
    ("{kept: all, modality: must-not}", nil),
    (
      "{kept: all, modality: [must, must-not]}",
      "2 of 3 promises kept where all must be (must, must-not)"
    ),
    ("{kept: all, stories: BF-001}", nil),
    ("{kept: all, stories: BF}", "2 of 4 promises kept where all must be (all of BF)"),
    (
      "{kept: all, stories: [RP], because: it was said}",
      "1 of 2 promises kept where all must be (all of RP): it was said"
    ),
    ("{kept: all, stories: B}", "no promise is there to be judged (all of B)"),
    ("{kept: 0%, stories: XX}", "no promise is there to be judged (all of XX)"),
  ])
  func aThresholdIsReachedOrToldOf(requirement: String, told: String?) throws {
    let report = try Self.run.judged("require: [\(requirement)]")
    #expect(report.outcome == (told == nil ? .passed : .refused))
    if let told {
      #expect(report.findings.first?.line.hasPrefix(told) == true, "\(report.lines)")
      #expect(report.findings.first?.title.hasPrefix("gate.yaml:1: ") == true)
    }
  }

  @Test func whatWasLeftOutIsNotAskedFor() throws {
    let run = SampleRun("must.1 BF-001 passed\nmust.2 RP-001 deselected")
    let report = try run.judged("require: [{kept: all, stories: RP}]")
    #expect(report.outcome == .passed)
    #expect(report.notes == ["gate.yaml:1: this run is about no promise of all of RP"])
  }

  @Test func proofIsAskedOfGuardrailsOnly() throws {
    let policy = "require: [{proven: all, modality: [must, must-not]}, {proven: 0%}]"
    #expect(try Self.run.judged(policy).rules == ["require-proven", "require-proven"])
    let some = ProofStanding(proven: ["j#must.1"], unprovable: ["j#must.2"])
    #expect(
      try Self.run.judged(policy, proof: some).lines == [
        "require-proven: 1 of 2 promises proven where all must be (must, must-not); the first is "
          + "j#must-not.1 (RP-001)"
      ])
    let all = ProofStanding(proven: ["j#must.1", "j#must-not.1"], unprovable: ["j#must.2"])
    #expect(try Self.run.judged(policy, proof: all).outcome == .passed)
  }

  @Test func proofIsAskedOfWhatTheProjectSaysToProve() throws {
    let run = SampleRun("must.1 BF-001 passed\nstep.1 BF-002 passed prove\nstep.2 BF-002 passed")
    let some = ProofStanding(proven: ["j#must.1"])
    #expect(
      try run.judged("require: [{proven: all}]", proof: some).lines == [
        "require-proven: 1 of 2 promises proven where all must be (all); the first is j#step.1 "
          + "(BF-002)"
      ])
    let both = ProofStanding(proven: ["j#must.1", "j#step.1"])
    #expect(try run.judged("require: [{proven: all}]", proof: both).outcome == .passed)
    let modality = "require: [{proven: all, modality: must}]"
    #expect(try run.judged(modality, proof: some).outcome == .passed)
  }

  @Test(arguments: [
    ("pending: 2", nil), ("pending: 1", "2 promises are pending, 1 may be"),
    ("suspect: 0", "1 promise is suspect, 0 may be"), ("suspect: 1", nil),
    ("flaky: 0", nil), ("waived: 0", nil), ("manual: 0", nil), ("not-exercised: 0", nil),
  ])
  func aLimitHoldsOrIsTold(limit: String, told: String?) throws {
    let report = try Self.run.judged("limits: {\(limit)}")
    #expect(report.outcome == (told == nil ? .passed : .refused))
    if let told { #expect(report.findings.first?.line.hasPrefix(told) == true, "\(report.lines)") }
  }

  @Test func theHistoryTellsWhatIsFlaky() throws {
    func run(_ verdict: String, _ hour: Int, _ commit: String) -> SampleRun {
      SampleRun(
        "must.1 BF-001 \(verdict)", at: "2026-03-02T0\(hour):00:00.000Z", commit: commit)
    }
    let now = run("passed", 9, "c9")
    let policy = "limits: {flaky: 0}"
    let sameCommit = [run("failed", 1, "c1"), run("passed", 2, "c1")]
    #expect(try now.judged(policy, history: sameCommit).rules == ["limit"])
    let thisCommit = [run("failed", 1, "c9")]
    #expect(try now.judged(policy, history: thisCommit).rules == ["limit"])
    let mended = [run("failed", 1, "c1"), run("failed", 2, "c2")]
    #expect(try now.judged(policy, history: mended).rules == [])
    let once = [run("passed", 2, "c2"), run("failed", 3, "c3")]
    #expect(try now.judged(policy, history: once).rules == [])
    let alternating = [run("failed", 1, "c1")] + once
    #expect(try now.judged(policy, history: alternating).rules == ["limit"])
    let outage = [run("undecided", 1, "c9")]
    #expect(try now.judged(policy, history: outage).rules == [])
  }

  @Test func strictnessRefusesWhatIsOpenOrSuspect() throws {
    #expect(try Self.run.judged().outcome == .passed)
    let report = try Self.run.judged(isStrict: true)
    #expect(report.outcome == .refused)
    #expect(
      report.findings.map(\.title) == [
        "--strict: 2 promises are pending", "--strict: 1 promise is suspect",
      ])
    let open = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 not-exercised")
    #expect(try open.judged(isStrict: true).rules == ["strict"])
  }
}
