import Bindings
import HTTPClient
import JSONTree
import RunEvents
import Testing

@Suite struct RunEngineTests {
  private static func check(_ steps: String, more: String = "") -> String {
    """
    journey: j
    checks:
    - id: one
      verifies: [step.1]
    \(more)
      steps:
    \(steps)
    """
  }

  @Test func everyMismatchOfAStepIsReported() async throws {
    let fixture = RunnerFixture { _ in (500, #"{"a": 1}"#) }
    let events = try await fixture.run(
      Self.check("  - request: GET /x\n    expect: [{status: 200}, {json: $.a, equals: 2}]"))
    let finished = try #require(events.finished.first)
    #expect(finished.verdict == .failed)
    #expect(finished.assertions == 2)
    #expect(finished.findings.map(\.line) == [8, 8])
    #expect(finished.findings.map(\.expected) == ["number 200", "number 2"])
    #expect(finished.findings.map(\.actual) == ["number 500", "number 1"])
    #expect(finished.findings[0].exchange == 1)
    #expect(events.exchanges.count == 1)
  }

  @Test func aTargetThatIsDownLeavesTheCheckUndecided() async throws {
    let fixture = RunnerFixture { _ throws(HTTPError) in
      throw .couldNotConnect(host: "target.test", port: 80)
    }
    let events = try await fixture.run(
      Self.check("  - request: GET /x\n    expect: [{status: 200}]"))
    let finished = try #require(events.finished.first)
    #expect(finished.verdict == .undecided)
    #expect(finished.reason.contains("nothing accepted a connection"))
  }

  @Test func aCaptureThatFindsNothingIsUndecided() async throws {
    let fixture = RunnerFixture { _ in (200, "{}") }
    let events = try await fixture.run(
      Self.check(
        """
          - request: GET /x
            expect: [{status: 200}]
            capture: {id: {json: $.id}}
          - request: GET /{{id}}
            expect: [{status: 200}]
        """))
    #expect(events.finished.first?.verdict == .undecided)
    #expect(events.finished.first?.reason.contains("found nothing") == true)
    #expect(fixture.requests.lines == ["GET /x"])
  }

  @Test func capturesLoopsAndBranchesWork() async throws {
    let fixture = RunnerFixture { request in
      request.url.path == "/list" ? (200, #"{"ids": [1, 2, 3]}"#) : (200, #"{"ok": true}"#)
    }
    let events = try await fixture.run(
      Self.check(
        """
          - request: GET /list
            capture: {ids: {json: '$.ids[*]'}}
          - each: "{{ids}}"
            in: id
            steps:
            - request: GET /item/{{id}}
              expect: [{json: $.ok, equals: true}]
            - if: [{variable: id, equals: 2}]
              then: [{request: GET /two}]
        """))
    #expect(events.finished.first?.verdict == .passed)
    #expect(
      fixture.requests.lines == [
        "GET /list", "GET /item/1", "GET /item/2", "GET /two", "GET /item/3",
      ])
  }

  @Test func stepsAreRetriedUntilTheirExpectationsHold() async throws {
    let fixture = RunnerFixture { _ in (200, "{}") }
    let counting = RunnerFixture { [requests = fixture.requests] request in
      requests.append(request)
      return requests.all.count < 3 ? (503, "") : (200, "")
    }
    let events = try await counting.run(
      Self.check(
        "  - request: GET /x\n    retry: {times: 5, every: 1ms}\n    expect: [{status: 200}]"))
    #expect(events.finished.first?.verdict == .passed)
    #expect(events.finished.first?.findings.isEmpty == true)
    #expect(counting.requests.all.count == 3)
  }

  @Test func cleanUpRunsWhateverHappened() async throws {
    let fixture = RunnerFixture { request in (request.method == "DELETE" ? 204 : 500, "") }
    let events = try await fixture.run(
      Self.check(
        "  - request: GET /x\n    expect: [{status: 200}]\n  cleanup:\n  - request: DELETE /x",
        more: "  writes: true"))
    #expect(events.finished.first?.verdict == .failed)
    #expect(fixture.requests.lines == ["GET /x", "DELETE /x"])
  }

  @Test func actorsSignInOnceAndTheirTokensAreNeverWritten() async throws {
    let fixture = RunnerFixture { request in
      if request.url.path == "/sign-in" { return (200, #"{"token": "tok-0123456789abcdef"}"#) }
      let isSignedIn =
        request.headers.firstValue(of: "Authorization") == "Bearer tok-0123456789abcdef"
      return (isSignedIn ? 200 : 401, #"{"echo": "tok-0123456789abcdef"}"#)
    }
    let yaml = """
      actors:
        cfo:
          sign-in:
            steps:
            - request: POST /sign-in
              json: {password: "{{password}}"}
              expect: [{status: 200}]
              capture: {token: {json: $.token}}
            bearer: "{{token}}"
      journey: j
      checks:
      - {id: one, verifies: [step.1], as: cfo, steps: [{request: GET /a, expect: [{status: 200}]}]}
      - {id: two, verifies: [step.1], as: cfo, steps: [{request: GET /b, expect: [{status: 418}]}]}
      """
    let events = try await fixture.run(yaml, secrets: ["password": "hunter2-and-more"])
    #expect(
      Set(events.finished.map { "\($0.key) \($0.verdict)" }) == ["j/one passed", "j/two failed"])
    #expect(fixture.requests.lines.filter { $0 == "POST /sign-in" }.count == 1)
    #expect(!events.written.contains("tok-0123456789abcdef"))
    #expect(!events.written.contains("hunter2"))
    #expect(events.written.contains("[redacted:cfo token]"))
  }

  @Test func tokensOfSignInsWithinStepsAreSecretsToo() async throws {
    let fixture = RunnerFixture { request in
      request.method == "POST"
        ? (200, #"{"data": {"token" : "tok-0123456789abcdef"}}"#)
        : (200, "you sent tok-0123456789abcdef")
    }
    let yaml = """
      journey: j
      checks:
      - id: one
        verifies: [step.1]
        writes: true
        steps:
        - {request: POST /sign-in, expect: [{status: 200}], capture: {mine: {json: $.data.token}}}
        - {request: GET /a, headers: {X-Mine: "{{mine}}"}, expect: [{status: 418}]}
      """
    let events = try await fixture.run(yaml)
    #expect(events.finished.map(\.verdict) == [.failed])
    #expect(!events.written.contains("tok-0123456789abcdef"))
    #expect(events.written.contains("[redacted:token]"))
  }

  @Test func isolatedChecksGetAnInstanceAndReturnIt() async throws {
    let fixture = RunnerFixture { request in
      if request.url.path == "/instances" {
        return (
          200,
          #"{"id": "i1", "base_url": "http://own.test:81", "control_url": "http://own.test:82"}"#
        )
      }
      return (200, "{}")
    }
    let events = try await fixture.run(
      Self.check(
        "  - request: GET /x\n    expect: [{status: 200}]\n  - request: POST {{control}}/reset",
        more: "  isolated: true"), variables: ["control": "http://control.test:9"])
    #expect(events.finished.first?.verdict == .passed)
    let urls = fixture.requests.all.map { "\($0.method) \($0.url.text)" }
    #expect(
      urls == [
        "POST http://control.test:9/instances", "GET http://own.test:81/x",
        "POST http://own.test:82/reset", "DELETE http://control.test:9/instances/i1",
      ])
  }

  @Test func hostsThatAreNotListedAreNotAsked() async throws {
    let fixture = RunnerFixture { _ in (200, "{}") }
    let events = try await fixture.run(
      Self.check("  - request: GET http://elsewhere.test/\n    expect: [{status: 200}]"))
    #expect(events.finished.first?.verdict == .undecided)
    #expect(fixture.requests.all.isEmpty)
  }

  @Test func liveTargetsAreOnlyReadUnlessWritesAreAllowed() async throws {
    let fixture = RunnerFixture { _ in (200, "{}") }
    let yaml = Self.check(
      "  - request: POST /x\n    expect: [{status: 200}]", more: "  writes: true")
    let live = EnvironmentBinding.adHoc(address: "http://target.test")
    let events = try await fixture.run(yaml, environment: live)
    #expect(events.finished.first?.verdict == .notExercised)
    #expect(fixture.requests.all.isEmpty)
  }

  @Test func aSequenceCannotWriteWhereNothingMay() async throws {
    let fixture = RunnerFixture { _ in (200, "{}") }
    let yaml = """
      environments: {live: {base-url: "http://target.test"}}
      actors:
        cfo: {sign-in: {steps: [{request: POST /sign-in}]}}
      journey: j
      checks:
      - id: one
        verifies: [step.1]
        as: cfo
        steps: [{request: GET /a, expect: [{status: 200}]}]
      """
    let live = EnvironmentBinding.adHoc(address: "http://target.test")
    let events = try await fixture.run(yaml, environment: live)
    #expect(events.finished.first?.verdict == .passed, "a sign-in may send what it needs")
    #expect(fixture.requests.lines == ["POST /sign-in", "GET /a"])
  }

  @Test func membersOfCapturedObjectsAreVariables() async throws {
    let fixture = RunnerFixture { _ in (200, #"{"items": [{"id": 7, "at": {"x": "y"}}]}"#) }
    let events = try await fixture.run(
      Self.check(
        """
          - request: GET /list
            capture: {items: {json: $.items}}
          - each: "{{items}}"
            in: it
            steps:
            - request: GET /item/{{it.id}}/{{it.at.x}}
              expect: [{status: 200}]
        """))
    #expect(events.finished.first?.verdict == .passed, "\(events.finished)")
    #expect(fixture.requests.lines == ["GET /list", "GET /item/7/y"])
  }

  @Test func credentialsStayWithTheTarget() async throws {
    let fixture = RunnerFixture { _ in (200, "{}") }
    let yaml = """
      actors: {cfo: {sign-in: {token: "{{secret}}"}}}
      journey: j
      checks:
      - id: one
        verifies: [step.1]
        as: cfo
        steps:
        - {request: GET /a, expect: [{status: 200}]}
        - {request: GET "http://control.test:9/b", expect: [{status: 200}]}
      """
    let events = try await fixture.run(
      yaml.replacing("\"http://control.test:9/b\"", with: "http://control.test:9/b"),
      variables: ["control": "http://control.test:9"], secrets: ["secret": "tok-0123456789"])
    #expect(events.finished.first?.verdict == .passed, "\(events.finished)")
    let sent = fixture.requests.all.map { $0.headers.firstValue(of: "Authorization") != nil }
    #expect(sent == [true, false])
  }

  @Test func theBudgetOfRequestsHolds() async throws {
    let fixture = RunnerFixture { _ in (200, "{}") }
    var environment = EnvironmentBinding.reference
    environment.limits.requests = 3
    let events = try await fixture.run(
      Self.check("  - request: GET /x\n    repeat: 5\n    expect: [{status: 200}]"),
      environment: environment)
    #expect(events.finished.first?.verdict == .undecided)
    #expect(fixture.requests.all.count == 3)
  }

  @Test(arguments: 1...4) func resultsDoNotDependOnWorkers(workers: Int) async throws {
    let fixture = RunnerFixture { request in
      (request.url.path.hasSuffix("3") ? 500 : 200, "{}")
    }
    var yaml = "journey: j\nchecks:\n"
    for number in 1...9 {
      yaml += """
        - {id: c\(number), verifies: [step.1], steps: [{request: GET /\(number), expect: [{status: 200}]}]}

        """
    }
    let events = try await fixture.run(yaml, workers: workers)
    let failed = events.finished.filter { $0.verdict == .failed }.map(\.key)
    #expect(failed == ["j/c3"])
    #expect(events.finished.count == 9)
  }
}
