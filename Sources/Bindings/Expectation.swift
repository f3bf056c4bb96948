package import Queries
package import Regexes

/// Something that must hold after a step.
package struct Expectation: Sendable {
  package var query: QueryBinding
  package var filters: [FilterBinding]
  /// Never empty: a bare query becomes `exists`.
  package var predicates: [PredicateBinding]
  /// Whether the predicates hold for each value that a path finds.
  package var isForAll: Bool
  /// As a person would say it (`json $.error.code equals "X"`).
  package var text: String
  package var location: BindingLocation
}

/// What is looked at.
package enum QueryBinding: Sendable {
  case status, version, body, bytes, text, url, redirects, ip, duration, sha256, md5
  case header(Template)
  case cookie(Template, attribute: String?)
  case json(ExpressionBinding<JSONPath>)
  case xpath(Template)
  case css(Template)
  case regex(ExpressionBinding<LinearRegex>)
  case variable(String)
  case certificate(String)
  case title, console, dialogs
  /// An element of a page, or what matches its locator.
  case element(LocatorBinding, ElementProperty)
}

/// An expression that is compiled once where no variable stands in it.
package enum ExpressionBinding<Compiled: Sendable>: Sendable {
  case compiled(Compiled)
  case template(Template)
}

/// A filter whose argument may hold variables.
package struct FilterBinding: Sendable {
  package var name: String
  package var argument: JSONTemplate?
  /// The filter where its argument holds no variables.
  package var compiled: Filter?
  package var location: BindingLocation
}

/// A predicate whose argument may hold variables.
package struct PredicateBinding: Sendable {
  package var name: String
  package var argument: JSONTemplate
  package var isNegated: Bool
  /// The predicate where its argument holds no variables.
  package var compiled: Predicate?
  package var location: BindingLocation
}
