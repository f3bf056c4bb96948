import JSONTree
package import RunEvents

/// Reads a run log (`docs/run-log.md`) line by line.
package enum RunLogReader {
  /// Hands each event to `handle` in the order of the log.
  ///
  /// A last line that is not complete is what a killed run leaves: it becomes a notice. Any
  /// other line that cannot be read is an error, since it might have held a failure.
  package static func read(
    _ bytes: [UInt8], handle: (RunEvent) -> Void
  ) throws(RunLogError) {
    var start = 0
    var number = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      number += 1
      defer { start = end + 1 }
      let line = bytes[start..<end]
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      let json: JSONValue
      do {
        json = try JSONValue.parse(Array(line))
      } catch {
        guard end == bytes.count, number > 1 else {
          throw RunLogError(line: number, message: "not JSON: \(error.message)")
        }
        handle(.notice(truncation(number)))
        return
      }
      if number == 1 { try check(json) }
      if let event = RunEvent(json: json) { handle(event) }
    }
    if number == 0 { throw RunLogError(line: 1, message: "the log is empty") }
  }

  private static func check(_ first: JSONValue) throws(RunLogError) {
    guard first["event"]?.stringValue == "run-started" else {
      throw RunLogError(line: 1, message: "the first line is no run-started event")
    }
    let schema = first["schema"]?.stringValue ?? ""
    guard schema == RunEvent.schema else {
      throw RunLogError(
        line: 1, message: "the log's schema is \"\(schema)\"; \"\(RunEvent.schema)\" can be read")
    }
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
