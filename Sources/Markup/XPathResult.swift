/// What an XPath expression gives (XPath 1.0, section 1).
package enum XPathResult: Sendable, Hashable {
  /// In document order.
  case nodes([MarkupNode])
  case number(Double)
  case string(String)
  case bool(Bool)
}

/// A node that a query found, as a value.
package struct MarkupNode: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case element, attribute, text, comment, processingInstruction, document, other
  }

  package var kind: Kind
  /// The qualified name of an element or attribute; empty for others.
  package var name: String
  /// The string value (XPath 1.0, section 5): an attribute's value, else all text within.
  package var text: String
  /// An element's attributes in the order of the document; empty for others.
  package var attributes: [Attribute]
  /// 1-based line of the document as parsed; 0 where it is not known.
  package var line: Int
  /// The node as it would be written, and a path to it such as `/html/body/p[2]`; `nil` unless
  /// the query asked for ``MarkupDetail/full``.
  package var source: Source?

  package struct Attribute: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  package struct Source: Sendable, Hashable {
    package var markup: String
    package var path: String
  }

  /// The value of an attribute by its name; `nil` where there is none.
  package subscript(attribute name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }
}

/// How much of each node a query returns.
package enum MarkupDetail: Sendable, Hashable {
  /// All but ``MarkupNode/source``.
  case value
  case full
}
