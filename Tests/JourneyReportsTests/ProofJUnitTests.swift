import JourneyReports
import Markup
import Testing

/// A proof as test runners' reports have it.
@Suite struct ProofJUnitTests {
  private static let proof = """
    {"schema": "waymark/proof/1", "guardrails": [
      {"obligation": "j#must.1", "standing": "proven", "killed": 2, "survived": 0, "reason": ""},
      {"obligation": "j#must.2", "standing": "survived", "killed": 0, "survived": 1, "reason": ""},
      {"obligation": "j#must.3", "standing": "unproven", "killed": 0, "survived": 0, "reason": "r"},
      {"obligation": "k#must.1", "standing": "unprovable", "killed": 0, "survived": 0,
       "reason": "no exchange shows it"}],
     "mutants": [{"guardrail": "j#must.2", "title": "A label is lost", "outcome": "survived",
       "why": "w", "route": "GET /x", "checks": ["j/c"], "reason": "", "place": "$.a",
       "before": "\\u0000", "after": "::error [[ATTACHMENT|x]]"}]}
    """

  @Test func everyGuardrailIsACase() throws {
    let record = try ProofRecord(Array(Self.proof.utf8))
    let output = ByteOutput()
    ProofJUnit(record, startedAt: "2026-03-02T08:15:30.123Z").write(to: output)
    let document = try XMLDocument.parse(try output.finish())
    let suite = try #require(try document.select(.parse("testsuite")).first)
    #expect(suite[attribute: "timestamp"] == "2026-03-02T08:15:30")
    #expect(
      ["tests", "failures", "errors", "skipped"].map { suite[attribute: $0] } == [
        "4", "1", "1", "1",
      ])
    let cases = try document.select(.parse("testcase")).map {
      "\($0[attribute: "classname"] ?? "") \($0[attribute: "name"] ?? "")"
    }
    #expect(
      cases == [
        "waymark.proof.j must.1", "waymark.proof.j must.2", "waymark.proof.j must.3",
        "waymark.proof.k must.1",
      ])
    let failure = try #require(try document.select(.parse("failure")).first)
    #expect(failure.text.contains("GET /x") && failure.text.contains("j/c"))
    #expect(!failure.text.contains("[[ATTACHMENT"))
    #expect(
      try document.select(.parse("skipped")).first?[attribute: "message"]
        == "unprovable: no exchange shows it")
  }
}
