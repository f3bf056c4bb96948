import JSONTree
import Queries

/// What a query and its filters give, as far as that is known before a run.
///
/// A demand that a value of the kind can never meet would accuse the product of the binding's
/// mistake; it is told before the first request instead.
enum ValueKind {
  case number, text, bytes, any

  init(query: String) {
    switch query {
    case "status", "duration": self = .number
    case "version", "body", "text", "title", "url", "ip", "sha256", "md5", "header", "regex":
      self = .text
    case "bytes": self = .bytes
    default: self = .any
    }
  }

  init(_ property: ElementProperty) {
    switch property {
    case .count: self = .number
    case .text, .value, .name, .attribute: self = .text
    case .state: self = .any
    }
  }

  /// What a filter makes of it.
  func filtered(by name: String) -> ValueKind {
    switch Filter.Name(rawValue: name) {
    case .count, .length, .percentile, .toInt, .toFloat, .daysBeforeNow, .daysAfterNow: .number
    case .trim, .lower, .upper, .replace, .sha256, .md5, .base64Encode, .base64urlEncode,
      .hexEncode, .urlEncode, .urlDecode, .htmlEscape, .htmlUnescape, .utf8Decode, .dateFormat,
      .urlQueryParam:
      .text
    case .base64Decode, .base64urlDecode, .hexDecode, .utf8Encode: .bytes
    default: .any
    }
  }

  /// Why a value of this kind can never be what is demanded; `nil` when it can.
  func objection(to predicate: Predicate.Name, _ operand: JSONValue) -> String? {
    switch (self, predicate) {
    case (.number, .equals), (.number, .notEquals), (.number, .greaterThan), (.number, .atLeast),
      (.number, .lessThan), (.number, .atMost):
      operand.doubleValue == nil ? "a number is compared with \(Self.name(operand))" : nil
    case (.number, .oneOf):
      operand.arrayValue?.allSatisfy { $0.doubleValue != nil } == false
        ? "a number is looked for among values that are none" : nil
    case (.number, .startsWith), (.number, .endsWith), (.number, .contains), (.number, .excludes),
      (.number, .matches):
      "a number has no text that `\(predicate.rawValue)` could look at"
    case (.text, .equals), (.text, .notEquals), (.text, .greaterThan), (.text, .atLeast),
      (.text, .lessThan), (.text, .atMost):
      operand.stringValue == nil
        ? "text is compared with \(Self.name(operand)); quote it, or add `filter: toInt`" : nil
    case (.bytes, .greaterThan), (.bytes, .atLeast), (.bytes, .lessThan), (.bytes, .atMost):
      "bytes have no order; add `filter: count`, or `utf8Decode`"
    default: nil
    }
  }

  private static func name(_ value: JSONValue) -> String {
    switch value {
    case .null: "nothing"
    case .bool(let value): "\(value)"
    case .number(let number): "the number \(number.literal)"
    case .string(let text): "the text “\(text.prefix(40))”"
    case .array: "a list"
    case .object: "a mapping"
    }
  }
}
