import JSONTree

/// Rewrites schemas of OpenAPI documents before they are compiled.
enum SchemaDialect {
  private static let depth = 200

  // MARK: - Members that nobody documented

  /// Schemas in which an object has the members that are named, and no others, where they leave open
  /// whether there may be more.
  ///
  /// Schemas that are combined (`allOf`, `anyOf`, `oneOf`, `if`) are closed as a whole only.
  static func closed(_ schema: JSONValue) -> JSONValue { closed(schema, isPart: false, depth) }

  /// The schemas of components; those that others extend stay open.
  static func closed(components: JSONValue) -> JSONValue {
    guard case .object(var object) = components,
      case .object(let schemas)? = object["schemas"]
    else { return components }
    var parts: Set<String> = []
    collectParts(components, isPart: false, &parts, depth)
    var result = JSONObject()
    for (name, schema) in schemas.pairs {
      result[name] = closed(
        schema, isPart: parts.contains("#/components/schemas/\(name)"), depth)
    }
    object["schemas"] = .object(result)
    return .object(object)
  }

  private static let combining: Set<String> = [
    "allOf", "anyOf", "oneOf", "if", "then", "else", "not",
  ]

  private static func closed(_ value: JSONValue, isPart: Bool, _ depth: Int) -> JSONValue {
    guard depth > 0, case .object(let object) = value else { return value }
    var result = JSONObject()
    for (key, member) in object.pairs {
      switch key {
      case "properties", "patternProperties", "$defs", "dependentSchemas":
        guard case .object(let schemas) = member else { break }
        result[key] = .object(
          JSONObject(schemas.pairs.map { ($0.key, closed($0.value, isPart: false, depth - 1)) }))
        continue
      case "items", "additionalProperties", "contains", "unevaluatedProperties":
        result[key] = closed(member, isPart: false, depth - 1)
        continue
      case "prefixItems":
        result[key] = .array(
          (member.arrayValue ?? []).map { closed($0, isPart: false, depth - 1) })
        continue
      case _ where combining.contains(key):
        if let list = member.arrayValue {
          result[key] = .array(list.map { closed($0, isPart: true, depth - 1) })
        } else {
          result[key] = closed(member, isPart: true, depth - 1)
        }
        continue
      default: break
      }
      result[key] = member
    }
    let isOpen =
      object["additionalProperties"] == nil && object["unevaluatedProperties"] == nil
      && object["patternProperties"] == nil
    let hasMembers =
      object["properties"]?.objectValue?.isEmpty == false
      || object["allOf"]?.arrayValue?.isEmpty == false && object["type"]?.stringValue == "object"
    if isOpen, hasMembers, !isPart { result["unevaluatedProperties"] = false }
    return .object(result)
  }

  /// References that stand within combinations.
  private static func collectParts(
    _ value: JSONValue, isPart: Bool, _ parts: inout Set<String>, _ depth: Int
  ) {
    guard depth > 0 else { return }
    switch value {
    case .array(let elements):
      for element in elements { collectParts(element, isPart: isPart, &parts, depth - 1) }
    case .object(let object):
      if isPart, let reference = object["$ref"]?.stringValue { parts.insert(reference) }
      // A reference with keywords beside it is a combination too.
      if object.count > 1, let reference = object["$ref"]?.stringValue { parts.insert(reference) }
      for (key, member) in object.pairs {
        collectParts(member, isPart: combining.contains(key), &parts, depth - 1)
      }
    default: break
    }
  }

  // MARK: - OpenAPI 3.0

  /// `nullable` and boolean exclusive bounds of OpenAPI 3.0 as JSON Schema 2020-12 says them.
  static func modernized(_ value: JSONValue) -> JSONValue { modernized(value, depth) }

  private static func modernized(_ value: JSONValue, _ depth: Int) -> JSONValue {
    guard depth > 0 else { return value }
    switch value {
    case .array(let elements): return .array(elements.map { modernized($0, depth - 1) })
    case .object(let object):
      var result = JSONObject(object.pairs.map { ($0.key, modernized($0.value, depth - 1)) })
      for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"),
      ] where result[exclusive]?.boolValue != nil {
        let isExclusive = result[exclusive]?.boolValue == true
        result[exclusive] = isExclusive ? result[bound] : nil
        if isExclusive { result[bound] = nil }
      }
      guard result["nullable"]?.boolValue == true else { return .object(result) }
      result["nullable"] = nil
      if let type = result["type"]?.stringValue { result["type"] = [.string(type), "null"] }
      if let values = result["enum"]?.arrayValue, !values.contains(.null) {
        result["enum"] = .array(values + [.null])
      }
      if result["type"] == nil { return ["anyOf": [.object(result), ["type": "null"]]] }
      return .object(result)
    default: return value
    }
  }
}
