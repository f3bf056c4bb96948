import ArgumentParser
import Bindings
import ChildProcesses
import FoundationEssentials
import HTTPClient
import JSONTree
import JourneyPlan
import JourneyReports
import JourneyRunner
import PageDriver
import Pages
import ProjectConfiguration
import ProjectFiles
import Proof
import Queries
import RunEvents
import SourceText

/// `waymark prove`: asks whether checks can fail.
struct ProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Show that checks notice when what they verify is violated.",
    discussion: """
      Takes a run's log, changes one recorded answer at a time as an operator says, and judges the checks \
      of the violated guardrail again: no network is used. A guardrail is proven when a change that \
      violates it was noticed and none went unnoticed. `guardrails:` in the bindings says which kinds of \
      operators violate which guardrail, and `prove:` names other promises that must be proven; \
      docs/proof.md explains it.

        waymark verify && waymark prove                    the run just done
        waymark prove --faults                             and the reference system's faults, live
        waymark prove executive-tenant-summary             the guardrails of one journey
        waymark prove --operators                          what is changed, and why

      Exit status: 0 everything is proven or said to be unprovable, 1 a mutant survived, 3 bindings or \
      log invalid, 4 something is unproven, 5 nothing was asked.
      """)

  @Option(help: "The project's folder; found upwards from the working folder by default.")
  var project: String?

  @Option(name: .customLong("from"), help: "The log of a run that kept all exchanges.")
  var log: String?

  @Argument(help: "Journeys and obligations that are asked about; all by default.")
  var selection: [String] = []

  @Flag(help: "Also switch on the faults that guardrails name, on the bundled reference system.")
  var faults = false

  @Flag(help: "Also change answers on their way, through a proxy, where guardrails say `live:`.")
  var live = false

  @OptionGroup var pages: PageOptions

  @Flag(help: "List the operators and do nothing.")
  var operators = false

  @Option(help: "Only these operators. Repeatable.")
  var only: [String] = []

  @Flag(help: "Show every mutant, not only the survivors.")
  var verbose = false

  @Option(help: "How many mutants are judged at once; the number of cores by default.")
  var workers: Int?

  @Option(help: "The folder of the log, of proof.json and of proof-junit.xml.")
  var reportFolder: String?

  func run() async throws {
    let (loaded, environment) = try await LoadedProject.read(folder: project) { set, _ in
      set.environment(named: "reference") ?? .reference
    } provided: { environment in
      TargetConnection.provided(environment, overrides: ["control": ""])
    }
    let settings = ProofSettings(loaded.bindings, journeys: loaded.journeys)
    let errors = settings.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      StandardOutput.error.write(
        loaded.render(errors, colors: StandardOutput.error.wantsColors) + "\n")
      try ExitStatus.invalid.leave()
    }
    if operators {
      StandardOutput.out.write(Self.listing(settings.operators))
      return
    }
    let guardrails = settings.guardrails.filter { guardrail in
      selection.isEmpty
        || selection.contains {
          guardrail.obligation == $0 || guardrail.obligation.hasPrefix($0 + "#")
        }
    }
    guard !guardrails.isEmpty else {
      throw ValidationError(
        "no promise to prove is called so; `guardrails:` and `prove:` in the bindings list them")
    }
    let folder = loaded.project.location(
      of: reportFolder ?? loaded.project.configuration.reports.folder)
    let run = try recordedRun(log ?? "\(folder)/run.ndjson")
    let (configuration, plan) = try playable(run, environment, loaded)
    var result = await replay(settings, guardrails, run, configuration, plan)
    if faults || live {
      result = try await proveOnTarget(guardrails, settings, loaded, environment, result)
    }
    try write(
      result, from: await origin(loaded), to: folder, startedAt: run.started?.startedAt ?? "")
    StandardOutput.out.write(ProofConsole(result: result, isVerbose: verbose).text)
    try status(of: result).leave()
  }

  /// Asks the reference system itself, broken by its faults and by a proxy before it.
  private func proveOnTarget(
    _ guardrails: [GuardrailProof], _ settings: ProofSettings, _ loaded: LoadedProject,
    _ environment: EnvironmentBinding, _ result: ProofResult
  ) async throws -> ProofResult {
    let connection = try TargetConnection.open(
      environment, overrides: [:], project: loaded.project)
    defer { connection.process?.stop() }
    let transport = try HTTPTransport(threads: 2)
    defer { transport.shutdown() }
    func target(_ driver: any PageDriver, at address: HTTPURL) -> BrokenTarget {
      BrokenTarget(
        loaded: loaded, environment: environment, connection: connection, transport: transport,
        drivers: [driver.name: driver],
        workers: workers ?? ProcessInfo.processInfo.activeProcessorCount, baseURL: address)
    }
    var result = result
    if faults {
      let proof = FaultProof(
        guardrails: guardrails, target: target(HTMLPageDriver(), at: connection.baseURL))
      result = await proof.added(to: result)
    }
    guard live else { return result }
    let driver: any PageDriver
    if pages.pages == .html {
      driver = HTMLPageDriver()
    } else {
      do {
        driver = try RunPages.browser(pages, environment)
      } catch {
        StandardOutput.error.write("waymark prove: \(error.message)\n")
        try ExitStatus.undecided.leave()
        return result
      }
    }
    let proxy = try CompanionProcess.mutatingProxy(target: connection.baseURL.text)
    defer { proxy.stop() }
    let proof = LiveProof(
      guardrails: guardrails,
      operators: settings.operators.filter { only.isEmpty || only.contains($0.id) },
      target: target(driver, at: try HTTPURL(proxy.baseURL)), proxy: proxy)
    let proven = try await proof.added(to: result)
    await driver.shutdown()
    return proven
  }

  private func recordedRun(_ path: String) throws -> RecordedRun {
    do {
      return try RecordedRun(log: path)
    } catch let error as FileError {
      StandardOutput.error.write(
        "waymark prove: \(path) \(error.explanation); `waymark verify` writes it\n")
    } catch {
      StandardOutput.error.write("waymark prove: \(path), \(error)\n")
    }
    try ExitStatus.invalid.leave()
    throw ExitCode.failure
  }

  private static func listing(_ operators: [MutationOperator]) -> String {
    operators.map { "\($0.id)  [\($0.kinds.joined(separator: ", "))]\n  \($0.title). \($0.why)\n" }
      .joined() + "\(operators.count) operators\n"
  }

  private func playable(
    _ run: RecordedRun, _ environment: EnvironmentBinding, _ loaded: LoadedProject
  ) throws -> (RunConfiguration, RunPlan) {
    guard let started = run.started else { throw ValidationError("the log has no beginning") }
    var variables: [String: JSONValue] = ["control": "http://control.invalid"]
    for assignment in environment.variables {
      variables[assignment.name] = try? assignment.value.value { variables[$0] }
    }
    for secret in environment.secrets { variables[secret.name] = "secret" }
    var configuration = RunConfiguration(
      environment: environment, baseURL: try HTTPURL(started.baseURL), variables: variables,
      secrets: [:], bindings: loaded.bindings, seed: started.seed, workers: 1,
      allowsCommands: false, projectFolder: loaded.project.root)
    configuration.environment.capture = .none
    configuration.environment.limits = .init()
    configuration.environment.allowsWrites = true
    configuration.frozenNow = QueryDate(isoText: started.startedAt)
    let drivers = PageOptions.Choice(rawValue: started.pages)?.drivers ?? []
    var plan = RunPlan.make(
      loaded.bindings, journeys: loaded.journeys,
      options: PlanOptions(
        environment: environment,
        provided: TargetConnection.provided(environment, overrides: ["control": ""]),
        selection: try Selection(arguments: []), drivers: drivers))
    plan.checks = plan.executable.filter { run.verdicts[$0.key] == .passed }
    return (configuration, plan)
  }

  private func replay(
    _ settings: ProofSettings, _ guardrails: [GuardrailProof], _ run: RecordedRun,
    _ configuration: RunConfiguration, _ plan: RunPlan
  ) async -> ProofResult {
    let chosen = settings.operators.filter { only.isEmpty || only.contains($0.id) }
    let proof = ReplayProof(
      guardrails: guardrails, operators: chosen,
      checks: plan.checks.filter { !run.cut.contains($0.key) && $0.driver != "webdriver" },
      recordings: run.recordings, monitors: plan.monitors, configuration: configuration,
      pages: PageEquipment(drivers: ["html": HTMLPageDriver()], screenshots: .none))
    return await proof.run(
      workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  private func origin(_ loaded: LoadedProject) async -> ProofOrigin {
    let state = await RepositoryState.read(folder: loaded.project.root)
    var command = ["waymark", "prove"]
    if faults { command.append("--faults") }
    if live { command.append("--live") }
    return ProofOrigin(
      provenAt: Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
      commit: state.commit, isDirty: state.isDirty, command: command, bindings: loaded.bindings)
  }

  private func write(
    _ result: ProofResult, from origin: ProofOrigin, to folder: String, startedAt: String
  ) throws {
    let json = ProofJSON.value(of: result, from: origin)
    try AtomicFile.write(json, to: "\(folder)/proof.json")
    try ProofJUnit(ProofRecord(Array(json.serialized().utf8)), startedAt: startedAt)
      .write(to: "\(folder)/proof-junit.xml")
  }

  private func status(of result: ProofResult) -> ExitStatus {
    if result.mutants.isEmpty { return .nothingExecuted }
    if result.count(.survived) > 0 { return .promiseBroken }
    return result.guardrails(.unproven) > 0 ? .undecided : .allWell
  }
}
