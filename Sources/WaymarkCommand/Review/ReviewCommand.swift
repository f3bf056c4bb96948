import ArgumentParser
import Bindings
import JSONTree
import JourneyPlan
import ProjectConfiguration
import Review
import SourceText

/// `waymark review`: what changed in the wording of bound sentences since somebody confirmed it.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Show what changed in the wording of bound sentences, and confirm it.",
    discussion: """
      waymark.lock remembers what each bound sentence said when its checks were last confirmed. What says \
      something else now is suspect until somebody accepts; what merely moved is followed.

        waymark review                          what changed, word by word
        waymark review --accept                 confirm everything
        waymark review --accept JOURNEY#must.2  confirm one sentence
        waymark review --fix                    write moved paths into bindings
        waymark review --since main             what a branch changed
        waymark review --since main --format markdown
                                                the same, for its pull request

      Exit status: 0 nothing to review, 2 usage, 3 a sentence is lost or a file is invalid, 6 something is \
      suspect, was never confirmed or has a new check.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  @Option(help: "The project's folder; found upwards from the working folder by default.")
  var project: String?

  @Flag(help: "Confirm what is selected, and write waymark.lock and moved paths.")
  var accept = false

  @Flag(help: "Write the paths of moved sentences into bindings and lock; confirm nothing.")
  var fix = false

  @Option(
    help: ArgumentHelp(
      "Compare with what was said at a commit, whatever was accepted since.", valueName: "ref"))
  var since: String?

  @Option(help: "The form of the report: text, json or markdown.")
  var format: Format = .text

  @Argument(
    help: """
      What to review: a journey, journey#obligation, journey/check, story, tag, path, path:line, or an \
      expression. Everything by default.
      """)
  var selection: [String] = []

  func validate() throws {
    if accept, fix { throw ValidationError("--accept fixes paths too: leave --fix out") }
    if since != nil, accept || fix {
      throw ValidationError("--since only shows: leave --accept and --fix out")
    }
    if format != .text, accept || fix {
      throw ValidationError("--format is for showing: leave --accept and --fix out")
    }
  }

  func run() async throws {
    let terms: Selection
    do {
      terms = try Selection(arguments: selection)
    } catch {
      throw ValidationError(error.message)
    }
    let (loaded, _) = try await LoadedProject.read(folder: project) { set, settings in
      set.environment(named: settings.target?.value ?? "reference") ?? .reference
    } provided: { environment in
      TargetConnection.provided(environment, overrides: [:])
    }
    let chosen = ReviewSelection(terms, journeys: loaded.journeys, bindings: loaded.bindings)
    let unmatched = chosen.unmatchedTerms(in: loaded.anchored.review)
    guard unmatched.isEmpty else {
      let names = unmatched.map { "'\($0)'" }.joined(separator: ", ")
      throw ValidationError("nothing that is bound is called \(names)")
    }
    tellErrors(of: loaded)
    if accept || fix {
      try ReviewWriting(project: loaded, selection: chosen, confirms: accept).run().leave()
    } else {
      try await show(loaded, chosen)
    }
  }

  /// What is wrong beside lost sentences, which the report shows.
  private func tellErrors(of project: LoadedProject) {
    let lost = Set(project.anchored.lost)
    let errors = project.diagnostics.filter { $0.severity == .error && !lost.contains($0) }
    guard !errors.isEmpty else { return }
    StandardOutput.error.write(
      project.render(errors, colors: StandardOutput.error.wantsColors) + "\n")
  }

  // MARK: - Showing

  private func show(_ project: LoadedProject, _ chosen: ReviewSelection) async throws {
    let present = project.anchored.review
    var review = present
    if let since {
      review = WordingReview(
        lock: try await said(at: since, in: project.project), journeys: project.journeys,
        references: present.references, meaning: project.lock == nil ? nil : present.targets)
    }
    let report = ReviewReport(
      review, present: present, since: since, hasLock: project.lock != nil
    ) { chosen.contains($0, of: review) }
    switch format {
    case .text:
      StandardOutput.out.write(
        ReviewText(report, colors: StandardOutput.out.wantsColors).text)
    case .json: StandardOutput.out.write(report.json.serialized(pretty: true) + "\n")
    case .markdown: StandardOutput.out.write(ReviewMarkdown(report).text)
    }
    try status(present, project, chosen).leave()
  }

  /// What bound sentences said at a commit.
  private func said(at revision: String, in project: Project) async throws -> WaymarkLock {
    do {
      return try await CommittedSpecs.read(revision, of: project).said
    } catch {
      throw ValidationError(error.message)
    }
  }

  private func status(
    _ review: WordingReview, _ project: LoadedProject, _ chosen: ReviewSelection
  ) -> ExitStatus {
    let selected = review.items.filter { chosen.contains($0, of: review) }
    var statuses: [ExitStatus] = []
    let lost = Set(project.anchored.lost)
    let isInvalid = project.diagnostics.contains { $0.severity == .error && !lost.contains($0) }
    if isInvalid || selected.contains(where: { $0.state == .lost }) { statuses.append(.invalid) }
    if selected.contains(where: \.state.isOpen) { statuses.append(.refused) }
    return ExitStatus.worst(of: statuses)
  }
}
