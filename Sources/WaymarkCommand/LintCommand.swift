import ArgumentParser
import JSONTree
import JourneyLint
import ProjectConfiguration
import ProjectFiles
import SourceText
import Traceability

/// `waymark lint`: what is odd in documents, in their links and in what they answer to.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds what is wrong or odd in journey documents.",
    discussion: """
      Without a path, all journeys of the project are looked at: those that waymark.yaml names, or \
      every document below the working folder that looks like one.

      \(ExitStatus.help)
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif }

  @Argument(help: "Documents or folders.")
  var paths: [String] = []

  @Option(help: "The form of the report: text, json or sarif.")
  var format: Format = .text

  @Option(help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Hold back what this baseline knows.", valueName: "file"))
  var baseline: String?

  @Flag(name: .customLong("no-baseline"), help: "Show everything, whatever a baseline knows.")
  var ignoresBaseline = false

  @Flag(name: .customLong("write-baseline"), help: "Record what is found now as known.")
  var writesBaseline = false

  @Option(help: ArgumentHelp("Tell what a code means, and nothing else.", valueName: "code"))
  var explain: String?

  @Option(
    help: ArgumentHelp(
      "Set a severity: WM203=error, WM4xx=off.", valueName: "code=level"))
  var severity: [String] = []

  func validate() throws {
    if baseline != nil, ignoresBaseline {
      throw ValidationError("--baseline and --no-baseline exclude each other")
    }
  }

  func run() async throws {
    if let explain { return try printExplanation(of: explain) }
    var run = LintRun(paths: paths)
    for text in severity { try run.setSeverity(text) }
    if let baseline { run.baselinePath = run.project.name(of: baseline) }
    var (report, known) = await run.report()
    guard report.documents > 0 || run.includesIndex && !paths.isEmpty else {
      return try leaveWithoutDocuments(report)
    }
    if writesBaseline { return try write(run.newBaseline(for: report, keeping: known), of: run) }
    if !ignoresBaseline { run.apply(known, to: &report) }
    try write(report)
    if report.count(.error) > 0 { try ExitStatus.invalid.leave() }
  }

  /// Says that there is nothing to look at, and which mistake may be the reason.
  private func leaveWithoutDocuments(_ report: LintReport) throws {
    let renderer = DiagnosticRenderer(colors: StandardOutput.error.wantsColors)
    for diagnostic in report.diagnostics {
      StandardOutput.error.write(renderer.render(diagnostic, in: report.sources[diagnostic.path]))
    }
    StandardOutput.error.write("No journey documents were found.\n")
    try (report.count(.error) > 0 ? ExitStatus.invalid : .nothingExecuted).leave()
  }

  private func printExplanation(of code: String) throws {
    guard let description = LintRegistry.description(of: code) else {
      let codes = LintRegistry.descriptions.map(\.code)
      let meant = NearMiss.suggestion(for: code, among: codes)
      let help = meant.map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("there is no code \(code)\(help)")
    }
    StandardOutput.out.write(description.explanationText)
  }

  private func write(_ report: LintReport) throws {
    let text =
      switch format {
      case .text: report.text(colors: output == nil && StandardOutput.out.wantsColors)
      case .json: report.json.serialized(pretty: true) + "\n"
      case .sarif:
        report.sarif(version: Waymark.configuration.version).serialized(pretty: true) + "\n"
      }
    guard let output else { return StandardOutput.out.write(text) }
    try save(text, to: output)
    StandardOutput.out.write(report.summary)
  }

  private func write(_ baseline: LintBaseline, of run: LintRun) throws {
    try save(baseline.serialized, to: run.project.location(of: run.baselinePath))
    let count = baseline.counts.values.reduce(0, +)
    StandardOutput.out.write(
      "\(LintReport.counted(count, "finding")) recorded in \(run.baselinePath)\n")
  }

  private func save(_ text: String, to path: String) throws {
    do {
      try FileWriter.write(Array(text.utf8), to: path)
    } catch {
      StandardOutput.error.write("\(path) \(error.explanation)\n")
      try ExitStatus.undecided.leave()
    }
  }
}
