import JourneyReports
import ReleaseGate
import RunEvents
import Testing

/// What waivers and attestations cover, and for how long.
@Suite struct StatementTests {
  private static func waiver(_ ids: String, until day: String = "2026-03-31") -> String {
    "waivers: [{obligations: [\(ids)], reason: it is known, owner: team, expires: \(day)}]"
  }

  private static func attestation(_ ids: String, until day: String = "2026-03-31") -> String {
    "attestations: [{obligations: [\(ids)], reason: seen, evidence: x.pdf, owner: Ada, "
      + "expires: \(day)}]"
  }

  @Test(arguments: ["failed", "undecided", "not-exercised", "pending"])
  func aWaiverExcusesWhateverIsNotKept(verdict: String) throws {
    let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 \(verdict)")
    let gate = try run.gate(Self.waiver("j#must.2"))
    let waived = gate.model.obligations[1]
    #expect(waived.verdict == .waived)
    #expect(waived.excused?.rawValue == verdict)
    #expect(waived.reason.hasPrefix("waived until 2026-03-31 by team: it is known; otherwise "))
    #expect(gate.model.totals.count(.waived) == 1)
    #expect(gate.model.totals.verdicts.values.reduce(0, +) == 2)
    #expect(gate.model.totals.checkVerdicts.values.reduce(0, +) == gate.model.totals.checks)
    #expect(gate.judge().lines == [])
    #expect(gate.model.checks.allSatisfy { [.passed, .waived].contains($0.verdict) })
  }

  @Test func aCheckThatBreaksMoreThanIsWaivedStaysFailed() throws {
    var run = SampleRun("must.1 BF-001 failed\nmust.2 BF-001 passed")
    run.events = run.events.map { event in
      guard case .check(var check) = event, check.key == "j/must.1" else { return event }
      check.verifies = ["j#must.1", "j#must.2"]
      return .check(check)
    }
    let gate = try run.gate(Self.waiver("j#must.1"))
    #expect(gate.model.obligations.map(\.verdict) == [.waived, .failed])
    #expect(gate.model.checks.map(\.verdict) == [.failed, .passed])
    #expect(gate.judge().rules == ["broken"])
  }

  @Test func aWaiverHoldsThroughItsLastDay() throws {
    let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 failed")
    let policy = Self.waiver("j#must.2", until: "2026-03-02")
    #expect(
      try run.judged(policy).notes.map { $0.suffix(27) }
        == ["expires today, on 2026-03-02"].map { $0.suffix(27) })
    #expect(try run.judged(policy).outcome == .passed)
    let late = try run.judged(policy, on: "2026-03-03")
    #expect(late.rules == ["broken", "expired"])
    #expect(late.findings.last?.line == "the waiver of j#must.2 by team expired on 2026-03-02")
    #expect(try run.judged(policy, on: "2026-02-01").notes == [])
  }

  @Test func whatHasExpiredRefusesEvenIfNobodyNeedsIt() throws {
    let run = SampleRun("must.1 BF-001 passed")
    #expect(try run.judged(Self.waiver("j#must.1", until: "2026-01-31")).rules == ["expired"])
    #expect(try run.judged(Self.attestation("j#must.1", until: "2026-01-31")).rules == ["expired"])
    let kept = try run.judged(Self.waiver("j#must.1"))
    #expect(kept.outcome == .passed)
    #expect(kept.notes == ["gate.yaml:1: j#must.1 is kept: its waiver is no longer needed"])
  }

  @Test func anAttestationStandsInForACheckAndOverridesNone() throws {
    for (verdict, expected) in [
      ("pending", Verdict.manual), ("passed", .manual), ("failed", .failed),
      ("undecided", .undecided), ("not-exercised", .notExercised),
    ] {
      let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 \(verdict)")
      let model = try run.gate(Self.attestation("j#must.2")).model
      #expect(model.obligations[1].verdict == expected, "\(verdict)")
      if verdict == "pending" {
        #expect(
          model.obligations[1].reason == "attested until 2026-03-31 by Ada: seen (x.pdf)")
      }
    }
    let expired = try SampleRun("must.1 BF-001 passed\nmust.2 BF-001 pending")
      .gate(Self.attestation("j#must.2", until: "2026-01-31"))
    #expect(expired.model.obligations[1].verdict == .pending)
    #expect(expired.model.obligations[1].reason.hasSuffix("by Ada expired on 2026-01-31"))
  }

  @Test func aWaiverLetsGoOfWhatTheBaselineKept() throws {
    let base = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 passed\nmust.3 BF-001 passed")
    let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 pending")
    let policy = Self.waiver("j#must.2, j#must.3")
    #expect(try run.judged(against: base).findings.count == 2)
    #expect(try run.judged(policy, against: base).lines == [])
    #expect(
      try run.judged(policy + "\nratchet: {story-coverage: true}", against: base).lines == [])
  }

  @Test func whatIsWaivedIsLeftOutOfThresholdsAndCountsForItsLimit() throws {
    let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 failed")
    let policy = Self.waiver("j#must.2")
    #expect(try run.judged(policy + "\nrequire: [{kept: all}]").lines == [])
    #expect(
      try run.judged(policy + "\nlimits: {waived: 0}").lines
        == ["limit: 1 promise is waived, 0 may be; the first is j#must.2 (BF-001)"])
  }

  @Test func aSlipInAnIDIsNoted() throws {
    let run = SampleRun("must.1 BF-001 passed")
    #expect(
      try run.judged(Self.waiver("j#must.2")).notes
        == ["gate.yaml:1: the waiver names j#must.2, which no document has; did you mean j#must.1?"]
    )
  }

  @Test func withoutAReadableTimeNothingHolds() throws {
    let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 failed", at: "yesterday")
    #expect(try run.judged(Self.waiver("j#must.2")).rules == ["broken", "expired"])
  }
}
