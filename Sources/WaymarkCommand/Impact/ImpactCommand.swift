import ArgumentParser
import Bindings
import Impact
import JSONTree
import ProjectConfiguration
import SourceText

/// `waymark impact`: what a change of specs or bindings touches.
struct ImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "List what a change of journeys, bindings or linked documents touches.",
    discussion: """
      Compares the working tree with the commit at which it left a branch: which sentences are new, gone or \
      say something else, which checks changed or rest on something that did (a sequence, an actor, a \
      variable, a file, the environment), and which stories and documents that reaches. What merely moved, \
      was renumbered or laid out otherwise touches nothing.

        waymark impact --since main
        waymark impact --since main --format markdown     for its pull request
        waymark verify --affected-by main                 runs the checks that it lists

      Exit status: 0 compared, whatever was found; 2 usage, or no such commit; 3 specs or bindings are \
      invalid (what can be read is compared).
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  @Option(help: "The project's folder; found upwards from the working folder by default.")
  var project: String?

  @Option(help: ArgumentHelp("The branch, tag or commit to compare with.", valueName: "ref"))
  var since: String

  @Option(help: "The environment whose settings count; that of verify by default.")
  var target: String?

  @Option(help: "The form of the report: text, json or markdown.")
  var format: Format = .text

  func run() async throws {
    let (loaded, environment) = try await LoadedProject.read(folder: project) { set, settings in
      let name = target ?? settings.target?.value ?? "reference"
      guard let environment = set.environment(named: name) else {
        throw ValidationError("there is no environment '\(name)'")
      }
      return environment
    } provided: { environment in
      TargetConnection.provided(environment, overrides: [:])
    }
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      StandardOutput.error.write(
        loaded.render(errors, colors: StandardOutput.error.wantsColors) + "\n")
    }
    let comparison = try await CommittedComparison.of(
      loaded, since: since, environment: environment.name)
    let impact = comparison.impact
    switch format {
    case .text:
      StandardOutput.out.write(
        ImpactText(
          impact, since: since, target: target, colors: StandardOutput.out.wantsColors
        ).text)
    case .json:
      StandardOutput.out.write(
        impact.json(since: since, commit: comparison.commit).serialized(pretty: true) + "\n")
    case .markdown:
      StandardOutput.out.write(ImpactMarkdown(impact, since: since).text)
    }
    if loaded.hasErrors { try ExitStatus.invalid.leave() }
  }
}
