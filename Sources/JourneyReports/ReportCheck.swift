import JSONTree
import Markup

/// Checks a report that was read back, in memory that does not grow with it.
enum ReportCheck {
  static func check(_ kind: ReportKind, _ read: @escaping AtomicFile.Read) throws(ReportFault) {
    switch kind {
    case .junit, .junitRich: try checkJUnit(read)
    case .matrixJSON, .summary: try checkJSON(read)
    case .matrixCSV: try checkCSV(read)
    case .har: try checkArchive(read)
    case .html: try checkEnd(read, "</html>\n")
    case .matrixMarkdown: try checkEnd(read, "\n")
    }
  }

  private static func checkJUnit(_ read: @escaping AtomicFile.Read) throws(ReportFault) {
    guard let reader = XMLStreamReader(read: read) else {
      throw ReportFault(message: "out of memory")
    }
    do {
      try JUnitCheck.check(reader)
    } catch {
      throw ReportFault(message: error.description)
    }
  }

  /// Our JSON has one member or one element of a list on a line; each is parsed for itself.
  private static func checkJSON(_ read: AtomicFile.Read) throws(ReportFault) {
    var number = 0
    var isClosed = false
    try forEachLine(read) { (line) throws(ReportFault) in
      number += 1
      let text = line.drop { $0 == 0x20 }
      let indent = line.count - text.count
      switch indent {
      case 0 where number == 1 && text.elementsEqual("{".utf8): return
      case 0 where text.elementsEqual("}".utf8): isClosed = true
      case 2 where text.starts(with: "]".utf8): return
      case 2, 4:
        guard !isClosed else { throw ReportFault(message: "line \(number) is past the end") }
        var value = text.last == UInt8(ascii: ",") ? text.dropLast() : text
        if indent == 2 {
          let opened = value.last == UInt8(ascii: "[") ? Array("]".utf8) : []
          value = (Array("{".utf8) + value + opened + Array("}".utf8))[...]
        }
        do throws(JSONSyntaxError) {
          _ = try JSONValue.parse(Array(value))
        } catch {
          throw ReportFault(message: "line \(number): \(error.message)")
        }
      default: throw ReportFault(message: "line \(number) is not expected")
      }
    }
    if !isClosed { throw ReportFault(message: "its end is missing") }
  }

  /// Pages and entries stand one a line between lines that do not change.
  private static func checkArchive(_ read: AtomicFile.Read) throws(ReportFault) {
    var expected = [HARReport.opening, HARReport.middle, HARReport.closing][...]
    try forEachLine(read) { (line) throws(ReportFault) in
      if let next = expected.first, line.elementsEqual(next.utf8) {
        expected.removeFirst()
        return
      }
      let value = line.last == UInt8(ascii: ",") ? line.dropLast() : line
      do throws(JSONSyntaxError) {
        _ = try JSONValue.parse(Array(value))
      } catch {
        throw ReportFault(message: error.message)
      }
    }
    if !expected.isEmpty { throw ReportFault(message: "its end is missing") }
  }

  private static func checkCSV(_ read: AtomicFile.Read) throws(ReportFault) {
    var isQuoted = false
    var cells = 1
    var row = 1
    try forEachChunk(read) { (bytes) throws(ReportFault) in
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: ",") where !isQuoted: cells += 1
        case UInt8(ascii: "\n") where !isQuoted:
          guard cells == MatrixCSV.columns.count else {
            throw ReportFault(message: "row \(row) has \(cells) cells")
          }
          cells = 1
          row += 1
        default: break
        }
      }
    }
    if isQuoted || cells != 1 { throw ReportFault(message: "row \(row) is not complete") }
  }

  private static func checkEnd(_ read: AtomicFile.Read, _ end: String) throws(ReportFault) {
    var tail: [UInt8] = []
    try forEachChunk(read) { (bytes) throws(ReportFault) in
      tail = Array((tail + bytes.suffix(end.utf8.count)).suffix(end.utf8.count))
    }
    guard tail.elementsEqual(end.utf8) else { throw ReportFault(message: "its end is missing") }
  }

  private static func forEachLine(
    _ read: AtomicFile.Read, _ body: (ArraySlice<UInt8>) throws(ReportFault) -> Void
  ) throws(ReportFault) {
    var rest: [UInt8] = []
    try forEachChunk(read) { (bytes) throws(ReportFault) in
      rest += bytes
      var start = 0
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try body(rest[start..<end])
        start = end + 1
      }
      rest.removeFirst(start)
    }
    guard rest.isEmpty else { throw ReportFault(message: "its last line is not complete") }
  }

  private static func forEachChunk(
    _ read: AtomicFile.Read, _ body: (ArraySlice<UInt8>) throws(ReportFault) -> Void
  ) throws(ReportFault) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { read($0) }
      guard count >= 0 else { throw ReportFault(message: "it cannot be read") }
      if count == 0 { return }
      try body(buffer[..<count])
    }
  }
}
