import JSONTree
import Regexes

// The abstract syntax of RFC 9535; names follow the grammar of its appendix A.
extension JSONPath {
  struct Segment: Sendable {
    var isDescendant: Bool
    var selectors: [Selector]
  }

  enum Selector: Sendable {
    case name(String)
    case wildcard
    case index(Int)
    case slice(start: Int?, end: Int?, step: Int)
    case filter(LogicalExpression)
  }

  indirect enum LogicalExpression: Sendable {
    case or([LogicalExpression])
    case and([LogicalExpression])
    case not(LogicalExpression)
    case comparison(Operand, Comparison, Operand)
    case exists(Query)
    case call(FunctionCall)
  }

  enum Comparison: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }

  /// What can be compared or given to a function.
  indirect enum Operand: Sendable {
    case literal(JSONValue)
    case query(Query)
    case call(FunctionCall)
  }

  struct Query: Sendable {
    /// Whether it starts at `@`.
    var isRelative: Bool
    var segments: [Segment]
  }

  struct FunctionCall: Sendable {
    var function: Function
    var arguments: [Operand]
    /// The pattern of `match` and `search` where it is a literal; `.some(nil)` where that is malformed.
    var pattern: LinearRegex??
  }

  /// The functions of RFC 9535, section 2.4.
  enum Function: String, Sendable, CaseIterable {
    case length, count, match, search, value

    /// The types of section 2.4.1.
    enum Kind: Sendable { case value, logical, nodes }

    var parameters: [Kind] {
      switch self {
      case .length: [.value]
      case .count, .value: [.nodes]
      case .match, .search: [.value, .value]
      }
    }

    var result: Kind {
      switch self {
      case .length, .count, .value: .value
      case .match, .search: .logical
      }
    }
  }
}

extension [JSONPath.Segment] {
  /// Whether at most one node can be found.
  var isSingular: Bool {
    allSatisfy { segment in
      guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
      switch segment.selectors[0] {
      case .name, .index: return true
      case .wildcard, .slice, .filter: return false
      }
    }
  }

  /// The places that singular segments lead through; `nil` for others, and for indices that count
  /// from the end.
  var places: [JSONPlace]? {
    guard isSingular, !isEmpty else { return nil }
    var places: [JSONPlace] = []
    for segment in self {
      switch segment.selectors[0] {
      case .name(let name): places.append(.member(name))
      case .index(let index) where index >= 0: places.append(.element(index))
      default: return nil
      }
    }
    return places
  }
}
