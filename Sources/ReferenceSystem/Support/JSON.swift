import Foundation

/// A JSON value whose objects keep the order in which their members were written.
enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  struct Member: Sendable, Equatable {
    let name: String
    let value: JSON
  }

  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  var elements: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// This object with `value` as the member `name`, replaced in its place or added at the end.
  func setting(_ name: String, _ value: JSON) -> JSON {
    guard case .object(var members) = self else { return self }
    let member = Member(name: name, value: value)
    if let index = members.firstIndex(where: { $0.name == name }) {
      members[index] = member
    } else {
      members.append(member)
    }
    return .object(members)
  }

  /// This object without the members `names`.
  func removing(_ names: Set<String>) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !names.contains($0.name) })
  }

  /// This object followed by the members of another.
  func merging(_ other: JSON) -> JSON {
    (other.members ?? []).reduce(self) { $0.setting($1.name, $1.value) }
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByStringInterpolation
{
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(nilLiteral: ()) { self = .null }

  init(_ value: String?) { self = value.map(JSON.string) ?? .null }
  init(_ value: Int?) { self = value.map(JSON.integer) ?? .null }
  init(_ value: Double?) { self = value.map(JSON.number) ?? .null }
  init(_ value: Instant?) { self = value.map { .string($0.description) } ?? .null }
  init(_ values: [String]) { self = .array(values.map(JSON.string)) }
}

extension JSON {
  /// Reads a document of at most 100 levels; nil where it is malformed.
  static func parse(_ bytes: [UInt8]) -> JSON? {
    guard depth(of: bytes) <= 100,
      let value = try? JSONSerialization.jsonObject(
        with: Data(bytes), options: [.fragmentsAllowed])
    else { return nil }
    return JSON(foundation: value)
  }

  static func parse(_ text: String) -> JSON? { parse(Array(text.utf8)) }

  private static func depth(of bytes: [UInt8]) -> Int {
    var level = 0
    var deepest = 0
    for byte in bytes {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        level += 1
        deepest = max(deepest, level)
      } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        level -= 1
      }
    }
    return deepest
  }

  private init(foundation value: Any) {
    switch value {
    case let text as String: self = .string(text)
    case let number as NSNumber:
      if CFNumberKind.isBoolean(number) {
        self = .bool(number.boolValue)
      } else if let integer = Int(exactly: number.doubleValue) {
        self = .integer(integer)
      } else {
        self = .number(number.doubleValue)
      }
    case let elements as [Any]: self = .array(elements.map(JSON.init(foundation:)))
    case let members as [String: Any]:
      self = .object(
        members.sorted { $0.key < $1.key }
          .map { Member(name: $0.key, value: JSON(foundation: $0.value)) })
    default: self = .null
    }
  }

  /// Tells Foundation's booleans from its numbers, which share one class.
  private enum CFNumberKind {
    static func isBoolean(_ number: NSNumber) -> Bool {
      String(cString: number.objCType) == "c"
    }
  }
}
