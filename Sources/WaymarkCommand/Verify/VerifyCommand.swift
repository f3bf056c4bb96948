import ArgumentParser
import Bindings
import Impact
import JSONTree
import JourneyPlan
import ProjectConfiguration
import SourceText

/// `waymark verify`: runs the checks of a project against a target.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run the checks against a target and write the evidence.",
    discussion: """
      Reads journeys and bindings, reports every mistake in them, runs what is bound against the target \
      and writes the run's log and its reports to the reports folder (Reports/latest).

        waymark verify                                    everything, on the bundled reference system
        waymark verify --target staging @smoke            one environment, checks of one tag
        waymark verify Specs/bindings/overview.yaml:42    the check at a line
        waymark verify --list BF-004                      what would run for a story
        waymark verify --affected-by main                 what a branch touches (waymark impact lists it)

      Where the project has a policy (gate.yaml) or a baseline, the gate decides at the end, and the exit \
      status is the gate's.

      Live targets are only read unless their environment says `writes: allowed`, only listed hosts are \
      asked, and ten requests a second are sent to a bare address.

      \(ExitStatus.help)
      """)

  @OptionGroup var options: SelectionOptions
  @OptionGroup var reports: ReportOptions

  @OptionGroup var pages: PageOptions

  @OptionGroup var gate: GateOptions

  @Option(help: "How many checks run at once; the number of cores by default.")
  var workers: Int?

  @Option(help: "Every random choice of the run follows from it; random by default, and printed.")
  var seed: UInt64?

  @Option(help: "Which exchanges the log keeps: all, failures or none.")
  var capture: EnvironmentBinding.CaptureMode?

  @Option(help: "Repeat the checks for a time, such as 30s: a soak run.")
  var repeatFor: String?

  @Flag(inversion: .prefixedNo, help: "Hold every exchange against the project's monitors.")
  var monitors = true

  @Option(
    help: ArgumentHelp(
      "Run only what a change of journeys, bindings or linked documents since a commit touches.",
      valueName: "ref"))
  var affectedBy: String?

  @Flag(help: "List what would run, and send nothing.")
  var list = false

  @Flag(
    help: "Refuse to start with invalid bindings, and to end well with anything pending or unknown."
  )
  var strict = false

  func validate() throws {
    if let workers, workers < 1 { throw ValidationError("--workers must be at least 1") }
    if let repeatFor, Duration(binding: repeatFor) == nil {
      throw ValidationError("--repeat-for takes a duration such as 30s or 2m")
    }
  }

  func run() async throws {
    let overrides = try options.overrides()
    var selection = try options.parsedSelection()
    let (project, environment) = try await LoadedProject.read(folder: options.project) {
      try chosenEnvironment(in: $0, $1, overrides)
    } provided: { environment in
      TargetConnection.provided(environment, overrides: overrides)
    }
    try project.check(selection)
    if let affectedBy {
      let impact = try await CommittedComparison.of(
        project, since: affectedBy, environment: environment.name
      ).impact
      tellAffected(impact, by: affectedBy)
      if !impact.touchesEveryExchange {
        if impact.remainingChecks.isEmpty {
          let listed = exitStatusOfListing(project)
          return try (listed == .allWell ? ExitStatus.nothingExecuted : listed).leave()
        }
        selection = selection.restricted(
          toChecks: impact.remainingChecks, obligations: impact.remainingObligations)
      }
    }
    var plan = RunPlan.make(
      project.bindings, journeys: project.journeys,
      options: PlanOptions(
        environment: environment,
        provided: TargetConnection.provided(environment, overrides: overrides),
        selection: selection, drivers: pages.choice(on: environment).drivers))
    if !monitors { plan.switchOffMonitors() }
    if list {
      StandardOutput.out.write(PlanListing(plan: plan).text)
      try exitStatusOfListing(project).leave()
      return
    }
    let session = VerifySession(
      command: self, project: project, environment: environment, plan: plan,
      overrides: overrides)
    try await session.run().leave()
  }

  private func tellAffected(_ impact: SpecsImpact, by revision: String) {
    let checks = impact.remainingChecks.count
    let text =
      if impact.touchesEveryExchange {
        "A monitor is touched since \(revision), and it watches every exchange: everything is run."
      } else if checks == 0 {
        "No check that is still there is touched since \(revision), so nothing is run; "
          + "`waymark impact --since \(revision)` shows what changed."
      } else {
        "\(checks) \(checks == 1 ? "check is" : "checks are") touched since \(revision)."
      }
    StandardOutput.error.write(text + "\n")
  }

  /// The words that run the same target again; a check's place follows them.
  var repeatable: [String] {
    var words = ["waymark", "verify"]
    if let project = options.project { words += ["--project", project] }
    if let target = options.target { words += ["--target", target] }
    for assignment in options.assignments { words += ["--set", assignment] }
    words += pages.repeatable
    return words
  }

  /// What was selected, for readers of the log.
  var selectionWords: [String] {
    options.selection + (affectedBy.map { ["--affected-by \($0)"] } ?? [])
  }

  private func chosenEnvironment(
    in set: BindingSet, _ settings: VerifySettings, _ overrides: [String: JSONValue]
  ) throws -> EnvironmentBinding {
    let name = options.target ?? settings.target?.value ?? "reference"
    let hasControl = overrides["control"] != nil
    guard var environment = set.environment(named: name, isReferenceElsewhere: hasControl) else {
      let known = (set.environments.keys.sorted() + ["reference"]).unique
      throw ValidationError(
        "there is no environment '\(name)'; known are \(known.joined(separator: ", ")), or an address"
      )
    }
    let configured = settings.capture.flatMap {
      EnvironmentBinding.CaptureMode(rawValue: $0.rawValue)
    }
    if let chosen = capture ?? configured { environment.capture = chosen }
    return environment
  }

  private func exitStatusOfListing(_ project: LoadedProject) -> ExitStatus {
    guard project.hasErrors else { return .allWell }
    StandardOutput.error.write(
      project.render(
        project.diagnostics.filter { $0.severity == .error },
        colors: StandardOutput.error.wantsColors))
    return .invalid
  }
}

extension EnvironmentBinding.CaptureMode: ExpressibleByArgument {}
