import Bindings
import HTTPClient
import JSONTree
import RunEvents
import Testing

/// Monitors within a run: what they see, what becomes of their verdicts, what is written.
@Suite struct MonitorRunTests {
  private let check = """
    journey: j
    actors:
      ann:
        role: ROLE_A
        tenants: [t2]
        sign-in:
          steps:
            - request: POST /sign-in
              expect: [{status: 200}]
              capture: {token: {json: $.token}}
          bearer: "{{token}}"
    checks:
      - id: c
        verifies: step.1
        as: ann
        steps: [{request: GET /things, expect: [{status: 200}]}]

    """

  private func run(
    _ monitors: String, capture: EnvironmentBinding.CaptureMode = .all,
    things: String = #"{"label":"exact cost"}"#
  ) async throws -> RunnerFixture.Events {
    var environment = EnvironmentBinding.reference
    environment.capture = capture
    let fixture = RunnerFixture { request throws(HTTPError) in
      switch request.url.path {
      case "/sign-in": (200, #"{"token":"secret-token-0123456789"}"#)
      case "/markers": (200, #"[{"id":"t1","canaries":["marker-0123456789"]}]"#)
      case "/log": (200, "[]")
      case "/gone": (500, "{}")
      default: (200, things)
      }
    }
    return try await fixture.run(
      check + "monitors:\n" + monitors, variables: ["control": "http://target.test"],
      environment: environment)
  }

  private func finished(_ events: RunnerFixture.Events) -> [MonitorFinished] {
    events.all.compactMap { if case .monitorFinished(let value) = $0 { value } else { nil } }
  }

  @Test(arguments: EnvironmentBinding.CaptureMode.allCases)
  func watchesWhateverTheLogKeeps(capture: EnvironmentBinding.CaptureMode) async throws {
    let events = try await run(
      "  - {id: m, verifies: [\"j#step.1\"], wording: {forbid: [exactness]}}\n", capture: capture)
    let result = try #require(finished(events).first)
    #expect(result.verdict == .failed)
    #expect(result.findings.map(\.place) == ["$.label"])
    #expect(result.findings[0].check == "j/c")
    #expect(result.findings[0].exchange == 1)
    #expect(result.findings[0].request == "GET http://target.test/things → 200 as ann")
    // The sign-in and the request.
    #expect(result.judged == 2)
  }

  @Test func secretsInFindingsAreRedacted() async throws {
    let events = try await run(
      "  - {id: m, wording: {forbid: [exactness]}}\n  - {id: s, secrets: {issuing: [POST /sign-in]}}\n",
      things: #"{"label":"exact cost secret-token-0123456789"}"#)
    #expect(finished(events).map(\.verdict) == [.failed, .failed])
    #expect(!events.written.contains("secret-token"))
    #expect(finished(events)[0].findings[0].found.contains("[redacted:ann token]"))
  }

  @Test func markersComeFromOutside() async throws {
    let monitor = "  - {id: m, canaries: {planted: {request: \"GET {{control}}/markers\"}}}\n"
    let clean = try await run(monitor)
    #expect(finished(clean).map(\.verdict) == [.passed])
    let leak = try await run(monitor, things: #"{"n":"marker-0123456789"}"#)
    #expect(finished(leak).first?.findings.map(\.rule) == ["no value of tenant t1"])
    // What monitors ask is no part of the run.
    #expect(!leak.exchanges.contains { $0.request.url.contains("/markers") })
  }

  @Test func whatCannotBeHadIsUndecided() async throws {
    let events = try await run("  - {id: m, canaries: {planted: {request: GET /gone}}}\n")
    #expect(finished(events).map(\.verdict) == [.undecided])
    #expect(finished(events)[0].reason.contains("status 500"))
  }

  @Test func auditLogsAreReadAtTheEnd() async throws {
    let events = try await run(
      "  - {id: m, audit: {log: {request: GET /log}, routes: [GET /things]}}\n")
    #expect(finished(events).map(\.verdict) == [.failed])
    #expect(finished(events)[0].findings[0].place == "header X-Request-Id")
  }

  @Test func whatHadNothingToJudgeIsNotExercised() async throws {
    let events = try await run("  - {id: m, accessibility: {}}\n")
    #expect(finished(events).map(\.verdict) == [.notExercised])
  }

  @Test func monitorsSpeakAfterTheChecks() async throws {
    let events = try await run("  - {id: m, secrets: {}}\n").all
    let last = try #require(events.last)
    guard case .monitorFinished = last else {
      Issue.record("the last event is \(last.json.serialized())")
      return
    }
  }
}
