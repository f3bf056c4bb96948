package import Bindings
import JourneyModel
import SourceText

/// A monitor as a run has it at work, or the reason why not.
package struct PlannedMonitor: Sendable {
  package var binding: MonitorBinding
  /// Full ids of what it verifies and the selection does not leave out; unknown ones are left out.
  package var obligations: [String]
  package var disposition: PlannedCheck.Disposition
}

extension RunPlan {
  /// Leaves all monitors out of the run.
  package mutating func switchOffMonitors() {
    for index in monitors.indices {
      monitors[index].disposition = .deselected(reason: "monitors are switched off")
    }
  }

  /// Plans the monitors of a project; a selection never takes one away, since whatever is run is
  /// watched, but only obligations that are selected count.
  static func monitors(
    _ bindings: BindingSet, _ indices: [String: ObligationIndex], _ options: PlanOptions,
    deselected: Set<String>
  ) -> [PlannedMonitor] {
    bindings.monitors.map { monitor in
      let obligations = monitor.verifies.compactMap { named -> String? in
        guard
          case .found(let obligation)? = indices[named.journey]?.lookup(named.reference.path),
          !deselected.contains(obligation.id)
        else { return nil }
        return obligation.id
      }
      return PlannedMonitor(
        binding: monitor, obligations: obligations, disposition: disposition(of: monitor, options))
    }
  }

  private static func disposition(
    of monitor: MonitorBinding, _ options: PlanOptions
  ) -> PlannedCheck.Disposition {
    if let problem = monitor.problems.first {
      let line = problem.range.map { ":\($0.start.line)" } ?? ""
      return .undecided(
        reason: "the binding is invalid (\(problem.path)\(line)): \(problem.message)")
    }
    let environment = options.environment.name
    if let only = monitor.only, !only.contains(environment) {
      return .deselected(reason: "only for \(only.joined(separator: ", "))")
    }
    if monitor.except.contains(environment) {
      return .deselected(reason: "not for \(environment)")
    }
    if let missing = monitor.requires.first(where: { !options.provided.contains($0) }) {
      return .notExercised(reason: "the target gives no '\(missing)'")
    }
    return .run
  }
}
