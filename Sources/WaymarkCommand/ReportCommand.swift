import ArgumentParser
import JourneyReports
import ProjectFiles

/// `waymark report`: makes reports from the log of a run.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make reports from the log of a run.",
    discussion: """
      The log is all that is needed: the same log gives the same bytes, here and elsewhere. The log of a \
      run that was killed gives reports of what was done; checks that were being run are undecided.

        waymark report --from Reports/latest/run.ndjson --report junit:junit.xml --report html:matrix.html

      Exit status: 0 when everything was written, 3 when the log cannot be read, 4 when a report cannot be \
      written.
      """)

  @Option(name: .customLong("from"), help: "The log of a run.")
  var log: String = "Reports/latest/run.ndjson"

  @Option(
    help: ArgumentHelp(
      "What `waymark prove` wrote: which guardrails are proven, and what was changed for it.",
      valueName: "proof.json"))
  var proof: String?

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
      writer = try ReportWriter(
        log: LineFile(path: log), for: requests.map(\.kind), junit: reports.junit(log: log),
        attachment: AttachmentFolder(log: log).read, proof: record)
    } catch let error as FileError {
      return try fail("\(log) \(error.explanation)", .invalid)
    } catch {
      return try fail("\(log), \(error)", .invalid)
    }
    if let staleness = writer.proof?.staleness {
      StandardOutput.error.write("waymark report: \(staleness)\n")
    }
    do {
      try writer.write(requests) { StandardOutput.out.write("wrote \($0)\n") }
    } catch {
      return try fail("\(error)", .undecided)
    }
  }

  private func fail(_ message: String, _ status: ExitStatus) throws {
    StandardOutput.error.write("waymark report: \(message)\n")
    try status.leave()
  }
}
