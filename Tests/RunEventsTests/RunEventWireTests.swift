import JSONTree
import RunEvents
import Testing

@Suite struct RunEventWireTests {
  static let samples: [RunEvent] = [
    .runStarted(
      RunStarted(
        startedAt: "2026-01-01T00:00:00.000Z", tool: "1", target: "reference",
        baseURL: "http://127.0.0.1:1", host: "h", commit: "abc", branch: nil, isDirty: true,
        seed: .max, workers: 2, pages: "none", selection: ["a"], command: ["verify"],
        repositoryPath: "a/b", testProject: "PLAT",
        sourceURL: "https://git.example/{path}#L{line}")),
    .story(
      StoryRecord(
        id: "BF-1", title: "t", phase: "MVP", owner: "o", isInBacklog: true, url: nil,
        alias: "PLAT-1")),
    .journey(
      JourneyRecord(
        id: "j", title: "J", path: "j.md", mappedStories: ["BF-1"], allStories: [],
        documents: ["docs/a.md"], source: "# J\n\n- t\n")),
    .obligation(
      ObligationRecord(
        id: "j#must.1", journey: "j", kind: "guardrail", modality: "must", text: "t",
        context: ["Must"], stories: ["BF-1"], fingerprint: "f", line: 3, pendingReason: "later",
        isSuspect: true, isDeselected: true)),
    .check(
      CheckRecord(
        key: "j/c[a]", journey: "j", id: "c", suffix: "[a]", title: "t", path: "b.yaml", line: 4,
        verifies: ["j#must.1"], actor: "cfo", tags: ["smoke"], owner: "o", testKey: "P-1",
        deselected: "not selected",
        evidence: EvidenceRecord(
          source: "junit.xml", tests: ["T.a"], ranAt: "2026-01-01T00:00:00Z", commit: "c0ffee1",
          places: ["a.swift:1"], isStale: true),
        digest: "d")),
    .checkStarted(CheckStarted(key: "j/c", at: 5)),
    .exchange(
      ExchangeRecord(
        check: "j/c", number: 1, path: "b.yaml", line: 7, actor: "cfo", at: 6,
        request: .init(
          method: "POST", url: "http://h/", headers: [.init(name: "A", value: "b")],
          body: .init(text: "AA==", isBase64: true, size: 1, isCut: false)),
        response: .init(
          status: 200, version: "HTTP/1.1", headers: [],
          body: .init(text: "\u{0}\n", isBase64: false, size: 9, isCut: true)),
        error: nil, duration: 8)),
    .exchange(
      ExchangeRecord(
        check: "j/c", number: 2, path: "b.yaml", line: 7, actor: "cfo", at: 6,
        request: .init(method: "GET", url: "http://h/", headers: [], body: nil), response: nil,
        error: "refused", duration: 8)),
    .attachment(
      AttachmentRecord(
        check: "j/c", kind: .screenshot, path: "attachments/a.png", mediaType: "image/png", at: 8)),
    .checkFinished(
      CheckFinished(
        key: "j/c", at: 9, duration: 3, verdict: .notExercised, reason: "r", assertions: 2,
        findings: [
          Finding(
            path: "b.yaml", line: 1, column: 2, step: "s", expectation: "e", expected: "x",
            actual: "y", isUndecided: true, exchange: 1)
        ], attempts: 3)),
    .notice(
      NoticeRecord(severity: "warning", code: "WM501", path: "p", line: 1, message: "m")),
    .runFinished(RunFinished(at: 10, isInterrupted: true, exitStatus: 130)),
    .obligation(
      ObligationRecord(
        id: "j#must.2", journey: "j", kind: "guardrail", modality: "must", text: "t", context: [],
        stories: [], fingerprint: "f", line: 4, isFlaky: true,
        waiver: OwnedStatement(reason: "r", owner: "o", expires: "2026-01-31"),
        attestation: OwnedStatement(
          reason: "r", owner: "o", expires: "2026-01-31", evidence: "e"),
        isProofDemanded: true)),
    .runFinished(
      RunFinished(
        at: 10, isInterrupted: false, exitStatus: 6,
        gate: GateRecord(exitStatus: 6, headline: "h", policy: "gate.yaml", baseline: nil))),
  ]

  @Test(arguments: samples) func everyEventSurvivesItsWireForm(event: RunEvent) {
    #expect(RunEvent(json: event.json) == event)
  }

  @Test func unknownKindsAreIgnoredAndUnknownVerdictsNeverPass() {
    #expect(RunEvent(json: ["event": "tomorrow"]) == nil)
    let finished = RunEvent(json: ["event": "check-finished", "verdict": "splendid"])
    guard case .checkFinished(let value) = finished else {
      Issue.record("not read as a finished check")
      return
    }
    #expect(value.verdict == .undecided)
  }

  @Test func theWorstVerdictCountsAndAbsenceIsPending() {
    #expect(Verdict.worst(of: [.passed, .undecided, .failed]) == .failed)
    #expect(Verdict.worst(of: [.passed, .waived]) == .waived)
    #expect(Verdict.worst(of: []) == .pending)
  }
}
