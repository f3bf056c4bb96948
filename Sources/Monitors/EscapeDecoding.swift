import Markup

/// Undoes the escapes that addresses, markup and JSON share a text with, in one pass.
///
/// `%41`, `&#65;`, `&#x41;`, `&amp;`, `\u0041` and `\/` become what they stand for; soft hyphens and
/// zero-width characters, which nobody sees, go. What is no escape stays.
enum EscapeDecoding {
  /// The decoded bytes; `nil` where nothing was escaped.
  static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    guard let first = bytes.firstIndex(where: isSpecial) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    result += bytes[..<first]
    var changed = false
    bytes.withUnsafeBufferPointer { bytes in
      var index = first
      while index < bytes.count {
        let byte = bytes[index]
        guard isSpecial(byte) else {
          result.append(byte)
          index += 1
          continue
        }
        let length = append(bytes, index, &result)
        if length == 0 {
          result.append(byte)
          index += 1
        } else {
          changed = true
          index += length
        }
      }
    }
    return changed ? result : nil
  }

  /// Decoded again and again, for escapes within escapes; at most three times.
  static func layers(of bytes: [UInt8]) -> [[UInt8]] {
    var layers = [bytes]
    while layers.count < 4, let last = layers.last, let next = decoded(last) { layers.append(next) }
    return layers
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "%") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\\")
      || byte == 0xC2 || byte == 0xE2 || byte == 0xEF
  }

  /// The bytes that the escape at `index` takes; 0 where there is none.
  private static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ result: inout [UInt8]
  ) -> Int {
    switch bytes[index] {
    case UInt8(ascii: "%"):
      guard index + 2 < bytes.count, let high = ASCII.hexValue(bytes[index + 1]),
        let low = ASCII.hexValue(bytes[index + 2])
      else { return 0 }
      result.append(high << 4 | low)
      return 3
    case UInt8(ascii: "\\"): return appendBackslash(bytes, index, &result)
    case UInt8(ascii: "&"): return appendEntity(bytes, index, &result)
    default: return invisible(bytes, index)
    }
  }

  private static func appendBackslash(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ result: inout [UInt8]
  ) -> Int {
    guard index + 1 < bytes.count else { return 0 }
    switch bytes[index + 1] {
    case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "\""):
      result.append(bytes[index + 1])
      return 2
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"):
      result.append(bytes[index + 1] == UInt8(ascii: "n") ? 0x0A : 0x20)
      return 2
    case UInt8(ascii: "u"):
      guard index + 5 < bytes.count else { return 0 }
      var value: UInt32 = 0
      for offset in 2...5 {
        guard let digit = ASCII.hexValue(bytes[index + offset]) else { return 0 }
        value = value << 4 | UInt32(digit)
      }
      guard let scalar = Unicode.Scalar(value) else { return 0 }
      if !isInvisible(scalar) { result += String(scalar).utf8 }
      return 6
    default: return 0
    }
  }

  private static func appendEntity(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ result: inout [UInt8]
  ) -> Int {
    var end = index + 1
    while end < bytes.count, end - index < 12, bytes[end] != UInt8(ascii: ";") {
      let byte = bytes[end]
      guard ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "#") else { break }
      end += 1
    }
    guard end > index + 1 else { return 0 }
    let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ";")
    let name = bytes[(index + 1)..<end]
    let scalar: Unicode.Scalar?
    if name.first == UInt8(ascii: "#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
      let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
      scalar = UInt32(text, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
    } else {
      guard isClosed else { return 0 }
      let text = String(decoding: name, as: UTF8.self)
      scalar = text == "apos" ? "'" : HTMLEntity.scalar(named: text)
    }
    guard let scalar else { return 0 }
    if !isInvisible(scalar) { result += String(scalar).utf8 }
    return end - index + (isClosed ? 1 : 0)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: true
    default: false
    }
  }

  /// U+00AD, U+200B to U+200F, U+2060 and U+FEFF in UTF-8.
  private static func invisible(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    guard index + 1 < bytes.count else { return 0 }
    if bytes[index] == 0xC2 { return bytes[index + 1] == 0xAD ? 2 : 0 }
    guard index + 2 < bytes.count else { return 0 }
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }
}
