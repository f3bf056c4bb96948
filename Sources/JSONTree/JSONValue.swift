/// A JSON value that keeps what the text said: the order of keys and the digits of numbers.
///
/// RFC 8259. Two numbers are equal when they denote the same value, however they are written.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
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
