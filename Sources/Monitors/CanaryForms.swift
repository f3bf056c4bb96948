import Queries

/// The ways in which a value may stand in an answer once escapes are undone.
enum CanaryForms {
  enum Encoding: Sendable, Hashable {
    case plain, base64, hexadecimal

    var words: String {
      switch self {
      case .plain: ""
      case .base64: ", in base64"
      case .hexadecimal: ", in hexadecimal"
      }
    }
  }

  /// Shorter values would be found by chance.
  static let shortest = 6

  static func all(of value: String) -> [(Encoding, [UInt8])] {
    let bytes = Array(value.utf8)
    guard bytes.count >= shortest else { return [] }
    var forms: [(Encoding, [UInt8])] = [(.plain, bytes)]
    forms.append((.hexadecimal, hexadecimal(bytes)))
    var cores: Set<[UInt8]> = []
    for text in Set([value, value.lowercased(), value.uppercased()]) {
      cores.formUnion(base64Cores(Array(text.utf8)))
    }
    forms += cores.sorted { $0.lexicographicallyPrecedes($1) }.map { (.base64, $0) }
    return forms
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  /// The digits that depend on the value alone, for each place at which it may begin in a group of
  /// three bytes, in both alphabets (RFC 4648, sections 4 and 5).
  private static func base64Cores(_ bytes: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { shift -> [[UInt8]] in
      let padded = [UInt8](repeating: 0, count: shift) + bytes
      let first = (shift * 8 + 5) / 6
      let whole = padded.count * 8 / 6
      guard whole - first >= shortest else { return [] }
      return [false, true].map { isForURLs in
        Array(Array(TextCodec.base64(padded, isForURLs: isForURLs).utf8)[first..<whole])
      }
    }
  }
}
