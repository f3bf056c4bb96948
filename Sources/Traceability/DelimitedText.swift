package import SourceText

/// Records of comma-separated text with the place of each field.
///
/// RFC 4180: fields may be quoted, a quote within is doubled, a quoted field may hold line ends.
/// Beyond it, the separator may be a semicolon or a tab, as spreadsheets of other countries write
/// it; the header line decides.
package struct DelimitedText: Sendable {
  package struct Field: Sendable, Hashable {
    package var text: String
    package var range: SourceRange
  }

  /// Records in the order of the text, blank lines left out.
  package private(set) var records: [[Field]] = []
  /// Where a quoted field begins that never ends.
  package private(set) var unterminated: SourceRange?

  /// Reads at most `limit` records; what is behind them is left.
  package init(_ source: SourceFile, limit: Int = 1_000_000) {
    let separator = Self.separator(in: source)
    var scanner = Scanner(source: source, separator: separator)
    while records.count < limit, let record = scanner.nextRecord() {
      if record.count > 1 || record.first?.text.isEmpty == false { records.append(record) }
    }
    unterminated = scanner.unterminated
  }

  private static func separator(in source: SourceFile) -> UInt8 {
    let header = source.lineBytes(1) ?? []
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let counts = candidates.map { candidate in header.count { $0 == candidate } }
    let most = counts.indices.max { counts[$0] < counts[$1] }
    return most.map { counts[$0] > 0 ? candidates[$0] : candidates[0] } ?? candidates[0]
  }

  private struct Scanner {
    let source: SourceFile
    let separator: UInt8
    var offset = 0
    var mark = (offset: 0, line: 1, column: 1)
    var unterminated: SourceRange?

    init(source: SourceFile, separator: UInt8) {
      self.source = source
      self.separator = separator
      if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func nextRecord() -> [Field]? {
      let bytes = source.bytes
      guard offset < bytes.count else { return nil }
      var record: [Field] = []
      while true {
        record.append(nextField())
        guard offset < bytes.count else { return record }
        let byte = bytes[offset]
        offset += 1
        if byte == separator { continue }
        if byte == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") {
          offset += 1
        }
        return record
      }
    }

    /// Reads up to the separator or line end that follows, and leaves that to the caller.
    private mutating func nextField() -> Field {
      let bytes = source.bytes
      let start = offset
      var text: [UInt8] = []
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
        offset += 1
        var isClosed = false
        while offset < bytes.count {
          let byte = bytes[offset]
          offset += 1
          if byte != UInt8(ascii: "\"") {
            text.append(byte)
          } else if offset < bytes.count, bytes[offset] == byte {
            text.append(byte)
            offset += 1
          } else {
            isClosed = true
            break
          }
        }
        if !isClosed { unterminated = unterminated ?? range(start, offset) }
      }
      while offset < bytes.count, !isEnd(bytes[offset]) {
        text.append(bytes[offset])
        offset += 1
      }
      return Field(
        text: String(decoding: text, as: UTF8.self).trimmed, range: range(start, offset))
    }

    private func isEnd(_ byte: UInt8) -> Bool {
      byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private mutating func range(_ start: Int, _ end: Int) -> SourceRange {
      SourceRange(start: position(start), end: position(end))
    }

    /// Counts on from the last place asked for, so that one endless line takes linear time.
    private mutating func position(_ offset: Int) -> SourcePosition {
      let starts = source.lineStarts
      while mark.line < starts.count, starts[mark.line] <= offset {
        mark = (starts[mark.line], mark.line + 1, 1)
      }
      if offset > mark.offset {
        mark.column += SourceFile.scalars(in: source.bytes[mark.offset..<offset])
        mark.offset = offset
      }
      return SourcePosition(line: mark.line, column: mark.column)
    }
  }
}

extension StringProtocol {
  /// The text without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
