package import Bindings
package import JourneyModel
import SourceText

/// What a run does: every check as it will be executed, or the reason why not.
package struct RunPlan: Sendable {
  /// In the order of files and of checks in them.
  package var checks: [PlannedCheck]
  /// Obligation ids that the bindings mark as pending, with their reasons.
  package var pending: [String: String]
  /// Obligation ids that the selection leaves out.
  package var deselected: Set<String>
  package var monitors: [PlannedMonitor]

  package init(
    checks: [PlannedCheck] = [], pending: [String: String] = [:], deselected: Set<String> = [],
    monitors: [PlannedMonitor] = []
  ) {
    self.monitors = monitors
    self.checks = checks
    self.pending = pending
    self.deselected = deselected
  }

  package var executable: [PlannedCheck] {
    checks.filter { $0.disposition == .run }
  }
}

/// One execution of a check: a row of its examples, on one driver.
package struct PlannedCheck: Sendable {
  /// What becomes of it.
  package enum Disposition: Sendable, Hashable {
    case run
    /// Not part of this run; counts nowhere.
    case deselected(reason: String)
    case pending(reason: String)
    /// The target lacks what it needs.
    case notExercised(reason: String)
    /// It cannot be judged, because its binding is invalid.
    case undecided(reason: String)
  }

  /// `<journey>/<check><suffix>`, unique in the plan.
  package var key: String
  package var suffix: String
  /// The page driver; `nil` where the check has no page steps.
  package var driver: String?
  package var binding: CheckBinding
  package var example: Example?
  /// Variables of the file that the check stands in.
  package var fileVariables: [Assignment]
  /// Full ids of what it verifies; unknown ones are left out.
  package var obligations: [String]
  package var disposition: Disposition
}

/// What a plan is made for.
package struct PlanOptions: Sendable {
  package var environment: EnvironmentBinding
  /// Variables that the target and the command line provide.
  package var provided: Set<String>
  package var selection: Selection
  /// The page drivers, each of which every check with page steps runs on.
  package var drivers: [String]

  package init(
    environment: EnvironmentBinding, provided: Set<String>, selection: Selection,
    drivers: [String]
  ) {
    self.environment = environment
    self.provided = provided
    self.selection = selection
    self.drivers = drivers
  }
}

extension RunPlan {
  /// Plans all checks of a project.
  package static func make(
    _ bindings: BindingSet, journeys: [Journey], options: PlanOptions
  ) -> RunPlan {
    let indices = Dictionary(
      journeys.map { ($0.id, ObligationIndex($0)) }, uniquingKeysWith: { first, _ in first })
    var plan = RunPlan()
    for file in bindings.files {
      for check in file.checks {
        let obligations = check.verifies.compactMap { reference -> Obligation? in
          guard case .found(let obligation)? = indices[check.journey]?.lookup(reference.path)
          else { return nil }
          return obligation
        }
        let disposition = disposition(
          of: check, obligations, indices[check.journey]?.journey, options)
        let (drivers, unfit) = drivers(of: check, bindings, options)
        let rows = check.examples.map(Example?.some)
        for example in rows.isEmpty ? [nil] : rows {
          for driver in drivers {
            let suffix = (example.map { "[\($0.name)]" } ?? "") + (driver.map { "[\($0)]" } ?? "")
            plan.checks.append(
              PlannedCheck(
                key: "\(check.journey)/\(check.id)\(suffix)", suffix: suffix, driver: driver,
                binding: check, example: example, fileVariables: file.variables,
                obligations: obligations.map(\.id),
                disposition: disposition == .run ? unfit ?? .run : disposition))
          }
        }
      }
      for pending in file.pending {
        for reference in pending.obligations {
          guard let journey = file.journey?.value,
            case .found(let obligation)? = indices[journey]?.lookup(reference.path)
          else { continue }
          plan.pending[obligation.id] = pending.reason
        }
      }
    }
    plan.makeKeysUnique()
    plan.deselected = deselected(plan, journeys, options.selection)
    plan.monitors = monitors(bindings, indices, options, deselected: plan.deselected)
    return plan
  }

  /// One driver for each execution; `nil` for a check without page steps, or one that is left out.
  private static func drivers(
    of check: CheckBinding, _ set: BindingSet, _ options: PlanOptions
  ) -> ([String?], PlannedCheck.Disposition?) {
    let use = PageUse(of: check, in: set)
    guard use.hasPageSteps else { return ([nil], nil) }
    switch use.drivers(of: check, among: options.drivers) {
    case .success(let drivers): return (drivers, nil)
    case .failure(let unfit): return ([nil], .deselected(reason: unfit.reason))
    }
  }

  private static func disposition(
    of check: CheckBinding, _ obligations: [Obligation], _ journey: Journey?,
    _ options: PlanOptions
  ) -> PlannedCheck.Disposition {
    let subject = Selection.Subject(check: check, obligations: obligations, journey: journey)
    if !options.selection.contains(subject) { return .deselected(reason: "not selected") }
    if let problem = check.problems.first {
      let line = problem.range.map { ":\($0.start.line)" } ?? ""
      return .undecided(
        reason: "the binding is invalid (\(problem.path)\(line)): \(problem.message)")
    }
    let environment = options.environment.name
    if let only = check.only, !only.contains(environment) {
      return .deselected(reason: "only for \(only.joined(separator: ", "))")
    }
    if check.except.contains(environment) {
      return .deselected(reason: "not for \(environment)")
    }
    if let reason = check.pendingReason { return .pending(reason: reason) }
    if let missing = check.requires.first(where: { !options.provided.contains($0) }) {
      return .notExercised(reason: "the target gives no '\(missing)'")
    }
    if check.isIsolated, !options.provided.contains("control") {
      return .notExercised(
        reason: "needs an instance of its own, and the target gives no 'control'")
    }
    if check.writes, !options.environment.allowsWrites {
      return .notExercised(reason: "it writes, and '\(environment)' does not say `writes: allowed`")
    }
    return .run
  }

  private mutating func makeKeysUnique() {
    var counts: [String: Int] = [:]
    for index in checks.indices {
      let key = checks[index].key
      let count = counts[key, default: 0] + 1
      counts[key] = count
      if count > 1 {
        checks[index].suffix += "[\(count)]"
        checks[index].key += "[\(count)]"
      }
    }
  }

  /// A selection leaves out what it does not name itself and what no selected check verifies.
  private static func deselected(
    _ plan: RunPlan, _ journeys: [Journey], _ selection: Selection
  ) -> Set<String> {
    guard !selection.isEverything else { return [] }
    var selected: Set<String> = []
    for check in plan.checks {
      if case .deselected = check.disposition { continue }
      selected.formUnion(check.obligations)
    }
    var left: Set<String> = []
    for journey in journeys {
      for obligation in journey.obligations where !selected.contains(obligation.id) {
        let subject = Selection.Subject(check: nil, obligations: [obligation], journey: journey)
        if !selection.contains(subject) { left.insert(obligation.id) }
      }
    }
    return left
  }
}
