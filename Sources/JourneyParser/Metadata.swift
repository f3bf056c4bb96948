import SourceText

/// The `Key: value` lines of a journey, as UTF-8.
struct Metadata {
  enum Key { case level, personas, audience, related, other }

  private(set) var level: [UInt8]?
  private(set) var personas: [UInt8]?
  private(set) var audience: [UInt8]?
  private var last = Key.other
  /// The key of the last line, if it has no value yet: `Related Stories:` above a list.
  private(set) var open: Key?

  /// Says that the next line does not go on with a value, but may be one of `key`.
  mutating func begin(_ key: Key? = nil) {
    last = key ?? .other
    isListed = key != nil
  }

  private var isListed = false

  /// Takes a line, which may go on with the value of the line before it.
  mutating func take(_ line: ArraySlice<UInt8>) -> Key {
    let line = Self.trimmed(line)
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let key = Self.key(line[..<colon])
    else {
      if !line.isEmpty { add(line, to: last, after: isListed ? Self.comma : [0x20]) }
      isListed = false
      open = nil
      return last
    }
    last = key
    let value = Self.trimmed(line[(colon + 1)...])
    open = value.isEmpty ? key : nil
    if !value.isEmpty { add(value, to: key, after: Self.comma) }
    return key
  }

  private static let comma: [UInt8] = [UInt8(ascii: ","), 0x20]

  private mutating func add(_ value: ArraySlice<UInt8>, to key: Key, after separator: [UInt8]) {
    switch key {
    case .level: level = level.map { $0 + separator + value } ?? Array(value)
    case .personas: personas = personas.map { $0 + separator + value } ?? Array(value)
    case .audience: audience = audience.map { $0 + separator + value } ?? Array(value)
    case .related, .other: break
    }
  }

  /// What a line's beginning means; `nil` where it is no key but running text.
  private static func key(_ text: ArraySlice<UInt8>) -> Key? {
    guard let first = text.first, first.isASCIILetter, text.count <= 60 else { return nil }
    var words = 1
    for byte in text {
      switch byte {
      case 0x20: words += 1
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "&"): break
      default: if !byte.isASCIILetter, byte < 0x80 { return nil }
      }
    }
    guard words <= 4 else { return nil }
    switch DocumentNames.key(String(decoding: text, as: UTF8.self)) {
    case "document level": return .level
    case "primary persona", "persona": return .personas
    case "audience": return .audience
    case "related stories", "related story", "stories": return .related
    default: return .other
    }
  }

  /// Splits at commas that stand outside brackets.
  static func split(_ text: [UInt8]) -> [String] {
    var parts: [String] = []
    var depth = 0
    var start = 0
    func close(at end: Int) {
      let part = trimmed(text[start..<end])
      if !part.isEmpty { parts.append(String(decoding: part, as: UTF8.self)) }
      start = end + 1
    }
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ",") where depth == 0: close(at: index)
      default: break
      }
    }
    if start <= text.count { close(at: text.count) }
    return parts
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while text.first == 0x20 { text.removeFirst() }
    while text.last == 0x20 { text.removeLast() }
    return text
  }
}
