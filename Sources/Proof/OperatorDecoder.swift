package import JSONTree
import Regexes
package import SourceText
package import YAMLTree

/// Reads operators from YAML; what is wrong with one leaves out that one.
package struct OperatorDecoder {
  package private(set) var operators: [MutationOperator] = []
  package private(set) var diagnostics: [Diagnostic] = []
  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// Takes a list of operators.
  package mutating func decode(_ node: YAMLNode?) {
    guard let node else { return }
    guard let elements = node.elements else {
      return report(node, "operators are a list", help: "begin each with `- id:`")
    }
    for element in elements {
      guard let decoded = decodeOperator(element) else { continue }
      if operators.contains(where: { $0.id == decoded.id }) {
        report(element["id"] ?? element, "the operator '\(decoded.id)' is declared twice")
        continue
      }
      operators.append(decoded)
    }
  }

  private mutating func decodeOperator(_ node: YAMLNode) -> MutationOperator? {
    let known = ["id", "title", "kinds", "why", "on", "change"]
    for member in node.members ?? [] where !known.contains(member.key.text ?? "") {
      report(member.key, "an operator has no key `\(member.key.text ?? "")`")
      return nil
    }
    guard let id = node["id"]?.text, let title = node["title"]?.text, let why = node["why"]?.text,
      let changeNode = node["change"]
    else {
      report(node, "an operator needs `id`, `title`, `kinds`, `why` and `change`")
      return nil
    }
    let kinds = texts(node["kinds"])
    guard !kinds.isEmpty else {
      report(node["kinds"] ?? node, "the operator '\(id)' violates no kind of guardrail")
      return nil
    }
    guard let scope = scope(node["on"]), let change = change(changeNode) else { return nil }
    return MutationOperator(
      id: id, title: title, kinds: kinds, why: why, scope: scope, change: change,
      written: node.json)
  }

  // MARK: - Where

  private mutating func scope(_ node: YAMLNode?) -> MutationOperator.Scope? {
    var scope = MutationOperator.Scope(
      media: nil, methods: nil, statuses: nil, header: nil, isForRefusals: false, routes: [])
    for member in node?.members ?? [] {
      let value = member.value
      switch member.key.text {
      case "media":
        let media = texts(value).compactMap(MutationOperator.Scope.Media.init)
        guard media.count == texts(value).count else {
          report(value, "media are json, html, csv and text")
          return nil
        }
        scope.media = Set(media)
      case "methods": scope.methods = Set(texts(value))
      case "status":
        guard let range = Self.statuses(value.text ?? "") else {
          report(value, "a status is a number or a class such as 4xx")
          return nil
        }
        scope.statuses = range
      case "header": scope.header = value.text
      case "refusals": scope.isForRefusals = value.json.boolValue ?? false
      case "routes": scope.routes = texts(value)
      default:
        report(member.key, "`on` has no key `\(member.key.text ?? "")`")
        return nil
      }
    }
    return scope
  }

  private static func statuses(_ text: String) -> ClosedRange<Int>? {
    if let status = Int(text), (100...599).contains(status) { return status...status }
    guard text.count == 3, text.hasSuffix("xx"), let first = Int(text.prefix(1)),
      (1...5).contains(first)
    else { return nil }
    return (first * 100)...(first * 100 + 99)
  }

  // MARK: - What

  private mutating func change(_ node: YAMLNode) -> MutationOperator.Change? {
    guard let first = node.members?.first else {
      report(node, "a change is a mapping")
      return nil
    }
    let value = first.value
    switch first.key.text {
    case "replace-text":
      return regex(value).map { .replaceText($0, with: node["with"]?.text ?? "") }
    case "say": return value.text.map(MutationOperator.Change.say)
    case "remove-json": return .removeMembers(texts(value))
    case "set-json": return value.json.objectValue.map(MutationOperator.Change.setMembers)
    case "add-json": return value.json.objectValue.map(MutationOperator.Change.addMembers)
    case "each-field":
      return MutationOperator.FieldChange(rawValue: value.text ?? "").map { .eachField($0) }
        ?? unknown(value)
    case "reverse": return .reverseLists
    case "empty": return .emptyLists
    case "fill-nulls": return .fillNulls(value.json)
    case "set-header":
      return value.text.map { .setHeader($0, to: node["to"]?.text ?? "") }
    case "remove-headers": return .removeHeaders(texts(value))
    case "replace-header":
      guard let name = value.text, let pattern = node["pattern"], let regex = regex(pattern) else {
        return unknown(value)
      }
      return .replaceHeader(name, regex, with: node["with"]?.text ?? "")
    case "status": return value.json.intValue.map(MutationOperator.Change.status)
    case "serve":
      switch value.text {
      case "guarded":
        return .serveGuarded(keepsStatus: node["keep-status"]?.json.boolValue ?? false)
      case "refusal": return .serveRefusal
      default: return unknown(value)
      }
    case "append-location": return value.text.map(MutationOperator.Change.appendToLocation)
    case "plant":
      return MutationOperator.Place(rawValue: value.text ?? "").map { .plant($0) }
        ?? unknown(value)
    case "delay":
      let text = value.text ?? ""
      guard text.hasSuffix("ms"), let milliseconds = Int(text.dropLast(2)) else {
        return unknown(value)
      }
      return .delay(milliseconds * 1000)
    default: return unknown(first.key)
    }
  }

  private mutating func regex(_ node: YAMLNode) -> LinearRegex? {
    do {
      return try LinearRegex.parse(node.text ?? "")
    } catch {
      report(node, error.message)
      return nil
    }
  }

  private mutating func unknown(_ node: YAMLNode) -> MutationOperator.Change? {
    report(node, "'\(node.text ?? "")' is no change", help: "changes are in docs/proof.md")
    return nil
  }

  private func texts(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap(\.text)
  }

  private mutating func report(_ node: YAMLNode, _ message: String, help: String? = nil) {
    diagnostics.append(
      Diagnostic("WM530", .error, path: path, range: node.range, message, help: help))
  }
}

extension MutationOperator {
  /// Reads an operator as it is ``written``; `nil` where that is none.
  package init?(written: JSONValue) {
    let source = SourceFile(path: "", text: JSONValue.array([written]).serialized())
    var decoder = OperatorDecoder(path: source.path)
    decoder.decode(YAMLDocument.parse(source).root)
    guard let operation = decoder.operators.first else { return nil }
    self = operation
  }

  /// The operators that every project has.
  package static let standard: (operators: [MutationOperator], diagnostics: [Diagnostic]) = {
    let bytes = PackageResources.standard_yaml
    let source = SourceFile(
      path: "standard.yaml", text: String(decoding: bytes, as: UTF8.self))
    let (root, found) = YAMLDocument.parse(source)
    var decoder = OperatorDecoder(path: source.path)
    decoder.decode(root?["operators"])
    return (decoder.operators, found + decoder.diagnostics)
  }()
}
