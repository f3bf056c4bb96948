package import SourceText

/// The headings of a Markdown document, found without building a tree.
///
/// Good enough to decide whether a file is worth parsing; 50,000 files take seconds.
package struct HeadingScan: Sendable, Equatable {
  /// The text of the first `#` heading.
  package var title: String?
  /// The texts of `##` headings, numbers left out.
  package var sections: [String] = []

  /// Whether a numbered list stands somewhere below a `##` heading.
  package var hasSteps = false

  package init(_ source: SourceFile) {
    var fence: UInt8?
    var above: ArraySlice<UInt8> = []
    let first = Self.frontMatterLines(of: source) + 1
    for number in first...max(first, source.lineCount) {
      guard let line = source.lineBytes(number)?.drop(while: { $0 == 0x20 }) else { continue }
      defer { above = line }
      if let marker = Self.fence(line) {
        if fence == nil { fence = marker } else if fence == marker { fence = nil }
        continue
      }
      guard fence == nil else { continue }
      if let level = Self.underline(line) {
        if Self.isText(above) { add(above, level: level) }
        continue
      }
      if Self.isStep(line) { hasSteps = hasSteps || !sections.isEmpty }
      guard line.first == UInt8(ascii: "#") else { continue }
      let level = line.prefix { $0 == UInt8(ascii: "#") }.count
      let text = line.dropFirst(level)
      guard level <= 2, let next = text.first, next == 0x20 || next == 0x09 else { continue }
      add(text, level: level)
    }
  }

  private mutating func add(_ text: ArraySlice<UInt8>, level: Int) {
    let heading = Self.withoutNumber(String(decoding: text.prefix(200), as: UTF8.self))
    if level == 2 {
      sections.append(heading)
    } else if title == nil {
      title = heading
    }
  }

  /// The offset behind the `---` lines at the top of a document; 0 where there are none.
  static func frontMatterEnd(of source: SourceFile) -> Int {
    let lines = frontMatterLines(of: source)
    return lines < source.lineCount ? source.lineStarts[lines] : source.bytes.count
  }

  private static func frontMatterLines(of source: SourceFile) -> Int {
    guard source.lineCount > 1, let first = source.lineBytes(1), isRule(first, of: "-", 3) else {
      return 0
    }
    for number in 2...source.lineCount {
      guard let line = source.lineBytes(number) else { break }
      if isRule(line, of: "-", 3) { return number }
    }
    return 0
  }

  /// The level of the heading that a line of `=` or `-` underlines.
  private static func underline(_ line: ArraySlice<UInt8>) -> Int? {
    if isRule(line, of: "=", 2) { return 1 }
    return isRule(line, of: "-", 2) ? 2 : nil
  }

  /// Whether a line is a mark, `count` times or more, but for a byte order mark and blanks.
  private static func isRule(
    _ line: ArraySlice<UInt8>, of mark: Unicode.Scalar, _ count: Int
  ) -> Bool {
    var line = line
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
    return line.count >= count && line.allSatisfy { $0 == UInt8(ascii: mark) }
  }

  /// Whether a line can be a heading that the next one underlines.
  private static func isText(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first else { return false }
    return !"#>|-*+`~".utf8.contains(first) && !isStep(line)
  }

  private static func isStep(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard rest.startIndex != line.startIndex, let mark = rest.first else { return false }
    return (mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"))
      && rest.dropFirst().first == 0x20
  }

  private static func fence(_ line: ArraySlice<UInt8>) -> UInt8? {
    guard let first = line.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~"),
      line.prefix(while: { $0 == first }).count >= 3
    else { return nil }
    return first
  }

  /// The heading without `3.`, `3)` or `3.1` before it, and without closing hashes.
  static func withoutNumber(_ heading: String) -> String {
    var text = heading[...]
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    text = text.drop(while: isBlank)
    let rest = text.drop { $0.isNumber || $0 == "." || $0 == ")" }
    if rest.startIndex != text.startIndex, rest.first.map(isBlank) ?? false {
      text = rest.drop(while: isBlank)
    }
    while let last = text.last, isBlank(last) || last == "#" { text.removeLast() }
    return String(text)
  }
}
