package import JSONTree
package import SourceText

/// A node of a YAML document, aliases expanded.
package struct YAMLNode: Sendable {
  package enum ScalarStyle: Sendable {
    case plain, quoted, block
  }

  package enum Kind: Sendable {
    case scalar(text: String, style: ScalarStyle)
    case sequence([YAMLNode])
    /// Keys are scalars, each text at most once.
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  package var kind: Kind
  /// An explicit tag, expanded (`tag:yaml.org,2002:str`); `nil` where none is written.
  package var tag: String?
  /// Where the node is written; for an alias, where the alias is.
  package var range: SourceRange

  package init(kind: Kind, tag: String? = nil, range: SourceRange) {
    self.kind = kind
    self.tag = tag
    self.range = range
  }
}

extension YAMLNode {
  /// The text of a scalar as written, whatever type it resolves to.
  package var text: String? {
    if case .scalar(let text, _) = kind { text } else { nil }
  }
  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = kind { elements } else { nil }
  }
  package var members: [(key: YAMLNode, value: YAMLNode)]? {
    if case .mapping(let members) = kind { members } else { nil }
  }

  /// The value of a mapping's key; `nil` for other nodes and absent keys.
  package subscript(_ key: String) -> YAMLNode? {
    members?.first { $0.key.text == key }?.value
  }

  /// Whether this is nothing: `null`, `~` or no text at all.
  package var isNull: Bool { json == .null }
}

extension YAMLNode {
  /// The value by the core schema of YAML 1.2.2 (section 10.3); dates stay strings.
  ///
  /// Infinity and NaN, which JSON cannot say, stay strings too.
  package var json: JSONValue {
    switch kind {
    case .scalar(let text, let style):
      switch tag {
      case nil: style == .plain ? CoreSchema.resolve(text) : .string(text)
      case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool",
        "tag:yaml.org,2002:null":
        CoreSchema.resolve(text)
      default: .string(text)
      }
    case .sequence(let elements): .array(elements.map(\.json))
    case .mapping(let members):
      .object(JSONObject(members.map { ($0.key.text ?? "", $0.value.json) }))
    }
  }
}
