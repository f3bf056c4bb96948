package import JSONTree
import Markup

extension Filter {
  /// The words of bindings.
  package enum Name: String, Sendable, CaseIterable {
    case base64Encode, base64Decode, base64urlEncode, base64urlDecode, hexEncode, hexDecode
    case urlEncode, urlDecode, htmlEscape, htmlUnescape, utf8Encode, utf8Decode
    case count, length, first, last, nth, regex, replace, split, toInt, toFloat, toDate, dateFormat
    case daysBeforeNow, daysAfterNow, jsonpath, xpath, css, urlQueryParam, trim, lower, upper, sort
    case unique, percentile, sha256, md5
  }

  /// The filter of this name; `operand` is `nil` where the name stands alone.
  ///
  /// Offsets of errors count the Unicode scalars of a text operand.
  package static func make(
    _ name: Name, operand: JSONValue?
  ) throws(QuerySyntaxError) -> Filter {
    if let plain = plain(name) {
      guard operand == nil || operand == .null else {
        throw QuerySyntaxError(message: "\(name.rawValue) takes nothing")
      }
      return plain
    }
    if name == .toDate, operand == nil || operand == .null { return .toDate(nil) }
    if name == .nth {
      guard let index = operand?.intValue else {
        throw QuerySyntaxError(message: "nth takes a whole number")
      }
      return .nth(index)
    }
    if name == .percentile {
      guard let percentage = operand?.doubleValue, percentage > 0, percentage <= 100 else {
        throw QuerySyntaxError(message: "percentile takes a number above 0 and up to 100")
      }
      return .percentile(percentage)
    }
    if name == .regex { return .regex(try OperandReader.regex(name.rawValue, operand)) }
    if name == .replace { return try replacement(operand) }
    let text = try OperandReader.text(name.rawValue, operand)
    switch name {
    case .toDate: return .toDate(try DateFormat.parse(text))
    case .dateFormat: return .dateFormat(try DateFormat.parse(text))
    case .jsonpath: return .jsonPath(try JSONPath.parse(text))
    case .urlQueryParam: return .urlQueryParam(text)
    case .split:
      guard !text.isEmpty else { throw QuerySyntaxError(message: "split takes a separator") }
      return .split(text)
    default:
      do {
        return name == .css
          ? .css(try CSSSelector.parse(text)) : .xpath(try XPathExpression.parse(text))
      } catch {
        let before = text.utf8.prefix(error.offset)
        let offset = String(decoding: before, as: UTF8.self).unicodeScalars.count
        throw QuerySyntaxError(message: error.message, offset: offset)
      }
    }
  }

  private static func plain(_ name: Name) -> Filter? {
    switch name {
    case .base64Encode: .base64Encode
    case .base64Decode: .base64Decode
    case .base64urlEncode: .base64URLEncode
    case .base64urlDecode: .base64URLDecode
    case .hexEncode: .hexEncode
    case .hexDecode: .hexDecode
    case .urlEncode: .urlEncode
    case .urlDecode: .urlDecode
    case .htmlEscape: .htmlEscape
    case .htmlUnescape: .htmlUnescape
    case .utf8Encode: .utf8Encode
    case .utf8Decode: .utf8Decode
    case .count: .count
    case .length: .length
    case .first: .first
    case .last: .last
    case .toInt: .toInt
    case .toFloat: .toFloat
    case .daysBeforeNow: .daysBeforeNow
    case .daysAfterNow: .daysAfterNow
    case .trim: .trim
    case .lower: .lower
    case .upper: .upper
    case .sort: .sort
    case .unique: .unique
    case .sha256: .sha256
    case .md5: .md5
    case .nth, .percentile, .regex, .replace, .split, .toDate, .dateFormat, .jsonpath, .xpath, .css,
      .urlQueryParam:
      nil
    }
  }

  private static func replacement(_ operand: JSONValue?) throws(QuerySyntaxError) -> Filter {
    guard let object = operand?.objectValue, object.count == 2, let new = object["to"]?.stringValue
    else { throw QuerySyntaxError(message: "replace takes a mapping of from or pattern, and to") }
    if let pattern = object["pattern"] {
      return .replacePattern(try OperandReader.regex("pattern", pattern), with: new)
    }
    guard let old = object["from"]?.stringValue, !old.isEmpty else {
      throw QuerySyntaxError(message: "replace takes a text in from, or a pattern")
    }
    return .replace(old, with: new)
  }
}
