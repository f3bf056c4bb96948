package import SourceText

/// The headings of a Markdown document, found without building a tree.
///
/// Good enough to decide whether a file is worth parsing; 50,000 files take seconds.
package struct HeadingScan: Sendable, Equatable {
  /// The text of the first `#` heading.
  package var title: String?
  /// The texts of `##` headings, numbers left out.
  package var sections: [String] = []

  package init(_ source: SourceFile) {
    var fence: UInt8?
    for number in 1...max(1, source.lineCount) {
      guard let line = source.lineBytes(number)?.drop(while: { $0 == 0x20 }) else { continue }
      if let marker = Self.fence(line) {
        if fence == nil { fence = marker } else if fence == marker { fence = nil }
        continue
      }
      guard fence == nil, line.first == UInt8(ascii: "#") else { continue }
      let level = line.prefix { $0 == UInt8(ascii: "#") }.count
      let text = line.dropFirst(level)
      guard level <= 2, let next = text.first, next == 0x20 || next == 0x09 else { continue }
      let heading = String(decoding: text.prefix(200), as: UTF8.self)
      if level == 2 {
        sections.append(Self.withoutNumber(heading))
      } else if title == nil {
        title = Self.withoutNumber(heading)
      }
    }
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
