extension JSONValue {
  /// The value as JSON text, compact or with two spaces a level, keys in their order.
  ///
  /// Control characters, U+2028 and U+2029 are escaped, so that the text can stand in a log line, a
  /// terminal or a script.
  package func serialized(pretty: Bool = false) -> String {
    var bytes: [UInt8] = []
    write(into: &bytes, pretty: pretty)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the UTF-8 text of ``serialized(pretty:)`` to `bytes`.
  package func write(into bytes: inout [UInt8], pretty: Bool = false) {
    write(into: &bytes, level: pretty ? 0 : nil)
  }

  /// Recurses as deep as the value nests; what was parsed is bounded by ``JSONLimits``.
  private func write(into bytes: inout [UInt8], level: Int?) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let value): bytes.append(contentsOf: value.literal.utf8)
    case .string(let value): Self.write(string: value, into: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (place, element) in elements.enumerated() {
        Self.separate(place, &bytes, level)
        element.write(into: &bytes, level: level.map { $0 + 1 })
      }
      if !elements.isEmpty { Self.breakLine(&bytes, level) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (place, pair) in object.pairs.enumerated() {
        Self.separate(place, &bytes, level)
        Self.write(string: pair.key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if level != nil { bytes.append(UInt8(ascii: " ")) }
        pair.value.write(into: &bytes, level: level.map { $0 + 1 })
      }
      if !object.isEmpty { Self.breakLine(&bytes, level) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func separate(_ place: Int, _ bytes: inout [UInt8], _ level: Int?) {
    if place > 0 { bytes.append(UInt8(ascii: ",")) }
    breakLine(&bytes, level.map { $0 + 1 })
  }

  private static func breakLine(_ bytes: inout [UInt8], _ level: Int?) {
    guard let level else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
  }

  /// Appends `string` with its quotation marks.
  package static func write(string: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    // A byte at a time is enough for ASCII; the escaped rest is C1 and the two line separators.
    var utf8 = string.utf8.makeIterator()
    while let byte = utf8.next() {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case 0..<0x20, 0x7F: appendEscape(UInt16(byte), to: &bytes)
      case 0xC2:
        let next = utf8.next() ?? 0
        if next < 0xA0 {
          appendEscape(UInt16(next), to: &bytes)
        } else {
          bytes.append(byte)
          bytes.append(next)
        }
      case 0xE2:
        let (second, third) = (utf8.next() ?? 0, utf8.next() ?? 0)
        if second == 0x80, third == 0xA8 || third == 0xA9 {
          appendEscape(0x2000 + UInt16(third & 0x3F), to: &bytes)
        } else {
          bytes.append(contentsOf: [byte, second, third])
        }
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func appendEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
    let digits = StaticString("0123456789abcdef")
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] as [UInt16] {
      bytes.append(digits.utf8Start[Int(unit >> shift & 0xF)])
    }
  }
}
