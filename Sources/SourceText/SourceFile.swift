/// A file's bytes with an index of its lines.
///
/// The bytes stay as they were read; what is not UTF-8 is replaced only where text is shown.
package struct SourceFile: Sendable {
  /// The path as it is to be shown, normally relative to the working folder.
  package let path: String
  package let bytes: [UInt8]
  /// The offset in ``bytes`` at which each line begins.
  package let lineStarts: [Int]
  /// Whether every byte is a character, so that columns need no counting.
  package let isASCII: Bool
  /// The offset of the first NUL byte, which plain text does not have.
  package let firstNUL: Int?
  /// How many continuation bytes stand before each stretch of 256 bytes; empty where all is ASCII.
  private let continuations: [Int32]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    (lineStarts, isASCII, firstNUL) = Self.lines(of: bytes)
    continuations = isASCII ? [] : Self.continuations(in: bytes)
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package var lineCount: Int { lineStarts.count }

  /// The bytes of a 1-based line without its line end; `nil` past the end of the file.
  package func lineBytes(_ number: Int) -> ArraySlice<UInt8>? {
    guard number >= 1, number <= lineStarts.count else { return nil }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return bytes[start..<end]
  }

  /// The text of a 1-based line without its line end.
  package func line(_ number: Int) -> String? {
    lineBytes(number).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The position of a byte offset; an offset past the end gives the end.
  package func position(ofByte offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = lineStarts[low]
    let column = scalars(from: start, to: offset)
    return SourcePosition(line: low + 1, column: 1 + column)
  }

  /// The byte offset of a position; `nil` for one that the file does not have.
  package func offset(of position: SourcePosition) -> Int? {
    guard position.line >= 1, position.line <= lineStarts.count, position.column >= 1 else {
      return nil
    }
    var offset = lineStarts[position.line - 1]
    for _ in 1..<position.column {
      guard offset < bytes.count else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The 1-based scalar column of a 0-based byte offset within a 1-based line.
  package func column(line: Int, byteInLine: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return byteInLine + 1 }
    let start = lineStarts[line - 1]
    let end = min(start + max(byteInLine, 0), bytes.count)
    return 1 + scalars(from: start, to: end)
  }

  /// Counts at most two stretches, so that many positions on one long line stay cheap.
  private func scalars(from start: Int, to end: Int) -> Int {
    if isASCII { return end - start }
    if end - start < 512 { return Self.scalars(in: bytes[start..<end]) }
    return end - start - (continuations(before: end) - continuations(before: start))
  }

  private func continuations(before offset: Int) -> Int {
    let begin = offset & ~255
    return Int(continuations[offset >> 8]) + (offset - begin)
      - Self.scalars(in: bytes[begin..<offset])
  }

  private static func continuations(in bytes: [UInt8]) -> [Int32] {
    var sums: [Int32] = []
    sums.reserveCapacity(bytes.count / 256 + 1)
    var count: Int32 = 0
    for (offset, byte) in bytes.enumerated() {
      if offset & 255 == 0 { sums.append(count) }
      if byte & 0xC0 == 0x80 { count += 1 }
    }
    if bytes.count & 255 == 0 { sums.append(count) }
    return sums
  }

  /// Counts scalars as the bytes that are not UTF-8 continuation bytes.
  package static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  private static func lines(of bytes: [UInt8]) -> ([Int], isASCII: Bool, firstNUL: Int?) {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32 + 1)
    var all: UInt8 = 0
    var firstNUL: Int?
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        all |= byte
        index += 1
        if byte > 0x0D { continue }
        if byte == UInt8(ascii: "\n") {
          starts.append(index)
        } else if byte == UInt8(ascii: "\r"),
          index == bytes.count || bytes[index] != UInt8(ascii: "\n")
        {
          starts.append(index)
        } else if byte == 0, firstNUL == nil {
          firstNUL = index - 1
        }
      }
    }
    return (starts, all < 0x80, firstNUL)
  }
}
