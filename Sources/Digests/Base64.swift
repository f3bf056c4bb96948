/// Base64 (RFC 4648).
package enum Base64 {
  private static let standard = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// RFC 4648, section 4 with padding, or section 5 without it.
  package static func encode(_ bytes: [UInt8], isForURLs: Bool = false) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      bits <<= UInt32(8 * (3 - group.count))
      for place in 0...3 {
        guard place <= group.count else {
          if !isForURLs { text.append(UInt8(ascii: "=")) }
          continue
        }
        let digit = standard[Int(bits >> UInt32(18 - 6 * place) & 63)]
        text.append(isForURLs ? urlDigit(digit) : digit)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func urlDigit(_ digit: UInt8) -> UInt8 {
    switch digit {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: digit
    }
  }

  /// The bytes of base64 text; `nil` where it is malformed.
  ///
  /// White space is passed over and padding may be absent.
  package static func decode(_ text: String, isForURLs: Bool = false) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (buffer, bits, padding) = (UInt32(0), 0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
      case UInt8(ascii: "="):
        padding += 1
        continue
      default: break
      }
      guard padding == 0, let value = Self.value(byte, isForURLs: isForURLs) else { return nil }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return padding <= 2 && bits < 6 ? bytes : nil
  }

  private static func value(_ byte: UInt8, isForURLs: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+") where !isForURLs, UInt8(ascii: "-") where isForURLs: 62
    case UInt8(ascii: "/") where !isForURLs, UInt8(ascii: "_") where isForURLs: 63
    default: nil
    }
  }

  /// The digits that depend on some bytes alone wherever these stand in longer encoded bytes: for
  /// each of the three places at which they may begin in a group, in both alphabets.
  package static func cores(of bytes: [UInt8]) -> Set<[UInt8]> {
    var cores: Set<[UInt8]> = []
    for isForURLs in [false, true] {
      for shift in 0..<3 {
        let padded = [UInt8](repeating: 0, count: shift) + bytes
        let digits = Array(encode(padded, isForURLs: isForURLs).utf8)
        let first = (shift * 8 + 5) / 6
        cores.insert(Array(digits[first..<max(first, padded.count * 8 / 6)]))
      }
    }
    return cores
  }
}
