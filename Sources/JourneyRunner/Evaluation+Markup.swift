import HTTPClient
import JSONTree
import Markup
import Queries

extension Evaluation {
  /// The text of the nodes that an expression finds, or its number, string or boolean.
  func xpath(_ expression: String) throws(Problem) -> QueryValue {
    do {
      let expression = try XPathExpression.parse(expression)
      switch try document().evaluate(expression) {
      case .nodes(let nodes): return Self.value(of: nodes)
      case .number(let number): return .json(.numberOrName(number))
      case .string(let text): return .string(text)
      case .bool(let value): return .json(.bool(value))
      }
    } catch {
      throw Self.problem(error)
    }
  }

  func css(_ selector: String) throws(Problem) -> QueryValue {
    do {
      return Self.value(of: try document().select(try CSSSelector.parse(selector)))
    } catch {
      throw Self.problem(error)
    }
  }

  /// What a person would read; bodies that are not HTML are their own text.
  func visibleText() throws(Problem) -> String {
    let body = try seen()
    guard isHTML else { return String(decoding: body, as: UTF8.self) }
    do {
      return try HTMLDocument.parse(body, encoding: charset).visibleText
    } catch {
      throw Self.problem(error)
    }
  }

  private func document() throws -> MarkupDocument {
    let body = try seen()
    if isHTML { return try HTMLDocument.parse(body, encoding: charset) }
    return try XMLDocument.parse(body)
  }

  private static func value(of nodes: [MarkupNode]) -> QueryValue {
    nodes.isEmpty ? .missing : .nodes(nodes.map { .string($0.text) })
  }

  private static func problem(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let error as MarkupParseError: .unfit("the body cannot be read: \(error.message)")
    case let error as MarkupEvaluationError: .undecided(error.message)
    default: .undecided(message(of: error))
    }
  }

  private var mediaType: String {
    observation.response?.headers.firstValue(of: "Content-Type")?.lowercased() ?? ""
  }

  private var isHTML: Bool {
    mediaType.hasPrefix("text/html") || mediaType.hasPrefix("application/xhtml+xml")
  }

  private var charset: String? {
    guard let parameter = mediaType.firstRange(of: "charset=") else { return nil }
    let value = mediaType[parameter.upperBound...].prefix { $0 != ";" && $0 != " " }
    return value.isEmpty ? nil : value.filter { $0 != "\"" }
  }
}
