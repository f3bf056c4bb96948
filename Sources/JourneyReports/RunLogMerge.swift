import JSONTree
package import Markup
package import ProjectFiles
import RunEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Joins the logs of shards of one run to one log.
///
/// What a run is about is listed once; what happened follows log by log, with times that count from
/// the earliest start. Events and members that are not known are carried over. What does not fit
/// together is told in notices, which the joined log has too.
package struct RunLogMerge: Sendable {
  /// A log and what to call it in messages.
  package struct Input: Sendable {
    package var name: String
    package var log: LineFile

    package init(name: String, log: LineFile) {
      self.name = name
      self.log = log
    }
  }

  /// Gives the name that an attachment has in the joined log.
  ///
  /// - Parameters: The number of the log, and its name there.
  package typealias Attachment = (Int, String) -> String

  private let inputs: [Input]
  private let listing: RunLogListing
  private let exitStatus: @Sendable ([Int]) -> Int

  /// Reads the logs.
  ///
  /// - Parameter exitStatus: What several runs amount to that ended with these.
  package init(
    _ inputs: [Input], exitStatus: @escaping @Sendable ([Int]) -> Int
  ) throws(RunLogMergeError) {
    self.inputs = inputs
    self.exitStatus = exitStatus
    var listing = RunLogListing()
    for input in inputs {
      listing.begin(input.name)
      do throws(RunLogError) {
        try RunLogReader.lines(of: input.log) { (line) throws(RunLogError) in
          try listing.take(line.json)
        } torn: { line in
          listing.tell("line \(line) of \(input.name) is not complete and is left out")
        }
      } catch {
        throw RunLogMergeError(log: input.name, error: error)
      }
    }
    listing.finish()
    self.listing = listing
  }

  /// How many checks the joined log lists.
  package var checkCount: Int { listing.checkCount }

  /// What does not fit together, a sentence each.
  package var warnings: [String] { listing.warnings }

  /// Writes the joined log; a reader sees all of it or what was there before.
  package func write(to path: String, attachment: Attachment) throws(AtomicFileError) {
    try AtomicFile.write(path) { output in
      write(attachment: attachment, to: output)
    } validate: { (read) throws(ReportFault) in
      try ReportCheck.checkLines(read)
    }
  }

  /// Writes the joined log; what cannot be read any more fails the output.
  package func write(attachment: Attachment, to output: ByteOutput) {
    func write(_ json: JSONValue) { output.write(json.serialized() + "\n") }
    write(listing.started)
    listing.forEachRecord(write)
    for warning in listing.warnings {
      write(RunEvent.notice(NoticeRecord(severity: "warning", message: warning)).json)
    }
    for (number, input) in inputs.enumerated() {
      do {
        try RunLogReader.lines(of: input.log) { (line) throws(RunLogError) in
          guard var event = line.json.objectValue, listing.isCarriedOver(line.json, of: number)
          else {
            return
          }
          if let at = event["at"]?.intValue, at < 1 << 60 {
            event["at"] = .init(at + listing.delay(of: number))
          }
          if event["event"] == "attachment", let path = event["path"]?.stringValue {
            event["path"] = .string(attachment(number, path))
          }
          write(.object(event))
        } torn: { _ in
        }
      } catch {
        output.fail(EIO)
      }
    }
    if let end = listing.end(exitStatus) { write(RunEvent.runFinished(end).json) }
  }
}

/// A log that cannot be joined.
package struct RunLogMergeError: Error, Sendable, CustomStringConvertible {
  package var log: String
  package var error: RunLogError

  package var description: String { "\(log), \(error)" }
}
