import ArgumentParser
import Bindings
import Evidence
import JourneyModel
import ProjectFiles

/// `waymark evidence`: results of suites that exist already.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Let results of other suites count.",
    subcommands: [EvidenceImport.self])
}

/// `waymark evidence import`: keeps what reports of other suites say about promises.
struct EvidenceImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take up results from JUnit XML or Playwright's JSON.",
    discussion: """
      A test counts for the promises that it names, as `waymark:<journey>#<path>` in its name, tags, properties \
      or annotations, or for those of a check whose `external:` names it. What is kept goes into the log of \
      every `waymark verify` until it is too old; importing a report again replaces what it said before.

        waymark evidence import build/test-results/*.xml playwright-report.json --max-age 3d

      Exit status: 0 when something was kept, 3 when a report cannot be read, 4 when nothing can be written, \
      5 when no test says what it verifies.
      """)

  @Argument(help: "Reports of other suites.")
  var files: [String]

  @Option(help: "How old a result may be: 90m, 12h, 7d, 2w.")
  var maxAge = EvidenceAge.standard

  @Option(help: "The commit that the suites ran on, where their reports do not say.")
  var commit: String?

  @Option(help: "The project's folder; found upwards from the working folder by default.")
  var project: String?

  func validate() throws {
    if let commit, !(7...64).contains(commit.count) || !commit.allSatisfy(\.isHexDigit) {
      throw ValidationError("--commit takes a hash of 7 to 64 hexadecimal digits")
    }
  }

  func run() async throws {
    let (loaded, _) = try await LoadedProject.read(
      folder: project, environment: { _, _ in .reference }, provided: { _ in [] })
    let path = EvidenceFile.path(of: loaded.project)
    var intake = EvidenceIntake(loaded, maxAge: maxAge, commit: commit)
    do {
      var store = try EvidenceStore.read(path)
      for file in files {
        let found = try intake.read(file)
        StandardOutput.out.write("\(file): \(found.summary)\n")
        store.replace(source: file, with: found.items)
      }
      for warning in intake.warnings {
        StandardOutput.error.write("waymark evidence: warning: \(warning)\n")
      }
      guard intake.count > 0 else {
        return try fail(
          "no test names a promise (waymark:<journey>#<path>), nor does a check name one "
            + "(external:)", .nothingExecuted)
      }
      try write(store, to: path)
    } catch let error as SuiteReportError {
      try fail("\(error)", .invalid)
    } catch let error as EvidenceStoreError {
      try fail("\(error)", .invalid)
    }
  }

  private func write(_ store: EvidenceStore, to path: String) throws {
    do {
      try store.write(to: path)
      StandardOutput.out.write("wrote \(path): \(store.items.count) results\n")
    } catch {
      try fail("\(path) \(error.explanation)", .undecided)
    }
  }

  private func fail(_ message: String, _ status: ExitStatus) throws {
    StandardOutput.error.write("waymark evidence: \(message)\n")
    try status.leave()
  }
}

extension EvidenceAge: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
  package var defaultValueDescription: String { text }
}
