import JSONSchema
import JSONTree
import Regexes

extension Predicate {
  enum Judgement {
    case yes, no
    /// As ``no``, with what is wrong in detail.
    case violates([String])
    /// Neither the predicate nor its opposite makes sense for the value.
    case unfit
    case undecided(String)

    init(_ holds: Bool) { self = holds ? .yes : .no }

    var inverted: Self {
      switch self {
      case .yes: .no
      case .no, .violates: .yes
      case .unfit, .undecided: self
      }
    }
  }

  func judge(_ value: QueryValue) -> Judgement {
    switch self {
    case .not(let inner): return inner.judge(value).inverted
    case .exists:
      switch value {
      case .missing, .nodes([]): return .no
      default: return .yes
      }
    case .equals(let expected): return judgeEquality(value, expected)
    case .contains(let part): return judgeContent(value, part)
    case .excludes(let part): return judgeContent(value, part).inverted
    case .isEmpty, .isList, .sortedBy: return judgeList(value)
    default: break
    }
    guard let single = value.single else { return .unfit }
    switch self {
    case .oneOf(let values):
      return Judgement(values.contains { Self.areEqual(single, $0) })
    case .lessThan(let bound): return judgeOrder(single, bound) { $0 < 0 }
    case .atMost(let bound): return judgeOrder(single, bound) { $0 <= 0 }
    case .greaterThan(let bound): return judgeOrder(single, bound) { $0 > 0 }
    case .atLeast(let bound): return judgeOrder(single, bound) { $0 >= 0 }
    case .startsWith, .endsWith, .matches: return judgeText(single)
    case .near(let expected, let tolerance):
      guard case .json(.number(let number)) = single else { return .unfit }
      return Judgement(Self.isNear(number.double, expected, tolerance))
    case .matchesSchema(let schema):
      guard case .json(let json) = single else { return .unfit }
      return judge(json, by: schema)
    default: return Judgement(isOfKind(single))
    }
  }

  // MARK: Equality and order

  private func judgeEquality(_ value: QueryValue, _ expected: JSONValue) -> Judgement {
    if case .nodes(let nodes) = value, case .array(let elements) = expected, nodes == elements {
      return .yes
    }
    if case .nodes(let nodes) = value, nodes.count > 1, case .array = expected { return .no }
    guard let single = value.single else { return .unfit }
    return Judgement(Self.areEqual(single, expected))
  }

  private static func areEqual(_ value: QueryValue, _ expected: JSONValue) -> Bool {
    switch (value, expected) {
    case (.json(let json), _): json == expected
    case (.bytes(let bytes), .string(let text)): bytes.elementsEqual(text.utf8)
    case (.date(let date), .string(let text)): QueryDate(isoText: text) == date
    default: false
    }
  }

  private func judgeOrder(
    _ value: QueryValue, _ bound: JSONValue, _ holds: (Int) -> Bool
  ) -> Judgement {
    let order: Int?
    switch (value, bound) {
    case (.date(let date), .string(let text)):
      order = QueryDate(isoText: text).map { date < $0 ? -1 : date == $0 ? 0 : 1 }
    case (.json(let json), _): order = Self.order(json, bound)
    default: order = nil
    }
    return order.map { Judgement(holds($0)) } ?? .unfit
  }

