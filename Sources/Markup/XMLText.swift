/// The choke point between any text and XML 1.0.
package enum XMLText {
  /// The text without ANSI escape sequences, and with a visible name (`\u{1}`) for every scalar
  /// that XML 1.0 forbids (section 2.2, production 2).
  ///
  /// A name rather than U+FFFD, so that two texts that differ still differ.
  package static func legal(_ text: String) -> String {
    var text = text
    let isLegal = text.withUTF8 { !mayHoldIllegal($0) }
    if isLegal { return text }
    var result = String.UnicodeScalarView()
    for scalar in ANSIText.stripped(text).unicodeScalars {
      if isLegalScalar(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: name(of: scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  /// Text for an attribute of type `xs:token`: legal, white space folded to single spaces.
  package static func token(_ text: String) -> String {
    legal(text).unicodeScalars.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
      .map { String($0) }.joined(separator: " ")
  }

  static func isLegalScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func name(of scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// Control characters are below 0x20; U+FFFE and U+FFFF begin with EF BF in UTF-8.
  private static func mayHoldIllegal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return true }
      if byte == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE { return true }
    }
    return false
  }
}

/// Escape sequences for terminals (ECMA-48).
package enum ANSIText {
  /// The text without control sequences (`ESC [ … m`), operating system commands and other
  /// sequences that begin with ESC; an ESC that begins none stays.
  package static func stripped(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1B}", let length = sequenceLength(rest) {
        rest = rest.dropFirst(length)
      } else {
        result.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(result)
  }

  /// The longest control sequence that is recognised, in scalars.
  private static let longest = 256

  private static func sequenceLength(_ text: Substring.UnicodeScalarView) -> Int? {
    let scalars = Array(text.prefix(longest))
    guard scalars.count > 1 else { return nil }
    switch scalars[1] {
    case "[":
      let end = scalars.dropFirst(2).firstIndex { !(0x20...0x3F ~= $0.value) }
      guard let end, 0x40...0x7E ~= scalars[end].value else { return nil }
      return end + 1
    case "]":
      for index in scalars.indices.dropFirst(2) {
        if scalars[index] == "\u{7}" { return index + 1 }
        if scalars[index] == "\u{1B}" {
          return index + 1 < scalars.count && scalars[index + 1] == "\\" ? index + 2 : nil
        }
      }
      return nil
    case "(", ")", "*", "+":
      return scalars.count > 2 && 0x20...0x7E ~= scalars[2].value ? 3 : nil
    case "7", "8", "=", ">", "c", "D", "E", "H", "M", "N", "O", "Z": return 2
    default: return nil
    }
  }
}
