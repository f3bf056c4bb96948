/// The names in a well-formed expression that only an evaluation would resolve.
struct XPathNames {
  struct Name {
    var name: String
    var offset: Int
    /// How many arguments a function is given.
    var arguments = 0
  }

  var functions: [Name] = []
  var prefixes: [Name] = []
  var variables: [Name] = []

  private static let nodeTypes: Set<String> = ["node", "text", "comment", "processing-instruction"]

  /// Tokens by XPath 1.0, section 3.7, as far as names go.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    var at = 0
    func name(from start: Int) -> Int {
      var end = start
      while end < bytes.count, Self.isName(bytes[end]) { end += 1 }
      return end
    }
    func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func next(after index: Int) -> UInt8? {
      bytes[index...].first { !" \t\r\n".utf8.contains($0) }
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        at = (bytes[(at + 1)...].firstIndex(of: byte) ?? bytes.count - 1) + 1
      } else if byte == UInt8(ascii: "$") {
        let end = name(from: at + 1)
        variables.append(Name(name: slice(at..<end), offset: at))
        at = max(end, at + 1)
      } else if Self.isName(byte), !(0x30...0x39 ~= byte), byte != UInt8(ascii: "-"),
        byte != UInt8(ascii: ".")
      {
        let end = name(from: at)
        if end + 1 < bytes.count, bytes[end] == UInt8(ascii: ":"),
          bytes[end + 1] != UInt8(ascii: ":")
        {
          prefixes.append(Name(name: slice(at..<end), offset: at))
          at = name(from: end + 1)
        } else {
          var name = Name(name: slice(at..<end), offset: at)
          if next(after: end) == UInt8(ascii: "("), !Self.nodeTypes.contains(name.name),
            !Self.operators.contains(name.name)
          {
            name.arguments = Self.arguments(in: bytes, from: end)
            functions.append(name)
          }
          at = end
        }
      } else if 0x30...0x39 ~= byte {
        at = name(from: at)
      } else {
        at += 1
      }
    }
  }

  /// Counts the arguments in the brackets that begin at or after `index`; they are known to match.
  private static func arguments(in bytes: [UInt8], from index: Int) -> Int {
    var depth = 0
    var commas = 0
    var isEmpty = true
    var at = index
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 1: commas += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        at = bytes[(at + 1)...].firstIndex(of: byte) ?? bytes.count
      default: break
      }
      if depth == 0, !isBlank(byte) { break }
      let isOpening = depth == 1 && byte == UInt8(ascii: "(")
      if !isOpening, !isBlank(byte) { isEmpty = false }
      at += 1
    }
    return isEmpty ? 0 : commas + 1
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D) ~= byte }

  private static let operators: Set<String> = ["and", "or", "mod", "div"]

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
