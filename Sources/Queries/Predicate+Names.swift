import JSONSchema
package import JSONTree
import Regexes

extension Predicate {
  /// The words of bindings; `not` stands beside them and holds predicates.
  package enum Name: String, Sendable, CaseIterable {
    case equals, notEquals, greaterThan, atLeast, lessThan, atMost, startsWith, endsWith, contains
    case excludes, matches, exists, isBoolean, isEmpty, isInteger, isFloat, isNumber, isString
    case isList, isObject, isIsoDate, isUuid, isIpv4, isIpv6, oneOf, sortedBy, near, matchesSchema
  }

  /// The predicate of this name with its operand as the binding writes it.
  ///
  /// `exists` and the `is…` take `true` or `false`; `matchesSchema` takes the schema itself (reading a
  /// file is the caller's) and asserts its formats. Offsets of errors count the Unicode scalars of a text operand.
  package static func make(
    _ name: Name, operand: JSONValue
  ) throws(QuerySyntaxError) -> Predicate {
    switch name {
    case .equals: return .equals(operand)
    case .notEquals: return .not(.equals(operand))
    case .greaterThan: return .greaterThan(try bound(name, operand))
    case .atLeast: return .atLeast(try bound(name, operand))
    case .lessThan: return .lessThan(try bound(name, operand))
    case .atMost: return .atMost(try bound(name, operand))
    case .startsWith: return .startsWith(try OperandReader.text(name.rawValue, operand))
    case .endsWith: return .endsWith(try OperandReader.text(name.rawValue, operand))
    case .contains: return .contains(operand)
    case .excludes: return .excludes(operand)
    case .matches: return .matches(try OperandReader.regex(name.rawValue, operand))
    case .oneOf:
      guard case .array(let values) = operand, !values.isEmpty else {
        throw QuerySyntaxError(message: "oneOf takes a list with at least one value")
      }
      return .oneOf(values)
    case .sortedBy: return try sorting(operand)
    case .near: return try nearness(operand)
    case .matchesSchema:
      do {
        return .matchesSchema(try Schema.parse(operand, options: .init(assertsFormats: true)))
      } catch {
        let place = error.location.isEmpty ? "" : " at \(error.location)"
        throw QuerySyntaxError(message: "the schema cannot be used\(place): \(error.message)")
      }
    case .exists, .isBoolean, .isEmpty, .isInteger, .isFloat, .isNumber, .isString, .isList,
      .isObject, .isIsoDate, .isUuid, .isIpv4, .isIpv6:
      guard let holds = operand.boolValue else {
        throw QuerySyntaxError(message: "\(name.rawValue) takes true or false")
      }
      let predicate = kind(name)
      return holds ? predicate : .not(predicate)
    }
  }

  private static func kind(_ name: Name) -> Predicate {
    switch name {
    case .isBoolean: .isBoolean
    case .isEmpty: .isEmpty
    case .isInteger: .isInteger
    case .isFloat: .isFloat
    case .isNumber: .isNumber
    case .isString: .isString
    case .isList: .isList
    case .isObject: .isObject
    case .isIsoDate: .isIsoDate
    case .isUuid: .isUuid
    case .isIpv4: .isIpv4
    case .isIpv6: .isIpv6
    default: .exists
    }
  }

  private static func bound(
    _ name: Name, _ operand: JSONValue
  ) throws(QuerySyntaxError) -> JSONValue {
    switch operand {
    case .number, .string: return operand
    default: throw QuerySyntaxError(message: "\(name.rawValue) takes a number, a text or a date")
    }
  }

  private static func sorting(_ operand: JSONValue) throws(QuerySyntaxError) -> Predicate {
    if case .string(let text) = operand, let order = SortOrder(rawValue: text) {
      return .sortedBy(nil, order)
    }
    guard case .object(let object) = operand, let path = object["path"]?.stringValue,
      object.keys.allSatisfy({ ["path", "order"].contains($0) })
    else {
      throw QuerySyntaxError(
        message: "sortedBy takes ascending, descending, or a mapping of path and order")
    }
    let order = object["order"] ?? "ascending"
    guard let order = order.stringValue.flatMap(SortOrder.init) else {
      throw QuerySyntaxError(message: "the order is neither ascending nor descending")
    }
    return .sortedBy(try JSONPath.parse(path), order)
  }

  private static func nearness(_ operand: JSONValue) throws(QuerySyntaxError) -> Predicate {
    guard case .object(let object) = operand, let value = object["value"]?.doubleValue,
      value.isFinite, object.count == 2
    else {
      throw QuerySyntaxError(message: "near takes a mapping of value and within, both numbers")
    }
    var text = ""
    switch object["within"] {
    case .number(let number)? where number.double.isFinite && number.double >= 0:
      return .near(value, within: .absolute(number.double))
    case .string(let written)?: text = written
    default: break
    }
    guard text.utf8.last == UInt8(ascii: "%"), let percent = Double(text.dropLast()),
      percent.isFinite, percent >= 0
    else {
      throw QuerySyntaxError(message: "within takes a number that is not negative, or one with %")
    }
    return .near(value, within: .percent(percent))
  }
}
