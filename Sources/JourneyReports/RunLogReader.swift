import JSONTree
package import ProjectFiles
package import RunEvents

/// Reads a run log (`docs/run-log.md`) line by line.
package enum RunLogReader {
  /// Hands each event to `handle` in the order of the log.
  ///
  /// A last line that is not complete is what a killed run leaves: it becomes a notice. Any
  /// other line that cannot be read is an error, since it might have held a failure.
  package static func read(
    _ log: LineFile, handle: (RunEvent) -> Void
  ) throws(RunLogError) {
    var version: RunLogVersion?
    try lines(of: log) { (line) throws(RunLogError) in
      if version == nil { version = try Self.version(of: line.json) }
      if let event = version?.event(line.json) { handle(event) }
    } torn: { number in
      handle(.notice(truncation(number)))
    }
  }

  package static func read(
    _ bytes: [UInt8], handle: (RunEvent) -> Void
  ) throws(RunLogError) {
    try read(LineFile(bytes), handle: handle)
  }

  /// The run that a log is of, by its first line.
  package static func moment(of log: LineFile) throws(RunLogError) -> RunMoment {
    var first: [UInt8]?
    do throws(FileError) {
      try log.forEachLine { line in
        first = line.bytes
        return false
      }
    } catch {
      throw RunLogError(line: 1, message: error.explanation)
    }
    guard let first else { throw RunLogError(line: 1, message: "the log is empty") }
    let json: JSONValue
    do {
      json = try JSONValue.parse(first)
    } catch {
      throw RunLogError(line: 1, message: "not JSON: \(error.message)")
    }
    guard case .runStarted(let run) = try version(of: json).event(json) else {
      throw RunLogError(line: 1, message: "the first line is no run-started event")
    }
    return RunMoment(target: run.target, startedAt: run.startedAt, id: run.id)
  }

  /// A line of a log as it stands.
  struct Line {
    var json: JSONValue
    /// From 1.
    var number: Int
    var offset: Int
    /// Bytes.
    var count: Int
  }

  /// Hands over every line that is not blank; `torn` gets the number of a last one that is not
  /// complete.
  static func lines(
    of log: LineFile, _ body: (Line) throws(RunLogError) -> Void, torn: (Int) -> Void
  ) throws(RunLogError) {
    var number = 0
    var failure: RunLogError?
    func take(_ line: LineFile.Line) throws(RunLogError) {
      if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
      let json: JSONValue
      do {
        json = try JSONValue.parse(line.bytes)
      } catch {
        guard !line.isEnded, number > 1 else {
          throw RunLogError(line: number, message: "not JSON: \(error.message)")
        }
        return torn(number)
      }
      try body(Line(json: json, number: number, offset: line.offset, count: line.bytes.count))
    }
    do throws(FileError) {
      try log.forEachLine { line in
        number += 1
        do throws(RunLogError) {
          try take(line)
        } catch {
          failure = error
        }
        return failure == nil
      }
    } catch {
      throw RunLogError(line: number + 1, message: error.explanation)
    }
    if let failure { throw failure }
    if number == 0 { throw RunLogError(line: 1, message: "the log is empty") }
  }

  static func version(of first: JSONValue) throws(RunLogError) -> RunLogVersion {
    guard first["event"]?.stringValue == "run-started" else {
      throw RunLogError(line: 1, message: "the first line is no run-started event")
    }
    let schema = first["schema"]?.stringValue ?? ""
    guard let version = RunLogVersion(rawValue: schema) else {
      let known = RunLogVersion.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw RunLogError(
        line: 1, message: "the log's schema is \"\(schema)\"; \(known) can be read")
    }
    return version
  }

  private static func truncation(_ line: Int) -> NoticeRecord {
    NoticeRecord(
      severity: "warning",
      message: "line \(line) of the run log is not complete: the run ended while it was written")
  }
}

/// Why a run log cannot be read.
package struct RunLogError: Error, Sendable, Hashable, CustomStringConvertible {
  /// 1-based.
  package var line: Int
  /// One sentence without a final full stop.
  package var message: String

  package var description: String { "line \(line): \(message)" }
}
