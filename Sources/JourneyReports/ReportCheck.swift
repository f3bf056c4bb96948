import Markup

/// Checks a report that was read back, in memory that does not grow with it.
enum ReportCheck {
  static func check(_ kind: ReportKind, _ read: @escaping AtomicFile.Read) throws(ReportFault) {
    switch kind {
    case .junit, .junitRich: try checkJUnit(read)
    case .matrixJSON, .summary, .har, .sarif, .ctrf, .gitlab, .xray: try checkJSON(read)
    case .matrixCSV: try checkCSV(read)
    case .html: try checkEnd(read, "</html>\n")
    case .matrixMarkdown, .github: try checkEnd(read, "\n")
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

  private static func checkJSON(_ read: AtomicFile.Read) throws(ReportFault) {
    var check = JSONStreamCheck()
    try forEachChunk(read) { (bytes) throws(ReportFault) in try check.take(bytes) }
    try check.finish()
  }

  /// A JSON text a line.
  static func checkLines(_ read: AtomicFile.Read) throws(ReportFault) {
    var check = JSONStreamCheck()
    var isEnded = true
    try forEachChunk(read) { (bytes) throws(ReportFault) in
      let parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (number, part) in parts.enumerated() {
        if number > 0 {
          try check.finish()
          check = JSONStreamCheck()
          isEnded = true
        }
        if !part.isEmpty { isEnded = false }
        try check.take(part)
      }
    }
    guard isEnded else { throw ReportFault(message: "its last line is not complete") }
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
