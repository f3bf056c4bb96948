import SourceText

/// Refuses documents that would keep cmark busy for longer than a reader would wait.
///
/// cmark-gfm is linear on what people write, but not on deep nesting followed by many lines, on
/// brackets within emphasis, or on references to long definitions. The scan is linear and looks at
/// bytes only; its estimates are upper bounds.
struct MarkdownLimits {
  static let bytes = 4 << 20
  static let lines = 100_000
  static let depth = 100
  static let columns = 1_000
  /// The sum over all paragraphs of the square of their number of markup characters.
  static let markup = 1_000_000_000
  /// Bytes of link definitions times closing brackets.
  static let references = 100_000_000

  private let source: SourceFile
  private var markers: [Int] = []
  /// Whether the line has the mark of a list item.
  private var hasMark = false
  /// Whether that begins an item for certain, if text follows, and with it a new paragraph.
  private var beginsItem = false
  private var blockStart = 0
  private var blockMarkup = 0
  private var blockDefines = false
  private var markupCost = 0
  private var definitions = 0
  private var brackets = 0

  /// The first limit that the document exceeds, as a diagnostic; `nil` for nearly all.
  static func check(_ source: SourceFile, from start: Int) -> Diagnostic? {
    if source.bytes.count > bytes {
      return refusal(
        "WM007", source, at: 0,
        "the file is larger than \(bytes >> 20) MB, which no journey is")
    }
    if source.lineCount > lines {
      return refusal(
        "WM007", source, at: source.lineStarts[lines], "the file has more than \(lines) lines")
    }
    var scan = MarkdownLimits(source: source)
    return scan.run(from: start)
  }

  private init(source: SourceFile) { self.source = source }

  private static func refusal(
    _ code: String, _ source: SourceFile, at offset: Int, _ message: String
  ) -> Diagnostic {
    Diagnostic(
      code, .error, path: source.path, range: SourceRange(at: source.position(ofByte: offset)),
      message, help: "nothing of this file is read; split it or mend this place")
  }

  private mutating func run(from start: Int) -> Diagnostic? {
    let bytes = source.bytes
    return bytes.withUnsafeBufferPointer { bytes in
      var index = start
      blockStart = start
      while index < bytes.count {
        let line = index
        if !nest(bytes, &index) {
          return Self.refusal(
            "WM008", source, at: line, "blocks nest deeper than \(Self.depth) levels here")
        }
        let isEmpty = index >= bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D
        if isEmpty ? !hasMark : beginsItem { endBlock(at: line) }
        let pipes = markup(bytes, &index)
        if pipes > Self.columns, isTableRule(bytes[line..<index]) {
          return Self.refusal(
            "WM009", source, at: line, "a table of more than \(Self.columns) columns")
        }
      }
      endBlock(at: bytes.count)
      if markupCost > Self.markup {
        return Self.refusal("WM010", source, at: start, "paragraphs hold too much markup to read")
      }
      let (product, overflow) = definitions.multipliedReportingOverflow(by: brackets)
      if overflow || product > Self.references {
        return Self.refusal(
          "WM010", source, at: start, "too many references to long link definitions")
      }
      return nil
    }
  }

  /// Follows the containers that a line opens; false when they get too many.
  private mutating func nest(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    var column = 0
    beginsItem = false
    hasMark = false
    while index < bytes.count {
      switch bytes[index] {
      case 0x20: column += 1
      case 0x09: column += 4 - column % 4
      case UInt8(ascii: ">"):
        push(column)
        column += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard isSpace(bytes, index + 1) else { return markers.count <= Self.depth }
        // Further in, it might be running text.
        if column < 4 { beginsItem = true }
        hasMark = true
        push(column)
        column += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = index
        while end < bytes.count, end < index + 10, (48...57).contains(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
          isSpace(bytes, end + 1)
        else { return markers.count <= Self.depth }
        // Only a list that starts with 1 interrupts a paragraph.
        if column < 4, end == index + 1, bytes[index] == UInt8(ascii: "1") { beginsItem = true }
        hasMark = true
        push(column)
        column += end - index + 1
        index = end
      default: return markers.count <= Self.depth
      }
      index += 1
    }
    return markers.count <= Self.depth
  }

  private mutating func push(_ column: Int) {
    while let last = markers.last, last >= column { markers.removeLast() }
    if markers.count <= Self.depth { markers.append(column) }
  }

  private func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index < bytes.count else { return true }
    return bytes[index] <= 0x20
  }

  /// Counts a line's markup up to its end; gives how many pipes it has.
  private mutating func markup(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> Int {
    var pipes = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      // Nearly all of a text is small letters and spaces.
      if byte == 0x20 || byte >= 0x61 && byte != UInt8(ascii: "|") { continue }
      switch byte {
      case 0x0A: return pipes
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "]"):
        blockMarkup += 1
        brackets += 1
        if index < bytes.count, bytes[index] == UInt8(ascii: ":") { blockDefines = true }
      case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"),
        UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: "&"):
        blockMarkup += 1
      default: break
      }
    }
    return pipes
  }

  private mutating func endBlock(at offset: Int) {
    markupCost += blockMarkup * blockMarkup
    if blockDefines { definitions += offset - blockStart }
    blockStart = offset
    blockMarkup = 0
    blockDefines = false
  }

  private func isTableRule(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    line.allSatisfy { byte in
      byte <= 0x20 || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ">")
    }
  }
}
