package import Regexes

/// Which values of answers a wording rule is about.
package struct ValueSelector: Sendable {
  /// How figures in running text are told.
  package enum Figures: Sendable {
    /// A number with a currency beside it.
    case money
    /// A number with a percent sign.
    case percent
    case pattern(LinearRegex)
  }

  /// Names of JSON members; `*` stands for any characters.
  package var members: [String]
  /// Figures in pages and plain text; `nil` for none.
  package var text: Figures?
  /// Names of regions of pages that are meant, with `*`; empty for all.
  package var regions: [String]

  package init(members: [String] = [], text: Figures? = nil, regions: [String] = []) {
    self.members = members
    self.text = text
    self.regions = regions
  }

  func names(_ member: String) -> Bool {
    members.contains { Wildcard.matches($0, member) }
  }
}

extension ValueSelector.Figures {
  /// How many figures a text holds.
  func count(in text: String) -> Int {
    switch self {
    case .money: MoneyScan.count(in: Array(text.utf8))
    case .percent: PercentScan.count(in: Array(text.utf8))
    case .pattern(let pattern): (try? pattern.isFound(in: text)) == true ? 1 : 0
    }
  }

  /// How many each piece of a page holds.
  func counts(in view: ExchangeView) -> [Int] {
    if case .money = self { return view.money }
    return view.page?.pieces.map { count(in: $0.text) } ?? []
  }
}

/// Compares names with patterns in which `*` stands for any characters, without regard to case.
enum Wildcard {
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = pattern.utf8.map(ASCII.lower)
    let text = text.utf8.map(ASCII.lower)
    var (place, position) = (0, 0)
    var star: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == text[position] {
        place += 1
        position += 1
      } else if let last = star {
        place = last.place + 1
        position = last.position + 1
        star = (last.place, last.position + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

/// Counts numbers that a currency stands beside.
enum MoneyScan {
  private static let codes: [[UInt8]] = [
    "USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR", "CNY",
  ].map { Array($0.utf8) }
  private static let symbols: [[UInt8]] = ["$", "\u{20AC}", "\u{A3}", "\u{A5}"].map {
    Array($0.utf8)
  }

  static func count(in bytes: [UInt8]) -> Int {
    var count = 0
    var index = 0
    while index < bytes.count {
      guard let length = marker(bytes, index) else {
        index += 1
        continue
      }
      if isNumber(before: index, bytes) || isNumber(after: index + length, bytes) { count += 1 }
      index += length
    }
    return count
  }

  /// The length of a currency that stands here by itself.
  private static func marker(_ bytes: [UInt8], _ index: Int) -> Int? {
    let byte = bytes[index]
    if byte == UInt8(ascii: "$") || byte >= 0x80 {
      return symbols.first { bytes[index...].starts(with: $0) }?.count
    }
    guard 0x41...0x5A ~= byte, index == 0 || !ASCII.isLetter(bytes[index - 1]) else { return nil }
    let code = codes.first { bytes[index...].starts(with: $0) }
    guard let code else { return nil }
    let end = index + code.count
    return end == bytes.count || !ASCII.isAlphanumeric(bytes[end]) ? code.count : nil
  }

  private static func isNumber(before index: Int, _ bytes: [UInt8]) -> Bool {
    var place = index
    while place > 0, isGap(bytes[place - 1]) { place -= 1 }
    guard place > 0 else { return false }
    // Thousands and millions are written short.
    if place > 1, "kKmMbB".utf8.contains(bytes[place - 1]) { place -= 1 }
    return ASCII.isDigit(bytes[place - 1])
  }

  private static func isNumber(after index: Int, _ bytes: [UInt8]) -> Bool {
    var place = index
    while place < bytes.count, isGap(bytes[place]) || bytes[place] == UInt8(ascii: "-") {
      place += 1
    }
    return place < bytes.count && ASCII.isDigit(bytes[place])
  }

  /// White space, no-break spaces included.
  private static func isGap(_ byte: UInt8) -> Bool {
    ASCII.isSpace(byte) || byte == 0xC2 || byte == 0xA0
  }
}

/// Counts numbers with a percent sign.
enum PercentScan {
  static func count(in bytes: [UInt8]) -> Int {
    bytes.indices.count { index in
      guard bytes[index] == UInt8(ascii: "%") else { return false }
      var place = index
      while place > 0,
        bytes[place - 1] == 0x20 || bytes[place - 1] == 0xC2
          || bytes[place - 1] == 0xA0
      { place -= 1 }
      return place > 0 && ASCII.isDigit(bytes[place - 1])
    }
  }
}
