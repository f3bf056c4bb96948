import JSONTree
import Regexes

extension JSONPathParser {
  /// `logical-expr` of the grammar.
  mutating func logicalExpression() throws(QuerySyntaxError) -> JSONPath.LogicalExpression {
    var alternatives = [try conjunction()]
    skipSpace()
    while take("||") {
      skipSpace()
      alternatives.append(try conjunction())
      skipSpace()
    }
    if current == "|" { throw error("“or” is written ||") }
    return alternatives.count == 1 ? alternatives[0] : .or(alternatives)
  }

  private mutating func conjunction() throws(QuerySyntaxError) -> JSONPath.LogicalExpression {
    var parts = [try basicExpression()]
    skipSpace()
    while take("&&") {
      skipSpace()
      parts.append(try basicExpression())
      skipSpace()
    }
    if current == "&" { throw error("“and” is written &&") }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func basicExpression() throws(QuerySyntaxError) -> JSONPath.LogicalExpression {
    let start = position
    let isNegated = take("!")
    if isNegated { skipSpace() }
    if current == "(" {
      position += 1
      let inner = try nested { parser throws(QuerySyntaxError) in
        parser.skipSpace()
        let inner = try parser.logicalExpression()
        parser.skipSpace()
        guard parser.take(")") else { throw parser.unexpected("“)”") }
        return inner
      }
      try refuseComparison(of: "what stands in parentheses", from: start)
      return isNegated ? .not(inner) : inner
    }
    let operandStart = position
    let operand = try operand()
    let end = position
    if isNegated {
      try refuseComparison(of: "a negated expression", from: start)
    } else if let comparison = try comparison() {
      return try compared(operand, from: start, to: end, comparison)
    }
    position = end
    let test = try tested(operand, from: operandStart)
    return isNegated ? .not(test) : test
  }

  private mutating func refuseComparison(
    of what: String, from start: Int
  ) throws(QuerySyntaxError) {
    let end = position
    guard try comparison() != nil else { return position = end }
    throw error("\(what) cannot be compared", from: start)
  }

  /// Reads a comparison operator with the white space around it, if there is one.
  private mutating func comparison() throws(QuerySyntaxError) -> JSONPath.Comparison? {
    skipSpace()
    for comparison in JSONPath.Comparison.allCases where take(comparison.rawValue) {
      skipSpace()
      return comparison
    }
    if take("=~") { throw error("a pattern is held with match() or search()", from: position - 2) }
    if take("=") { throw error("“equals” is written ==", from: position - 1) }
    return nil
  }

  private mutating func compared(
    _ left: JSONPath.Operand, from start: Int, to end: Int, _ comparison: JSONPath.Comparison
  ) throws(QuerySyntaxError) -> JSONPath.LogicalExpression {
    try requireComparable(left, from: start, to: end)
    let rightStart = position
    let right = try operand()
    try requireComparable(right, from: rightStart, to: position)
    return .comparison(left, comparison, right)
  }

  private func requireComparable(
    _ operand: JSONPath.Operand, from start: Int, to end: Int
  ) throws(QuerySyntaxError) {
    guard let message = problem(of: operand, as: .value, "compared") else { return }
    throw QuerySyntaxError(message: message, offset: start, length: end - start)
  }

  private func tested(
    _ operand: JSONPath.Operand, from start: Int
  ) throws(QuerySyntaxError) -> JSONPath.LogicalExpression {
    switch operand {
    case .query(let query): return .exists(query)
    case .call(let call) where call.function.result == .logical: return .call(call)
    case .call(let call):
      throw error("what \(call.function.rawValue)() gives must be compared", from: start)
    case .literal: throw error("a literal alone is no condition; it must be compared", from: start)
    }
  }

  private mutating func operand() throws(QuerySyntaxError) -> JSONPath.Operand {
    switch current {
    case "@", "$":
      let isRelative = current == "@"
      position += 1
      return .query(JSONPath.Query(isRelative: isRelative, segments: try segments()))
    case "'", "\"": return .literal(.string(try string()))
    case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9":
      return .literal(.number(try number()))
    case let letter? where ("a"..."z").contains(letter): return try word()
    default: throw unexpected("“@”, “$”, a literal or a function")
    }
  }

  private mutating func word() throws(QuerySyntaxError) -> JSONPath.Operand {
    let start = position
    while let scalar = current, Self.isFunctionName(scalar) { position += 1 }
    let word = String(String.UnicodeScalarView(scalars[start..<position]))
    guard current == "(" else {
      switch word {
      case "true": return .literal(.bool(true))
      case "false": return .literal(.bool(false))
      case "null": return .literal(.null)
      default: throw error("a name stands behind “@.”, a text in quotes", from: start)
      }
    }
    guard let function = JSONPath.Function(rawValue: word) else {
      let known = JSONPath.Function.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("there is no function \(word)(), only \(known)", from: start)
    }
    position += 1
    return .call(
      try nested { parser throws(QuerySyntaxError) in try parser.call(function, from: start) })
  }

  private static func isFunctionName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "_": true
    default: false
    }
  }

  private mutating func call(
    _ function: JSONPath.Function, from start: Int
  ) throws(QuerySyntaxError) -> JSONPath.FunctionCall {
    var arguments: [JSONPath.Operand] = []
    var pattern: LinearRegex??
    skipSpace()
    if current != ")" {
      repeat {
        skipSpace()
        let argumentStart = position
        let argument = try operand()
        let end = position
        if arguments.count < function.parameters.count {
          let kind = function.parameters[arguments.count]
          let user = "given to \(function.rawValue)()"
          if let message = problem(of: argument, as: kind, user) {
            throw error(message, from: argumentStart)
          }
          if function.result == .logical, arguments.count == 1 {
            pattern = compiled(argument, from: argumentStart)
          }
        }
        arguments.append(argument)
        if try comparison() != nil {
          throw error("no function takes a condition", from: argumentStart)
        }
        position = end
        skipSpace()
      } while take(",")
    }
    guard take(")") else { throw unexpected("“,” or “)”") }
    let expected = function.parameters.count
    guard arguments.count == expected else {
      throw error(
        "\(function.rawValue)() takes \(expected) argument\(expected == 1 ? "" : "s")", from: start)
    }
    return JSONPath.FunctionCall(function: function, arguments: arguments, pattern: pattern)
  }

  /// The regular expression of a literal argument; outer `nil` where it is known only later.
  private mutating func compiled(_ argument: JSONPath.Operand, from start: Int) -> LinearRegex?? {
    guard case .literal(let literal) = argument else { return nil }
    guard let text = literal.stringValue else {
      remarks.append(error("the pattern is no string, so that nothing matches", from: start))
      return .some(nil)
    }
    do {
      return try LinearRegex.parse(text, syntax: .iRegexp)
    } catch {
      remarks.append(
        self.error(
          "the pattern matches nothing, RFC 9485 does not allow it: \(error.message)", from: start))
      return .some(nil)
    }
  }

  /// What the rules of well-typedness (RFC 9535, section 2.4.3) have against a use; `nil` for nothing.
  private func problem(
    of operand: JSONPath.Operand, as kind: JSONPath.Function.Kind, _ use: String
  ) -> String? {
    switch (operand, kind) {
    case (.query(let query), .value) where !query.segments.isSingular:
      "a query that can find several values cannot be \(use)"
    case (.query, _), (.literal, .value): nil
    case (.literal, _): "a literal cannot be \(use), which takes a query"
    case (.call(let call), _) where call.function.result == kind: nil
    case (.call(let call), _): "what \(call.function.rawValue)() gives cannot be \(use)"
    }
  }
}
