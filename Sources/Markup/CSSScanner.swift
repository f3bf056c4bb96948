/// Walks over a selector scalar by scalar and reads its tokens (CSS Syntax Level 3, section 4).
struct CSSScanner {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  /// Bytes of UTF-8 before ``peek``.
  private(set) var offset = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  var isAtEnd: Bool { index == scalars.count }
  var isAtQuote: Bool { peek == "\"" || peek == "'" }

  /// What stands here, for messages.
  var shown: String { peek.map { "\"\($0)\"" } ?? "the end" }

  func error(_ message: String, at offset: Int? = nil) -> MarkupSyntaxError {
    MarkupSyntaxError(message: message, offset: offset ?? self.offset)
  }

  mutating func advance() {
    guard index < scalars.count else { return }
    offset += scalars[index].utf8.count
    index += 1
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    advance()
    return true
  }

  /// Skips white space and comments; tells whether there was white space.
  @discardableResult
  mutating func skipBlanks() -> Bool {
    var hadBlank = false
    while true {
      skipComments()
      guard let next = peek, Self.isBlank(next) else { return hadBlank }
      advance()
      hadBlank = true
    }
  }

  /// Skips comments, which part tokens but are no white space.
  mutating func skipComments() {
    while peek == "/", index + 1 < scalars.count, scalars[index + 1] == "*" {
      let start = offset
      advance()
      advance()
      while let next = peek,
        !(next == "*" && index + 1 < scalars.count && scalars[index + 1] == "/")
      {
        advance()
      }
      if isAtEnd { openComment = openComment ?? start }
      advance()
      advance()
    }
  }

  /// Where a comment begins that never ends.
  private(set) var openComment: Int?

  /// Takes a word in any case when no name goes on after it.
  mutating func takeWord(_ word: String) -> Bool {
    let end = index + word.unicodeScalars.count
    guard end <= scalars.count,
      zip(scalars[index..<end], word.unicodeScalars).allSatisfy({
        $0 == $1 || $0.value | 0x20 == $1.value
      }),
      end == scalars.count || !Self.isName(scalars[end])
    else { return false }
    for _ in index..<end { advance() }
    return true
  }

  mutating func sign() -> Int? {
    if take("+") { return 1 }
    return take("-") ? -1 : nil
  }

  /// A run of digits; numbers beyond a million are taken as a million, which no page reaches.
  mutating func digits() -> Int? {
    var value: Int?
    while let next = peek, "0"..."9" ~= next {
      value = min((value ?? 0) * 10 + Int(next.value - 0x30), 1_000_000)
      advance()
    }
    return value
  }

  var isAtIdentifier: Bool {
    guard let next = peek else { return false }
    if next == "-" {
      guard index + 1 < scalars.count else { return false }
      let second = scalars[index + 1]
      return Self.isNameStart(second) || second == "-" || second == "\\"
    }
    return Self.isNameStart(next) || next == "\\"
  }

  mutating func identifier() throws(MarkupSyntaxError) -> String {
    guard isAtIdentifier else { throw error("a name is expected, not \(shown)") }
    return try name("a name is expected")
  }

  /// A name that may begin with a digit, as an id's may.
  mutating func name(_ complaint: String) throws(MarkupSyntaxError) -> String {
    var text = String.UnicodeScalarView()
    while let next = peek {
      if next == "\\" {
        text.append(try escape())
      } else if Self.isName(next) {
        text.append(next)
        advance()
      } else {
        break
      }
    }
    guard !text.isEmpty else { throw error(complaint) }
    return String(text)
  }

  mutating func string() throws(MarkupSyntaxError) -> String {
    let start = offset
    let quote = peek
    advance()
    var text = String.UnicodeScalarView()
    while let next = peek {
      if next == quote {
        advance()
        return String(text)
      }
      if next == "\n" || next == "\r" || next == "\u{C}" { break }
      if next == "\\", index + 1 < scalars.count, scalars[index + 1] == "\n" {
        advance()
        advance()
      } else if next == "\\" {
        text.append(try escape())
      } else {
        text.append(next)
        advance()
      }
    }
    throw error("the string has no end", at: start)
  }

  private mutating func escape() throws(MarkupSyntaxError) -> Unicode.Scalar {
    let start = offset
    advance()
    guard let first = peek, first != "\n" else {
      throw error("nothing stands after the backslash", at: start)
    }
    guard first.properties.isASCIIHexDigit else {
      advance()
      return first
    }
    var value: UInt32 = 0
    var count = 0
    while count < 6, let next = peek, let digit = Character(next).hexDigitValue, next.isASCII {
      value = value * 16 + UInt32(digit)
      count += 1
      advance()
    }
    if let next = peek, Self.isBlank(next) { advance() }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{C}"
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_": true
    default: scalar.value >= 0x80
    }
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    isNameStart(scalar) || "0"..."9" ~= scalar || scalar == "-"
  }
}
