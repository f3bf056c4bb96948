extension JSONParser {
  /// Reads a string from its opening quotation mark.
  mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    skipPlainText()
    var isASCII = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let text = try decoded(bytes[start..<position], from: start, isASCII: isASCII)
        position += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try stringWithEscapes(from: start) }
      if byte < 0x20 { throw controlCharacter(byte) }
      if byte >= 0x80 { isASCII = false }
      position += 1
    }
    throw error("the text ends inside a string", at: position)
  }

  /// Reads a string without making one of it, from its opening quotation mark; its bytes where
  /// they stand for themselves.
  @discardableResult
  mutating func skipString() throws(JSONSyntaxError) -> Range<Int>? {
    let start = position
    position += 1
    skipPlainText()
    guard current == UInt8(ascii: "\"") else {
      position = start
      _ = try string()
      return nil
    }
    position += 1
    return (start + 1)..<(position - 1)
  }

  /// Reads a key and its colon; true where it is `name`.
  mutating func key(isEqualTo name: String?) throws(JSONSyntaxError) -> Bool {
    guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    let start = position
    let plain = try skipString()
    var isEqual = false
    if let name {
      if let plain {
        isEqual = plain.count == name.utf8.count && bytes[plain].elementsEqual(name.utf8)
      } else {
        position = start
        isEqual = areIdentical(try string(), name)
      }
    }
    try colon()
    return isEqual
  }

  /// Passes over what stands for itself in a string: ASCII without quotation marks, backslashes and
  /// control characters.
  private mutating func skipPlainText() {
    position = bytes.withUnsafeBytes { buffer in
      var index = position
      while index + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let special = Self.specialBytes(UInt64(littleEndian: word))
        guard special == 0 else { return index + special.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < buffer.count {
        let byte = buffer[index]
        guard byte &- 0x20 < 0x60, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else {
          break
        }
        index += 1
      }
      return index
    }
  }

  /// The high bits of the bytes that end plain text, of eight at once, the first in the low byte.
  ///
  /// A byte less than n has its high bit set by the subtraction of n, and one that equals m is 0
  /// after an exclusive or with m. What is borrowed from the next byte can make that one seem
  /// special, but never the lowest.
  private static func specialBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    let low = (word &- ones &* 0x20) | (quotes &- ones) | (backslashes &- ones) | word
    return low & (ones &* 0x80)
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONSyntaxError) -> String {
    var text = try decoded(bytes[start..<position], from: start, isASCII: false)
    var run = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 { throw controlCharacter(byte) }
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      text += try decoded(bytes[run..<position], from: run, isASCII: false)
      position += 1
      if byte == UInt8(ascii: "\"") { return text }
      text.unicodeScalars.append(try escape())
      run = position
    }
    throw error("the text ends inside a string", at: position)
  }

  /// Reads what follows a backslash.
  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let byte = current
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(from: position - 2)
    default:
      position -= 1
      throw unexpected("one of \" \\ / b f n r t u after a backslash")
    }
  }

  private mutating func unicodeEscape(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
    let unit = try fourHexDigits()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, current == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw error("the escape is half a surrogate pair", at: start) }
    position += 2
    let low = try fourHexDigits()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    else { throw error("the escape is half a surrogate pair", at: start) }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch current {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = current - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = current - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = current - UInt8(ascii: "A") + 10
      default: throw unexpected("four hexadecimal digits after \\u")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func decoded(
    _ run: ArraySlice<UInt8>, from start: Int, isASCII: Bool
  ) throws(JSONSyntaxError) -> String {
    if isASCII || run.isEmpty { return String(decoding: run, as: UTF8.self) }
    if let text = String(validating: run, as: UTF8.self) { return text }
    throw error("the text is not UTF-8", at: start + run.lengthOfValidUTF8)
  }

  private func controlCharacter(_ byte: UInt8) -> JSONSyntaxError {
    let hex = String(byte, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: 4 - hex.count) + hex
    return error("the control character U+\(code) must be escaped in a string", at: position)
  }

  func error(_ message: String, at offset: Int) -> JSONSyntaxError {
    JSONSyntaxError(message: message, offset: offset)
  }

  /// What was found at ``position`` instead of what was expected.
  func unexpected(_ expected: String) -> JSONSyntaxError {
    guard position < bytes.count else {
      return error("the text ends where \(expected) was expected", at: position)
    }
    let window = bytes[position..<min(position + 4, bytes.count)]
    let found: String
    if let scalar = String(decoding: window, as: UTF8.self).unicodeScalars.first,
      scalar.properties.generalCategory != .control, scalar != "\u{FFFD}"
    {
      found = "“\(scalar)”"
    } else {
      found = "byte 0x" + String(bytes[position], radix: 16, uppercase: true)
    }
    return error("expected \(expected), found \(found)", at: position)
  }
}

extension ArraySlice<UInt8> {
  /// The number of bytes before the first that is no part of a well-formed sequence.
  fileprivate var lengthOfValidUTF8: Int {
    var decoder = UTF8()
    var iterator = makeIterator()
    var length = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      length += UTF8.width(scalar)
    }
    return length
  }
}
