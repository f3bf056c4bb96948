import JSONTree
import Regexes

extension Filter {
  private static let maximumBytes = 64 << 20
  private static let maximumParts = 1_000_000

  /// Filters from text to text.
  func edit(_ text: String) throws(FilterError) -> QueryValue {
    switch self {
    case .lower: return .string(text.lowercased())
    case .upper: return .string(text.uppercased())
    case .split(let separator): return try Self.split(text, separator)
    case .replace(let old, let new): return .string(try Self.replace(old, by: new, in: text))
    case .regex(let regex):
      let groups = try limited { () throws(RegexLimitError) in try regex.firstMatch(in: text) }
      guard let groups, let found = groups[groups.count > 1 ? 1 : 0] else { return .missing }
      return .string(found)
    case .replacePattern(let regex, let new):
      return .string(
        try limited { () throws(RegexLimitError) in try regex.replacing(in: text, with: new) })
    default: return .string(Self.trimmed(text))
    }
  }

  private func limited<Result>(
    _ body: () throws(RegexLimitError) -> Result
  ) throws(FilterError) -> Result {
    do {
      return try body()
    } catch {
      throw FilterError(.limit, "the pattern takes too long, or writes too much, on this text")
    }
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func split(_ text: String, _ separator: String) throws(FilterError) -> QueryValue {
    let bytes = Array(text.utf8)
    let search = ByteSearch(separator.utf8)
    var parts: [JSONValue] = []
    var start = 0
    while let place = search.firstPlace(in: bytes, from: start) {
      parts.append(.string(String(decoding: bytes[start..<place], as: UTF8.self)))
      guard parts.count < maximumParts else {
        throw FilterError(.limit, "the text has more than \(maximumParts) parts")
      }
      start = place + separator.utf8.count
    }
    parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
    return .json(.array(parts))
  }

  private static func replace(
    _ old: String, by new: String, in text: String
  ) throws(FilterError) -> String {
    let bytes = Array(text.utf8)
    let search = ByteSearch(old.utf8)
    var result: [UInt8] = []
    var start = 0
    while let place = search.firstPlace(in: bytes, from: start) {
      result += bytes[start..<place]
      result += new.utf8
      guard result.count <= maximumBytes else {
        throw FilterError(.limit, "the text becomes longer than \(maximumBytes) bytes")
      }
      start = place + old.utf8.count
    }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }
}
