import JSONTree
import Regexes

extension JSONPathEvaluator {
  /// A pattern that came out of the document, compiled; `nil` where it is malformed.
  struct CachedPattern {
    let regex: LinearRegex?
  }

  mutating func holds(
    _ expression: JSONPath.LogicalExpression, for current: JSONValue
  ) throws(QueryLimitError) -> Bool {
    try spend()
    switch expression {
    case .or(let alternatives):
      for alternative in alternatives where try holds(alternative, for: current) { return true }
      return false
    case .and(let parts):
      for part in parts where try !holds(part, for: current) { return false }
      return true
    case .not(let inner): return try !holds(inner, for: current)
    case .exists(let query): return try !nodes(of: query, for: current).isEmpty
    case .call(let call): return try matches(call, for: current)
    case .comparison(let left, let comparison, let right):
      let left = try value(of: left, for: current)
      let right = try value(of: right, for: current)
      return try compare(left, comparison, right)
    }
  }

  private mutating func nodes(
    of query: JSONPath.Query, for current: JSONValue
  ) throws(QueryLimitError) -> [Node] {
    // What a filter looks at is never output, so that its way need not be kept.
    let tracking = tracksPaths
    tracksPaths = false
    defer { tracksPaths = tracking }
    return try nodes(
      of: query.segments, from: Node(value: query.isRelative ? current : root, place: 0))
  }

  /// RFC 9535, section 2.3.5.2.2; `nil` is the special result Nothing.
  private mutating func compare(
    _ left: JSONValue?, _ comparison: JSONPath.Comparison, _ right: JSONValue?
  ) throws(QueryLimitError) -> Bool {
    switch comparison {
    case .equal: return try areEqual(left, right)
    case .notEqual: return try !areEqual(left, right)
    case .less: return try isLess(left, right)
    case .greater: return try isLess(right, left)
    case .lessOrEqual:
      if try isLess(left, right) { return true }
      return try areEqual(left, right)
    case .greaterOrEqual:
      if try isLess(right, left) { return true }
      return try areEqual(left, right)
    }
  }

  /// Equality as ``JSONValue`` has it, with its work counted.
  private mutating func areEqual(
    _ left: JSONValue?, _ right: JSONValue?
  ) throws(QueryLimitError) -> Bool {
    try spend(1 + Self.cost(of: left))
    switch (left, right) {
    case (.array(let a), .array(let b)):
      guard a.count == b.count else { return false }
      for (a, b) in zip(a, b) where try !areEqual(a, b) { return false }
      return true
    case (.object(let a), .object(let b)):
      guard a.count == b.count else { return false }
      for (key, value) in a.pairs where try !areEqual(value, b[key]) { return false }
      return true
    default: return left == right
    }
  }

  private mutating func isLess(
    _ left: JSONValue?, _ right: JSONValue?
  ) throws(QueryLimitError) -> Bool {
    try spend(Self.cost(of: left))
    switch (left, right) {
    case (.number(let a), .number(let b)): return a < b
    case (.string(let a), .string(let b)): return ExactString(a) < ExactString(b)
    default: return false
    }
  }

  private mutating func value(
    of operand: JSONPath.Operand, for current: JSONValue
  ) throws(QueryLimitError) -> JSONValue? {
    switch operand {
    case .literal(let value): return value
    case .query(let query): return try nodes(of: query, for: current).first?.value
    case .call(let call):
      switch call.function {
      case .length: return try length(of: call.arguments[0], for: current)
      case .count: return .number(JSONNumber(try nodes(of: call.arguments[0], for: current).count))
      case .value:
        let nodes = try nodes(of: call.arguments[0], for: current)
        return nodes.count == 1 ? nodes[0].value : nil
      case .match, .search: return nil
      }
    }
  }

  private mutating func nodes(
    of operand: JSONPath.Operand, for current: JSONValue
  ) throws(QueryLimitError) -> [Node] {
    guard case .query(let query) = operand else { return [] }
    return try nodes(of: query, for: current)
  }

  private mutating func length(
    of operand: JSONPath.Operand, for current: JSONValue
  ) throws(QueryLimitError) -> JSONValue? {
    let value = try value(of: operand, for: current)
    try spend(Self.cost(of: value))
    switch value {
    case .string(let text): return .number(JSONNumber(text.unicodeScalars.count))
    case .array(let elements): return .number(JSONNumber(elements.count))
    case .object(let object): return .number(JSONNumber(object.count))
    default: return nil
    }
  }

  private mutating func matches(
    _ call: JSONPath.FunctionCall, for current: JSONValue
  ) throws(QueryLimitError) -> Bool {
    guard case .string(let text) = try value(of: call.arguments[0], for: current) else {
      return false
    }
    try spend(Self.cost(of: .string(text)))
    let regex: LinearRegex?
    if let pattern = call.pattern {
      regex = pattern
    } else if case .string(let pattern) = try value(of: call.arguments[1], for: current) {
      regex = try compiled(pattern)
    } else {
      regex = nil
    }
    guard let regex else { return false }
    do {
      return call.function == .match
        ? try regex.matchesWhole(text, steps: &regexSteps)
        : try regex.isFound(in: text, steps: &regexSteps)
    } catch {
      throw QueryLimitError(message: "the JSONPath's patterns take too long on this document")
    }
  }

  private mutating func compiled(_ pattern: String) throws(QueryLimitError) -> LinearRegex? {
    let key = ExactString(pattern)
    if let cached = patterns[key] { return cached.regex }
    try spend(1_000 + 50 * pattern.utf8.count)
    let regex = try? LinearRegex.parse(pattern, syntax: .iRegexp)
    try spend(100 * (regex?.size ?? 0))
    patterns[key] = CachedPattern(regex: regex)
    return regex
  }

  /// What reading the scalar takes, in the unit of one node looked at.
  private static func cost(of value: JSONValue?) -> Int {
    switch value {
    case .string(let text): text.utf8.count / 64
    case .number(let number): number.literal.utf8.count / 64
    default: 0
    }
  }
}
