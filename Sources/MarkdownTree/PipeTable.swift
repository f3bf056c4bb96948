import SourceText

/// A table with pipes (GFM, section 4.10), found in the lines of a paragraph.
package struct PipeTable: Sendable {
  package struct Cell: Sendable {
    /// The cell's Markdown, without the escapes of its pipes.
    package var text: String
    package var range: Range<Int32>
  }

  package var header: [Cell]
  package var rows: [[Cell]]
  /// Bytes of the source from the header to the last row; paragraph text may stand before it.
  package var range: Range<Int32>
}

extension MarkdownTree {
  /// The table that a paragraph holds; `nil` where it holds none.
  package func table(in paragraph: Int32) -> PipeTable? {
    let block = blocks[Int(paragraph)]
    guard block.kind == .paragraph, inlines[block.inlineIndices].contains(where: \.isBreak) else {
      return nil
    }
    var lines = PipeTable.lines(of: source, in: block.range)[...]
    while lines.count >= 2 {
      let rule = lines[lines.startIndex + 1]
      if PipeTable.isRule(source.bytes[rule.byteIndices]) {
        let header = PipeTable.cells(in: source, lines[lines.startIndex])
        if header.count == PipeTable.cells(in: source, rule).count {
          let rows = lines.dropFirst(2).map { PipeTable.cells(in: source, $0) }
          return PipeTable(
            header: header, rows: rows,
            range: lines[lines.startIndex].lowerBound..<block.range.upperBound)
        }
      }
      lines.removeFirst()
    }
    return nil
  }
}

extension PipeTable {
  /// A paragraph's lines without line ends and without what its containers put before them.
  fileprivate static func lines(of source: SourceFile, in range: Range<Int32>) -> [Range<Int32>] {
    var lines: [Range<Int32>] = []
    var begin = range.lowerBound
    for index in range {
      let byte = source.bytes[Int(index)]
      guard byte == 0x0A || byte == 0x0D else { continue }
      if begin < index { lines.append(unindented(source, begin..<index)) }
      begin = index + 1
    }
    lines.append(unindented(source, begin..<range.upperBound))
    return lines
  }

  private static func unindented(_ source: SourceFile, _ line: Range<Int32>) -> Range<Int32> {
    var begin = line.lowerBound
    while begin < line.upperBound, isPadding(source.bytes[Int(begin)]) { begin += 1 }
    return begin..<line.upperBound
  }

  private static func isPadding(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ">")
  }

  /// Whether a line is `|---|:-:|`: hyphens, with a pipe somewhere.
  fileprivate static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    var (pipes, hyphens) = (0, 0)
    for byte in line {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): hyphens += 1
      case UInt8(ascii: ":"), 0x20, 0x09: break
      default: return false
      }
    }
    return pipes > 0 && hyphens > 0
  }

  fileprivate static func cells(in source: SourceFile, _ line: Range<Int32>) -> [Cell] {
    var cells: [Cell] = []
    var text: [UInt8] = []
    var begin = line.lowerBound
    var index = begin
    func close(at end: Int32) {
      let leading = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
      while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
      let start = min(begin + Int32(leading), end)
      cells.append(
        Cell(
          text: String(decoding: text.dropFirst(leading), as: UTF8.self),
          range: start..<max(start, min(end, start + Int32(text.count - min(leading, text.count)))))
      )
      text = []
    }
    if index < line.upperBound, source.bytes[Int(index)] == UInt8(ascii: "|") {
      index += 1
      begin = index
    }
    while index < line.upperBound {
      let byte = source.bytes[Int(index)]
      if byte == UInt8(ascii: "\\"), index + 1 < line.upperBound,
        source.bytes[Int(index) + 1] == UInt8(ascii: "|")
      {
        text.append(UInt8(ascii: "|"))
        index += 2
        continue
      }
      if byte == UInt8(ascii: "|") {
        close(at: index)
        begin = index + 1
      } else {
        text.append(byte)
      }
      index += 1
    }
    if text.contains(where: { $0 > 0x20 }) || cells.isEmpty { close(at: line.upperBound) }
    return cells
  }
}

extension MarkdownTree.Block {
  package var inlineIndices: Range<Int> { Int(inlines.lowerBound)..<Int(inlines.upperBound) }
}

extension MarkdownTree.Inline {
  package var isBreak: Bool { kind == .softBreak || kind == .hardBreak }
}

extension Range<Int32> {
  fileprivate var byteIndices: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}
