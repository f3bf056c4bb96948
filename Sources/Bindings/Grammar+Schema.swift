package import JSONTree

extension Grammar {
  /// The JSON Schema (2020-12) of binding files, for editors.
  package static var schema: JSONValue {
    var definitions = JSONObject()
    for name in Name.allCases where name != .file {
      definitions[name.rawValue] = schema(of: object(name))
    }
    var members = JSONObject([
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("$id", "https://waymark.invalid/schemas/bindings-1.schema.json"),
      ("title", "Waymark bindings"),
    ])
    for (key, value) in schema(of: object(.file)).objectValue?.pairs ?? [] {
      members[key] = value
    }
    members["$defs"] = .object(definitions)
    return .object(members)
  }

  private static func schema(of object: Object) -> JSONValue {
    var properties = JSONObject()
    for key in object.keys {
      var shape = schema(of: key.shape)
      shape["description"] = .string(key.summary)
      properties[key.name] = .object(shape)
    }
    var members = JSONObject([
      ("type", "object"), ("properties", .object(properties)), ("additionalProperties", false),
    ])
    let required = object.keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { members["required"] = .array(required) }
    if !object.exactlyOne.isEmpty {
      members["oneOf"] = .array(object.exactlyOne.map { alternative($0, of: object) })
    }
    let companions = object.companions.sorted { $0.key < $1.key }
    if !companions.isEmpty {
      members["dependentSchemas"] = .object(
        JSONObject(
          companions.map { key, hosts in
            (key, ["anyOf": .array(hosts.map { ["required": [.string($0)]] })])
          }))
    }
    return .object(members)
  }

  private static func alternative(_ name: String, of object: Object) -> JSONValue {
    guard let hosts = object.yielding[name] else { return ["required": [.string(name)]] }
    return [
      "required": [.string(name)],
      "not": ["anyOf": .array(hosts.map { ["required": [.string($0)]] })],
    ]
  }

  private static let scalarTypes: JSONValue = ["string", "number", "boolean"]

  private static func schema(of shape: Shape) -> JSONObject {
    switch shape {
    case .text: JSONObject([("type", scalarTypes)])
    case .boolean: JSONObject([("type", "boolean")])
    case .integer: JSONObject([("type", "integer")])
    case .number: JSONObject([("type", "number")])
    case .duration:
      JSONObject([("type", "string"), ("pattern", "^[0-9]+(\\.[0-9]+)?(ms|s|m)$")])
    case .age: JSONObject([("type", "string"), ("pattern", "^[1-9][0-9]{0,4}[mhdw]$")])
    case .any: JSONObject()
    case .choice(let values):
      JSONObject([("enum", .array(values.map(JSONValue.string)))])
    case .list(let element):
      JSONObject([("type", "array"), ("items", .object(schema(of: element)))])
    case .listOrOne(let element):
      JSONObject([
        (
          "anyOf",
          [
            .object(schema(of: element)),
            .object(schema(of: .list(element))),
          ]
        )
      ])
    case .mapping(let value):
      JSONObject([("type", "object"), ("additionalProperties", .object(schema(of: value)))])
    case .object(let name):
      JSONObject([("$ref", .string("#/$defs/\(name.rawValue)"))])
    case .either(let shapes):
      JSONObject([("anyOf", .array(shapes.map { .object(schema(of: $0)) }))])
    }
  }
}
