import Bindings
import HTTPClient
import JourneyPlan
import JourneyRunner
import Pages
import ProjectConfiguration
import Proof
import RunEvents

/// Runs checks of guardrails against a target that is broken on purpose, and says whether they notice.
///
/// Only checks that pass while nothing is broken are asked: one that fails anyway would seem to notice
/// everything.
struct BrokenTarget {
  let loaded: LoadedProject
  let environment: EnvironmentBinding
  let connection: TargetConnection
  let transport: HTTPTransport
  let drivers: [String: any PageDriver]
  let workers: Int
  /// Where the checks ask, which need not be the target itself.
  let baseURL: HTTPURL

  /// The executable checks of guardrails, each tried once.
  func checks(of guardrails: [GuardrailProof]) -> [PlannedCheck] {
    let obligations = Set(guardrails.map(\.obligation))
    let plan = RunPlan.make(
      loaded.bindings, journeys: loaded.journeys,
      options: PlanOptions(
        environment: environment,
        provided: TargetConnection.provided(environment, overrides: [:]),
        selection: .everything, drivers: drivers.keys.sorted()))
    return plan.executable.filter { !obligations.isDisjoint(with: $0.obligations) }.map { check in
      var check = check
      check.binding.retry = nil
      return check
    }
  }

  /// What became of checks while faults of the reference system were switched on, by key.
  func run(_ checks: [PlannedCheck], faults: [String] = []) async -> [String: CheckFinished] {
    var configuration = RunConfiguration(
      environment: environment, baseURL: baseURL, variables: connection.variables,
      secrets: connection.secrets, bindings: loaded.bindings, seed: 1, workers: workers,
      allowsCommands: false, projectFolder: loaded.project.root)
    configuration.environment.capture = .none
    configuration.faults = faults
    let results = FinishedChecks()
    let sink = RunSink(redactor: Redactor(secrets: connection.secrets)) { event in
      if case .checkFinished(let finished) = event { results.append(finished) }
    }
    let engine = RunEngine(
      configuration, transport: transport, sink: sink,
      launch: { _, _, _ in .failure(CommandError(message: "programs are not run in a proof")) },
      executors: transport.executors,
      pages: PageEquipment(drivers: drivers, screenshots: .none))
    await engine.run(RunPlan(checks: checks))
    return Dictionary(results.all.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
  }

  /// Says what the checks of a guardrail noticed.
  ///
  /// - Parameters:
  ///   - sound: What became of the same checks while nothing was broken.
  ///   - broken: What became of those that passed then.
  static func judge(
    _ mutant: MutantResult, _ checks: [PlannedCheck], sound: [String: CheckFinished],
    broken: [String: CheckFinished]
  ) -> MutantResult {
    var mutant = mutant
    let keys = checks.map(\.key).sorted()
    let asked = keys.filter { sound[$0]?.verdict == .passed }
    mutant.checks = asked
    guard !asked.isEmpty else {
      mutant.outcome = .undecided
      let reason = keys.lazy.compactMap { sound[$0]?.reason }.first { !$0.isEmpty }
      mutant.reason =
        keys.isEmpty
        ? "it has no check that can be asked"
        : "none of its checks passes while nothing is broken: \(reason ?? "they did not run")"
      return mutant
    }
    let results = asked.compactMap { broken[$0] }
    if let killer = results.first(where: { $0.verdict == .failed }) {
      mutant.outcome = .killed
      mutant.checks = [killer.key]
      mutant.reason = killer.reason
    } else if results.contains(where: { $0.verdict == .passed }) {
      mutant.outcome = .survived
      mutant.reason = "no check noticed"
    } else {
      mutant.outcome = .undecided
      mutant.reason = results.first?.reason ?? "no check ran"
    }
    return mutant
  }
}
