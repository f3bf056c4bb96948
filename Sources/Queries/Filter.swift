import JSONTree
package import Markup
package import Regexes

/// A step between a query and its predicates that makes one value of another.
///
/// Filters pass ``QueryValue/missing`` on. A single node stands for itself; several nodes are refused by
/// filters that want one value, and none is missing for them. Bytes that are UTF-8 stand for their text
/// wherever a text is wanted.
package enum Filter: Sendable, Hashable {
  /// Of bytes, or of text in UTF-8; decoding gives bytes.
  case base64Encode, base64Decode, base64URLEncode, base64URLDecode, hexEncode, hexDecode
  /// Percent-encoding of all but unreserved characters.
  case urlEncode, urlDecode
  case htmlEscape, htmlUnescape
  /// Text to its UTF-8 bytes, and back.
  case utf8Encode, utf8Decode
  /// The number of nodes, elements, members or bytes.
  case count
  /// As ``count``, and for texts the number of Unicode scalars.
  case length
  /// Of the nodes, or of a list; missing where there are too few.
  case first, last
  /// From 0; negative numbers count from the end.
  case nth(Int)
  /// The first group of the first match, or the whole match where the pattern has no group; missing
  /// when nothing matches.
  case regex(LinearRegex)
  case replace(String, with: String)
  /// `$1` to `$9`, `$0` and `$$` in the replacement stand for groups, the match and a dollar sign.
  case replacePattern(LinearRegex, with: String)
  case split(String)
  /// Texts must be whole numbers; numbers lose their fraction.
  case toInt
  case toFloat
  /// RFC 3339 without a format.
  case toDate(DateFormat?)
  case dateFormat(DateFormat)
  /// Whole days from the date to now, and from now to the date.
  case daysBeforeNow, daysAfterNow
  /// On a JSON value, or on text that is JSON.
  case jsonPath(JSONPath)
  /// On text that is HTML, or XML where it begins with an XML declaration.
  case xpath(XPathExpression), css(CSSSelector)
  /// The decoded value of the first parameter of this name.
  case urlQueryParam(String)
  case trim, lower, upper
  /// Numbers by value or texts by Unicode scalars.
  case sort
  /// The first of each kind stays.
  case unique
  /// Of a list of numbers, or of texts that are numbers: the smallest that at least so many of a
  /// hundred do not exceed (the nearest rank); missing where the list is empty.
  case percentile(Double)
  /// The digest of bytes, or of text in UTF-8, as hexadecimal digits.
  case sha256, md5

  /// What the value becomes; `now` is the moment that the run calls so.
  package func apply(
    to value: QueryValue, now: QueryDate
  ) throws(FilterError) -> QueryValue {
    switch self {
    case .count, .length, .first, .last, .nth, .sort, .unique, .percentile:
      return try applyToList(value)
    default: break
    }
    guard let single = value.single else {
      if case .nodes(let nodes) = value, nodes.count > 1 {
        throw FilterError(
          .unfit, "one value is wanted, there are \(value.summary); first, last or nth choose one")
      }
      return .missing
    }
    switch self {
    case .base64Encode, .base64Decode, .base64URLEncode, .base64URLDecode, .hexEncode, .hexDecode,
      .urlEncode, .urlDecode, .htmlEscape, .htmlUnescape, .utf8Encode, .utf8Decode, .sha256, .md5:
      return try applyCodec(to: single)
    case .toInt, .toFloat, .toDate, .dateFormat, .daysBeforeNow, .daysAfterNow:
      return try convert(single, now: now)
    case .jsonPath, .xpath, .css, .urlQueryParam: return try query(single)
    default: return try edit(try Self.text(of: single))
    }
  }

  /// The text that the value is.
  static func text(of value: QueryValue) throws(FilterError) -> String {
    switch value {
    case .json(.string(let text)): return text
    case .bytes(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw FilterError(.unfit, "the bytes are not UTF-8: \(value.summary)")
      }
      return text
    default: throw FilterError(.unfit, "a text is wanted, there is \(value.summary)")
    }
  }
}

/// Why a filter could make nothing of a value.
package struct FilterError: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// The value is of a kind, or has a content, that the filter cannot take: a failed expectation.
    case unfit
    /// The work would exceed a bound: nothing can be said.
    case limit
  }

  package var reason: Reason
  /// One sentence without a final full stop; the value is quoted, cut where it is long.
  package var message: String

  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }
}
