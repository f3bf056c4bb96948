import JourneyReports
import RunEvents
import Testing

/// A proof holds for the sentences and checks that it was made of.
@Suite struct ProofAgeTests {
  private static func proof(_ standing: String = "proven") throws -> ProofRecord {
    try ProofRecord(
      Array(
        """
        {"schema": "waymark/proof/1", "command": ["waymark", "prove", "--faults"], "guardrails": [
          {"obligation": "j#must.1", "standing": "\(standing)", "killed": 2, "survived": 0,
           "reason": "", "fingerprint": "f1", "noticedBy": [{"check": "j/c", "digest": "d1"}]}],
         "mutants": []}
        """.utf8))
  }

  private static func model(
    path: String = "must.1", fingerprint: String = "f1", digest: String? = "d1",
    check: String = "c", verifies: String? = nil, isDeselected: Bool = false
  ) -> ReportModel {
    var builder = ReportModel.Builder()
    builder.handle(
      .runStarted(
        RunStarted(
          startedAt: "2026-01-02T03:04:05.678Z", tool: "waymark", target: "t", baseURL: "",
          host: "h", seed: 1, workers: 1, pages: "none", selection: isDeselected ? ["k"] : [])))
    builder.handle(
      .obligation(
        ObligationRecord(
          id: "j#\(path)", journey: "j", kind: "guardrail", modality: "must", text: "It holds.",
          context: [], stories: [], fingerprint: fingerprint, line: 1, isDeselected: isDeselected)))
    builder.handle(
      .check(
        CheckRecord(
          key: "j/\(check)[a][html]", journey: "j", id: check, suffix: "[a][html]", title: "",
          path: "b.yaml", line: 1, verifies: ["j#\(verifies ?? path)"], actor: "a",
          digest: digest)))
    return builder.model
  }

  @Test func whatDidNotChangeHolds() throws {
    for model in [Self.model(), Self.model(digest: nil)] {
      let held = try Self.proof().held(against: model)
      #expect(held.guardrails["j#must.1"]?.standing == "proven")
      #expect(held.staleness == nil)
    }
  }

  @Test func checksOfWhatTheRunIsNotAboutAreNotLookedAt() throws {
    let verified = Self.model(verifies: "must.2", isDeselected: true)
    #expect(try Self.proof().held(against: verified).staleness == nil)
    let reworded = Self.model(fingerprint: "f2", isDeselected: true)
    #expect(try Self.proof().held(against: reworded).staleness != nil)
  }

  @Test func whatMovedIsFollowed() throws {
    let held = try Self.proof().held(against: Self.model(path: "must.7"))
    #expect(held.order == ["j#must.7"])
    #expect(held.guardrails["j#must.7"]?.standing == "proven")
  }

  @Test(arguments: [
    (model(fingerprint: "f2"), "its sentence changed since"),
    (model(digest: "d2"), "its check j/c changed since"),
    (model(check: "other"), "its check j/c is gone since"),
    (model(verifies: "must.2"), "j/c no longer verifies it"),
  ])
  func whatChangedIsStale(model: ReportModel, reason: String) throws {
    let held = try Self.proof().held(against: model)
    #expect(held.guardrails["j#must.1"]?.standing == "stale")
    #expect(held.guardrails["j#must.1"]?.reason == reason)
    #expect(
      held.staleness
        == "1 proof is stale: j#must.1, \(reason); `waymark verify && waymark prove --faults` renews it"
    )
    var marked = model
    marked.mark(held)
    #expect(marked.totals.proven == 0)
  }

  @Test func whatWasNeverProvenIsNotStale() throws {
    let held = try Self.proof("survived").held(against: Self.model(fingerprint: "f2"))
    #expect(held.guardrails["j#must.1"]?.standing == "survived")
  }
}
