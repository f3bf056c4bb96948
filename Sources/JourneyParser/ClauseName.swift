import SourceText

/// The names that authors give to clauses in comments: `<!-- id: no-leakage -->`.
enum ClauseName {
  /// The name that a comment gives; `nil` where it is a remark, empty where the name is missing.
  static func read(_ comment: ArraySlice<UInt8>) -> String? {
    guard comment.starts(with: "<!--".utf8), comment.suffix(3).elementsEqual("-->".utf8),
      comment.count >= 7
    else { return nil }
    let text = trimmed(comment.dropFirst(4).dropLast(3))
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = trimmed(text[..<colon])
    guard key.count == 2, key[key.startIndex] | 0x20 == UInt8(ascii: "i"),
      key[key.startIndex + 1] | 0x20 == UInt8(ascii: "d")
    else { return nil }
    return String(decoding: trimmed(text[(colon + 1)...]), as: UTF8.self)
  }

  static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isASCIIWord, name.utf8.count <= 200 else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      byte.isASCIIWord || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
    }
  }

  private static let kinds: Set<Substring> = [
    "pre", "step", "expect", "must", "must-not", "should", "should-not", "may", "unspecified",
  ]

  /// Whether the name could be taken for a position: `must.1`, `flow-2.step.3`.
  static func isPath(_ name: String) -> Bool {
    var parts = name.split(separator: ".", omittingEmptySubsequences: false)[...]
    if parts.first?.hasPrefix("flow-") == true, parts.count > 1 { parts.removeFirst() }
    guard let kind = parts.popFirst(), kinds.contains(kind), !parts.isEmpty else { return false }
    return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0.isASCIIDigit } }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let first = text.first, first <= 0x20 { text.removeFirst() }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    return text
  }
}
