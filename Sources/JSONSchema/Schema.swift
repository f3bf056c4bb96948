package import JSONTree

/// A JSON Schema of draft 2020-12, compiled.
///
/// References are resolved within the document; nothing is fetched. Patterns are those of the linear
/// engine, which refuses lookaround and back-references.
package struct Schema: Sendable {
  package struct Options: Sendable, Hashable {
    /// Whether `format` is asserted; by the specification's default it only annotates.
    package var assertsFormats: Bool

    package init(assertsFormats: Bool = false) { self.assertsFormats = assertsFormats }
  }

  let nodes: [SchemaNode]
  /// For each resource the nodes of its dynamic anchors.
  let dynamicAnchors: [[String: Int]]
  /// Whether it matters which members and elements were looked at.
  let tracksEvaluation: Bool

  package static func parse(
    _ document: JSONValue, options: Options = Options()
  ) throws(SchemaSyntaxError) -> Schema {
    let compiler = try SchemaCompiler(document, options: options)
    let tracksEvaluation = compiler.nodes.contains { node in
      node.keywords.contains {
        switch $0 {
        case .unevaluatedItems, .unevaluatedProperties: true
        default: false
        }
      }
    }
    return Schema(
      nodes: compiler.nodes, dynamicAnchors: compiler.dynamicAnchors,
      tracksEvaluation: tracksEvaluation)
  }

  /// What the schema has against the value, at most ``mostViolations``; nothing where it is valid.
  package func violations(of value: JSONValue) throws(SchemaLimitError) -> [SchemaViolation] {
    var evaluator = SchemaEvaluator(self)
    return try evaluator.violations(of: value)
  }

  package static let mostViolations = 100
}

/// A place of a value that its schema does not allow.
package struct SchemaViolation: Sendable, Hashable, CustomStringConvertible {
  /// A JSON Pointer (RFC 6901) into the value.
  package var instanceLocation: String
  /// A JSON Pointer into the schema's document, to the keyword; references are not part of it.
  package var keywordLocation: String
  /// What is wrong, without a subject: `must be string, is number 1`.
  package var message: String

  package init(instanceLocation: String, keywordLocation: String, message: String) {
    self.instanceLocation = instanceLocation
    self.keywordLocation = keywordLocation
    self.message = message
  }

  package var description: String {
    (instanceLocation.isEmpty ? "the value" : instanceLocation) + " " + message
  }
}

/// What is wrong with a schema, and where in it.
package struct SchemaSyntaxError: Error, Sendable, Hashable {
  /// One sentence without a final full stop.
  package var message: String
  /// A JSON Pointer (RFC 6901) to the keyword.
  package var location: String
}

/// A validation was given up because schema and value together ask for too much.
package struct SchemaLimitError: Error, Sendable, Hashable {
  /// One sentence without a final full stop.
  package var message: String
}
