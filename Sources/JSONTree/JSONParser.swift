extension JSONValue {
  /// Reads one JSON text, strictly by RFC 8259.
  ///
  /// The text is UTF-8 without a byte order mark. An escape that is half a surrogate pair is refused,
  /// since no Unicode string holds it and a replacement would be a value that nobody sent. Of a
  /// repeated key the last value counts.
  package static func parse(
    _ bytes: [UInt8], limits: JSONLimits = .standard
  ) throws(JSONSyntaxError) -> JSONValue {
    var parser = JSONParser(bytes: bytes, limits: limits)
    return try parser.document()
  }

  /// Reads one JSON text; offsets of errors count its UTF-8 bytes.
  package static func parse(
    _ text: String, limits: JSONLimits = .standard
  ) throws(JSONSyntaxError) -> JSONValue {
    try parse(Array(text.utf8), limits: limits)
  }
}

/// A parser without recursion: open arrays and objects are marks on stacks of values and keys.
struct JSONParser {
  private struct Open {
    let isObject: Bool
    let firstValue: Int
    let firstKey: Int
  }

  let bytes: [UInt8]
  let limits: JSONLimits
  var position = 0
  private var values: [JSONValue] = []
  private var keys: [String] = []
  private var open: [Open] = []

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    try begin()
    while true {
      guard var value = try startOfValue() else { continue }
      repeat {
        guard let container = open.last else {
          guard position == bytes.count else {
            throw unexpected("the end of the text")
          }
          return value
        }
        values.append(value)
        guard let closed = try afterValue(in: container) else { break }
        value = closed
      } while true
    }
  }

  /// Refuses texts that are too long or begin with a byte order mark, and finds the first value.
  mutating func begin() throws(JSONSyntaxError) {
    guard bytes.count <= limits.bytes else {
      throw error("the text is longer than \(limits.bytes) bytes", at: limits.bytes)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error("a byte order mark stands before the JSON text", at: 0)
    }
    skipSpace()
  }

  /// A scalar or an empty container; `nil` when a container was opened and its first value follows.
  private mutating func startOfValue() throws(JSONSyntaxError) -> JSONValue? {
    let value: JSONValue
    switch current {
    case UInt8(ascii: "\""): value = .string(try string())
    case UInt8(ascii: "{"):
      try push(isObject: true)
      guard current == UInt8(ascii: "}") else {
        try key()
        return nil
      }
      value = .object(JSONObject())
      close()
      return value
    case UInt8(ascii: "["):
      try push(isObject: false)
      guard current == UInt8(ascii: "]") else { return nil }
      value = .array([])
      close()
      return value
    case UInt8(ascii: "t"):
      try word("true")
      value = .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      value = .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      value = .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = position
      try number()
      let literal = String(decoding: bytes[start..<position], as: UTF8.self)
      value = .number(JSONNumber(validLiteral: literal))
    default: throw unexpected("a value")
    }
    skipSpace()
    return value
  }

  /// The container when it ends here; `nil` when another value follows.
  private mutating func afterValue(in container: Open) throws(JSONSyntaxError) -> JSONValue? {
    switch current {
    case UInt8(ascii: ","):
      position += 1
      skipSpace()
      if container.isObject { try key() }
      return nil
    case UInt8(ascii: "}") where container.isObject:
      let object = JSONObject(
        keys: keys[container.firstKey...], values: values[container.firstValue...])
      values.removeSubrange(container.firstValue...)
      keys.removeSubrange(container.firstKey...)
      close()
      return .object(object)
    case UInt8(ascii: "]") where !container.isObject:
      let array = Array(values[container.firstValue...])
      values.removeSubrange(container.firstValue...)
      close()
      return .array(array)
    default:
      throw unexpected(container.isObject ? "“,” or “}”" : "“,” or “]”")
    }
  }

  private mutating func push(isObject: Bool) throws(JSONSyntaxError) {
    guard open.count < limits.depth else { throw tooDeep() }
    open.append(Open(isObject: isObject, firstValue: values.count, firstKey: keys.count))
    position += 1
    skipSpace()
  }

  private mutating func close() {
    open.removeLast()
    position += 1
    skipSpace()
  }

  private mutating func key() throws(JSONSyntaxError) {
    guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    keys.append(try string())
    try colon()
  }

  mutating func colon() throws(JSONSyntaxError) {
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw unexpected("“:”") }
    position += 1
    skipSpace()
  }

  func tooDeep() -> JSONSyntaxError {
    error("the text nests deeper than \(limits.depth) levels", at: position)
  }

  mutating func word(_ word: StaticString) throws(JSONSyntaxError) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[offset] else { throw unexpected("“\(word)”") }
      position += 1
    }
  }

  mutating func number() throws(JSONSyntaxError) {
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") {
      position += 1
      if isDigit(current) { throw error("a number starts with a needless 0", at: position - 1) }
    } else {
      try digits()
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(JSONSyntaxError) {
    guard isDigit(current) else { throw unexpected("a digit") }
    while isDigit(current) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// The byte at ``position``; 0, which stands nowhere in JSON, at the end.
  var current: UInt8 { position < bytes.count ? bytes[position] : 0 }
}
