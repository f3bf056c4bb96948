import Bindings
import HTTPClient
import JSONTree
import JourneyRunner
import Pages
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
    // What monitors ask is not for them to judge; what they start from is kept for proofs.
    #expect(finished(leak).first?.findings.map(\.check) == ["j/c"])
    #expect(
      leak.exchanges.filter { $0.request.url.contains("/markers") }.map(\.check) == [
        MonitorRecord.journey
      ])
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

  @Test func logsOfInstancesWithoutSensitiveRequestsAreNotRead() async throws {
    let events = try await run(
      "  - {id: m, audit: {log: {request: GET /gone}, routes: [POST /other]}}\n")
    #expect(finished(events).map(\.verdict) == [.notExercised])
  }

  /// A visitor who is given a cookie for a form is a visitor no longer.
  @Test(arguments: [("POST /form", [1]), ("GET /form", [1, 2, 3])])
  func whoSignsInOnTheWayIsNoVisitor(request: String, judged: [Int]) async throws {
    var fixture = RunnerFixture { _ throws(HTTPError) in (200, #"{"a":"marker-0123456789"}"#) }
    fixture.headers = { request in
      request.url.path == "/form"
        ? [HTTPField("Set-Cookie", "sid=s3cret-of-the-visitor; HttpOnly; Path=/")] : []
    }
    let events = try await fixture.run(
      """
      journey: j
      checks:
        - id: c
          verifies: step.1
          writes: true
          steps:
            - {request: GET /before, expect: [{status: 200}]}
            - {request: \(request)}
            - {request: GET /after?x=s3cret-of-the-visitor}
      monitors:
        - id: m
          canaries: {planted: {value: [{id: t1, canaries: [marker-0123456789]}]}}

      """)
    #expect(finished(events).map(\.judged) == [judged.count])
    #expect(finished(events)[0].findings.map(\.exchange) == judged)
    let isRedacted = !events.written.contains("s3cret-of-the-visitor")
    #expect(isRedacted == (judged == [1]))
  }

  @Test func aBrowsersPageIsSeenAsItIsShown() async throws {
    let pages = ScriptedPages(changesByItself: true) { (_, look) throws(PageError) in
      PageView(
        url: "http://target.test/costs?x=1", title: "Costs", text: "x",
        source: look.wantsSource ? Array("<main><p>exact cost</p></main>".utf8) : nil,
        console: look.wantsConsole ? ["exact error"] : nil)
    }
    let fixture = RunnerFixture { _ throws(HTTPError) in (200, "{}") }
    let events = try await fixture.run(
      """
      journey: j
      checks:
        - {id: c, verifies: step.1, steps: [{visit: /costs, expect: [{title: Costs}]}]}
      monitors:
        - {id: m, applies: {kinds: [browser], statuses: [200]}, wording: {forbid: [exactness]}}
        - {id: h, headers: {forbid: [X-A]}}

      """, pages: PageEquipment(drivers: ["html": pages]))
    let results = finished(events)
    #expect(results.map(\.verdict) == [.failed, .notExercised])
    #expect(Set(results[0].findings.map(\.place)) == ["/html/body/main/p", "the body"])
    #expect(
      results[0].findings.map(\.request).contains(
        "GET http://target.test/costs?x=1 → shown as anonymous"))
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
