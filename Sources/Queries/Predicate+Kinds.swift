import JSONSchema
import JSONTree
import Regexes

extension Predicate {
  /// Whether one value is of the kind that an `is…` names.
  func isOfKind(_ value: QueryValue) -> Bool {
    switch (self, value) {
    case (.isIsoDate, .date): true
    case (_, .json(let json)): isOfKind(json)
    default: false
    }
  }

  private func isOfKind(_ json: JSONValue) -> Bool {
    switch (self, json) {
    case (.isBoolean, .bool), (.isNumber, .number), (.isString, .string), (.isList, .array),
      (.isObject, .object):
      true
    case (.isInteger, .number(let number)): number.isWhole
    case (.isFloat, .number(let number)): !number.isWrittenAsInteger
    case (.isIsoDate, .string(let text)): QueryDate(isoText: text) != nil
    case (.isUuid, .string(let text)): TextFormat.uuid.accepts(text)
    case (.isIpv4, .string(let text)): TextFormat.ipv4.accepts(text)
    case (.isIpv6, .string(let text)): TextFormat.ipv6.accepts(text)
    default: false
    }
  }

  /// What is demanded, in few words.
  package var summary: String {
    switch self {
    case .equals(let value): value.summary
    case .lessThan(let value): "less than \(value.summary)"
    case .atMost(let value): "at most \(value.summary)"
    case .greaterThan(let value): "greater than \(value.summary)"
    case .atLeast(let value): "at least \(value.summary)"
    case .startsWith(let text): "starts with \(JSONValue.string(text).summary)"
    case .endsWith(let text): "ends with \(JSONValue.string(text).summary)"
    case .contains(let value): "contains \(value.summary)"
    case .excludes(let value): "excludes \(value.summary)"
    case .matches(let regex): "matches /\(regex.pattern)/"
    case .exists: "something"
    case .isBoolean: "a boolean"
    case .isEmpty: "an empty text, list or object"
    case .isInteger: "a whole number"
    case .isFloat: "a number with a fraction or an exponent"
    case .isNumber: "a number"
    case .isString: "a string"
    case .isList: "a list"
    case .isObject: "an object"
    case .isIsoDate: "an ISO 8601 date"
    case .isUuid: "a UUID"
    case .isIpv4: "an IPv4 address"
    case .isIpv6: "an IPv6 address"
    case .oneOf(let values): "one of \(JSONValue.array(values).excerpt)"
    case .sortedBy(let path, let order):
      "\(order.rawValue) order" + (path.map { " by \($0.text)" } ?? "")
    case .near(let value, .absolute(let distance)):
      "number \(JSONNumber(value).literal) ± \(JSONNumber(distance).literal)"
    case .near(let value, .percent(let percent)):
      "number \(JSONNumber(value).literal) ± \(JSONNumber(percent).literal) %"
    case .matchesSchema: "a value that its schema allows"
    case .not(let inner): "not: \(inner.summary)"
    }
  }
}
