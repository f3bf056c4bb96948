package import JSONTree

/// A JSONPath expression (RFC 9535), checked and ready to be evaluated.
///
/// `match` and `search` take regular expressions of RFC 9485 and find nothing with others, as the RFC
/// has it; ``remarks`` names those that are written in the expression.
package struct JSONPath: Sendable {
  /// The expression as written.
  package let text: String
  /// What is allowed and surely not meant: patterns that match nothing because they are malformed.
  package let remarks: [QuerySyntaxError]
  let segments: [Segment]
  /// The way to the one place that the expression can find, where it counts from the start only.
  private let places: [JSONPlace]?

  /// The Unicode scalars that an expression may have.
  package static let maximumLength = 10_000

  /// Reads an expression; offsets of errors count its Unicode scalars.
  package static func parse(_ text: String) throws(QuerySyntaxError) -> JSONPath {
    var parser = JSONPathParser(text)
    let segments = try parser.wholeQuery()
    return JSONPath(
      text: text, remarks: parser.remarks, segments: segments, places: segments.places)
  }

  /// Whether the expression can find one place at most (RFC 9535, section 2.3.5.1).
  package var isSingular: Bool { segments.isSingular }

  /// The places found, in the order of the RFC; a place found twice is listed twice.
  package func evaluate(on document: JSONValue) throws(QueryLimitError) -> [JSONPathMatch] {
    var evaluator = JSONPathEvaluator(root: document, tracksPaths: true)
    let nodes = try evaluator.nodes(of: segments, from: evaluator.rootNode)
    return try evaluator.matches(nodes)
  }

  /// What ``value(in:)`` finds in the document of a JSON text, without a tree of all of
  /// it; `nil` where that cannot be: the expression needs the tree, or the text is not JSON.
  package func value(inText text: [UInt8]) -> QueryValue? {
    guard let places else { return nil }
    do {
      return try JSONValue.value(at: places, in: text).map(QueryValue.json) ?? .missing
    } catch {
      return nil
    }
  }

  /// What ``evaluate(on:)`` finds as a value: for a singular expression the value or
  /// ``QueryValue/missing``, for others ``QueryValue/nodes(_:)``.
  package func value(in document: JSONValue) throws(QueryLimitError) -> QueryValue {
    var evaluator = JSONPathEvaluator(root: document, tracksPaths: false)
    let nodes = try evaluator.nodes(of: segments, from: evaluator.rootNode)
    guard isSingular else { return .nodes(nodes.map(\.value)) }
    return nodes.first.map { .json($0.value) } ?? .missing
  }
}

extension JSONPath: Hashable {
  package static func == (lhs: Self, rhs: Self) -> Bool { areIdentical(lhs.text, rhs.text) }
  package func hash(into hasher: inout Hasher) { hasher.combine(ExactString(text)) }
}

/// A place that a JSONPath expression found.
package struct JSONPathMatch: Sendable, Hashable {
  /// Such as `$['items'][0]` (RFC 9535, section 2.7).
  package let normalizedPath: String
  package let value: JSONValue
}
