import JourneyModel
package import SourceText

/// Finds out what the story ids of some documents look like.
package struct StoryGuess: Sendable, Equatable {
  /// Prefixes by how often they occur, most frequent first.
  package var families: [String]
  /// How many digits follow; `nil` where that differs.
  package var digits: Int?

  /// Prefixes that look like stories and are standards, algorithms or formats.
  private static let foreign: Set<String> = [
    "AES", "ASCII", "BASE", "BCP", "CVE", "EN", "HTTP", "IEC", "IEEE", "IPV", "ISO", "MD", "RFC",
    "RSA", "SHA", "SOC", "TLS", "UTC", "UTF", "WCAG", "GMT", "COVID", "HS", "RS", "ES", "PCI",
  ]

  /// - Returns: `nil` where no document has anything like a story id.
  package init?(_ sources: some Sequence<SourceFile>) {
    var counts: [String: Int] = [:]
    var documents: [String: Int] = [:]
    var lengths: [String: [Int: Int]] = [:]
    var total = 0
    for source in sources {
      total += 1
      var here: Set<String> = []
      Self.scan(source.bytes) { family, digits in
        counts[family, default: 0] += 1
        lengths[family, default: [:]][digits, default: 0] += 1
        here.insert(family)
      }
      for family in here { documents[family, default: 0] += 1 }
    }
    let kept = counts.filter { family, count in
      !Self.foreign.contains(family)
        && (count > 2 || documents[family, default: 0] > 1 || total == 1)
    }
    guard !kept.isEmpty else { return nil }
    families = kept.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    var byDigits: [Int: Int] = [:]
    for family in families {
      for (digits, count) in lengths[family] ?? [:] { byDigits[digits, default: 0] += count }
    }
    let all = byDigits.values.reduce(0, +)
    let most = byDigits.max { ($0.value, $1.key) < ($1.value, $0.key) }
    digits = most.flatMap { $0.value * 10 >= all * 9 ? $0.key : nil }
  }

  /// Whether a text begins with something like a story id.
  static func isStory(beginning text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(24).prefix { $0 != 0x20 })
    var family: String?
    scan(bytes) { found, _ in family = family ?? found }
    return family.map { !foreign.contains($0) && text.hasPrefix($0 + "-") } ?? false
  }

  /// Calls `found` for each run of two to ten capitals, a hyphen and one to six digits.
  private static func scan(_ bytes: [UInt8], found: (String, Int) -> Void) {
    var index = 0
    while index < bytes.count {
      guard isCapital(bytes[index]), index == 0 || !isWord(bytes[index - 1]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isCapital(bytes[index]) { index += 1 }
      let length = index - start
      guard (2...10).contains(length), index < bytes.count, bytes[index] == UInt8(ascii: "-")
      else { continue }
      let first = index + 1
      var end = first
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      guard (1...6).contains(end - first), end == bytes.count || !isLower(bytes[end]) else {
        continue
      }
      found(String(decoding: bytes[start..<(start + length)], as: UTF8.self), end - first)
      index = end
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }
  private static func isLower(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
  private static func isWord(_ byte: UInt8) -> Bool {
    isCapital(byte) || isLower(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
