import SourceText

/// What the story IDs of a project look like: a family, a separator, digits and perhaps a letter.
///
/// The parts are configuration; ``standard`` is `BF-002`. IDs are found in text by ``scan(_:)``.
package struct StoryPattern: Sendable, Hashable {
  /// The prefixes in the order of the configuration; empty where any upper-case word is one.
  package var families: [String]
  /// Between family and digits: `-`, `_`, `#` or nothing.
  package var separator: String
  /// How many digits an ID may have.
  package var digits: ClosedRange<Int>
  /// Whether one upper-case letter may follow the digits (`RP-005A`).
  package var allowsSuffix: Bool
  /// What a tracker calls a story: `BF-002` → `PLAT-812`.
  package var aliases: [String: String]

  package init(
    families: [String], separator: String = "-", digits: ClosedRange<Int> = 3...3,
    allowsSuffix: Bool = true, aliases: [String: String] = [:]
  ) {
    self.families = families
    self.separator = separator
    self.digits = digits
    self.allowsSuffix = allowsSuffix
    self.aliases = aliases
  }

  /// Five families with three digits, as the journeys of this repository have them.
  package static let standard = StoryPattern(families: ["BF", "RP", "CO", "EE", "OE"])

  /// The longest family and the most digits that a pattern may ask for.
  static let limit = 18
}

extension StoryPattern {
  /// An ID that the pattern takes, for messages.
  package var example: String {
    (families.first ?? "ABC") + separator + String("123456789012345678".prefix(digits.lowerBound))
  }

  /// Reads a pattern such as `PLAT-1234`, `PLAT-\d+` or `(BF|RP)-[0-9]{3}[A-Z]?`.
  ///
  /// A small part of the notation of regular expressions: one prefix, several in brackets, or
  /// `[A-Z]+` for any; a separator; then `\d` or `[0-9]` with `+`, `{3}` or `{1,6}`, or an example's
  /// digits; then perhaps `[A-Z]?`.
  ///
  /// - Returns: `nil` where the text is anything else.
  package init?(_ text: String) {
    var reader = PatternReader(Array(text.utf8))
    guard let families = reader.families() else { return nil }
    let separator = reader.separator()
    guard let digits = reader.digits() else { return nil }
    let suffix = reader.take("[A-Z]?") || reader.take("[A-Z]{0,1}")
    guard reader.isAtEnd, !families.isEmpty || !separator.isEmpty else { return nil }
    self.init(
      families: families == [""] ? [] : families, separator: separator, digits: digits,
      allowsSuffix: suffix)
  }
}

/// Takes a pattern's notation apart from left to right.
private struct PatternReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
    if rest.first == UInt8(ascii: "^") { rest.removeFirst() }
    if rest.last == UInt8(ascii: "$") { rest.removeLast() }
    _ = take(#"\b"#)
    if rest.suffix(2).elementsEqual(#"\b"#.utf8) { rest.removeLast(2) }
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ literal: String) -> Bool {
    guard rest.starts(with: literal.utf8) else { return false }
    rest = rest.dropFirst(literal.utf8.count)
    return true
  }

  /// `[""]` stands for any upper-case word.
  mutating func families() -> [String]? {
    if take("[A-Z]+") { return [""] }
    if take("[A-Z]"), repetition() != nil { return [""] }
    guard take("(") else { return family().map { [$0] } }
    _ = take("?:")
    var names: [String] = []
    repeat {
      guard let name = family() else { return nil }
      names.append(name)
    } while take("|")
    return take(")") ? names : nil
  }

  private mutating func family() -> String? {
    let name = rest.prefix { $0.isASCIILetter }
    guard !name.isEmpty, name.count <= StoryPattern.limit else { return nil }
    rest = rest[name.endIndex...]
    return String(decoding: name, as: UTF8.self)
  }

  mutating func separator() -> String {
    _ = take(#"\"#)
    guard let byte = rest.first,
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "#")
    else { return "" }
    rest.removeFirst()
    return String(decoding: [byte], as: UTF8.self)
  }

  mutating func digits() -> ClosedRange<Int>? {
    if take(#"\d"#) || take("[0-9]") {
      if take("+") { return 1...StoryPattern.limit }
      return repetition()
    }
    let example = rest.prefix { $0.isASCIIDigit }
    guard !example.isEmpty, example.count <= StoryPattern.limit else { return nil }
    rest = rest[example.endIndex...]
    return example.count...example.count
  }

  /// `{3}`, `{1,6}` or `{2,}`.
  private mutating func repetition() -> ClosedRange<Int>? {
    guard take("{"), let low = number(), low >= 1 else { return nil }
    var high = low
    if take(",") { high = number() ?? StoryPattern.limit }
    guard take("}"), low <= high, high <= StoryPattern.limit else { return nil }
    return low...high
  }

  private mutating func number() -> Int? {
    let digits = rest.prefix { $0.isASCIIDigit }
    rest = rest[digits.endIndex...]
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
