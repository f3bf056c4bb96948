import Bindings
import ChildProcesses
import HTTPClient
import JSONTree
import JourneyPlan
import JourneyRunner
import Pages
import ProjectConfiguration
import Proof
import RunEvents

/// Asks whether checks notice what a mutating proxy between them and the target changes: for pages
/// whose scripts matter, in the browser that people use.
struct LiveProof {
  let guardrails: [GuardrailProof]
  let operators: [MutationOperator]
  let loaded: LoadedProject
  let environment: EnvironmentBinding
  let driver: any PageDriver
  let workers: Int

  /// The result with the proxy's mutants and what they mean for their guardrails.
  func added(to result: ProofResult) async throws -> ProofResult {
    let asked = guardrails.filter { $0.unprovable == nil && !$0.live.isEmpty }
    guard !asked.isEmpty else { return result }
    let connection = try TargetConnection.open(
      environment, overrides: [:], project: loaded.project)
    defer { connection.process?.stop() }
    let proxy = try CompanionProcess.mutatingProxy(target: connection.baseURL.text)
    defer { proxy.stop() }
    let transport = try HTTPTransport(threads: 2)
    defer { transport.shutdown() }
    try await plantMarkers(of: connection, into: proxy, transport)
    var mutants: [MutantResult] = []
    for guardrail in asked {
      for id in guardrail.live {
        guard let operation = operators.first(where: { $0.id == id }) else { continue }
        mutants.append(
          try await judge(operation, guardrail, connection, proxy, transport))
      }
    }
    return result.adding(mutants)
  }

  private func judge(
    _ operation: MutationOperator, _ guardrail: GuardrailProof, _ connection: TargetConnection,
    _ proxy: CompanionProcess, _ transport: HTTPTransport
  ) async throws -> MutantResult {
    let checks = checks(of: guardrail)
    var result = MutantResult(
      operatorID: operation.id, title: operation.title, why: operation.why,
      guardrail: guardrail.obligation, route: "through the proxy", outcome: .undecided,
      checks: checks.map(\.key))
    guard !checks.isEmpty else {
      result.reason = "it has no check with pages on the shared target"
      return result
    }
    let routes = JSONValue.array(guardrail.routes.map(JSONValue.string))
    try await tell(proxy, "/operator", ["id": .string(operation.id), "routes": routes], transport)
    let finished = await run(checks, connection, proxy, transport)
    let answer = try await tell(proxy, "/operator", [:], transport, reading: "/")
    let example = answer["examples"]?.arrayValue?.first?.stringValue ?? ""
    result.after = example
    if (answer["changed"]?.intValue ?? 0) == 0 {
      result.outcome = .notApplicable
      result.reason = "nothing that the checks saw was changed"
    } else if let killer = finished.first(where: { $0.verdict == .failed }) {
      result.outcome = .killed
      result.checks = [killer.key]
      result.reason = killer.findings.first { !$0.isUndecided }?.actual ?? killer.reason
    } else if finished.contains(where: { $0.verdict == .passed }) {
      result.outcome = .survived
      result.reason = "no check noticed"
    } else {
      result.reason = finished.first?.reason ?? "no check ran"
    }
    return result
  }

  private func checks(of guardrail: GuardrailProof) -> [PlannedCheck] {
    let plan = RunPlan.make(
      loaded.bindings, journeys: loaded.journeys,
      options: PlanOptions(
        environment: environment,
        provided: TargetConnection.provided(environment, overrides: [:]),
        selection: .everything, drivers: [driver.name]))
    return plan.executable.filter { check in
      check.driver != nil && !check.binding.isIsolated
        && check.obligations.contains(guardrail.obligation)
    }.map { check in
      var check = check
      check.binding.retry = nil
      return check
    }
  }

  private func run(
    _ checks: [PlannedCheck], _ connection: TargetConnection, _ proxy: CompanionProcess,
    _ transport: HTTPTransport
  ) async -> [CheckFinished] {
    guard let address = try? HTTPURL(proxy.baseURL) else { return [] }
    var configuration = RunConfiguration(
      environment: environment, baseURL: address, variables: connection.variables,
      secrets: connection.secrets, bindings: loaded.bindings, seed: 1, workers: workers,
      allowsCommands: false, projectFolder: loaded.project.root)
    configuration.environment.capture = .none
    let results = FinishedChecks()
    let sink = RunSink(redactor: Redactor(secrets: connection.secrets)) { event in
      if case .checkFinished(let finished) = event { results.append(finished) }
    }
    let engine = RunEngine(
      configuration, transport: transport, sink: sink,
      launch: { _, _, _ in .failure(CommandError(message: "programs are not run in a proof")) },
      executors: transport.executors,
      pages: PageEquipment(drivers: [driver.name: driver], screenshots: .none))
    await engine.run(RunPlan(checks: checks))
    return results.all.sorted { $0.key < $1.key }
  }

  // MARK: - The proxy

  private func plantMarkers(
    of connection: TargetConnection, into proxy: CompanionProcess, _ transport: HTTPTransport
  ) async throws {
    guard let control = connection.variables["control"]?.stringValue else { return }
    let response = try await transport.send(
      HTTPRequest(url: try HTTPURL(control).resolving("/canaries")))
    let markers = MutationContext.markers(in: response.body)
    try await tell(
      proxy, "/markers",
      .object(
        JSONObject(
          markers.sorted { $0.key < $1.key }.map {
            ($0.key, JSONValue.string($0.value))
          })), transport)
  }

  /// Sends the proxy an order; `path` is read before it where one is given.
  @discardableResult
  private func tell(
    _ proxy: CompanionProcess, _ path: String, _ order: JSONValue, _ transport: HTTPTransport,
    reading: String? = nil
  ) async throws -> JSONValue {
    let control = try HTTPURL(proxy.controlURL)
    var before = JSONValue.null
    if let reading {
      let response = try await transport.send(HTTPRequest(url: try control.resolving(reading)))
      before = try JSONValue.parse(response.body)
    }
    var request = HTTPRequest(method: "POST", url: try control.resolving(path))
    request.body = .bytes(Array(order.serialized().utf8))
    let response = try await transport.send(request)
    return reading == nil ? try JSONValue.parse(response.body) : before
  }
}
