import ArgumentParser
import Bindings
import JourneyModel
import JourneyPlan
import ProjectConfiguration
import SourceText

/// `waymark trace`: which obligations have checks, and which have none.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show what is bound to checks, what is pending, and what nobody has thought of.",
    discussion: """
      Nothing is run: this is about what the bindings say. Each obligation is bound (a check verifies it), \
      pending (the bindings say why not yet) or open (nothing is said). Open ones come first.

      \(ExitStatus.help)
      """)

  @OptionGroup var options: SelectionOptions

  @Flag(help: "Only what has no check.")
  var holesOnly = false

  func run() async throws {
    let overrides = try options.overrides()
    let selection = try options.parsedSelection()
    let (project, environment) = try await LoadedProject.read(
      folder: options.project
    ) { set, settings in
      let name = options.target ?? settings.target?.value ?? "reference"
      guard let environment = set.environment(named: name) else {
        throw ValidationError("there is no environment '\(name)'")
      }
      return environment
    } provided: { environment in
      TargetConnection.provided(environment, overrides: overrides)
    }
    try project.check(selection)
    let plan = RunPlan.make(
      project.bindings, journeys: project.journeys,
      options: PlanOptions(
        environment: environment,
        provided: TargetConnection.provided(environment, overrides: overrides),
        selection: selection, drivers: ["html"]))
    let errors = project.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      StandardOutput.error.write(
        project.render(errors, colors: StandardOutput.error.wantsColors) + "\n")
    }
    StandardOutput.out.write(
      TraceListing(
        journeys: project.journeys, plan: plan, suspects: project.suspects, holesOnly: holesOnly
      ).text)
    if !errors.isEmpty { try ExitStatus.invalid.leave() }
  }
}

/// What `trace` prints.
struct TraceListing {
  private enum State: String, CaseIterable {
    case open, pending, bound
  }

  let journeys: [Journey]
  let plan: RunPlan
  /// The ids of obligations whose wording changed since it was confirmed.
  let suspects: Set<String>
  let holesOnly: Bool

  var text: String {
    var checks: [String: [String]] = [:]
    for check in plan.checks where check.isBinding {
      for id in check.obligations { checks[id, default: []].append(check.binding.id) }
    }
    var text = ""
    var totals: [State: Int] = [:]
    for journey in journeys {
      let obligations = journey.obligations.filter { !plan.deselected.contains($0.id) }
      guard !obligations.isEmpty else { continue }
      let states = obligations.map { obligation -> (Obligation, State) in
        if checks[obligation.id] != nil { return (obligation, .bound) }
        return (obligation, plan.pending[obligation.id] == nil ? .open : .pending)
      }
      let counts = Dictionary(grouping: states, by: \.1).mapValues(\.count)
      totals.merge(counts, uniquingKeysWith: +)
      text += "\(journey.id): \(summary(counts))\n"
      for state in State.allCases where !(holesOnly && state == .bound) {
        for (obligation, _) in states.filter({ $0.1 == state }) {
          text += line(obligation, state, checks[obligation.id] ?? [], journey)
        }
      }
      text += "\n"
    }
    let read = journeys.reduce(0) { $0 + $1.obligations.count }
    let unread = journeys.reduce(0) { $0 + $1.blocksNotRead }
    text += "\(summary(totals))\n"
    let changed = journeys.flatMap(\.obligations).count {
      suspects.contains($0.id) && !plan.deselected.contains($0.id)
    }
    if changed > 0 {
      text +=
        "\(changed) suspect: the wording changed since it was confirmed; see `waymark review`\n"
    }
    return text + "\(read) obligations read, \(unread) blocks not read\n"
  }

  private func line(
    _ obligation: Obligation, _ state: State, _ checks: [String], _ journey: Journey
  ) -> String {
    let padded = state.rawValue + String(repeating: " ", count: 8 - state.rawValue.count)
    var line = "  \(padded) \(obligation.pathInJourney)  \(obligation.text)\n"
    switch state {
    case .bound: line += "           by \(checks.unique.joined(separator: ", "))\n"
    case .pending: line += "           \(plan.pending[obligation.id] ?? "")\n"
    case .open: line += "           \(journey.path):\(obligation.range.start.line)\n"
    }
    if suspects.contains(obligation.id) {
      line += "           suspect: it says something else than what was confirmed\n"
    }
    return line
  }

  private func summary(_ counts: [State: Int]) -> String {
    let total = counts.values.reduce(0, +)
    return "\(total) obligations: \(counts[.bound] ?? 0) bound, \(counts[.pending] ?? 0) pending, "
      + "\(counts[.open] ?? 0) open"
  }
}

extension PlannedCheck {
  /// Whether it stands for what it verifies: it may be run, now or on another target.
  fileprivate var isBinding: Bool {
    switch disposition {
    case .run, .external, .notExercised, .undecided: true
    case .deselected(let reason): reason != "not selected"
    case .pending: false
    }
  }
}
