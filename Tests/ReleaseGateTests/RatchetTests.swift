import ReleaseGate
import RunEvents
import Testing

/// What a baseline kept, in whatever way documents and bindings were edited since.
@Suite struct RatchetTests {
  private static let base = SampleRun(
    """
    must.1 BF-001 passed
    must.2 BF-001 passed
    step.1 BF-002 pending
    """)

  @Test func theSameAgainPasses() throws {
    let report = try Self.base.judged(against: Self.base)
    #expect(report.outcome == .passed)
    #expect(report.lines == [])
  }

  @Test(arguments: [
    (
      "must.2 BF-001 pending",
      "j#must.2 (BF-001) is no longer kept: pending, nothing is bound to it"
    ),
    (
      "must.2 BF-001 not-exercised",
      "j#must.2 (BF-001) is no longer kept: not exercised, found notExercised"
    ),
    ("", "j#must.2 was kept and is gone from its document"),
    // Reworded and unbound.
    ("must.2 BF-001 pending=other", "j#must.2 (BF-001) is no longer kept: pending"),
    // Moved and unbound.
    ("must.9 BF-001 pending=must.2", "j#must.9 (BF-001) is no longer kept: pending"),
  ])
  func whatTheBaselineKeptMustBeKept(line: String, told: String) throws {
    let run = SampleRun("must.1 BF-001 passed\n" + line)
    let report = try run.judged(against: Self.base)
    #expect(report.outcome == .refused)
    #expect(report.rules == ["no-longer-kept"])
    #expect(report.findings.first?.line.hasPrefix(told) == true, "\(report.lines)")
  }

  @Test(arguments: [
    "must.2 BF-001 passed", "must.3 BF-001 passed=must.2", "must.2 BF-001 passed=other",
    "must.2 BF-001 manual", "must.2 BF-001 deselected",
  ])
  func whatIsStillKeptOrNotAskedPasses(line: String) throws {
    let run = SampleRun("must.1 BF-001 passed\n" + line)
    #expect(try run.judged(against: Self.base).lines == [])
  }

  @Test func renumberingIsFollowedByWording() throws {
    // A sentence was put before the others, and the new one is unbound.
    let run = SampleRun(
      """
      must.1 BF-001 pending=new
      must.2 BF-001 passed=must.1
      must.3 BF-001 passed=must.2
      """)
    #expect(try run.judged(against: Self.base).lines == [])
  }

  @Test(arguments: [
    ("failed", "broken", GateOutcome.broken), ("undecided", "undecided", .undecided),
  ])
  func whatIsWorseThanUncheckedIsToldOnce(
    verdict: String, rule: String, outcome: GateOutcome
  ) throws {
    let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 \(verdict)")
    let report = try run.judged(against: Self.base)
    #expect(report.rules == [rule])
    #expect(report.outcome == outcome)
    #expect(report.findings.first?.title.hasSuffix("kept in the baseline") == true)
  }

  @Test func aNewCheckMustPass() throws {
    let run = SampleRun(
      """
      must.1 BF-001 passed
      must.2 BF-001 passed
      step.1 BF-002 not-exercised
      """)
    let report = try run.judged(against: Self.base)
    #expect(
      report.lines == ["new-check: the new check j/step.1 was not exercised: found notExercised"])
    #expect(try run.judged("ratchet: {new-checks: false}", against: Self.base).lines == [])
    #expect(try run.judged().lines == [])
  }

  @Test func thePolicyCanSwitchTheRatchetOff() throws {
    let run = SampleRun("must.1 BF-001 passed")
    #expect(try run.judged("ratchet: {kept: false}", against: Self.base).outcome == .passed)
  }

  @Test func aStoryMustNotLoseCoverage() throws {
    let base = SampleRun(
      """
      must.1 BF-001 not-exercised
      must.2 BF-001,BF-002 passed
      """)
    let policy = "ratchet: {kept: false, story-coverage: true}"
    let fewer = SampleRun("must.1 BF-001 pending\nmust.2 BF-001,BF-002 passed")
    #expect(
      try fewer.judged(policy, against: base).lines
        == ["story-coverage: BF-001 lost coverage: 1 promises have checks, 2 had in the baseline"])
    let elsewhere = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 passed")
    #expect(try elsewhere.judged(policy, against: base).findings.map(\.story) == ["BF-002"])
    let replaced = SampleRun(
      "must.1 BF-001 pending\nmust.2 BF-001,BF-002 passed\nmust.3 BF-001 passed")
    #expect(try replaced.judged(policy, against: base).lines == [])
    let partial = SampleRun("must.1 BF-001 deselected\nmust.2 BF-001,BF-002 passed")
    #expect(try partial.judged(policy, against: base).lines == [])
  }

  @Test func theNotesTellWhatTheBaselineIsNot() throws {
    let other = SampleRun("must.1 BF-001 passed", target: "staging", exitStatus: nil)
    let run = SampleRun("must.1 BF-001 passed\nmust.2 BF-001 deselected")
    #expect(
      try run.judged(against: other).notes == [
        "the baseline is a run on staging, this one is on reference",
        "the baseline did not run to its end: what it left out is not asked for",
        "only a part was run: 1 promise left out",
      ])
  }
}
