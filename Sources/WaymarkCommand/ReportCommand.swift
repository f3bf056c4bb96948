import ArgumentParser
import JourneyReports
import ProjectConfiguration
import ProjectFiles

/// `waymark report`: makes reports from the log of a run.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make reports from the log of a run.",
    discussion: """
      The same log, proof and baseline give the same bytes, here and elsewhere. The baseline is the one of the \
      gate: `--baseline`, or `gate.baseline` of the project. The log of a run that was killed gives reports of \
      what was done; checks that were being run are undecided.

        waymark report --from Reports/latest/run.ndjson --report junit:junit.xml --report html:matrix.html
        waymark report --baseline Reports/history --report html

      Exit status: 0 when everything was written, 2 when there is no such baseline, 3 when a log, a proof or a \
      baseline cannot be read, 4 when a report cannot be written.
      """)

  @Option(name: .customLong("from"), help: "The log of a run.")
  var log: String = "Reports/latest/run.ndjson"

  @Option(
    help: ArgumentHelp(
      "What `waymark prove` wrote: which guardrails are proven, and what was changed for it.",
      valueName: "proof.json"))
  var proof: String?

  @OptionGroup var baseline: BaselineOptions

  @Option(help: "The project's folder; found upwards from the working folder by default.")
  var project: String?

  @OptionGroup var reports: ReportOptions

  func run() throws {
    let folder = reports.reportFolder ?? FilePath.folder(of: log)
    let requests = try reports.requests(folder: folder, configured: [], root: ".")
    var record: ProofRecord?
    if let proof {
      do {
        record = try ProofRecord(FileReader.read(proof))
      } catch let error as FileError {
        return try fail("\(proof) \(error.explanation)", .invalid)
      } catch {
        return try fail("\(proof) \(error)", .invalid)
      }
    }
    let writer: ReportWriter
    do {
      let file = try LineFile(path: log)
      writer = try ReportWriter(
        log: file, for: requests.map(\.kind), junit: reports.junit(log: log),
        attachment: AttachmentFolder(log: log).read, proof: record,
        earlier: requests.allSatisfy(\.kind.isStreamed) ? nil : try earlier(file))
    } catch let error as FileError {
      return try fail("\(log) \(error.explanation)", .invalid)
    } catch let failure as GateMaterial.Failure {
      return try fail(failure.message, failure.status)
    } catch {
      return try fail("\(log), \(error)", .invalid)
    }
    if let staleness = writer.proof?.staleness {
      StandardOutput.error.write("waymark report: \(staleness)\n")
    }
    let isComplete = writer.write(requests, by: "waymark report") {
      StandardOutput.out.write("wrote \($0)\n")
    }
    if !isComplete { try ExitStatus.undecided.leave() }
  }

  /// What the gate would look back to.
  private func earlier(_ log: LineFile) throws -> EarlierRuns? {
    let project = Project.find(from: self.project ?? FilePath.workingFolder)
    guard let source = try BaselineSource.find(baseline, project) else { return nil }
    let found = try source.read(before: try RunLogReader.moment(of: log))
    for note in found.notes { StandardOutput.error.write("waymark report: note: \(note)\n") }
    return found.runs
  }

  private func fail(_ message: String, _ status: ExitStatus) throws {
    StandardOutput.error.write("waymark report: \(message)\n")
    try status.leave()
  }
}
