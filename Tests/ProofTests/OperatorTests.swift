import HTTPClient
import JSONTree
import Proof
import Testing

/// Operators change what they say they change, and nothing else.
@Suite struct OperatorTests {
  static let operators = MutationOperator.standard.operators

  static let json = #"""
    {"success": true, "data": {"label": "Approximate, modelled estimate", "state": "Degraded", "count": 3,
    "severity": "high", "band": "25 to 100 USD a month", "assumptions": ["a", "b"], "target": 5, "partial": true, "missing": null,
    "note": "is logged and acknowledged", "items": [{"id": 1}, {"id": 2}]}}
    """#
  static let html = """
    <main><section><h2>Cost</h2><p>about 3 USD, degraded, is logged, acknowledged, low</p>
    <ul><li>a</li><li>b</li></ul></section></main><script>about()</script>
    """
  static let page = [("Content-Type", "text/html; charset=utf-8")]

  /// Answers of every kind that the operators are about.
  static let answers = [
    ProofFixture.recording("GET", "/api/v1/exec/overview", body: json),
    ProofFixture.recording("GET", "/exec/overview", headers: page, body: html),
    ProofFixture.recording(
      "GET", "/api/v1/exec/overview", status: 403, body: #"{"error": {"message": "no"}}"#),
    ProofFixture.recording(
      "GET", "/api/v1/gone", status: 404, body: #"{"error": {"message": "no"}}"#),
    ProofFixture.recording(
      "POST", "/api/v1/x", status: 422, body: #"{"error": {"message": "no"}}"#),
    ProofFixture.recording("GET", "/api/v1/exec/overview", status: 401, body: #"{"error": {}}"#),
    ProofFixture.recording(
      "GET", "/exec/overview", status: 303, headers: [("Location", "/sign-in?next=/")], body: ""),
    ProofFixture.recording(
      "GET", "/a",
      headers: [
        ("Content-Type", "application/json"), ("Set-Cookie", "s=1; HttpOnly; SameSite=Strict"),
        ("Cache-Control", "no-store"), ("Content-Security-Policy", "default-src 'none'"),
      ], body: json),
  ]

  static let context: MutationContext = {
    var context = MutationContext(recordings: answers)
    context.markers = ["ten_009": "cnry_0123456789abcdef"]
    return context
  }()

  @Test func theStandardOnesAreSound() {
    #expect(MutationOperator.standard.diagnostics.isEmpty)
    #expect(Self.operators.count >= 25)
    #expect(Self.operators.allSatisfy { !$0.why.isEmpty && !$0.title.isEmpty && !$0.kinds.isEmpty })
  }

  @Test(arguments: operators.map(\.id))
  func changesSomethingAndSaysWhere(id: String) throws {
    let operation = try #require(Self.operators.first { $0.id == id })
    var count = 0
    for answer in Self.answers {
      for mutation in operation.mutations(of: answer, in: Self.context) {
        count += 1
        #expect(!mutation.place.isEmpty)
        #expect(
          mutation.status != answer.status || mutation.body != answer.body
            || mutation.headers != answer.headers || mutation.delay > 0)
        if answer.media == .json, mutation.headers == answer.headers {
          #expect((try? JSONValue.parse(mutation.body)) != nil)
        }
      }
    }
    #expect(count > 0, "\(id) applies to none of the samples")
  }

  @Test(arguments: operators.map(\.id))
  func isReadFromWhatIsWritten(id: String) throws {
    let operation = try #require(Self.operators.first { $0.id == id })
    let read = try #require(MutationOperator(written: operation.written))
    #expect(read.written == operation.written && read.scope == operation.scope)
    for answer in Self.answers {
      let bodies = [operation, read].map { $0.mutations(of: answer, in: Self.context).map(\.body) }
      #expect(bodies[0] == bodies[1])
    }
  }

  @Test func scriptsAreLeftAlone() throws {
    let strip = try #require(Self.operators.first { $0.id == "strip-approximation-label" })
    let mutation = try #require(
      strip.mutations(of: Self.answers[1], in: Self.context).first)
    let text = String(decoding: mutation.body, as: UTF8.self)
    #expect(text.contains("<script>about()</script>"))
    #expect(text.contains("<p> 3 USD"))
  }

  @Test func refusalsAreServedWhatTheyGuard() throws {
    let serve = try #require(Self.operators.first { $0.id == "answer-instead-of-refusing" })
    let mutation = try #require(
      serve.mutations(of: Self.answers[2], in: Self.context).first)
    #expect(mutation.status == 200)
    #expect(mutation.body == Self.answers[0].body)
  }

  @Test func theAdmittedAreServedWhatOthersAreRefusedWith() throws {
    let serve = try #require(Self.operators.first { $0.id == "refuse-the-admitted" })
    let mutation = try #require(serve.mutations(of: Self.answers[0], in: Self.context).first)
    #expect(mutation.status == 403)
    #expect(mutation.body == Self.answers[2].body)
    #expect(serve.mutations(of: Self.answers[2], in: Self.context).isEmpty)
  }

  @Test func identifiersAreLeftOutOfRoutes() {
    let routes = ["/api/v1/exec/tenants/ten_001/summary?window=7d", "/exec/alerts/42", "/"].map {
      ProofFixture.recording("GET", $0).route
    }
    #expect(routes == ["GET /api/v1/exec/tenants/{}/summary", "GET /exec/alerts/{}", "GET /"])
  }
}
