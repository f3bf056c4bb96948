import JSONTree

extension SchemaEvaluator {
  /// Schemas applied to the same value.
  mutating func combine(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ value: JSONValue, _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    switch keyword {
    case .reference(let target): return try take(try evaluate(target, value), &evaluated)
    case .dynamicReference(let anchor, let initial):
      let outermost = scope.lazy.compactMap { [schema] in schema.dynamicAnchors[$0][anchor] }.first
      return try take(try evaluate(outermost ?? initial, value), &evaluated)
    case .allOf(let nodes):
      var isValid = true
      for inner in nodes where try !take(try evaluate(inner, value), &evaluated) {
        isValid = false
        if isProbing { return false }
      }
      return isValid
    case .anyOf(let nodes):
      var isValid = false
      for inner in nodes where try take(try probe(inner, value), &evaluated) {
        isValid = true
        if !schema.tracksEvaluation { return true }
      }
      return isValid
        || refuse(node, "anyOf", "fits none of \(nodes.count) alternatives, is \(value.excerpt)")
    case .oneOf(let nodes): return try checkOneOf(nodes, of: node, value, &evaluated)
    case .not(let inner):
      return try probe(inner, value) == nil
        || refuse(node, "not", "must not fit its schema, is \(value.excerpt)")
    case .condition(let test, let then, let otherwise):
      let found = try probe(test, value)
      if let found { try merge(found, &evaluated) }
      guard let branch = found != nil ? then : otherwise else { return true }
      return try take(try evaluate(branch, value), &evaluated)
    default: return true
    }
  }

  private mutating func checkOneOf(
    _ nodes: [Int], of node: SchemaNode, _ value: JSONValue, _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    var first: (place: Int, found: Evaluated)?
    for (place, inner) in nodes.enumerated() {
      guard let found = try probe(inner, value) else { continue }
      if let first {
        return refuse(node, "oneOf", "fits the alternatives \(first.place) and \(place), not one")
      }
      first = (place, found)
    }
    guard let first else {
      return refuse(
        node, "oneOf", "fits none of \(nodes.count) alternatives, is \(value.excerpt)")
    }
    try merge(first.found, &evaluated)
    return true
  }

  mutating func take(
    _ found: Evaluated?, _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    guard let found else { return false }
    try merge(found, &evaluated)
    return true
  }

  private mutating func merge(
    _ found: Evaluated, _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) {
    guard schema.tracksEvaluation else { return }
    try spend(found.count)
    evaluated.formUnion(found)
  }
}
