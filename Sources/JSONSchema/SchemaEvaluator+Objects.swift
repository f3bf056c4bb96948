import JSONTree
import Regexes

extension SchemaEvaluator {
  mutating func check(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ object: JSONObject,
    _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    switch keyword {
    case .maxProperties(let limit):
      return object.count <= limit
        || refuse(node, "maxProperties", "must have at most \(limit) members, has \(object.count)")
    case .minProperties(let limit):
      return object.count >= limit
        || refuse(node, "minProperties", "must have at least \(limit) members, has \(object.count)")
    case .required(let names):
      return try checkRequired(names, in: object, of: node, "required", "lacks")
    case .dependentRequired(let dependencies):
      var isValid = true
      for (name, names) in dependencies where object[name] != nil {
        let message = "has the member \(JSONValue.string(name).excerpt) and lacks"
        let pointer = "dependentRequired/" + SchemaIndex.escaped(name)
        if try !checkRequired(names, in: object, of: node, pointer, message) { isValid = false }
      }
      return isValid
    case .dependentSchemas(let schemas):
      var isValid = true
      for (name, inner) in schemas where object[name] != nil {
        if try !take(try evaluate(inner, .object(object)), &evaluated) { isValid = false }
      }
      return isValid
    case .properties, .patternProperties, .additionalProperties, .unevaluatedProperties,
      .propertyNames:
      return try checkMembers(keyword, of: object, &evaluated)
    default: return true
    }
  }

  private mutating func checkRequired(
    _ names: [String], in object: JSONObject, of node: SchemaNode, _ keyword: String,
    _ message: String
  ) throws(SchemaLimitError) -> Bool {
    try spend(names.count)
    var isValid = true
    for name in names where object[name] == nil {
      isValid = refuse(node, keyword, "\(message) the member \(JSONValue.string(name).excerpt)")
      if isProbing { return false }
    }
    return isValid
  }

  private mutating func checkMembers(
    _ keyword: SchemaKeyword, of object: JSONObject, _ evaluated: inout Evaluated
  ) throws(SchemaLimitError) -> Bool {
    var isValid = true
    if case .properties(let properties) = keyword {
      try spend(properties.count)
      for (name, inner) in properties {
        guard let value = object[name] else { continue }
        if schema.tracksEvaluation { evaluated.names.insert(ExactString(name)) }
        if try !self.isValid(inner, value, at: .key(name)) {
          isValid = false
          if isProbing { return false }
        }
      }
      return isValid
    }
    try spend(object.count)
    for (name, value) in object.pairs {
      for inner in try schemas(for: name, keyword, evaluated) {
        if case .propertyNames = keyword {
          if try !self.isValid(inner, .string(name), at: .key(name)) { isValid = false }
        } else {
          if schema.tracksEvaluation { evaluated.names.insert(ExactString(name)) }
          if try !self.isValid(inner, value, at: .key(name)) { isValid = false }
        }
        if !isValid, isProbing { return false }
      }
    }
    switch keyword {
    case .additionalProperties, .unevaluatedProperties: evaluated.allNames = true
    default: break
    }
    return isValid
  }

  /// The schemas that a keyword applies to the member of this name.
  private mutating func schemas(
    for name: String, _ keyword: SchemaKeyword, _ evaluated: Evaluated
  ) throws(SchemaLimitError) -> [Int] {
    switch keyword {
    case .patternProperties(let patterns):
      var nodes: [Int] = []
      for (regex, inner) in patterns where try isFound(regex, in: name) { nodes.append(inner) }
      return nodes
    case .additionalProperties(let inner, let names, let patterns):
      if names.contains(ExactString(name)) { return [] }
      for regex in patterns where try isFound(regex, in: name) { return [] }
      return [inner]
    case .unevaluatedProperties(let inner):
      let isEvaluated = evaluated.allNames || evaluated.names.contains(ExactString(name))
      return isEvaluated ? [] : [inner]
    case .propertyNames(let inner): return [inner]
    default: return []
    }
  }
}
