import ArgumentParser
import Bindings
import JourneyModel
import JourneyPlan
import ProjectConfiguration
import ProjectFiles
import SourceText
import Traceability

/// A project with its journeys and bindings, read and held against each other.
struct LoadedProject {
  let contents: ProjectContents
  let bindings: BindingSet
  /// What is wrong with journeys, bindings and configuration, sorted.
  let diagnostics: [Diagnostic]
  private let sources: [String: SourceFile]

  var journeys: [Journey] { contents.documents.map(\.journey) }
  var project: Project { contents.project }

  /// Reads everything; mistakes become diagnostics.
  ///
  /// - Parameter provided: The variables that the target gives, once it is known.
  static func read(
    folder: String?, environment: (BindingSet, VerifySettings) throws -> EnvironmentBinding,
    provided: (EnvironmentBinding) -> Set<String>
  ) async throws -> (project: LoadedProject, environment: EnvironmentBinding) {
    let project = Project.find(from: folder ?? FilePath.workingFolder)
    let contents = await ProjectContents.read(
      project, paths: project.journeyPaths(), isComplete: true)
    var (set, sources, diagnostics) = await BindingSet.load(project)
    for document in contents.documents { sources[document.source.path] = document.source }
    if let file = project.file { sources[file.path] = file }
    let environment = try environment(set, project.configuration.verify)
    let (validated, found) = BindingValidator.validate(
      set, journeys: contents.documents.map(\.journey), provided: provided(environment),
      missing: TargetConnection.missing(environment), files: NamedFileAccess(project))
    diagnostics += found + contents.diagnostics
    diagnostics += contents.documents.flatMap(\.journey.diagnostics).filter {
      $0.severity == .error
    }
    return (
      LoadedProject(
        contents: contents, bindings: validated, diagnostics: diagnostics.sorted(),
        sources: sources), environment
    )
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Shows diagnostics as `lint` does.
  func render(_ shown: [Diagnostic], colors: Bool) -> String {
    let renderer = DiagnosticRenderer(colors: colors)
    return shown.map { renderer.render($0, in: sources[$0.path]) }.joined(separator: "\n")
  }

  /// Refuses a selection with terms that name nothing at all, and says what was probably meant.
  func check(_ selection: Selection) throws {
    var subjects: [Selection.Subject] = []
    for journey in journeys {
      subjects.append(.init(check: nil, obligations: journey.obligations, journey: journey))
    }
    for check in bindings.files.flatMap(\.checks) {
      let journey = journeys.first { $0.id == check.journey }
      subjects.append(.init(check: check, obligations: [], journey: journey))
    }
    let unmatched = selection.unmatchedTerms(among: subjects)
    guard !unmatched.isEmpty else { return }
    let names = unmatched.map { term in
      let near = Selection.suggestion(for: term, among: subjects)
      return "'\(term)'" + (near.map { " (did you mean '\($0)'?)" } ?? "")
    }
    throw ValidationError(
      "nothing is called \(names.joined(separator: ", ")); `waymark verify --list` shows the names")
  }
}
