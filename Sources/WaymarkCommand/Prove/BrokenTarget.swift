import Bindings
import HTTPClient
import JourneyPlan
import JourneyRunner
import Pages
import ProjectConfiguration
import Proof
import RunEvents
import Synchronization

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

  /// Checks, each tried once, and the monitors that watch them.
  struct Asked {
    var checks: [PlannedCheck]
    var monitors: [PlannedMonitor]

    /// Those of one guardrail.
    func only(_ obligation: String) -> Asked {
      Asked(
        checks: checks.filter { $0.obligations.contains(obligation) },
        monitors: monitors.filter { $0.obligations.contains(obligation) })
    }

    /// Those that found nothing while nothing was broken.
    func sound(_ found: Found) -> Asked {
      Asked(
        checks: checks.filter { found.checks[$0.key]?.verdict == .passed },
        monitors: monitors.filter {
          [.passed, .notExercised].contains(found.monitors[$0.binding.id]?.verdict)
        })
    }
  }

  /// What became of checks, by key, and of monitors, by id.
  struct Found {
    var checks: [String: CheckFinished] = [:]
    var monitors: [String: MonitorFinished] = [:]
  }

  /// What is executable of guardrails.
  func asked(of guardrails: [GuardrailProof]) -> Asked {
    let obligations = Set(guardrails.map(\.obligation))
    let plan = RunPlan.make(
      loaded.bindings, journeys: loaded.journeys,
      options: PlanOptions(
        environment: environment,
        provided: TargetConnection.provided(environment, overrides: [:]),
        selection: .everything, drivers: drivers.keys.sorted()))
    return Asked(
      checks: plan.executable.filter { !obligations.isDisjoint(with: $0.obligations) }.map {
        var check = $0
        check.binding.retry = nil
        return check
      },
      monitors: plan.monitors.filter {
        $0.disposition == .run && !obligations.isDisjoint(with: $0.obligations)
      })
  }

  /// What became of checks while faults of the reference system were switched on.
  func run(_ asked: Asked, faults: [String] = []) async -> Found {
    var configuration = RunConfiguration(
      environment: environment, baseURL: baseURL, variables: connection.variables,
      secrets: connection.secrets, bindings: loaded.bindings, seed: 1, workers: workers,
      allowsCommands: false, projectFolder: loaded.project.root)
    configuration.environment.capture = .none
    configuration.faults = faults
    let found = Mutex(Found())
    let sink = RunSink(redactor: Redactor(secrets: connection.secrets)) { event in
      switch event {
      case .checkFinished(let finished): found.withLock { $0.checks[finished.key] = finished }
      case .monitorFinished(let finished): found.withLock { $0.monitors[finished.id] = finished }
      default: break
      }
    }
    let engine = RunEngine(
      configuration, transport: transport, sink: sink,
      launch: { _, _, _ in .failure(CommandError(message: "programs are not run in a proof")) },
      executors: transport.executors,
      pages: PageEquipment(drivers: drivers, screenshots: .none))
    await engine.run(RunPlan(checks: asked.checks, monitors: asked.monitors))
    return found.withLock { $0 }
  }

  /// Says what the checks and monitors of a guardrail noticed.
  ///
  /// - Parameters:
  ///   - sound: What became of the same checks while nothing was broken.
  ///   - broken: What became of those that passed then.
  static func judge(
    _ mutant: MutantResult, _ all: Asked, sound: Found, broken: Found
  ) -> MutantResult {
    var mutant = mutant
    let keys = all.checks.map(\.key).sorted()
    let passing = all.sound(sound)
    let asked = passing.checks.map(\.key).sorted()
    mutant.checks = asked
    guard !asked.isEmpty else {
      mutant.outcome = .undecided
      let reason = keys.lazy.compactMap { sound.checks[$0]?.reason }.first { !$0.isEmpty }
      mutant.reason =
        keys.isEmpty
        ? "it has no check that can be asked"
        : "none of its checks passes while nothing is broken: \(reason ?? "they did not run")"
      return mutant
    }
    let results = asked.compactMap { broken.checks[$0] }
    let alarm = passing.monitors.lazy.compactMap { broken.monitors[$0.binding.id] }.first {
      $0.verdict == .failed
    }
    if let killer = results.first(where: { $0.verdict == .failed }) {
      mutant.outcome = .killed
      mutant.checks = [killer.key]
      mutant.reason = killer.reason
    } else if let alarm {
      mutant.outcome = .killed
      mutant.checks = ["\(MonitorRecord.journey)/\(alarm.id)"]
      mutant.reason = alarm.told
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
