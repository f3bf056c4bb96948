import JSONTree

/// Tells whether bytes that come in pieces are one JSON text (RFC 8259).
///
/// Memory grows with the depth of the text only.
struct JSONStreamCheck {
  private enum State {
    /// A value; directly after `[` its end too.
    case value, firstValue
    /// A name; directly after `{` its end too.
    case name, firstName
    case colon
    /// A comma or the end of what is open.
    case next
    case string, escape
    /// Digits of `\u` that are missing.
    case unicode(Int)
    /// A number, `true`, `false` or `null`.
    case word
  }

  private var state = State.value
  /// Whether each open container is an object.
  private var open: [Bool] = []
  private var isName = false
  private var word: [UInt8] = []
  private var line = 1

  private static let deepest = 64
  private static let longestWord = 400

  mutating func take(_ bytes: some Sequence<UInt8>) throws(ReportFault) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n") { line += 1 }
      try take(byte)
    }
  }

  /// Tells that the text has ended.
  mutating func finish() throws(ReportFault) {
    if case .word = state { try endWord() }
    guard case .next = state, open.isEmpty else {
      throw ReportFault(message: "its end is missing")
    }
  }

  private mutating func take(_ byte: UInt8) throws(ReportFault) {
    switch state {
    case .string:
      switch byte {
      case UInt8(ascii: "\""): state = isName ? .colon : .next
      case UInt8(ascii: "\\"): state = .escape
      case 0..<0x20: throw fault("a control character")
      default: break
      }
    case .escape:
      switch byte {
      case UInt8(ascii: "u"): state = .unicode(4)
      case _ where "\"\\/bfnrt".utf8.contains(byte): state = .string
      default: throw fault("an escape that JSON has not")
      }
    case .unicode(let missing):
      guard Unicode.Scalar(byte).properties.isASCIIHexDigit else {
        throw fault("an escape that JSON has not")
      }
      state = missing == 1 ? .string : .unicode(missing - 1)
    case .word where !",]} \t\r\n".utf8.contains(byte):
      guard word.count < Self.longestWord else { throw fault("a word without end") }
      word.append(byte)
    case .word:
      try endWord()
      try structure(byte)
    case .value, .firstValue, .name, .firstName, .colon, .next: try structure(byte)
    }
  }

  private mutating func structure(_ byte: UInt8) throws(ReportFault) {
    if " \t\r\n".utf8.contains(byte) { return }
    switch (state, byte) {
    case (.value, _), (.firstValue, _):
      if case .firstValue = state, byte == UInt8(ascii: "]") { return try close(isObject: false) }
      try startValue(byte)
    case (.name, UInt8(ascii: "\"")), (.firstName, UInt8(ascii: "\"")):
      (state, isName) = (.string, true)
    case (.firstName, UInt8(ascii: "}")): try close(isObject: true)
    case (.colon, UInt8(ascii: ":")): state = .value
    case (.next, UInt8(ascii: ",")):
      guard let isObject = open.last else { throw fault("a comma") }
      state = isObject ? .name : .value
    case (.next, UInt8(ascii: "}")): try close(isObject: true)
    case (.next, UInt8(ascii: "]")): try close(isObject: false)
    default: throw fault("“\(Unicode.Scalar(byte))”")
    }
  }

  private mutating func startValue(_ byte: UInt8) throws(ReportFault) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < Self.deepest else { throw fault("too much nesting") }
      open.append(byte == UInt8(ascii: "{"))
      state = byte == UInt8(ascii: "{") ? .firstName : .firstValue
    case UInt8(ascii: "\""): (state, isName) = (.string, false)
    default:
      word = [byte]
      state = .word
    }
  }

  private mutating func close(isObject: Bool) throws(ReportFault) {
    guard open.popLast() == isObject else { throw fault("a bracket that closes nothing") }
    state = .next
  }

  private mutating func endWord() throws(ReportFault) {
    do throws(JSONSyntaxError) {
      _ = try JSONValue.parse(word)
    } catch {
      throw fault("“\(String(decoding: word, as: UTF8.self))”")
    }
    state = .next
  }

  private func fault(_ what: String) -> ReportFault {
    ReportFault(message: "line \(line): \(what) is not expected")
  }
}
