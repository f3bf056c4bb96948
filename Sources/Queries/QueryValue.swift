package import JSONTree

/// What a query found and what flows through filters to a predicate.
package enum QueryValue: Sendable, Hashable {
  /// The query found no place in the document. Filters pass it on; of the predicates only
  /// ``Predicate/exists`` can hold or be negated on it.
  case missing
  /// One value; text, numbers and booleans of any origin are JSON values.
  case json(JSONValue)
  case bytes([UInt8])
  case date(QueryDate)
  /// What a query found that can find any number of places, in the order of the document; nodes of
  /// HTML and XML are their text. A single node stands for itself wherever one value is wanted.
  case nodes([JSONValue])

  package static func string(_ text: String) -> Self { .json(.string(text)) }
  package static func int(_ value: Int) -> Self { .json(.number(JSONNumber(value))) }

  /// The only value; `nil` for nothing and for several nodes.
  package var single: Self? {
    switch self {
    case .missing: nil
    case .nodes(let nodes): nodes.count == 1 ? .json(nodes[0]) : nil
    default: self
    }
  }
}
