import Bindings
import HTTPClient
import JSONTree
import JourneyRunner
import RunEvents
import Testing

/// What findings quote is freed of secrets and personal data before it is cut: half of one is not
/// recognised any more.
@Suite struct ExcerptRedactionTests {
  private let secret = "s3cret-9f86d081884c7d659a2feaa0c55ad015-that-is-long"
  private let address = "ann.longname.smith@example.test"

  private func written(
    _ body: String, _ expectation: String, monitors: String = ""
  ) async throws -> (text: String, findings: Int) {
    var environment = EnvironmentBinding.reference
    environment.capture = .none
    let fixture = RunnerFixture { _ throws(HTTPError) in (200, body) }
    let events = try await fixture.run(
      """
      journey: j
      checks:
        - {id: c, verifies: step.1, steps: [{request: GET /x, expect: [\(expectation)]}]}
      \(monitors)

      """, secrets: ["password": secret], environment: environment)
    let monitored = events.all.reduce(0) {
      if case .monitorFinished(let value) = $1 { $0 + value.findings.count } else { $0 }
    }
    return (events.written, events.finished.reduce(monitored) { $0 + $1.findings.count })
  }

  /// The cut comes after 200 characters; both stand before it, across it and behind.
  @Test(arguments: Array(stride(from: 120, through: 230, by: 5)))
  func nothingIsLeftOfWhatIsCut(start: Int) async throws {
    let pad = String(repeating: "word ", count: 100)
    for value in [secret, address] {
      let text = pad.prefix(start) + value + " " + pad
      for body in [
        #"{"a":"\#(text)"}"#, #"{"\#(text)":1}"#, #"["b",{"a":["\#(text)"]}]"#,
      ] {
        for expectation in ["{json: $, isNumber: true}", "{body: {equals: x}}"] {
          let (written, findings) = try await written(body, expectation)
          #expect(findings == 1)
          #expect(!written.contains(value.prefix(8)), "\(expectation): \(written)")
        }
      }
    }
  }

  @Test(arguments: Array(stride(from: 150, through: 215, by: 5)))
  func schemasTellNoHalfSecrets(start: Int) async throws {
    let text = String(repeating: "word ", count: 100).prefix(start) + secret
    let schema = "{type: object, properties: {a: {type: integer}}}"
    let (written, findings) = try await written(
      #"{"a":"\#(text)"}"#, "{json: $, matchesSchema: \(schema)}",
      monitors: "monitors:\n  - {id: m, schema: {routes: {/x: {value: \(schema)}}}}")
    #expect(findings == 2)
    #expect(!written.contains(secret.prefix(8)), "\(written)")
  }

  @Test func bytesAreToldWithoutSecrets() async throws {
    let hexadecimal = secret.utf8.prefix(12).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
    let (written, findings) = try await written(secret, "{bytes: {isEmpty: true}}")
    #expect(findings == 1)
    #expect(!written.contains(hexadecimal))
  }
}
