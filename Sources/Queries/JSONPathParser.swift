import JSONTree

/// Reads a JSONPath expression by the grammar of RFC 9535, appendix A.
struct JSONPathParser {
  let scalars: [Unicode.Scalar]
  var position = 0
  var remarks: [QuerySyntaxError] = []
  /// How many filters, parentheses and calls are open.
  private var depth = 0

  private static let maximumDepth = 64

  init(_ text: String) {
    scalars = Array(text.unicodeScalars.prefix(JSONPath.maximumLength + 1))
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  /// Spans from `start`, or the current scalar, to the current position.
  func error(_ message: String, from start: Int? = nil) -> QuerySyntaxError {
    let start = start ?? position
    return QuerySyntaxError(message: message, offset: start, length: position - start)
  }

  func unexpected(_ expected: String) -> QuerySyntaxError {
    guard let current else { return error("the expression ends where \(expected) was expected") }
    let isShown = current.properties.generalCategory != .control
    let found = isShown ? "“\(current)”" : "U+" + String(current.value, radix: 16, uppercase: true)
    return error("expected \(expected), found \(found)")
  }

  /// `S` of the grammar.
  mutating func skipSpace() {
    while let scalar = current, " \t\n\r".unicodeScalars.contains(scalar) { position += 1 }
  }

  mutating func take(_ text: String) -> Bool {
    let wanted = text.unicodeScalars
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Runs `body` one level deeper.
  mutating func nested<Result>(
    _ body: (inout Self) throws(QuerySyntaxError) -> Result
  ) throws(QuerySyntaxError) -> Result {
    guard depth < Self.maximumDepth else {
      throw error("the expression nests deeper than \(Self.maximumDepth) levels")
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  mutating func wholeQuery() throws(QuerySyntaxError) -> [JSONPath.Segment] {
    guard scalars.count <= JSONPath.maximumLength else {
      throw error("the expression is longer than \(JSONPath.maximumLength) characters")
    }
    guard current == "$" else {
      if let current, " \t\n\r".unicodeScalars.contains(current) {
        throw error("white space may not stand before “$”")
      }
      throw unexpected("“$”, with which every JSONPath begins")
    }
    position += 1
    let result = try segments()
    guard current != nil else { return result }
    if let current, " \t\n\r".unicodeScalars.contains(current) {
      throw error("white space may not end the expression")
    }
    if current == "-" {
      throw error("a name with “-” is written in brackets and quotes, such as ['a-b']")
    }
    throw unexpected("“.”, “..” or “[”")
  }

  /// Reads segments as far as they go; white space behind the last is left.
  mutating func segments() throws(QuerySyntaxError) -> [JSONPath.Segment] {
    var result: [JSONPath.Segment] = []
    while true {
      let start = position
      skipSpace()
      switch current {
      case "[": result.append(.init(isDescendant: false, selectors: try brackets()))
      case ".":
        position += 1
        let isDescendant = current == "."
        if isDescendant { position += 1 }
        if isDescendant, current == "[" {
          result.append(.init(isDescendant: true, selectors: try brackets()))
        } else {
          let selector = try shorthand(isDescendant: isDescendant)
          result.append(.init(isDescendant: isDescendant, selectors: [selector]))
        }
      default:
        position = start
        return result
      }
    }
  }

  private mutating func shorthand(
    isDescendant: Bool
  ) throws(QuerySyntaxError) -> JSONPath.Selector {
    if take("*") { return .wildcard }
    guard let first = current, Self.isNameStart(first) else {
      throw unexpected(isDescendant ? "a name, “*” or “[” after “..”" : "a name or “*” after “.”")
    }
    let start = position
    while let scalar = current, Self.isNameStart(scalar) || ("0"..."9").contains(scalar) {
      position += 1
    }
    if current == "(" {
      position += 1
      throw error("a function stands in a filter, such as [?length(@.name) > 3]", from: start)
    }
    let name = scalars[start..<position]
    return .name(String(String.UnicodeScalarView(name)))
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_": true
    default: scalar.value >= 0x80
    }
  }

  private mutating func brackets() throws(QuerySyntaxError) -> [JSONPath.Selector] {
    let opening = position
    position += 1
    var selectors: [JSONPath.Selector] = []
    repeat {
      skipSpace()
      selectors.append(try selector())
      skipSpace()
    } while take(",")
    guard take("]") else {
      guard current == nil else { throw unexpected("“,” or “]”") }
      throw QuerySyntaxError(message: "the bracket is not closed", offset: opening)
    }
    return selectors
  }

  private mutating func selector() throws(QuerySyntaxError) -> JSONPath.Selector {
    switch current {
    case "'", "\"": return .name(try string())
    case "*":
      position += 1
      return .wildcard
    case "?":
      position += 1
      skipSpace()
      return .filter(
        try nested { parser throws(QuerySyntaxError) in try parser.logicalExpression() })
    case ":", "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return try indexOrSlice()
    case "(": throw error("script expressions are not part of RFC 9535; a filter begins with “?”")
    case let scalar? where Self.isNameStart(scalar):
      throw error("a name in brackets stands in quotes, such as ['name']")
    default: throw unexpected("a selector")
    }
  }

  private mutating func indexOrSlice() throws(QuerySyntaxError) -> JSONPath.Selector {
    let start = current == ":" ? nil : try integer()
    let end = position
    skipSpace()
    guard take(":") else {
      position = end
      guard let start else { throw unexpected("a number") }
      return .index(start)
    }
    skipSpace()
    let stop = try optionalInteger()
    let beforeSpace = position
    skipSpace()
    var step = 1
    if take(":") {
      let afterColon = position
      skipSpace()
      if let number = try optionalInteger() { step = number } else { position = afterColon }
    } else {
      position = beforeSpace
    }
    return .slice(start: start, end: stop, step: step)
  }

  private mutating func optionalInteger() throws(QuerySyntaxError) -> Int? {
    switch current {
    case "-": return try integer()
    case let digit? where ("0"..."9").contains(digit): return try integer()
    default: return nil
    }
  }
}
