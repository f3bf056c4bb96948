/// A JSON value that keeps what the text said: the order of keys and the digits of numbers.
///
/// RFC 8259. Two numbers are equal when they denote the same value, however they are written; two
/// strings when their Unicode scalars are the same.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue: Hashable {
  package static func == (lhs: Self, rhs: Self) -> Bool {
    switch (lhs, rhs) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): areIdentical(a, b)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): hasher.combine(ExactString(value))
    case .array(let value): hasher.combine(value)
    case .object(let value): hasher.combine(value)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
  package init(floatLiteral value: Double) { self = .number(JSONNumber(value)) }
}

extension JSONValue {
  /// A string, or `null` for `nil`.
  package init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }
  package init(_ value: Int?) { self = value.map { .number(JSONNumber($0)) } ?? .null }

  /// A number, or its name where JSON has none: `NaN`, `Infinity` or `-Infinity`, as XPath 1.0
  /// writes them (section 4.2).
  package static func numberOrName(_ value: Double) -> JSONValue {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return .number(JSONNumber(value))
  }

  package var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }
  package var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }
  package var intValue: Int? {
    if case .number(let value) = self { value.int } else { nil }
  }
  package var doubleValue: Double? {
    if case .number(let value) = self { value.double } else { nil }
  }
  package var arrayValue: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }
  package var objectValue: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member of an object; `nil` for other values and absent keys.
  package subscript(_ key: String) -> JSONValue? { objectValue?[key] }
}
