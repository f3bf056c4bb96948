import JSONTree

extension JSONPathParser {
  /// The exact integers of I-JSON (RFC 7493, section 2.2), to which RFC 9535 limits indexes.
  private static let integerLimit = 1 << 53 - 1

  /// `int` of the grammar.
  mutating func integer() throws(QuerySyntaxError) -> Int {
    let start = position
    try integerDigits(allowsNegativeZero: false)
    let text = String(String.UnicodeScalarView(scalars[start..<position]))
    guard let value = Int(text), abs(value) <= Self.integerLimit else {
      throw error("the number is outside of ±(2⁵³ − 1)", from: start)
    }
    return value
  }

  private mutating func integerDigits(allowsNegativeZero: Bool) throws(QuerySyntaxError) {
    let start = position
    let isNegative = take("-")
    if current == "0" {
      position += 1
      if isDigit(current) {
        throw error("a number has no needless 0 in front", from: start)
      }
      if isNegative, !allowsNegativeZero { throw error("-0 is no index", from: start) }
    } else {
      try digits()
    }
  }

  private mutating func digits() throws(QuerySyntaxError) {
    guard isDigit(current) else { throw unexpected("a digit") }
    while isDigit(current) { position += 1 }
  }

  private func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { ("0"..."9").contains($0) } ?? false
  }

  /// `number` of the grammar.
  mutating func number() throws(QuerySyntaxError) -> JSONNumber {
    let start = position
    try integerDigits(allowsNegativeZero: true)
    if take(".") { try digits() }
    if current == "e" || current == "E" {
      position += 1
      if current == "+" || current == "-" { position += 1 }
      try digits()
    }
    let text = String(String.UnicodeScalarView(scalars[start..<position]))
    return JSONNumber(validLiteral: text)
  }

  /// `string-literal` of the grammar, from its opening quotation mark.
  mutating func string() throws(QuerySyntaxError) -> String {
    let start = position
    let quote = current
    position += 1
    var text = String.UnicodeScalarView()
    while let scalar = current {
      position += 1
      if scalar == quote { return String(text) }
      if scalar == "\\" {
        text.append(try escape(quote: quote))
      } else if scalar.value < 0x20 {
        throw error("a control character must be escaped in a string", from: position - 1)
      } else {
        text.append(scalar)
      }
    }
    throw QuerySyntaxError(message: "the string is not closed", offset: start)
  }

  /// Reads what follows a backslash.
  private mutating func escape(quote: Unicode.Scalar?) throws(QuerySyntaxError) -> Unicode.Scalar {
    let start = position - 1
    let scalar = current
    if scalar != nil { position += 1 }
    switch scalar {
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "/": return "/"
    case "\\": return "\\"
    case "u": return try unicodeEscape(from: start)
    default:
      if let scalar, scalar == quote { return scalar }
      throw error(
        "the escape is none of \\b \\f \\n \\r \\t \\/ \\\\ \\u and the quotation mark", from: start
      )
    }
  }

  private mutating func unicodeEscape(from start: Int) throws(QuerySyntaxError) -> Unicode.Scalar {
    let unit = try fourHexDigits(from: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, take("\\u") {
      let low = try fourHexDigits(from: start)
      if (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
    }
    throw error("the escape is half a surrogate pair", from: start)
  }

  private mutating func fourHexDigits(from start: Int) throws(QuerySyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let scalar = current, scalar.isASCII, scalar.properties.isASCIIHexDigit,
        let digit = UInt32(String(scalar), radix: 16)
      else { throw error("after \\u four hexadecimal digits were expected", from: start) }
      value = value << 4 | digit
      position += 1
    }
    return value
  }
}
