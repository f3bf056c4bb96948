import ArgumentParser
import Bindings
import JourneyModel
import JourneyPlan
import ProjectConfiguration
import ProjectFiles
import Review
import SourceText
import Traceability

/// A project with its journeys and bindings, read and held against each other.
struct LoadedProject {
  let contents: ProjectContents
  /// The bindings with the paths at which the sentences that they mean stand now.
  let bindings: BindingSet
  /// The bindings and the lock, held against each other.
  let anchored: AnchoredBindings
  /// `nil` where the project has none.
  let lock: WaymarkLock?
  let lockDiagnostics: [Diagnostic]
  /// What is wrong with journeys, bindings and configuration, sorted.
  let diagnostics: [Diagnostic]
  private let sources: [String: SourceFile]
  /// The text of the binding files, by path.
  let bindingSources: [String: SourceFile]

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
    let bindingSources = sources
    for document in contents.documents { sources[document.source.path] = document.source }
    if let file = project.file { sources[file.path] = file }
    let environment = try environment(set, project.configuration.verify)
    let journeys = contents.documents.map(\.journey)
    let lock = LockFile.read(project)
    if let source = lock.source { sources[source.path] = source }
    let anchored = AnchoredBindings(set, journeys: journeys, lock: lock.lock)
    let (validated, found) = BindingValidator.validate(
      anchored.bindings, journeys: journeys, provided: provided(environment),
      missing: TargetConnection.missing(environment), files: NamedFileAccess(project))
    diagnostics += found + contents.diagnostics
    diagnostics += lock.diagnostics + anchored.lost + anchored.remarks
    diagnostics += contents.documents.flatMap(\.journey.diagnostics).filter {
      $0.severity == .error
    }
    return (
      LoadedProject(
        contents: contents, bindings: validated, anchored: anchored, lock: lock.lock,
        lockDiagnostics: lock.diagnostics, diagnostics: diagnostics.sorted(), sources: sources,
        bindingSources: bindingSources),
      environment
    )
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The ids of obligations that say something else than what was confirmed.
  var suspects: Set<String> { lock == nil ? [] : anchored.review.suspects }

  /// The text of a document, a binding file or the lock.
  func source(of path: String) -> SourceFile? { sources[path] }

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
