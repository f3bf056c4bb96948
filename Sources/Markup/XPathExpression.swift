import CLibXML2

/// An XPath 1.0 expression that is known to be well formed.
package struct XPathExpression: Sendable, Hashable {
  /// The expression as it was written.
  package let text: String
  /// URIs by the prefixes that the expression may use.
  package let namespaces: [String: String]

  /// The longest expression, in bytes.
  private static let longest = 10_000

  /// Checks an expression without a document: its syntax, functions, prefixes and variables.
  package static func parse(
    _ text: String, namespaces: [String: String] = [:]
  ) throws(MarkupSyntaxError) -> XPathExpression {
    guard text.utf8.count <= longest else {
      throw MarkupSyntaxError(
        message: "the expression is longer than \(longest) bytes", offset: longest)
    }
    if let nul = text.utf8.firstIndex(of: 0) {
      throw MarkupSyntaxError(
        message: "the expression holds a NUL character",
        offset: text.utf8.distance(from: text.utf8.startIndex, to: nul))
    }
    try compile(text)
    let names = XPathNames(text)
    if let variable = names.variables.first {
      throw MarkupSyntaxError(
        message: "the variable \(variable.name) is not defined", offset: variable.offset)
    }
    for function in names.functions where !functions.contains(function.name) {
      throw MarkupSyntaxError(
        message: "XPath 1.0 has no function \(function.name)()", offset: function.offset)
    }
    for prefix in names.prefixes where prefix.name != "xml" && namespaces[prefix.name] == nil {
      throw MarkupSyntaxError(
        message: "the namespace prefix \(prefix.name) is not defined", offset: prefix.offset)
    }
    return XPathExpression(text: text, namespaces: namespaces)
  }

  /// Makes an expression of a text that this module composed.
  init(composed text: String) {
    self.init(text: text, namespaces: [:])
  }

  private init(text: String, namespaces: [String: String]) {
    self.text = text
    self.namespaces = namespaces
  }

  private static func compile(_ text: String) throws(MarkupSyntaxError) {
    _ = LibXML.start
    let errors = ErrorCollector()
    var isValid = false
    if let context = xmlXPathNewContext(nil) {
      context.pointee.error = collectError
      context.pointee.userData = errors.opaque
      let compiled = withExtendedLifetime(errors) { xmlXPathCtxtCompile(context, text) }
      isValid = compiled != nil
      xmlXPathFreeCompExpr(compiled)
      xmlXPathFreeContext(context)
    }
    guard !isValid else { return }
    let report = errors.reports.first
    throw MarkupSyntaxError(
      message: report?.message ?? "the expression is not XPath 1.0",
      offset: min(max(report?.offset ?? 0, 0), text.utf8.count))
  }

  /// The core function library (XPath 1.0, section 4).
  private static let functions: Set<String> = [
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat",
    "starts-with", "contains", "substring-before", "substring-after", "substring",
    "string-length", "normalize-space", "translate", "boolean", "not", "true", "false", "lang",
    "number", "sum", "floor", "ceiling", "round",
  ]
}

/// The names in a well-formed expression that only an evaluation would resolve.
struct XPathNames {
  struct Name {
    var name: String
    var offset: Int
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
          let name = Name(name: slice(at..<end), offset: at)
          if next(after: end) == UInt8(ascii: "("), !Self.nodeTypes.contains(name.name),
            !Self.operators.contains(name.name)
          {
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

  private static let operators: Set<String> = ["and", "or", "mod", "div"]

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
