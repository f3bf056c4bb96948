package import JSONTree
package import Queries

extension Predicate {
  /// The predicate or its negation.
  package static func make(
    _ name: Name, operand: JSONValue, isNegated: Bool
  ) throws(QuerySyntaxError) -> Predicate {
    let predicate = try make(name, operand: operand)
    return isNegated ? .not(predicate) : predicate
  }
}
