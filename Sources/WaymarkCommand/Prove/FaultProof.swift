import Bindings
import ChildProcesses
import HTTPClient
import JourneyPlan
import JourneyRunner
import Pages
import ProjectConfiguration
import Proof
import RunEvents

/// Asks whether checks notice the faults of the reference system: each check of a guardrail runs on
/// an instance of its own on which one fault is switched on.
struct FaultProof {
  let guardrails: [GuardrailProof]
  let loaded: LoadedProject
  let environment: EnvironmentBinding
  let drivers: [String: any PageDriver]
  let workers: Int

  /// The result with the faults' mutants and what they mean for their guardrails.
  func added(to result: ProofResult) async throws -> ProofResult {
    let faults = Set(guardrails.filter { $0.unprovable == nil }.flatMap(\.faults)).sorted()
    guard !faults.isEmpty else { return result }
    let connection = try TargetConnection.open(
      environment, overrides: [:], project: loaded.project)
    defer { connection.process?.stop() }
    let transport = try HTTPTransport(threads: 2)
    defer { transport.shutdown() }
    var mutants: [MutantResult] = []
    for fault in faults {
      let violated = guardrails.filter { $0.faults.contains(fault) && $0.unprovable == nil }
      let finished = await run(fault, violated, connection, transport)
      for guardrail in violated { mutants.append(judge(fault, guardrail, finished)) }
    }
    return result.adding(mutants)
  }

  private func checks(of guardrails: [GuardrailProof]) -> [PlannedCheck] {
    let obligations = Set(guardrails.map(\.obligation))
    let plan = RunPlan.make(
      loaded.bindings, journeys: loaded.journeys,
      options: PlanOptions(
        environment: environment,
        provided: TargetConnection.provided(environment, overrides: [:]),
        selection: .everything, drivers: drivers.keys.sorted()))
    return plan.executable.filter { !obligations.isDisjoint(with: $0.obligations) }.map { check in
      var check = check
      check.binding.isIsolated = true
      check.binding.retry = nil
      return check
    }
  }

  private func run(
    _ fault: String, _ guardrails: [GuardrailProof], _ connection: TargetConnection,
    _ transport: HTTPTransport
  ) async -> [CheckFinished] {
    var configuration = RunConfiguration(
      environment: environment, baseURL: connection.baseURL, variables: connection.variables,
      secrets: connection.secrets, bindings: loaded.bindings, seed: 1, workers: workers,
      allowsCommands: false, projectFolder: loaded.project.root)
    configuration.environment.capture = .none
    configuration.faults = [fault]
    let results = FinishedChecks()
    let sink = RunSink(redactor: Redactor(secrets: connection.secrets)) { event in
      if case .checkFinished(let finished) = event { results.append(finished) }
    }
    let engine = RunEngine(
      configuration, transport: transport, sink: sink,
      launch: { _, _, _ in .failure(CommandError(message: "programs are not run in a proof")) },
      executors: transport.executors,
      pages: PageEquipment(drivers: drivers, screenshots: .none))
    await engine.run(RunPlan(checks: checks(of: guardrails)))
    return results.all
  }

  private func judge(
    _ fault: String, _ guardrail: GuardrailProof, _ finished: [CheckFinished]
  ) -> MutantResult {
    let keys = Set(checks(of: [guardrail]).map(\.key))
    let own = finished.filter { keys.contains($0.key) }.sorted { $0.key < $1.key }
    var result = MutantResult(
      operatorID: "fault:\(fault)", title: "The fault \(fault) is switched on",
      why: "docs/reference-system.md says what it breaks", guardrail: guardrail.obligation,
      route: "control port", outcome: .undecided, checks: own.map(\.key))
    if let killer = own.first(where: { $0.verdict == .failed }) {
      result.outcome = .killed
      result.checks = [killer.key]
      result.reason = killer.reason
    } else if own.contains(where: { $0.verdict == .passed }) {
      result.outcome = .survived
      result.reason = "no check noticed"
    } else {
      result.reason = own.first?.reason ?? "no check of it can run"
    }
    return result
  }
}
