import JSONSchema
import JSONTree

enum SchemaCheck {
  static func violations(of value: JSONValue, _ schema: JSONValue) throws -> [String] {
    try Schema.parse(schema).violations(of: value).map(\.description)
  }
}
