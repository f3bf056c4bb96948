import ArgumentParser
import Bindings
import ChildProcesses
import Evidence
import FoundationEssentials
import HTTPClient
import JSONTree
import JourneyModel
import JourneyPlan
import JourneyReports
import JourneyRunner
import ProjectConfiguration
import ProjectFiles
import Regexes
import RunEvents
import SourceText

/// One `verify`: from a plan to a log, reports and an exit status.
struct VerifySession {
  let command: VerifyCommand
  let project: LoadedProject
  let environment: EnvironmentBinding
  let plan: RunPlan
  let overrides: [String: JSONValue]

  func run() async throws -> ExitStatus {
    let material: GateMaterial
    do {
      material = try GateMaterial(
        command.gate, project.project, log: logPath,
        of: RunMoment(target: environment.name, startedAt: Self.now, id: ""))
    } catch {
      StandardOutput.error.write("waymark verify: \(error.message)\n")
      return error.status
    }
    tellDiagnostics()
    if !material.diagnostics.isEmpty {
      StandardOutput.error.write(
        material.render(colors: StandardOutput.error.wantsColors) + "\n")
    }
    if isStrict, project.hasErrors || !material.diagnostics.isEmpty { return .invalid }
    let external: ExternalChecks
    do {
      external = ExternalChecks(
        try EvidenceStore.read(EvidenceFile.path(of: project.project)), plan: plan,
        journeys: project.journeys)
    } catch {
      StandardOutput.error.write("waymark verify: \(error)\n")
      return .invalid
    }
    let connection: TargetConnection
    do {
      connection = try TargetConnection.open(
        environment, overrides: overrides, project: project.project)
    } catch {
      StandardOutput.error.write("waymark verify: \(error.message)\n")
      return error.status
    }
    defer { connection.process?.stop() }
    let requests = try command.reports.requests(
      folder: folder, configured: project.project.configuration.reports.write.map(\.value),
      root: project.project.root)
    do {
      try FileWriter.makeFolder(folder)
      return try await execute(
        connection, external, logPath: logPath, requests, material)
    } catch let error as RunLogWriter.Failure {
      StandardOutput.error.write("waymark verify: \(error.message)\n")
    } catch let error as FileError {
      StandardOutput.error.write("waymark verify: \(folder) \(error.explanation)\n")
    }
    return .undecided
  }

  private var settings: VerifySettings { project.project.configuration.verify }
  /// The folder of the log and of the default reports.
  private var folder: String {
    project.project.location(
      of: command.reports.reportFolder ?? project.project.configuration.reports.folder)
  }
  private var logPath: String { "\(folder)/run.ndjson" }
  private var isStrict: Bool { command.strict || settings.isStrict }

  /// What the project's configuration masks beside secrets and personal data.
  private func patterns() throws -> [LinearRegex] {
    var patterns: [LinearRegex] = []
    for pattern in project.project.configuration.redaction {
      do throws(RegexSyntaxError) {
        patterns.append(try LinearRegex.parse(pattern.value))
      } catch {
        let line = pattern.range.start.line
        throw ValidationError("waymark.yaml:\(line): '\(pattern.value)': \(error.message)")
      }
    }
    return patterns
  }

