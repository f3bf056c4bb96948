import JSONTree
import Regexes

/// Applies the nodes of a schema to a value, within bounds on work and depth.
struct SchemaEvaluator {
  enum Element {
    case index(Int)
    case key(String)
  }

  static let maximumWork = 5_000_000
  /// Schemas inside each other, in place or in members.
  static let maximumDepth = 1_100

  let schema: Schema
  var violations: [SchemaViolation] = []
  /// Where the value under consideration stands.
  var location: [Element] = []
  /// The resources entered, from the outermost.
  var scope: [Int] = []
  var regexSteps = LinearRegex.budget
  private var work = 0
  private var depth = 0
  /// Above 0 while only the answer matters, not the reasons.
  private var probing = 0

  init(_ schema: Schema) { self.schema = schema }

  var isProbing: Bool { probing > 0 }

  mutating func violations(of value: JSONValue) throws(SchemaLimitError) -> [SchemaViolation] {
    _ = try evaluate(0, value)
    return violations
  }

  mutating func spend(_ amount: Int = 1) throws(SchemaLimitError) {
    work += amount
    if work > Self.maximumWork {
      throw SchemaLimitError(message: "the schema takes too long on this value")
    }
  }

  /// What the schema saw of the value; `nil` where it does not allow it.
  mutating func evaluate(_ number: Int, _ value: JSONValue) throws(SchemaLimitError) -> Evaluated? {
    try spend()
    guard depth < Self.maximumDepth else {
      throw SchemaLimitError(message: "the schema and the value nest too deep")
    }
    let node = schema.nodes[number]
    depth += 1
    let entersResource = scope.last != node.resource
    if entersResource { scope.append(node.resource) }
    defer {
      depth -= 1
      if entersResource { scope.removeLast() }
    }
    var evaluated = Evaluated()
    var isValid = true
    for keyword in node.keywords {
      let holds = try apply(keyword, of: node, to: value, &evaluated)
      if !holds {
        isValid = false
        if isProbing { return nil }
      }
    }
    return isValid ? evaluated : nil
  }

  /// Evaluates without keeping reasons.
  mutating func probe(_ number: Int, _ value: JSONValue) throws(SchemaLimitError) -> Evaluated? {
    probing += 1
    defer { probing -= 1 }
    return try evaluate(number, value)
  }

  /// Evaluates a member or an element.
  mutating func isValid(
    _ number: Int, _ value: JSONValue, at element: Element
  ) throws(SchemaLimitError) -> Bool {
    location.append(element)
    defer { location.removeLast() }
    return try evaluate(number, value) != nil
  }

  /// Notes a reason; gives false, so that it can end an assertion.
  mutating func refuse(
    _ node: SchemaNode, _ keyword: String, _ message: @autoclosure () -> String
  ) -> Bool {
    guard !isProbing, violations.count < Schema.mostViolations else { return false }
    var pointer = ""
    for element in location {
      switch element {
      case .index(let place): pointer += "/\(place)"
      case .key(let key): pointer += "/" + SchemaIndex.escaped(key)
      }
    }
    violations.append(
      SchemaViolation(
        instanceLocation: pointer,
        keywordLocation: keyword.isEmpty ? node.location : node.location + "/" + keyword,
        message: message()))
    return false
  }

  private mutating func apply(
    _ keyword: SchemaKeyword, of node: SchemaNode, to value: JSONValue, _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    switch keyword {
    case .nothing: return refuse(node, "", "is not allowed")
    case .type, .enumeration, .const: return assertAny(keyword, of: node, value)
    case .reference, .dynamicReference, .allOf, .anyOf, .oneOf, .not, .condition:
      return try combine(keyword, of: node, value, &evaluated)
    default: break
    }
    switch value {
    case .number(let number): return assertNumber(keyword, of: node, number)
    case .string(let text): return try assertText(keyword, of: node, text)
    case .array(let elements): return try check(keyword, of: node, elements, &evaluated)
    case .object(let object): return try check(keyword, of: node, object, &evaluated)
    case .null, .bool: return true
    }
  }
}

/// The members and elements that schemas have looked at (Core, chapter 11).
struct Evaluated {
  var names: Set<ExactString> = []
  var allNames = false
  /// Elements before this place.
  var prefix = 0
  /// Elements behind the prefix, found by `contains`.
  var places: Set<Int> = []

  mutating func formUnion(_ other: Self) {
    allNames = allNames || other.allNames
    prefix = max(prefix, other.prefix)
    names.formUnion(other.names)
    places.formUnion(other.places)
  }

  var count: Int { names.count + places.count }
}
