import JSONTree
import Regexes

/// One schema of a document, compiled; other schemas are numbers of nodes.
struct SchemaNode: Sendable {
  /// A JSON Pointer from the document's root.
  var location: String
  /// The resource (`$id`) that the schema belongs to.
  var resource: Int
  /// In the order of evaluation: what looks at the results of others comes last.
  var keywords: [SchemaKeyword] = []
}

/// The keywords of JSON Schema 2020-12, Core chapters 8, 10 and 11 and Validation chapters 6 and 7.
enum SchemaKeyword: Sendable {
  /// The schema `false`.
  case nothing
  case type([SchemaType])
  case enumeration(Set<JSONValue>, summary: String)
  case const(JSONValue)

  case multipleOf(JSONNumber)
  case maximum(JSONNumber), exclusiveMaximum(JSONNumber)
  case minimum(JSONNumber), exclusiveMinimum(JSONNumber)

  case maxLength(Int), minLength(Int)
  case pattern(LinearRegex)
  case format(TextFormat)

  case maxItems(Int), minItems(Int), uniqueItems
  case prefixItems([Int])
  /// For the elements from a place on.
  case items(Int, from: Int)
  case contains(Int, minimum: Int, maximum: Int?)

  case maxProperties(Int), minProperties(Int)
  case required([String])
  case dependentRequired([(String, [String])])
  case dependentSchemas([(String, Int)])
  case properties([(String, Int)])
  case patternProperties([(LinearRegex, Int)])
  case additionalProperties(Int, names: Set<ExactString>, patterns: [LinearRegex])
  case propertyNames(Int)

  case reference(Int)
  case dynamicReference(anchor: String, initial: Int)
  case allOf([Int]), anyOf([Int]), oneOf([Int])
  case not(Int)
  case condition(if: Int, then: Int?, else: Int?)

  case unevaluatedItems(Int), unevaluatedProperties(Int)

  /// The schemas that are applied to the same value.
  var inPlaceNodes: [Int] {
    switch self {
    case .reference(let node), .not(let node): [node]
    case .dynamicReference(_, let node): [node]
    case .allOf(let nodes), .anyOf(let nodes), .oneOf(let nodes): nodes
    case .condition(let test, let then, let otherwise):
      [test] + [then, otherwise].compactMap(\.self)
    case .dependentSchemas(let schemas): schemas.map(\.1)
    default: []
    }
  }
}

enum SchemaType: String, Sendable, CaseIterable {
  case null, boolean, object, array, number, string, integer

  func holds(for value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.object, .object), (.array, .array),
      (.number, .number), (.string, .string):
      true
    case (.integer, .number(let number)): number.isWhole
    default: false
    }
  }
}
