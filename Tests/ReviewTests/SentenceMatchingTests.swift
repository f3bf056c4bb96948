import JourneyModel
import Review
import Testing

@Suite struct SentenceMatchingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var before: String
    var after: String
    var bindings: [String: [String]]
    var told: [String]

    var testDescription: String { name }
  }

  private static let deny = "Deny every request without a session."
  private static let log = "Log each export with actor, tenant and time."
  private static let label = "Label estimated figures as approximate and not authoritative."
  private static let cache = "Keep pages with figures of tenants out of caches."

  private static let flow = "# S\n\n## 3. Step-by-step Flow\n\n"
  private static let guardrails = "# S\n\n## 5. Constraints & Guardrails\n\n"

  static let cases: [Case] = [
    Case(
      name: "nothing changes", before: Wording.musts(deny, log), after: Wording.musts(deny, log),
      bindings: ["a": ["must.1"], "b": ["must.2"]],
      told: ["must.1 confirmed", "must.2 confirmed"]),
    Case(
      name: "rewrapped and with other blanks", before: Wording.musts(deny, log),
      after: Wording.musts("Deny every\n    request  without\n    a session.", log),
      bindings: ["a": ["must.1"]], told: ["must.1 confirmed"]),
    Case(
      name: "one put before", before: Wording.musts(deny, log),
      after: Wording.musts(cache, deny, log), bindings: ["a": ["must.1"], "b": ["must.2"]],
      told: ["must.1→must.2 moved", "must.2→must.3 moved"]),
    Case(
      name: "swapped", before: Wording.musts(deny, log), after: Wording.musts(log, deny),
      bindings: ["a": ["must.1"], "b": ["must.2"]],
      told: ["must.2→must.1 moved", "must.1→must.2 moved"]),
    Case(
      name: "edited in place", before: Wording.musts(deny, log),
      after: Wording.musts(deny, "Log each export with actor and time."),
      bindings: ["a": ["must.1"], "b": ["must.2"]],
      told: ["must.1 confirmed", "must.2 suspect"]),
    Case(
      name: "rewritten in place", before: Wording.musts(deny, log, label),
      after: Wording.musts(deny, cache, label),
      bindings: ["a": ["must.1"], "b": ["must.2"], "c": ["must.3"]],
      told: ["must.1 confirmed", "must.2 suspect", "must.3 confirmed"]),
    Case(
      name: "rewritten between the same neighbours, all moved",
      before: Wording.musts(deny, log, label),
      after: Wording.musts("A new one at the top.", deny, cache, label),
      bindings: ["a": ["must.1"], "b": ["must.2"], "c": ["must.3"]],
      told: ["must.1→must.2 moved", "must.2→must.3 suspect", "must.3→must.4 moved"]),
    Case(
      name: "edited and moved", before: Wording.musts(deny, log, label),
      after: Wording.musts(deny, cache, "Log each export with actor and time.", label),
      bindings: ["a": ["must.1"], "b": ["must.2"], "c": ["must.3"]],
      told: ["must.1 confirmed", "must.2→must.3 suspect", "must.3→must.4 moved"]),
    Case(
      name: "rewritten in place beside a likeness that was there before",
      before: Wording.musts(deny, "Deny every request without a role."),
      after: Wording.musts(cache, "Deny every request without a role."),
      bindings: ["a": ["must.1"], "b": ["must.2"]],
      told: ["must.1 suspect", "must.2 confirmed"]),
    Case(
      name: "edited and swapped with what nothing is bound to, between neighbours that stayed",
      before: Wording.musts(deny, log, cache, label),
      after: Wording.musts(
        deny, cache, "Log each export with actor, role and time.", label),
      bindings: ["a": ["must.1"], "b": ["must.2"], "d": ["must.4"]],
      told: ["must.1 confirmed", "must.2→must.3 suspect", "must.4 confirmed"]),
    Case(
      name: "removed, and its place taken", before: Wording.musts(deny, log, label),
      after: Wording.musts(deny, label),
      bindings: ["a": ["must.1"], "b": ["must.2"], "c": ["must.3"]],
      told: ["must.2 lost", "must.1 confirmed", "must.3→must.2 moved"]),
    Case(
      name: "removed, and its place taken by one that nothing is bound to",
      before: Wording.musts(deny, log, label, cache),
      after: Wording.musts(deny, label, cache),
      bindings: ["a": ["must.1"], "b": ["must.2"], "d": ["must.4"]],
      told: ["must.2 lost", "must.1 confirmed", "must.4→must.3 moved"]),
    Case(
      name: "removed at the end", before: Wording.musts(deny, log), after: Wording.musts(deny),
      bindings: ["a": ["must.1"], "b": ["must.2"]],
      told: ["must.2 lost", "must.1 confirmed"]),
    Case(
      name: "the same sentence twice, both moved",
      before: Wording.musts(deny, log, deny), after: Wording.musts(cache, deny, log, deny),
      bindings: ["a": ["must.1"], "b": ["must.3"]],
      told: ["must.1→must.2 moved", "must.3→must.4 moved"]),
    Case(
      name: "the same sentence twice, one bound and in its place",
      before: Wording.musts(deny, log, deny), after: Wording.musts(deny, log, deny),
      bindings: ["b": ["must.3"]], told: ["must.3 confirmed"]),
    Case(
      name: "a modality changes",
      before: guardrails + "- Must:\n  - \(deny)\n  - \(log)\n",
      after: guardrails + "- Must:\n  - \(log)\n- Should:\n  - \(deny)\n",
      bindings: ["a": ["must.1"], "b": ["must.2"]],
      told: ["must.2→must.1 moved", "must.1→should.1 suspect"]),
    Case(
      name: "the context changes",
      before:
        guardrails + "- Must not:\n  - Show others in:\n    - Exports.\n    - Pages.\n",
      after:
        guardrails + "- Must not:\n  - Show tenants in:\n    - Exports.\n    - Pages.\n",
      bindings: ["a": ["must-not.1.1"], "b": ["must-not.1.2"]],
      told: ["must-not.1.1 suspect", "must-not.1.2 suspect"]),
    Case(
      name: "a sub-flow is numbered anew",
      before: flow + "### 3.1 In\n\n1. Sign in.\n\n### 3.2 Out\n\n1. Sign out.\n",
      after: flow + "### 3.1 Out\n\n1. Sign out.\n\n### 3.2 In\n\n1. Sign in.\n",
      bindings: ["a": ["flow-1.step.1"], "b": ["flow-2.step.1"]],
      told: ["flow-2.step.1→flow-1.step.1 moved", "flow-1.step.1→flow-2.step.1 moved"]),
    Case(
      name: "a name holds a sentence that is rewritten and moved",
      before: Wording.musts(deny, log + " <!-- id: exports -->"),
      after: Wording.musts("Downloads stay private. <!-- id: exports -->", deny),
      bindings: ["a": ["must.1"], "b": ["exports"]],
      told: ["must.2→must.1 suspect", "must.1→must.2 moved"]),
    Case(
      name: "a name goes and the sentence stays",
      before: Wording.musts(deny, log + " <!-- id: exports -->"),
      after: Wording.musts(log, deny), bindings: ["b": ["exports"]],
      told: ["must.2→must.1 moved"]),
    Case(
      name: "a sentence becomes a group", before: Wording.musts(deny, log),
      after: Wording.musts(deny, "Log each export with:\n    - Actor, tenant and time."),
      bindings: ["b": ["must.2"]], told: ["must.2→must.2.1 suspect"]),
  ]

  @Test(arguments: cases) func tells(_ testCase: Case) {
    let wording = Wording(testCase.before, testCase.after, testCase.bindings)
    #expect(wording.review.told == testCase.told)
  }

  /// What is written after a review leaves nothing to review.
  @Test(arguments: cases) func acceptingSettles(_ testCase: Case) {
    let wording = Wording(testCase.before, testCase.after, testCase.bindings)
    let accepted = wording.review.accepting(where: { _ in true }, in: { _ in true })
    var references = wording.references
    for rewrite in accepted.rewrites { references[rewrite.reference].path = rewrite.path }
    let again = WordingReview(
      lock: accepted.lock, journeys: [wording.after], references: references)
    if testCase.told.contains(where: { $0.hasSuffix("lost") }) {
      #expect(accepted.held == ["small"])
      #expect(accepted.lock == wording.lock)
      #expect(accepted.rewrites.isEmpty)
    } else {
      #expect(again.items.allSatisfy { $0.state == .confirmed })
      #expect(again.items.count == testCase.told.count)
    }
  }

  @Test func lostSentencesShowWhatIsLikeThem() {
    let wording = Wording(
      Wording.musts(Self.deny, Self.log, Self.label), Wording.musts(Self.label, Self.deny),
      ["a": ["must.1"], "b": ["must.2"], "c": ["must.3"]])
    let other = Wording.journey(
      Wording.musts("Log each export with actor, tenant and reason."), id: "other")
    let review = WordingReview(
      lock: wording.lock, journeys: [wording.after, other], references: wording.references)
    let lost = review.items.filter { $0.state == .lost }
    #expect(lost.map { $0.similar.map(\.obligation.id) } == [["other#must.1"]])
  }
}
