import JSONSchema
import JSONTree
import ProjectFiles
import ReleaseGate
import RunEvents
import SourceText
import TestSupport
import Testing

@Suite struct GatePolicyTests {
  /// Marked texts, the codes that they get, and how the help of the first begins.
  static let unusable: [(String, [String], String?)] = [
    ("«- a»", ["WM012"], nil),
    ("«requires»: []", ["WM011"], "did you mean ‘require’?"),
    ("require: «{kept: all}»", ["WM012"], "begin each element"),
    ("require: [«{stories: BF}»]", ["WM012"], "add ‘kept: all’"),
    ("require: [{kept: «most»}]", ["WM012"], "write ‘kept: all’"),
    ("require: [{kept: «101%»}]", ["WM012"], "write ‘kept: all’"),
    ("require: [{proven: «90»}]", ["WM012"], "write ‘proven: all’"),
    ("require: [{kept: all, modality: [must, «musn't»]}]", ["WM012"], nil),
    ("require: [{kept: all, modality: «must_not»}]", ["WM012"], "did you mean must-not?"),
    ("require: [{kept: all, «storis»: BF}]", ["WM011"], "did you mean ‘stories’?"),
    ("limits: {pending: «-1»}", ["WM012"], nil),
    ("limits: {«pendings»: 1}", ["WM011"], "did you mean ‘pending’?"),
    ("limits: {waived: «few»}", ["WM012"], nil),
    ("ratchet: {kept: «perhaps»}", ["WM012"], nil),
    ("ratchet: {«new-check»: true}", ["WM011"], "did you mean ‘new-checks’?"),
    (
      "waivers: [{obligations: «must.1», reason: r, owner: o, expires: 2026-01-31}]", ["WM012"],
      "write it as journey#path"
    ),
    (
      "waivers: [{obligations: a#must.1, reason: r, owner: o, expires: «2026-02-30»}]", ["WM012"],
      "write it as 2026-06-30"
    ),
    (
      "waivers: [{obligations: a#must.1, reason: r, owner: o, expires: «soon»}]", ["WM012"],
      "write it as 2026-06-30"
    ),
    ("waivers: [«»{obligations: a#must.1, reason: r, expires: 2026-01-31}]", ["WM012"], nil),
    ("waivers: [«»{reason: r, owner: o, expires: 2026-01-31}]", ["WM012"], nil),
    (
      "waivers: [{obligations: a#b, reason: r, owner: o, expires: 2026-01-31, «evidence»: e}]",
      ["WM011"], nil
    ),
    (
      "attestations: [«»{obligations: a#b, reason: r, owner: o, expires: 2026-01-31}]", ["WM012"],
      nil
    ),
    (
      "waivers: [{obligations: [a#b, «a#b»], reason: r, owner: o, expires: 2026-01-31}]", ["WM012"],
      "line 1 names it too"
    ),
  ]

  private func complete() throws -> SourceFile {
    let path = Repository.location(of: "Fixtures/gate/complete.yaml")
    return SourceFile(path: "gate.yaml", bytes: try FileReader.read(path))
  }

  private func schema() throws -> JSONValue {
    try JSONValue.parse(
      try FileReader.read(Repository.location(of: "Reports/schemas/gate-1.schema.json")))
  }

  @Test func readsEveryKey() throws {
    let (found, diagnostics) = GatePolicy.read(try complete())
    #expect(diagnostics == [])
    let policy = try #require(found)
    #expect(policy.requirements.map(\.modalities) == [["must", "must-not"], []])
    #expect(policy.requirements.map(\.stories) == [[], ["BF", "RP-004"]])
    #expect(policy.requirements.map(\.kept) == [100, 90])
    #expect(policy.requirements.map(\.proven) == [100, nil])
    #expect(policy.requirements.map(\.because) == [nil, "the release note promises it"])
    #expect(policy.requirements.map(\.line) == [3, 6])
    #expect(policy.asksForProof)
    #expect(policy.limits.map(\.subject) == GatePolicy.Limit.Subject.allCases)
    #expect(policy.limits.map(\.most) == [120, 3, 5, 3, 0, 0])
    #expect(!policy.ratchet.keepsKept && !policy.ratchet.wantsNewChecksPassed)
    #expect(policy.ratchet.keepsStoryCoverage)
    #expect(policy.waivers.map(\.obligations.count) == [2])
    #expect(policy.waivers.first?.statement.evidence == nil)
    let attested = try #require(policy.attestations.first)
    #expect(attested.obligations == ["ops-system-health#must-not.1"])
    #expect(attested.statement.evidence == "https://wiki.example/audits/2026-03")
    #expect(attested.statement.owner == "Ada Ahmed")
    #expect(attested.statement.expires == "2026-09-30")
  }

  @Test func theSchemaHasTheKeysOfTheFixtureAndNoOthers() throws {
    let fixture = try #require(YAMLFixture.json(try complete()))
    #expect(YAMLFixture.differences(fixture, try schema()) == [])
  }

  @Test func theSchemaAllowsWhatIsReadAndRefusesWhatIsRefused() throws {
    let schema = try Schema.parse(try schema())
    let fixture = try #require(YAMLFixture.json(try complete()))
    #expect(try schema.violations(of: fixture) == [])
    // A pattern knows no calendar, and no schema sees what stands twice in different elements.
    let unseen = ["2026-02-30", "«a#b»"]
    for (marked, _, _) in Self.unusable where !unseen.contains(where: marked.contains) {
      let source = SourceFile(path: "gate.yaml", text: MarkedText(marked).text)
      let value = try #require(YAMLFixture.json(source))
      #expect(try schema.violations(of: value) != [], "\(marked)")
    }
  }

  private func read(_ text: String) -> (policy: GatePolicy?, diagnostics: [Diagnostic]) {
    GatePolicy.read(SourceFile(path: "gate.yaml", text: text))
  }

  @Test(arguments: unusable)
  func mistakesAreToldAtTheirPlaceAndLeaveNoPolicy(
    marked: String, codes: [String], help: String?
  ) throws {
    let text = MarkedText(marked)
    let (policy, diagnostics) = read(text.text)
    #expect(policy == nil)
    #expect(diagnostics.map(\.code) == codes)
    #expect(diagnostics.allSatisfy { $0.severity == .error })
    let found = try #require(diagnostics.first)
    #expect(found.range == text.ranges.first, "\(found.message)")
    if let help { #expect(found.help?.hasPrefix(help) == true, "\(found.help ?? "no help")") }
  }

  @Test(arguments: ["", "# nothing yet\n", "waivers:\n", "require: []\n"])
  func anEmptyPolicyAsksForTheRatchet(text: String) throws {
    let policy = try #require(read(text).policy)
    #expect(policy.requirements.isEmpty && policy.limits.isEmpty && policy.waivers.isEmpty)
    #expect(policy.ratchet.keepsKept && policy.ratchet.wantsNewChecksPassed)
    #expect(!policy.ratchet.keepsStoryCoverage)
  }

  @Test func hostileTextIsToldAndHarmless() {
    let texts = [
      "require: [", "\u{0}", String(repeating: "[", count: 100_000), "%YAML 9\n---\n",
      "a: &a [*a]", String(repeating: "waivers: 1\n", count: 1000),
    ]
    for text in texts {
      let (policy, diagnostics) = read(text)
      #expect(policy == nil && diagnostics.contains { $0.severity == .error })
    }
  }
}
