/// Short ways to write JSON Schemas (2020-12), as OpenAPI 3.1 uses them.
enum Schema {
  static let string: JSON = ["type": "string"]
  static let integer: JSON = ["type": "integer"]
  static let number: JSON = ["type": "number"]
  static let boolean: JSON = ["type": "boolean"]
  static let instant: JSON = ["type": "string", "format": "date-time"]
  static let date: JSON = ["type": "string", "format": "date"]
  static let count: JSON = ["type": "integer", "minimum": 0]
  static let amount: JSON = ["type": "number", "minimum": 0]
  static let rate: JSON = ["type": "number", "minimum": 0, "maximum": 1]
  static let anything: JSON = .object([])
  static let freeObject: JSON = ["type": "object"]

  static func named(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

  static func choice(_ values: [String]) -> JSON {
    ["type": "string", "enum": JSON(values)]
  }

  static func list(_ element: JSON) -> JSON { ["type": "array", "items": element] }

  /// The same schema with null allowed, for figures whose source may be gone.
  static func optional(_ schema: JSON) -> JSON {
    guard let type = schema["type"]?.string else {
      return ["anyOf": [schema, ["type": "null"]]]
    }
    let opened = schema.setting("type", JSON([type, "null"]))
    guard let values = schema["enum"]?.elements else { return opened }
    return opened.setting("enum", .array(values + [.null]))
  }

  /// An object of exactly these members; all are there unless named in `optional`.
  static func object(_ members: JSON, optional: Set<String> = []) -> JSON {
    let names = (members.members ?? []).map(\.name)
    return [
      "type": "object",
      "required": JSON(names.filter { !optional.contains($0) }),
      "properties": members,
      "additionalProperties": false,
    ]
  }
}
