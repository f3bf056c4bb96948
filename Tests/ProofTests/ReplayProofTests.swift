import JSONSchema
import JSONTree
import JourneyModel
import ProjectFiles
import Proof
import RunEvents
import TestSupport
import Testing

/// What a proof says of checks that notice, of those that do not, and of those that cannot be asked.
@Suite struct ReplayProofTests {
  static let label = """
      - {id: strip, title: The label is gone, kinds: [label], why: x, change: {replace-text: 'approximate ', with: ''}}
    """

  @Test func aCheckThatNoticesKills() async throws {
    let proof = try ProofFixture.proof(
      "  - request: GET /a\n    expect: [{json: $.label, contains: approximate}]",
      [ProofFixture.recording("GET", "/a", body: #"{"label": "approximate cost"}"#)],
      operators: Self.label, guardrail: "{kinds: [label]}")
    let result = await proof.run(workers: 2)
    #expect(result.mutants.map(\.outcome) == [.killed])
    #expect(result.guardrails.map(\.standing) == [.proven])
    let mutant = try #require(result.mutants.first)
    #expect(mutant.place == "$.label")
    #expect(mutant.before == #""approximate cost""#)
    #expect(mutant.after == #""cost""#)
    #expect(mutant.exchange == "j/one 1")
  }

  @Test func aCheckThatCannotNoticeLetsItSurvive() async throws {
    let proof = try ProofFixture.proof(
      "  - request: GET /a\n    expect: [{status: 200}]",
      [ProofFixture.recording("GET", "/a", body: #"{"label": "approximate cost"}"#)],
      operators: Self.label, guardrail: "{kinds: [label]}")
    let result = await proof.run(workers: 1)
    #expect(result.mutants.map(\.outcome) == [.survived])
    #expect(result.mutants.first?.checks == ["j/one"])
    #expect(result.guardrails.map(\.standing) == [.survived])
  }

  @Test func whatALaterRequestDependsOnDoesNotApply() async throws {
    let proof = try ProofFixture.proof(
      """
        - request: GET /a
          expect: [{status: 200}]
          capture: {id: {json: $.label}}
        - request: GET /b
          query: {id: "{{id}}"}
          expect: [{status: 200}]
      """,
      [
        ProofFixture.recording("GET", "/a", body: #"{"label": "approximate cost"}"#),
        ProofFixture.recording("GET", "/b?id=approximate+cost", line: 9, number: 2),
      ], operators: Self.label, guardrail: "{kinds: [label]}")
    let result = await proof.run(workers: 1)
    #expect(result.mutants.map(\.outcome) == [.notApplicable], "\(result)")
    #expect(result.guardrails.map(\.standing) == [.unproven])
  }

  @Test func whatDoesNotPassUnchangedIsNotPlayedBack() async throws {
    let proof = try ProofFixture.proof(
      "  - request: GET /a\n    expect: [{status: 204}]",
      [ProofFixture.recording("GET", "/a", body: #"{"label": "approximate cost"}"#)],
      operators: Self.label, guardrail: "{kinds: [label]}")
    let result = await proof.run(workers: 1)
    #expect(result.mutants.isEmpty)
    #expect(result.unplayable["j/one"]?.contains("failed") == true)
    #expect(result.guardrails.map(\.standing) == [.unproven])
  }

  @Test func equivalentAndUnprovableAreSaidWithTheirReasons() async throws {
    let steps = "  - request: GET /a\n    expect: [{status: 200}]"
    let recordings = [ProofFixture.recording("GET", "/a", body: #"{"label": "approximate x"}"#)]
    let equivalent = try ProofFixture.proof(
      steps, recordings, operators: Self.label,
      guardrail: "{kinds: [label], equivalent: [{operator: strip, reason: nobody reads it}]}")
    let first = await equivalent.run(workers: 1)
    #expect(first.mutants.map(\.outcome) == [.notApplicable])
    #expect(first.mutants.first?.reason == "equivalent: nobody reads it")
    let unprovable = try ProofFixture.proof(
      steps, recordings, operators: Self.label, guardrail: "{unprovable: it is about people}")
    let second = await unprovable.run(workers: 1)
    #expect(second.mutants.isEmpty)
    #expect(second.guardrails.map(\.standing) == [.unprovable])
    #expect(second.guardrails.map(\.reason) == ["it is about people"])
  }

  @Test func checksThatTakeTheirSessionsCookieArePlayedBack() async throws {
    let page = #"<main><section><h2>Cost</h2><p>approximate cost</p></section></main>"#
    var visit = ProofFixture.recording("GET", "/a", headers: OperatorTests.page, body: page)
    visit.exchange.request.headers = [
      .init(name: "Cookie", value: "sid=[redacted]; lang=[redacted]")
    ]
    let forged = ProofFixture.recording("POST", "/b", status: 403, body: "{}", line: 9, number: 2)
    let proof = try ProofFixture.proof(
      """
        - visit: /a
          expect: [{text: {contains: approximate}}]
          capture: {session: {cookie: sid}}
        - request: POST /b
          cookies: {sid: "{{session}}"}
          form: {token: "0"}
          expect: [{status: 403}, {body: {excludes: "{{session}}"}}]
      """, [visit, forged], operators: Self.label, guardrail: "{kinds: [label]}",
      actor: "cfo", withPages: true)
    let result = await proof.run(workers: 1)
    #expect(result.unplayable == [:])
    #expect(result.mutants.map(\.outcome) == [.killed])
  }

  /// Waiting would take hours, however busy the machine is.
  @Test(.timeLimit(.minutes(25))) func pollingIsPlayedBackWithoutWaiting() async throws {
    let proof = try ProofFixture.proof(
      """
        - request: GET /a
          retry: {for: 60m, every: 30m}
          expect: [{json: $.state, equals: ready}]
      """,
      [
        ProofFixture.recording("GET", "/a", body: #"{"state": "approximate "}"#),
        ProofFixture.recording("GET", "/a", body: #"{"state": "ready"}"#, number: 2),
      ],
      operators: """
          - {id: hide, title: Hidden, kinds: [state], why: x, change: {replace-text: ready, with: no}}
        """, guardrail: "{kinds: [state]}", actor: "anonymous\n  timeout: 300m")
    let result = await proof.run(workers: 1)
    #expect(result.mutants.map(\.outcome) == [.killed], "\(result.unplayable)")
  }

  @Test func theSameLogGivesTheSameProof() async throws {
    let recordings = (1...20).map {
      ProofFixture.recording("GET", "/a", body: #"{"label": "approximate \#($0)"}"#, number: $0)
    }
    let proof = try ProofFixture.proof(
      "  - request: GET /a\n    repeat: 20\n    expect: [{json: $.label, contains: approximate}]",
      recordings, operators: Self.label, guardrail: "{kinds: [label]}")
    let once = ProofJSON.value(
      of: await proof.run(workers: 1), from: ProofFixture.origin)
    #expect(
      ProofJSON.value(
        of: await proof.run(workers: 4), from: ProofFixture.origin) == once)
  }

  @Test func theReportIsOfThePublishedSchema() async throws {
    let proof = try ProofFixture.proof(
      "  - request: GET /a\n    expect: [{json: $.label, contains: approximate}]",
      [ProofFixture.recording("GET", "/a", body: #"{"label": "approximate cost"}"#)],
      operators: Self.label, guardrail: "{kinds: [label]}")
    let value = ProofJSON.value(
      of: await proof.run(workers: 1), from: ProofFixture.origin)
    let published = try FileReader.read(
      Repository.location(of: "Reports/schemas/proof-1.schema.json"))
    let schema = try Schema.parse(try JSONValue.parse(published))
    #expect(try schema.violations(of: value).map(\.description) == [])
    var wrong = value.objectValue ?? JSONObject()
    wrong["mutants"] = [["outcome": "unheard of"]]
    #expect(try !schema.violations(of: .object(wrong)).isEmpty)
  }

  @Test func otherPromisesAreProvenAsGuardrailsAre() async throws {
    let proof = try ProofFixture.proof(
      "  - request: GET /a\n    expect: [{json: $.label, contains: approximate}]",
      [ProofFixture.recording("GET", "/a", body: #"{"label": "approximate cost"}"#)],
      operators: Self.label, guardrail: "{kinds: [label]}", under: "prove", kind: .step)
    let result = await proof.run(workers: 1)
    #expect(result.guardrails.map(\.standing) == [.proven])
    let totals = ProofJSON.value(
      of: result, from: ProofFixture.origin)["totals"]
    #expect(totals?["guardrails"]?.intValue == 0)
    #expect(totals?["others"]?.intValue == 1)
  }

  @Test(arguments: [("guardrails", ObligationKind.step), ("prove", .guardrail)])
  func aPromiseUnderTheWrongKeyIsReported(key: String, kind: ObligationKind) throws {
    let error = try #require(throws: ProofFixture.Invalid.self) {
      try ProofFixture.proof(
        "  - request: GET /a\n    expect: [{status: 200}]", [], operators: Self.label,
        guardrail: "{kinds: [label]}", under: key, kind: kind)
    }
    #expect(error.findings == ["'j#must.1' is \(kind == .step ? "no" : "a") guardrail"])
  }

  @Test func unknownKindsAndObligationsAreReported() {
    for guardrail in ["{kinds: [labl]}", "{}"] {
      #expect(throws: ProofFixture.Invalid.self) {
        try ProofFixture.proof(
          "  - request: GET /a\n    expect: [{status: 200}]", [], operators: Self.label,
          guardrail: guardrail)
      }
    }
  }
}
