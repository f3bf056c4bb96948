import JSONTree

extension SchemaEvaluator {
  mutating func check(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ elements: [JSONValue],
    _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    switch keyword {
    case .maxItems(let limit):
      return elements.count <= limit
        || refuse(node, "maxItems", "must have at most \(limit) elements, has \(elements.count)")
    case .minItems(let limit):
      return elements.count >= limit
        || refuse(node, "minItems", "must have at least \(limit) elements, has \(elements.count)")
    case .uniqueItems: return try checkUnique(elements, of: node)
    case .prefixItems(let nodes):
      evaluated.prefix = max(evaluated.prefix, min(nodes.count, elements.count))
      var isValid = true
      for (place, inner) in nodes.prefix(elements.count).enumerated()
      where try !self.isValid(inner, elements[place], at: .index(place)) {
        isValid = false
        if isProbing { return false }
      }
      return isValid
    case .items(let inner, let start):
      evaluated.prefix = elements.count
      return try checkAll(elements, from: start, inner)
    case .contains(let inner, let minimum, let maximum):
      return try checkContained(inner, minimum, maximum, in: elements, of: node, &evaluated)
    case .unevaluatedItems(let inner):
      var isValid = true
      for place in elements.indices.dropFirst(evaluated.prefix)
      where !evaluated.places.contains(place) {
        if try self.isValid(inner, elements[place], at: .index(place)) { continue }
        isValid = false
        if isProbing { return false }
      }
      evaluated.prefix = elements.count
      return isValid
    default: return true
    }
  }

  private mutating func checkAll(
    _ elements: [JSONValue], from start: Int, _ inner: Int
  ) throws(SchemaLimitError) -> Bool {
    var isValid = true
    for place in elements.indices.dropFirst(start)
    where try !self.isValid(inner, elements[place], at: .index(place)) {
      isValid = false
      if isProbing { return false }
    }
    return isValid
  }

  private mutating func checkUnique(
    _ elements: [JSONValue], of node: SchemaNode
  ) throws(SchemaLimitError) -> Bool {
    try spend(elements.count)
    var places: [JSONValue: Int] = [:]
    for (place, element) in elements.enumerated() {
      if let first = places.updateValue(place, forKey: element) {
        return refuse(
          node, "uniqueItems", "must have no equal elements, those at \(first) and \(place) are")
      }
    }
    return true
  }

  private mutating func checkContained(
    _ inner: Int, _ minimum: Int, _ maximum: Int?, in elements: [JSONValue], of node: SchemaNode,
    _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    var count = 0
    for place in elements.indices where try probe(inner, elements[place]) != nil {
      count += 1
      if schema.tracksEvaluation { evaluated.places.insert(place) }
    }
    if count < minimum {
      let keyword = node.keywordForMinimum(minimum)
      return refuse(
        node, keyword, "must hold at least \(minimum) elements that fit its schema, holds \(count)")
    }
    guard let maximum, count > maximum else { return true }
    return refuse(
      node, "maxContains",
      "must hold at most \(maximum) elements that fit its schema, holds \(count)")
  }
}

extension SchemaNode {
  /// The default minimum comes from `contains` itself.
  fileprivate func keywordForMinimum(_ minimum: Int) -> String {
    minimum == 1 ? "contains" : "minContains"
  }
}
