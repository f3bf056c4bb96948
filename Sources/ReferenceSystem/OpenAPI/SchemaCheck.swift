/// Holds a value against the part of JSON Schema that `Schema` writes.
enum SchemaCheck {
  static func issues(_ value: JSON, _ schema: JSON, at path: String) -> [JSON] {
    switch schema["type"]?.string {
    case "object": objectIssues(value, schema, at: path)
    case "array":
      value.elements.map { elements in
        elements.enumerated().flatMap {
          issues($0.element, schema["items"] ?? [:], at: "\(path)[\($0.offset)]")
        }
      } ?? [.issue(path, "must be a list")]
    case "integer":
      value.integer == nil ? [.issue(path, "must be an integer")] : range(value, schema, path)
    case "number":
      value.number == nil ? [.issue(path, "must be a number")] : range(value, schema, path)
    case "boolean": value.bool == nil ? [.issue(path, "must be true or false")] : []
    case "string": stringIssues(value, schema, at: path)
    default: []
    }
  }

  private static func objectIssues(_ value: JSON, _ schema: JSON, at path: String) -> [JSON] {
    guard let members = value.members else { return [.issue(path, "must be an object")] }
    // A schema that names no members leaves the object free.
    guard let properties = schema["properties"] else { return [] }
    let missing = (schema["required"]?.elements ?? []).compactMap(\.string)
      .filter { value[$0] == nil }
    return missing.map { .issue("\(path).\($0)", "is required") }
      + members.flatMap { member in
        guard let property = properties[member.name] else {
          return [JSON.issue("\(path).\(member.name.prefix(64))", "is not allowed")]
        }
        return issues(member.value, property, at: "\(path).\(member.name)")
      }
  }

  private static func range(_ value: JSON, _ schema: JSON, _ path: String) -> [JSON] {
    guard let number = value.number else { return [] }
    if let minimum = schema["minimum"]?.number, number < minimum {
      return [.issue(path, "must be at least \(schema["minimum"]?.text ?? "")")]
    }
    if let maximum = schema["maximum"]?.number, number > maximum {
      return [.issue(path, "must be at most \(schema["maximum"]?.text ?? "")")]
    }
    return []
  }

  private static func stringIssues(_ value: JSON, _ schema: JSON, at path: String) -> [JSON] {
    guard let text = value.string else { return [.issue(path, "must be text")] }
    guard text.utf8.count <= 1000 else { return [.issue(path, "must be at most 1000 bytes")] }
    guard let choices = schema["enum"]?.elements, !choices.contains(value) else { return [] }
    return [.issue(path, "must be one of " + choices.compactMap(\.string).joined(separator: ", "))]
  }
}
