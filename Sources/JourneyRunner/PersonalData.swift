/// Masks addresses of e-mail, telephone numbers and card numbers.
enum PersonalData {
  static func masked(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    if bytes.contains(UInt8(ascii: "@")) { maskAddresses(&result) }
    maskNumbers(&result)
    return result
  }

  /// Keeps the first letter and the domain: `c***@example.com`.
  private static func maskAddresses(_ bytes: inout [UInt8]) {
    var index = 0
    while let at = bytes[index...].firstIndex(of: UInt8(ascii: "@")) {
      var start = at
      while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
      let hasDomain = at + 1 < bytes.count && isAlphanumeric(bytes[at + 1])
      let dot = bytes[(at + 1)...].prefix(64).prefix { isLocal($0) }.contains(UInt8(ascii: "."))
      if start < at, hasDomain, dot {
        for position in (start + 1)..<max(at, start + 1) { bytes[position] = UInt8(ascii: "*") }
      }
      index = at + 1
    }
  }

  /// `+` and 8 to 15 digits, or 15 to 16 digits that pass the check of card numbers (ISO 7812).
  private static func maskNumbers(_ bytes: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      var digits: [Int] = []
      while index < bytes.count {
        if isDigit(bytes[index]) {
          digits.append(index)
        } else if !isSeparator(bytes[index]) || index + 1 >= bytes.count
          || !isDigit(bytes[index + 1])
        {
          break
        }
        index += 1
      }
      let isTelephone =
        start > 0 && bytes[start - 1] == UInt8(ascii: "+") && (8...15).contains(digits.count)
      if isTelephone || isCard(digits.map { bytes[$0] - 48 }) {
        for position in digits.dropLast(2) { bytes[position] = UInt8(ascii: "*") }
      }
    }
  }

  private static func isCard(_ digits: [UInt8]) -> Bool {
    guard (15...16).contains(digits.count), (3...6).contains(digits[0]) else { return false }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place % 2 == 1 ? Int(digit) * 2 : Int(digit)
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "._%+-".utf8.contains(byte)
  }
}
