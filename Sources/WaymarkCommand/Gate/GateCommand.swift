import ArgumentParser
import JSONTree
import JourneyReports
import ProjectConfiguration
import ProjectFiles
import ReleaseGate
import RunEvents
import SourceText

/// `waymark gate`: decides about a run by its log.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Decide whether a run is good enough, and say why.",
    discussion: """
      Holds the log of a run against the project's policy (gate.yaml) and a baseline, as `verify` does at \
      its end, without a target. Without a policy the ratchet holds: what the baseline kept must still be \
      kept, and a check that it lacks must pass. docs/gate.md explains it.

        waymark gate --baseline main/summary.json          the run just done
        waymark gate --from old.ndjson --policy new.yaml   what a policy would have said
        waymark gate --explain BF-002                      everything behind one story
        waymark gate --format markdown                     ten lines for a pull request

      \(ExitStatus.help)
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("The log of a run; that of the reports folder by default.", valueName: "log")
  )
  var log: String?

  @Option(help: "The project's folder; found upwards from the working folder by default.")
  var project: String?

  @OptionGroup var gate: GateOptions

  @Option(
    help: ArgumentHelp(
      "The day by which waivers and attestations are judged; that of the run by default.",
      valueName: "day"))
  var on: String?

  @Flag(help: "Refuse what is pending, not exercised or suspect.")
  var strict = false

  @Option(help: ArgumentHelp("Show everything behind a story.", valueName: "story"))
  var explain: String?

  @Option(help: "The form of the decision: text, json or markdown.")
  var format: Format = .text

  @OptionGroup var output: OutputOption

  func validate() throws {
    if let on, CalendarDay(on) == nil { throw ValidationError("--on takes a day: 2026-06-30") }
    if explain != nil, format != .text {
      throw ValidationError("--explain writes text, and no other form")
    }
  }

  func run() throws {
    let project = Project.find(from: self.project ?? FilePath.workingFolder)
    let path =
      log ?? project.location(of: "\(project.configuration.reports.folder)/run.ndjson")
    do {
      let (log, run) = try file(path)
      let material = try GateMaterial(gate, project, log: path, of: run)
      let colors = StandardOutput.error.wantsColors
      let mistakes = project.diagnostics.filter { $0.severity == .error }
      if !mistakes.isEmpty || !material.diagnostics.isEmpty {
        let renderer = DiagnosticRenderer(colors: colors)
        let texts = mistakes.map { renderer.render($0, in: project.file) }
        StandardOutput.error.write(
          texts.joined(separator: "\n") + material.render(colors: colors))
        try ExitStatus.invalid.leave()
      }
      let decision = GateDecision(
        try model(log, path, material), material,
        isStrict: strict || project.configuration.verify.isStrict)
      try write(decision)
      try decision.exitStatus.leave()
    } catch let failure as GateMaterial.Failure {
      StandardOutput.error.write("waymark gate: \(failure.message)\n")
      try failure.status.leave()
    }
  }

  private func file(
    _ path: String
  ) throws(GateMaterial.Failure) -> (log: LineFile, run: RunMoment) {
    do {
      let log = try LineFile(path: path)
      return (log, try RunLogReader.moment(of: log))
    } catch let error as FileError {
      throw GateMaterial.Failure(status: .invalid, message: "\(path) \(error.explanation)")
    } catch {
      throw GateMaterial.Failure(
        status: .invalid, message: "\(path) is no readable log: \(error)")
    }
  }

  private func model(
    _ log: LineFile, _ path: String, _ material: GateMaterial
  ) throws(GateMaterial.Failure) -> ReportModel {
    do {
      let amend = material.policy?.amendment ?? { _ in }
      return try ReportModel(log: log, day: on.flatMap { CalendarDay($0) }, amending: amend)
    } catch {
      throw GateMaterial.Failure(
        status: .invalid, message: "\(path) is no readable log: \(error)")
    }
  }

  private func write(_ decision: GateDecision) throws {
    let style = output.style
    var text = ""
    if let explain {
      text = try self.text(of: explain, GateExplanation(decision.gate, decision.report, style))
    }
    switch format {
    case .text: text += decision.text(style)
    case .json:
      text = GateJSON.value(decision.gate, decision.report).serialized(pretty: true) + "\n"
    case .markdown: text = GateMarkdown.text(decision.gate, decision.report)
    }
    try output.write(text)
  }

  private func text(of story: String, _ explanation: GateExplanation) throws -> String {
    guard let text = explanation.text(of: story) else {
      let near = explanation.suggestion(for: story).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("no story of the run is called \(story)\(near)")
    }
    return text
  }
}