  /// Mistakes are told before the first request; of warnings, which `lint` shows, the number.
  private func tellDiagnostics() {
    let errors = project.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      StandardOutput.error.write(
        project.render(errors, colors: StandardOutput.error.wantsColors) + "\n")
    }
    let warnings = project.diagnostics.filter { $0.severity == .warning }.count
    if warnings > 0 {
      let words = warnings == 1 ? "1 warning" : "\(warnings) warnings"
      StandardOutput.error.write("\(words) about the bindings: `waymark lint` shows them\n\n")
    }
  }

  // MARK: - Execution

  private func execute(
    _ connection: TargetConnection, _ external: ExternalChecks, logPath: String,
    _ requests: [ReportRequest], _ material: GateMaterial
  ) async throws -> ExitStatus {
    var configuration = RunConfiguration(
      environment: environment, baseURL: connection.baseURL, variables: connection.variables,
      secrets: connection.secrets, bindings: project.bindings,
      seed: command.seed ?? UInt64.random(in: 0...999_999_999),
      workers: command.workers ?? settings.workers
        ?? ProcessInfo.processInfo.activeProcessorCount,
      allowsCommands: project.project.configuration.allowsCommands,
      projectFolder: project.project.root,
      repetition: command.repeatFor.flatMap(Duration.init(binding:)))
    // A part of a run says nothing of the whole matrix.
    configuration.probesMatrices = command.options.selection.isEmpty
    let log = try RunLogWriter(path: logPath)
    let console = RunConsole()
    let redactor = Redactor(secrets: connection.secrets, patterns: try patterns())
    let sink = RunSink(redactor: redactor) { event in
      log.append(event)
      console.handle(event)
    }
    AttachmentFolder(log: logPath).clear()
    sink.emit(.runStarted(await started(configuration)))
    let amend = material.amendment
    let listing = RunListing(
      contents: project.contents, plan: plan, bindings: project.bindings,
      suspects: project.suspects,
      demanded: project.bindings.demandedProofs(of: project.journeys), external: external)
    for event in listing.events { sink.emit(amend(event)) }
    for notice in notices(project.diagnostics + material.diagnostics) {
      sink.emit(.notice(notice))
    }
    for var result in external.results {
      result.at = sink.now
      sink.emit(.checkFinished(result))
    }

    let pages: RunPages
    do {
      pages = try RunPages.prepare(command.pages, for: plan, on: environment)
    } catch {
      StandardOutput.error.write("waymark verify: \(error.message)\n")
      return .undecided
    }
    let transport = try HTTPTransport(
      threads: min(configuration.workers, ProcessInfo.processInfo.activeProcessorCount, 4))
    defer { transport.shutdown() }
    let engine = RunEngine(
      configuration, transport: transport, sink: sink, launch: launch,
      executors: transport.executors, pages: pages.equipment(AttachmentFolder(log: logPath)))
    let start = ContinuousClock.now
    let work = Task { await engine.run(plan) }
    let interruption = Interruption { work.cancel() }
    let executions = await work.value
    await pages.shutdown()
    if command.repeatFor != nil { tellRepetitions(executions, since: start) }

    var model = console.model
    var end = RunFinished(
      at: sink.now, isInterrupted: interruption.wasRequested, exitStatus: 0)
    model.end = end
    let decision = GateDecision(model, material, isStrict: isStrict)
    end.exitStatus = Int(decision.exitStatus.rawValue)
    if material.isPresent || isStrict { end.gate = decision.record }
    sink.emit(.runFinished(end))
    try log.finish()
    let isTold = try writeReports(logPath, requests, material.earlier)
    if end.gate != nil { StandardOutput.out.write(decision.text(console.style)) }
    return isTold
      ? decision.exitStatus : ExitStatus.worst(of: [decision.exitStatus, .undecided])
  }

  private static var now: String {
    Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  private func started(_ configuration: RunConfiguration) async -> RunStarted {
    let state = await RepositoryState.read(folder: project.project.root)
    return RunStarted(
      startedAt: Self.now,
      tool: "waymark \(Waymark.configuration.version)", target: environment.name,
      baseURL: configuration.baseURL.text, host: ProcessInfo.processInfo.hostName,
      commit: state.commit, branch: state.branch, isDirty: state.isDirty,
      seed: configuration.seed, workers: configuration.workers,
      pages: command.pages.choice(on: environment).rawValue,
      selection: command.selectionWords,
      command: command.repeatable, repositoryPath: state.path,
      testProject: project.project.configuration.reports.xrayProject,
      sourceURL: sourceURL(state.commit))
  }

  /// The configured place of the project's files; of no use where it wants a commit and there is none.
  private func sourceURL(_ commit: String?) -> String? {
    guard let url = project.project.configuration.reports.sourceURL else { return nil }
    guard url.contains("{commit}") else { return url }
    return commit.map { url.replacing("{commit}", with: $0) }
  }

  /// What readers of the log should know of the bindings: mistakes, and what follows its sentence.
  private func notices(_ diagnostics: [Diagnostic]) -> [NoticeRecord] {
    diagnostics.filter { $0.severity == .error || $0.code == "WM505" }.map { diagnostic in
      NoticeRecord(
        severity: diagnostic.severity.rawValue, code: diagnostic.code, path: diagnostic.path,
        line: diagnostic.range?.start.line, message: diagnostic.message)
    }
  }

  private let launch: CommandLauncher = { arguments, input, timeout in
    switch await ProgramLauncher.run(arguments, input: input, timeout: timeout) {
    case .success(let output):
      .success(CommandOutput(output: output.bytes, status: output.status))
    case .failure(let failure): .failure(CommandError(message: failure.message))
    }
  }

  private func writeReports(
    _ logPath: String, _ requests: [ReportRequest], _ earlier: EarlierRuns?
  ) throws -> Bool {
    guard !requests.isEmpty else { return true }
    let writer = try ReportWriter(
      log: LineFile(path: logPath), for: requests.map(\.kind),
      junit: command.reports.junit(log: logPath), attachment: AttachmentFolder(log: logPath).read,
      earlier: earlier)
    return writer.write(requests, by: "waymark verify")
  }

  private func tellRepetitions(_ executions: Int, since start: ContinuousClock.Instant) {
    let seconds = Double((ContinuousClock.now - start).wholeMicroseconds) / 1_000_000
    StandardOutput.out.write(
      "\(executions) checks in \(JSONNumber((seconds * 100).rounded() / 100).literal) s\n")
  }
}
