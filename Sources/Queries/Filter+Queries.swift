import JSONTree
import Markup

extension Filter {
  /// Filters that look into a document.
  func query(_ value: QueryValue) throws(FilterError) -> QueryValue {
    switch self {
    case .jsonPath(let path):
      let document = try Self.json(of: value)
      do {
        return try path.value(in: document)
      } catch {
        throw FilterError(.limit, error.message)
      }
    case .xpath(let expression):
      return try Self.markup(of: value) { document throws(MarkupEvaluationError) in
        switch try document.evaluate(expression) {
        case .nodes(let nodes): .nodes(nodes.map { .string($0.text) })
        case .number(let number): .json(.numberOrName(number))
        case .string(let text): .string(text)
        case .bool(let truth): .json(.bool(truth))
        }
      }
    case .css(let selector):
      return try Self.markup(of: value) { document throws(MarkupEvaluationError) in
        .nodes(try document.select(selector).map { .string($0.text) })
      }
    case .urlQueryParam(let name): return Self.parameter(name, of: try Self.text(of: value))
    default: return .missing
    }
  }

  private static func json(of value: QueryValue) throws(FilterError) -> JSONValue {
    let text: [UInt8]
    switch value {
    case .json(.string(let string)): text = Array(string.utf8)
    case .bytes(let bytes): text = bytes
    case .json(let json): return json
    default: throw FilterError(.unfit, "JSON is wanted, there is \(value.summary)")
    }
    do {
      return try JSONValue.parse(text)
    } catch {
      throw FilterError(.unfit, "this is no JSON, \(error.description): \(value.summary)")
    }
  }

  private static func markup(
    of value: QueryValue, _ body: (MarkupDocument) throws(MarkupEvaluationError) -> QueryValue
  ) throws(FilterError) -> QueryValue {
    let bytes: [UInt8]
    if case .bytes(let content) = value {
      bytes = content
    } else {
      bytes = Array(try text(of: value).utf8)
    }
    let document: MarkupDocument
    do {
      document =
        bytes.starts(with: "<?xml".utf8)
        ? try XMLDocument.parse(bytes) : try HTMLDocument.parse(bytes)
    } catch {
      throw FilterError(.unfit, "the document cannot be read: \(error)")
    }
    do {
      return try body(document)
    } catch {
      throw FilterError(.limit, error.message)
    }
  }

  private static func parameter(_ name: String, of url: String) -> QueryValue {
    guard let mark = url.utf8.firstIndex(of: UInt8(ascii: "?")) else { return .missing }
    let query = url.utf8[url.utf8.index(after: mark)...].prefix { $0 != UInt8(ascii: "#") }
    for pair in query.split(separator: UInt8(ascii: "&")) {
      let sides = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = sides.map { side in
        let text = String(decoding: side, as: UTF8.self)
        return TextCodec.percentDecoded(text, isForm: true) ?? text
      }
      if areIdentical(decoded[0], name) { return .string(decoded.count > 1 ? decoded[1] : "") }
    }
    return .missing
  }
}