  /// Negative, zero or positive; `nil` for values that have no order between them.
  static func order(_ a: JSONValue, _ b: JSONValue) -> Int? {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b ? -1 : a == b ? 0 : 1
    case (.string(let a), .string(let b)):
      ExactString(a) < ExactString(b) ? -1 : areIdentical(a, b) ? 0 : 1
    default: nil
    }
  }

  /// The rounding of the subtraction itself is forgiven.
  private static func isNear(_ actual: Double, _ expected: Double, _ tolerance: Tolerance) -> Bool {
    let distance: Double
    switch tolerance {
    case .absolute(let value): distance = value
    case .percent(let percent): distance = abs(expected) * percent / 100
    }
    let slack = 4 * max(actual.magnitude.ulp, expected.magnitude.ulp)
    return abs(actual - expected) <= distance + slack
  }

  // MARK: Content

  private func judgeContent(_ value: QueryValue, _ part: JSONValue) -> Judgement {
    let search = Self.searched(part).map { ByteSearch($0.utf8) }
    switch value {
    case .missing, .date: return .unfit
    case .bytes(let bytes):
      return search.map { Judgement($0.firstPlace(in: bytes) != nil) } ?? .unfit
    case .json(let json): return Self.judgeContent(json, part, search)
    case .nodes(let nodes):
      var isAnyFit = false
      for node in nodes {
        switch Self.judgeContent(node, part, search) {
        case .yes: return .yes
        case .no: isAnyFit = true
        default: if node == part { return .yes }
        }
      }
      return isAnyFit ? .no : .unfit
    }
  }

  /// What is looked for in text: a number's digits, so that a captured one can be looked for.
  private static func searched(_ part: JSONValue) -> String? {
    if case .number(let number) = part { return number.literal }
    return part.stringValue
  }

  private static func judgeContent(
    _ json: JSONValue, _ part: JSONValue, _ search: ByteSearch?
  ) -> Judgement {
    switch json {
    case .string(let text): search.map { Judgement($0.isFound(in: text)) } ?? .unfit
    case .array(let elements): Judgement(elements.contains(part))
    default: .unfit
    }
  }

  private func judgeText(_ value: QueryValue) -> Judgement {
    guard case .json(.string(let text)) = value else {
      guard case .bytes(let bytes) = value else { return .unfit }
      switch self {
      case .startsWith(let prefix): return Judgement(bytes.starts(with: prefix.utf8))
      case .endsWith(let suffix):
        return Judgement(bytes.reversed().starts(with: suffix.utf8.reversed()))
      default: return .unfit
      }
    }
    switch self {
    case .startsWith(let prefix): return Judgement(text.utf8.starts(with: prefix.utf8))
    case .endsWith(let suffix):
      return Judgement(text.utf8.reversed().starts(with: suffix.utf8.reversed()))
    case .matches(let regex):
      do {
        return Judgement(try regex.isFound(in: text))
      } catch {
        return .undecided("the pattern takes too long on this text")
      }
    default: return .unfit
    }
  }

  // MARK: Lists

  private func judgeList(_ value: QueryValue) -> Judgement {
    switch (self, value) {
    case (_, .missing): return .unfit
    case (.isList, .nodes): return .yes
    case (.isList, _): return Judgement(isOfKind(value))
    case (.isEmpty, .nodes([])): return .yes
    case (.isEmpty, _):
      switch value.single {
      case .json(.string(let text)): return Judgement(text.utf8.isEmpty)
      case .json(.array(let elements)): return Judgement(elements.isEmpty)
      case .json(.object(let object)): return Judgement(object.isEmpty)
      case .bytes(let bytes): return Judgement(bytes.isEmpty)
      case nil: return .no
      default: return .unfit
      }
    case (.sortedBy(let path, let order), _):
      if case .json(.array(let elements))? = value.single {
        return judgeSorting(elements, path, order)
      }
      guard case .nodes(let nodes) = value, !nodes.isEmpty else { return .unfit }
      return judgeSorting(nodes, path, order)
    default: return .unfit
    }
  }

  private func judgeSorting(
    _ elements: [JSONValue], _ path: JSONPath?, _ order: SortOrder
  ) -> Judgement {
    var keys = elements
    if let path {
      keys = []
      for element in elements {
        do {
          guard case .json(let key)? = try path.value(in: element).single else { return .unfit }
          keys.append(key)
        } catch {
          return .undecided(error.message)
        }
      }
    }
    for (place, key) in keys.enumerated().dropFirst() {
      guard let found = Self.order(keys[place - 1], key) else { return .unfit }
      if order == .ascending ? found > 0 : found < 0 {
        return .violates([
          "\(key.excerpt) stands after \(keys[place - 1].excerpt) at place \(place)"
        ])
      }
    }
    return .yes
  }

  private func judge(_ json: JSONValue, by schema: Schema) -> Judgement {
    do {
      let violations = try schema.violations(of: json)
      if violations.isEmpty { return .yes }
      var lines = violations.prefix(3).map(\.description)
      if violations.count > 3 { lines.append("and \(violations.count - 3) more") }
      return .violates(lines)
    } catch {
      return .undecided(error.message)
    }
  }
}
