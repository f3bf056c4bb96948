/// Encodings of bytes and text that filters, bindings and reports write and read.
package enum TextCodec {
  private static let standard = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// RFC 4648, section 4 with padding, or section 5 without it.
  package static func base64(_ bytes: [UInt8], isForURLs: Bool = false) -> String {
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
  package static func bytes(base64 text: String, isForURLs: Bool = false) -> [UInt8]? {
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
      guard padding == 0, let value = base64Value(byte, isForURLs: isForURLs) else { return nil }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return padding <= 2 && bits < 6 ? bytes : nil
  }

  private static func base64Value(_ byte: UInt8, isForURLs: Bool) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+") where !isForURLs, UInt8(ascii: "-") where isForURLs: 62
    case UInt8(ascii: "/") where !isForURLs, UInt8(ascii: "_") where isForURLs: 63
    default: nil
    }
  }

  /// The bytes of hexadecimal digits in either case; `nil` where the text is malformed.
  package static func bytes(hexadecimal text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for byte in text.utf8 {
      guard let digit = hexadecimalValue(byte) else { return nil }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? bytes : nil
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Percent-encodes all but the unreserved characters (RFC 3986, section 2.3).
  package static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text without percent-encodings; `nil` where one is malformed or the bytes are not UTF-8.
  ///
  /// `isForm` reads `+` as a space (HTML's `application/x-www-form-urlencoded`).
  package static func percentDecoded(_ text: String, isForm: Bool = false) -> String? {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "%"):
        guard place + 2 < bytes.count, let high = hexadecimalValue(bytes[place + 1]),
          let low = hexadecimalValue(bytes[place + 2])
        else { return nil }
        result.append(high << 4 | low)
        place += 3
        continue
      case UInt8(ascii: "+") where isForm: result.append(UInt8(ascii: " "))
      default: result.append(bytes[place])
      }
      place += 1
    }
    return String(validating: result, as: UTF8.self)
  }
}
