package import JSONTree
package import SourceText
import YAMLTree

/// Compares a sample of a file with the schema that is published for it.
package enum YAMLFixture {
  package static func json(_ source: SourceFile) -> JSONValue? {
    YAMLDocument.parse(source).root?.json
  }

  /// Keys that one of the two has and the other lacks, dotted; those of elements behind their list's.
  package static func differences(_ sample: JSONValue, _ schema: JSONValue) -> [String] {
    keys(of: sample, schema, "").symmetricDifference(properties(of: schema, "")).sorted()
  }

  /// Keys of the sample, followed only where the schema names its properties.
  private static func keys(
    of value: JSONValue, _ schema: JSONValue, _ prefix: String
  ) -> Set<String> {
    var found: Set<String> = []
    for element in value.arrayValue ?? [] {
      if let items = schema["items"] { found.formUnion(keys(of: element, items, prefix)) }
    }
    let named = namedProperties(of: schema)
    guard !named.isEmpty else { return found }
    for (key, inner) in value.objectValue?.pairs ?? [] {
      found.insert(prefix + key)
      if let next = named[key] { found.formUnion(keys(of: inner, next, prefix + key + ".")) }
    }
    return found
  }

  private static func properties(of schema: JSONValue, _ prefix: String) -> Set<String> {
    var found: Set<String> = []
    for (key, inner) in namedProperties(of: schema) {
      found.insert(prefix + key)
      found.formUnion(properties(of: inner, prefix + key + "."))
      if let items = inner["items"] {
        found.formUnion(properties(of: items, prefix + key + "."))
      }
    }
    return found
  }

  private static func namedProperties(of schema: JSONValue) -> [String: JSONValue] {
    var found: [String: JSONValue] = [:]
    for variant in [schema] + (schema["anyOf"]?.arrayValue ?? []) {
      for (key, value) in variant["properties"]?.objectValue?.pairs ?? [] { found[key] = value }
    }
    return found
  }
}
