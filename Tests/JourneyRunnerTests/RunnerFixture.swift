import Bindings
import HTTPClient
import JSONTree
import JourneyModel
import JourneyPlan
import JourneyRunner
import RunEvents
import SourceText
import Synchronization

/// Runs bindings against a function in place of a network.
struct RunnerFixture: RequestSending {
  typealias Answer = @Sendable (HTTPRequest) throws(HTTPError) -> (Int, String)

  let answer: Answer
  var type = "application/json"
  /// More headers of an answer.
  var headers: @Sendable (HTTPRequest) -> [HTTPField] = { _ in [] }
  let requests = Requests()

  final class Requests: Sendable {
    private let list = Mutex<[HTTPRequest]>([])
    func append(_ request: HTTPRequest) { list.withLock { $0.append(request) } }
    var all: [HTTPRequest] { list.withLock { $0 } }
    var lines: [String] { all.map { "\($0.method) \($0.url.path)" } }
  }

  final class Events: Sendable {
    private let list = Mutex<[RunEvent]>([])
    func append(_ event: RunEvent) { list.withLock { $0.append(event) } }
    var all: [RunEvent] { list.withLock { $0 } }
    var finished: [CheckFinished] {
      all.compactMap { if case .checkFinished(let value) = $0 { value } else { nil } }
    }
    var exchanges: [ExchangeRecord] {
      all.compactMap { if case .exchange(let value) = $0 { value } else { nil } }
    }
    /// Everything that would be written, as text.
    var written: String { all.map { $0.json.serialized() }.joined(separator: "\n") }
  }

  init(_ answer: @escaping Answer) {
    self.answer = answer
  }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    requests.append(request)
    let (status, body) = try answer(request)
    return HTTPResponse(
      status: status,
      headers: [HTTPField("Content-Type", type)] + headers(request),
      body: Array(body.utf8), finalURL: request.url)
  }

  /// Runs the checks of a file whose steps verify the one obligation of a journey.
  func run(
    _ yaml: String, variables: [String: JSONValue] = [:], secrets: [String: String] = [:],
    environment: EnvironmentBinding = .reference, workers: Int = 1,
    pages: PageEquipment = PageEquipment(), probesMatrices: Bool = false
  ) async throws -> Events {
    let (file, found) = BindingFile.parse(SourceFile(path: "b.yaml", text: yaml))
    var journey = Journey(id: "j", path: "j.md")
    journey.obligations = [
      Obligation(
        id: "j#step.1", name: nil, kind: .step, modality: nil, text: "It works.", context: [],
        stories: [], inheritedStories: [], fingerprint: "0",
        range: SourceRange(at: SourcePosition(line: 1, column: 1)))
    ]
    var provided = Set(variables.keys).union(secrets.keys)
    provided.insert("control")
    let (set, invalid) = BindingValidator.validate(
      BindingSet(files: [file]), journeys: [journey], provided: provided)
    try require(found + invalid)
    let plan = RunPlan.make(
      set, journeys: [journey],
      options: PlanOptions(
        environment: environment, provided: provided, selection: .everything,
        drivers: pages.drivers.keys.sorted()))
    let events = Events()
    let all = variables.merging(secrets.mapValues(JSONValue.string)) { $1 }
    let sink = RunSink(redactor: Redactor(secrets: secrets)) { events.append($0) }
    var configuration = RunConfiguration(
      environment: environment, baseURL: try HTTPURL("http://target.test"), variables: all,
      secrets: secrets, bindings: set, seed: 7, workers: workers, allowsCommands: false,
      projectFolder: ".")
    configuration.probesMatrices = probesMatrices
    let engine = RunEngine(
      configuration, transport: self, sink: sink,
      launch: { _, _, _ in .failure(CommandError(message: "no programs here")) }, pages: pages)
    await engine.run(plan)
    return events
  }

  private struct Invalid: Error { let findings: [String] }

  private func require(_ diagnostics: [Diagnostic]) throws {
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Invalid(findings: errors.map(\.message)) }
  }
}
