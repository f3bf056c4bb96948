package import JSONSchema
package import JSONTree
package import Regexes

/// What an expectation demands of a value.
///
/// A value that was not found, or is of a kind that the demand makes no sense for, fails it, negated or
/// not; only ``exists`` can be met, negated, by nothing. Texts are compared by their Unicode scalars,
/// numbers by their exact values.
package indirect enum Predicate: Sendable {
  /// Nodes also equal the list of their values.
  case equals(JSONValue)
  /// Between numbers, texts or dates; the operand of a date is its RFC 3339 text.
  case lessThan(JSONValue), atMost(JSONValue), greaterThan(JSONValue), atLeast(JSONValue)
  case startsWith(String), endsWith(String)
  /// Text in text, or an element in a list; of several nodes one must contain it.
  case contains(JSONValue)
  /// The opposite of ``contains(_:)``: no node may contain it. Where there is no node, it fails.
  case excludes(JSONValue)
  /// Found anywhere in the text.
  case matches(LinearRegex)
  /// Whether anything was found, be it `null`.
  case exists
  case isBoolean
  /// Of texts, bytes, lists, objects and nodes.
  case isEmpty
  /// A number without a fraction, however it is written.
  case isInteger
  /// A number written with a fraction or an exponent.
  case isFloat
  case isNumber, isString, isList, isObject
  /// A date, or a text that is a date or a date with a time by RFC 3339.
  case isIsoDate
  case isUuid, isIpv4, isIpv6
  case oneOf([JSONValue])
  /// Neighbours may be equal; with a path, by what it finds in each element.
  case sortedBy(JSONPath?, SortOrder)
  case near(Double, within: Tolerance)
  case matchesSchema(Schema)
  case not(Predicate)

  package enum SortOrder: String, Sendable, Hashable { case ascending, descending }

  package enum Tolerance: Sendable, Hashable {
    case absolute(Double)
    /// Of the expected value, 5 for 5 %.
    case percent(Double)
  }

  package func evaluate(on value: QueryValue) -> PredicateOutcome {
    switch judge(value) {
    case .yes: .holds
    case .no, .unfit: .fails(actual: value.summary, expected: summary)
    case .violates(let what):
      .fails(actual: value.summary + what.map { "; " + $0 }.joined(), expected: summary)
    case .undecided(let reason): .undecided(reason)
    }
  }
}

/// Whether a value is what a predicate demands.
package enum PredicateOutcome: Sendable, Hashable {
  case holds
  /// Both texts are short and in the words of the binding, such as `string "a"` and `number 1`.
  case fails(actual: String, expected: String)
  /// A bound was reached before anything could be said.
  case undecided(String)
}
