/// Encodings of bytes and text that filters, bindings and reports write and read.
package enum TextCodec {
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
