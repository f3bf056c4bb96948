import ArgumentParser
import JourneyLint
import ProjectConfiguration
import ProjectFiles
import ProjectInference
import SourceText
import Traceability

/// `waymark init`: writes the configuration of a repository that already has journeys.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Finds the journey documents of a repository and writes waymark.yaml.",
    discussion: """
      Works out where journeys are, how their sections are named, what story ids look like, where \
      links start from and which file lists the stories. Writes waymark.yaml, and a lint baseline \
      with everything that is found now, so that from then on only new findings are shown.

      \(ExitStatus.help)
      """)

  @Option(help: ArgumentHelp("The repository, if not the working folder.", valueName: "folder"))
  var folder = "."

  @Flag(help: "Overwrite a waymark.yaml that is there.")
  var force = false

  func run() async throws {
    let root = FilePath.absolute(folder)
    guard FileReader.kind(root) == .folder else {
      throw ValidationError("\(folder) is no folder")
    }
    let file = FilePath.join(root, Project.fileName)
    if FileReader.kind(file) != nil, !force {
      throw ValidationError("\(Project.fileName) exists; --force overwrites it")
    }
    var finder = JourneyFinder(root: root)
    guard !finder.journeys.isEmpty else {
      StandardOutput.out.write(Self.nothingFound(finder))
      return try ExitStatus.nothingExecuted.leave()
    }
    let inferred = InferredProject(&finder)
    try save(inferred.yaml, to: file)
    let project = Project.open(root: root)
    let contents = await ProjectContents.read(
      project, paths: project.journeyPaths(), isComplete: true)
    let bindings = LintedBindings(await LintedBindings.load(project, for: nil), contents)
    let context = LintContext(contents, bindings: bindings?.facts)
    let found = Linter.diagnostics(
      of: context, found: contents.diagnostics + (bindings?.diagnostics ?? []))
    let sources = [project.file].compactMap(\.self) + (bindings?.sources ?? [])
    let report = LintReport(context, diagnostics: found, sources: sources)
    let baseline = LintBaseline(found, sources: report.sources)
    try save(
      baseline.serialized, to: project.location(of: project.configuration.lint.baseline))
    StandardOutput.out.write(
      InitSummary(finder: finder, inferred: inferred, contents: contents, baseline: baseline).text)
    let broken = found.filter { $0.severity == .error && $0.code.hasPrefix("WM0") }
    let renderer = DiagnosticRenderer(colors: StandardOutput.out.wantsColors)
    for diagnostic in broken {
      StandardOutput.out.write(renderer.render(diagnostic, in: report.sources[diagnostic.path]))
    }
    if !broken.isEmpty { try ExitStatus.invalid.leave() }
  }

  private func save(_ text: String, to path: String) throws {
    do {
      try FileWriter.write(Array(text.utf8), to: path)
    } catch {
      StandardOutput.error.write("\(path) \(error.explanation)\n")
      try ExitStatus.undecided.leave()
    }
  }

  private static let mostListed = 8

  private static func nothingFound(_ finder: JourneyFinder) -> String {
    let documents = finder.files.count { Project.isMarkdown($0) }
    let found =
      finder.doubtful.map { "\($0) has some sections of one" }
      + finder.unreadable.map { "\($0.path) \($0.reason)" }
    let list = found.prefix(Self.mostListed).map { "  \(DiagnosticRenderer.visible($0))\n" }
      .joined()
    return """
      None of \(LintReport.counted(documents, "Markdown document")) looks like a journey; \
      nothing was written.
      \(list)
      A journey has at least three of these sections, as H2, and a flow or guardrails among them:
        Overview, Persona & Preconditions, Step-by-step Flow, Expected UX & Data Behavior,
        Constraints & Guardrails, Story & Documentation Mapping
      Write one and run waymark init again, or name the documents in waymark.yaml:
        journeys: docs/journeys
        sections: {guardrails: [Rules], flow: [Walkthrough]}

      """
  }
}
