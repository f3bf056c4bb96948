package import Queries
package import Regexes

/// Something that must hold after a step.
///
/// A class, as is all that is handed on at every execution of a check: copies would cost more than
/// what is done with them.
package final class Expectation: Sendable {
  package let query: QueryBinding
  package let filters: [FilterBinding]
  /// Never empty: a bare query becomes `exists`.
  package let predicates: [PredicateBinding]
  /// Whether the predicates hold for each value that a path finds.
  package let isForAll: Bool
  /// As a person would say it (`json $.error.code equals "X"`).
  package let text: String
  package let location: BindingLocation

  init(
    query: QueryBinding, filters: [FilterBinding], predicates: [PredicateBinding], isForAll: Bool,
    text: String, location: BindingLocation
  ) {
    self.query = query
    self.filters = filters
    self.predicates = predicates
    self.isForAll = isForAll
    self.text = text
    self.location = location
  }
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
package final class PredicateBinding: Sendable {
  package let name: String
  package let argument: JSONTemplate
  package let isNegated: Bool
  /// The predicate where its argument holds no variables.
  package let compiled: Predicate?
  package let location: BindingLocation

  init(
    name: String, argument: JSONTemplate, isNegated: Bool, compiled: Predicate?,
    location: BindingLocation
  ) {
    self.name = name
    self.argument = argument
    self.isNegated = isNegated
    self.compiled = compiled
    self.location = location
  }
}
