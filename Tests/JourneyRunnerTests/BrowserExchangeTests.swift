import Bindings
import HTTPClient
import JourneyRunner
import Pages
import RunEvents
import Testing

/// What a browser sends by itself, within a run.
@Suite struct BrowserExchangeTests {
  private static func exchange(
    _ method: String, _ path: String, sent: String = "", status: Int? = 200,
    type: String = "application/json", body: String = "", headers: [HTTPField] = [],
    _ account: PageExchange.Account
  ) throws -> PageExchange {
    let url = try HTTPURL("http://target.test\(path)")
    let request = HTTPRequest(
      method: method, url: url,
      headers: [HTTPField("Cookie", "sid=s3cret"), HTTPField("Authorization", "Bearer s3cret")],
      body: sent.isEmpty ? .none : .bytes(Array(sent.utf8)))
    let response = status.map {
      HTTPResponse(
        status: $0, headers: [HTTPField("Content-Type", type)] + headers, body: Array(body.utf8),
        finalURL: url)
    }
    return PageExchange(
      request: request,
      result: response.map { .success($0) } ?? .failure(.other(code: 0, message: "net::ERR_X")),
      account: account, start: .now, duration: 1000)
  }

  private static let shown = "<title>Overview</title><h1>exact cost</h1>"

  private static func exchanges() throws -> PageExchanges {
    PageExchanges(
      [
        try exchange(
          "POST", "/sign-in", sent: "password=tulip+*+mania%7E*", status: 303,
          headers: [HTTPField("Set-Cookie", "sid=abcdefgh; HttpOnly"), HTTPField("Location", "/")],
          .init(purpose: .document)),
        try exchange(
          "GET", "/exec/overview", type: "text/html", body: shown, .init(purpose: .document)),
        try exchange(
          "GET", "/style.css", type: "text/css", .init(purpose: .asset, bodySize: 700)),
        try exchange("GET", "/api/costs", body: #"{"label":"exact cost"}"#, .init(purpose: .data)),
        try exchange("GET", "/api/late", status: nil, .init(purpose: .data)),
      ], loss: "the browser is tired")
  }

  private static func run(
    expects text: String = "Overview", capture: EnvironmentBinding.CaptureMode = .all
  ) async throws -> RunnerFixture.Events {
    let pages = ScriptedPages(changesByItself: true, exchanges: try exchanges()) {
      (_, _) throws(PageError) in
      PageView(
        url: "http://target.test/exec/overview", title: "Overview", status: 200, text: "Overview",
        source: Array(shown.utf8))
    }
    var environment = EnvironmentBinding.reference
    environment.capture = capture
    let fixture = RunnerFixture { _ throws(HTTPError) in (200, "{}") }
    return try await fixture.run(
      """
      journey: j
      checks:
        - id: one
          verifies: [step.1]
          steps:
            - visit: /exec/overview
              timeout: 50ms
              expect: [{title: \(text)}]
      monitors:
        - {id: words, verifies: ["j#step.1"], wording: {forbid: [exactness]}}
        - {id: kept, verifies: ["j#step.1"], headers: {require: {X-Kept: present}}}
      """, secrets: ["password": "tulip * mania~*"], environment: environment,
      pages: PageEquipment(drivers: ["html": pages]))
  }

  @Test func theyAreRecordedAndRedacted() async throws {
    let events = try await Self.run()
    let exchanges = events.exchanges
    #expect(exchanges.map(\.number) == [1, 2, 3, 4, 5])
    #expect(exchanges.map { $0.response?.status } == [303, 200, 200, 200, nil])
    #expect(exchanges.first?.request.body?.text == "password=[redacted:password]")
    #expect(exchanges.first?.line == 6)
    #expect(exchanges.allSatisfy { $0.at >= 0 })
    #expect(exchanges.last?.error == "the request failed: net::ERR_X")
    let style = exchanges[2].response?.body
    #expect(style == .init(text: "", isBase64: false, size: 700, isCut: true))
    for secret in ["s3cret", "tulip", "abcdefgh"] { #expect(!events.written.contains(secret)) }
    let notices = events.all.compactMap { if case .notice(let notice) = $0 { notice } else { nil } }
    #expect(
      notices.map(\.message)
        == ["j/one[html]: not all exchanges are recorded: the browser is tired"])
  }

  /// A page once, as it is shown; what it is made of not at all.
  @Test(arguments: EnvironmentBinding.CaptureMode.allCases)
  func monitorsJudgeThem(capture: EnvironmentBinding.CaptureMode) async throws {
    let events = try await Self.run(capture: capture)
    let finished = events.all.compactMap {
      if case .monitorFinished(let value) = $0 { value } else { nil }
    }
    let words = try #require(finished.first { $0.id == "words" })
    #expect(words.findings.map(\.exchange) == [nil, 4])
    let kept = try #require(finished.first { $0.id == "kept" })
    #expect(kept.findings.map(\.exchange) == [1, 2, 4])
  }

  @Test func whatIsNotToBeKeptIsNot() async throws {
    #expect(try await Self.run(capture: .failures).exchanges.isEmpty)
    #expect(try await Self.run(expects: "Else", capture: .failures).exchanges.count == 5)
  }

  @Test func aFindingNamesTheExchangeThatBroughtThePage() async throws {
    let events = try await Self.run(expects: "Else")
    #expect(events.finished.first?.findings.map(\.exchange) == [2])
  }
}
