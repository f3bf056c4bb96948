import ArgumentParser
import JourneyLint
import ProjectConfiguration
import ProjectFiles
import ProjectInference
import SourceText
import Traceability

/// One run of the linter: which documents of which project, against which baseline.
struct LintRun {
  private(set) var project: Project
  /// Relative to the project.
  private(set) var documents: [String]
  private(set) var isComplete: Bool
  /// Whether the index is among what was asked for.
  private(set) var includesIndex: Bool
  /// Relative to the project.
  var baselinePath: String

  /// - Parameter paths: Documents and folders as given; empty for the whole project.
  init(paths: [String]) {
    var project = Self.project(for: paths)
    if paths.isEmpty {
      documents = project.journeyPaths()
      if project.configuration.journeys.isEmpty {
        documents = JourneyFinder(root: project.root).journeys.map(\.source.path)
      }
      isComplete = true
      includesIndex = true
    } else {
      let names = paths.map { project.name(of: $0) }
      if project.file == nil {
        let place = SourceRange(at: SourcePosition(line: 1, column: 1))
        project.configuration.journeys = names.map { Located($0, place) }
      }
      let index = project.indexPath()
      let chosen = Set(names.flatMap { project.documents(of: $0) }).filter { $0 != index }
      documents = chosen.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      isComplete = !chosen.isEmpty && chosen.isSuperset(of: project.journeyPaths())
      includesIndex = names.contains { name in
        index.map { $0 == name || $0.hasPrefix(name + "/") || name == "." } ?? false
      }
    }
    baselinePath = project.configuration.lint.baseline
    self.project = project
  }

  /// The project of the working folder; without one, that of the first path.
  private static func project(for paths: [String]) -> Project {
    let here = Project.find()
    guard here.file == nil, here.diagnostics.isEmpty, let first = paths.first else { return here }
    let isFolder = FileReader.kind(first) == .folder
    let there = Project.find(from: isFolder ? first : FilePath.folder(of: first))
    return there.file == nil ? here : there
  }

  /// Takes `WM203=error`.
  mutating func setSeverity(_ text: String) throws(ValidationError) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let level = SeverityPolicy.Level(rawValue: parts[1]),
      project.configuration.lint.severities.set(parts[0], to: level)
    else {
      throw ValidationError(
        "--severity takes a code or class and info, warning, error or off: WM203=error")
    }
  }

  /// Reads and judges the documents.
  ///
  /// - Returns: Everything that was found, and the baseline, empty where there is none.
  func report() async -> (LintReport, LintBaseline) {
    async let loaded = LintedBindings.load(project, for: isComplete ? nil : documents)
    let contents = await ProjectContents.read(project, paths: documents, isComplete: isComplete)
    let bindings = LintedBindings(await loaded, contents)
    let context = LintContext(contents, bindings: bindings?.facts)
    let (baseline, found) = readBaseline()
    let policy = isComplete ? PolicyFile.mistakes(project) : (diagnostics: [], source: nil)
    let diagnostics = Linter.diagnostics(
      of: context,
      found: contents.diagnostics + found + policy.diagnostics + (bindings?.diagnostics ?? []))
    let sources = [project.file, policy.source].compactMap(\.self) + (bindings?.sources ?? [])
    let shown = diagnostics.filter(isAskedFor(documents: Set(documents)))
    return (LintReport(context, diagnostics: shown, sources: sources), baseline)
  }

  /// What is wrong elsewhere is no answer to a question about one document.
  private func isAskedFor(documents: Set<String>) -> (Diagnostic) -> Bool {
    guard !isComplete else { return { _ in true } }
    let index = includesIndex ? project.indexPath() : nil
    return { diagnostic in
      documents.contains(diagnostic.path) || diagnostic.path == index
        || diagnostic.code.hasPrefix("WM0")
    }
  }

  private func readBaseline() -> (LintBaseline, [Diagnostic]) {
    do {
      return LintBaseline.read(try project.read(baselinePath))
    } catch {
      guard error != .missing else { return (LintBaseline(), []) }
      let diagnostic = Diagnostic(
        "WM015", .error, path: baselinePath, range: nil, "the lint baseline \(error.explanation)")
      return (LintBaseline(), [diagnostic])
    }
  }

  func apply(_ baseline: LintBaseline, to report: inout LintReport) {
    guard !baseline.counts.isEmpty else { return }
    report.apply(baseline, path: baselinePath, isWhole: isComplete)
  }

  /// What is found now; of files that were not looked at, what was known.
  func newBaseline(for report: LintReport, keeping known: LintBaseline) -> LintBaseline {
    var baseline = LintBaseline(report.diagnostics, sources: report.sources)
    if !isComplete { baseline.add(known) { report.sources[$0] == nil } }
    return baseline
  }
}
