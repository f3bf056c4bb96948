import JourneyReports
import Markup
import ProjectFiles
import RunEvents

/// Every output of a log, as a file of that name would hold it.
enum Rendering {
  static func text(
    _ kind: ReportKind, _ model: ReportModel, log: [UInt8] = []
  ) throws -> String {
    let output = ByteOutput()
    let options = JUnitOptions(pendingAsSkipped: kind == .junitRich)
    try ReportWriter(model, log: log, junit: options).render(kind, to: output)
    return String(decoding: try output.finish(), as: UTF8.self)
  }

  static func junit(_ log: [UInt8], _ options: JUnitOptions, file: Int = 0) throws -> [UInt8] {
    let output = ByteOutput()
    try JUnitReport(log: LineFile(log), options).write(file: file, to: output)
    return try output.finish()
  }

  static func console(_ log: [UInt8], _ style: ConsoleStyle) throws -> String {
    var reporter = ConsoleReporter(style)
    var text = ""
    try RunLogReader.read(log) { text += reporter.handle($0) }
    return text
  }

  static func read(_ bytes: [UInt8]) -> XMLStreamReader? {
    var rest = bytes[...]
    return XMLStreamReader { buffer in
      let count = min(buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
  }
}
