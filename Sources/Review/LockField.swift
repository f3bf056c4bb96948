/// The form of a text in a field of the lock: one line, no tab, nothing that a terminal obeys.
enum LockField {
  /// Why a field cannot be read.
  struct Malformed: Error {
    var message: String
    /// How many scalars stand before the place.
    var offset: Int
  }

  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: needsEscape) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case _ where needsEscape(scalar):
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func read(_ field: Substring) throws(Malformed) -> String {
    guard field.utf8.contains(UInt8(ascii: "\\")) else { return String(field) }
    let scalars = Array(field.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      guard scalar == "\\" else {
        result.append(scalar)
        index += 1
        continue
      }
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch next {
      case "\\": result.append("\\")
      case "t": result.append("\t")
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "u":
        let (value, length) = try code(scalars[index...], offset: index)
        result.append(value)
        index += length
        continue
      default:
        throw Malformed(message: "a backslash is written \\\\ here", offset: index)
      }
      index += 2
    }
    return String(result)
  }

  /// Reads `\u{202E}`.
  private static func code(
    _ scalars: ArraySlice<Unicode.Scalar>, offset: Int
  ) throws(Malformed) -> (Unicode.Scalar, length: Int) {
    let digits = scalars.dropFirst(3).prefix(9).prefix { $0 != "}" }
    let length = digits.count + 4
    guard scalars.dropFirst(2).first == "{", scalars.dropFirst(length - 1).first == "}",
      !digits.isEmpty,
      let number = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
      let scalar = Unicode.Scalar(number)
    else {
      throw Malformed(message: "this is no character: write \\u{202E}", offset: offset)
    }
    return (scalar, length)
  }

  /// Controls, what changes the direction of text, invisible marks, and line ends that only some
  /// editors see.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x5C, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
