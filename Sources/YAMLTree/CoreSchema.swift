import JSONTree

/// What a plain scalar means by the core schema of YAML 1.2.2, section 10.3.2.
enum CoreSchema {
  static func resolve(_ text: String) -> JSONValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    guard let first = text.utf8.first, isNumeric(first) else { return .string(text) }
    let bytes = Array(text.utf8)
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      if bytes[1] == UInt8(ascii: "x"), let value = integer(bytes[2...], radix: 16) { return value }
      if bytes[1] == UInt8(ascii: "o"), let value = integer(bytes[2...], radix: 8) { return value }
    }
    return decimal(bytes).map { .number(JSONNumber(validLiteral: $0)) } ?? .string(text)
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func integer(_ digits: ArraySlice<UInt8>, radix: Int) -> JSONValue? {
    guard digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else { return nil }
    return Int(String(decoding: digits, as: UTF8.self), radix: radix).map {
      .number(JSONNumber($0))
    }
  }

  /// The JSON form of a decimal integer or float; `nil` where the text is neither.
  ///
  /// YAML allows what JSON does not: a plus sign, leading zeros, and no digit on one side of the
  /// point.
  private static func decimal(_ bytes: [UInt8]) -> String? {
    var rest = bytes[...]
    var literal: [UInt8] = []
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      if sign == UInt8(ascii: "-") { literal.append(sign) }
      rest.removeFirst()
    }
    let whole = takeDigits(&rest)
    literal += trimmed(whole)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = takeDigits(&rest)
      if !fraction.isEmpty { literal += [UInt8(ascii: ".")] + fraction }
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest.removeFirst()
      literal.append(mark)
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        literal.append(sign)
        rest.removeFirst()
      }
      let exponent = takeDigits(&rest)
      guard !exponent.isEmpty else { return nil }
      literal += exponent
    }
    return rest.isEmpty ? String(decoding: literal, as: UTF8.self) : nil
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    rest = rest[digits.endIndex...]
    return digits
  }

  private static func trimmed(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    return significant.isEmpty ? [UInt8(ascii: "0")] : significant
  }
}
