/// A selection that cannot be read.
package struct SelectionError: Error, Sendable {
  /// One sentence without a full stop.
  package let message: String
}

/// Reads `smoke and not (slow or BF-002)`; `not` binds tighter than `and`, `and` than `or`.
struct SelectionParser {
  private var tokens: [String]
  private let text: String
  private var depth = 0

  init(_ text: String) {
    self.text = text
    let spaced = text.map { $0 == "(" || $0 == ")" ? " \($0) " : String($0) }.joined()
    tokens = spaced.split(separator: " ").map(String.init).reversed()
  }

  mutating func parse() throws(SelectionError) -> Selection.Expression {
    let expression = try alternatives()
    guard tokens.isEmpty else {
      throw SelectionError(message: "'\(tokens.last ?? "")' is not expected in '\(text)'")
    }
    return expression
  }

  private mutating func alternatives() throws(SelectionError) -> Selection.Expression {
    var expression = try conjunction()
    while tokens.last == "or" {
      tokens.removeLast()
      expression = .or(expression, try conjunction())
    }
    return expression
  }

  private mutating func conjunction() throws(SelectionError) -> Selection.Expression {
    var expression = try factor()
    while tokens.last == "and" {
      tokens.removeLast()
      expression = .and(expression, try factor())
    }
    return expression
  }

  private mutating func factor() throws(SelectionError) -> Selection.Expression {
    guard let token = tokens.popLast() else {
      throw SelectionError(message: "'\(text)' ends too early")
    }
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw SelectionError(message: "'\(text)' nests too deep") }
    switch token {
    case "not": return .not(try factor())
    case "(":
      let inner = try alternatives()
      guard tokens.popLast() == ")" else {
        throw SelectionError(message: "a parenthesis of '\(text)' is not closed")
      }
      return inner
    case ")", "and", "or":
      throw SelectionError(message: "'\(token)' is not expected in '\(text)'")
    default: return .term(token)
    }
  }
}
