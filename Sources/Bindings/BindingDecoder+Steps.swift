import Digests
import JSONTree
import Queries
import SourceText
import YAMLTree

extension BindingDecoder {
  mutating func steps(_ node: YAMLNode?) -> [Step] {
    (node?.elements ?? []).compactMap { step($0) }
  }

  private mutating func step(_ node: YAMLNode) -> Step? {
    guard
      let key = node.members?.first(where: { Grammar.stepActions.contains($0.key.text ?? "") }),
      let name = key.key.text, let action = action(name, key.value, node)
    else { return nil }
    let step = Step(
      action: action, actor: node["as"]?.text, retry: retry(node["retry"]),
      expectations: expectations(node["expect"]), captures: captures(node["capture"]),
      location: location(key.key))
    checkPageQueries(of: step)
    return step
  }

  private mutating func action(
    _ name: String, _ value: YAMLNode, _ node: YAMLNode
  ) -> Step.Action? {
    switch name {
    case "request": return request(value, node).map(Step.Action.request)
    case "set": return .set(assignments(value))
    case "call":
      return .call(sequence: value.text ?? "", arguments: assignments(node["with"]))
    case "each":
      return .each(
        list: json(value), variable: node["in"]?.text ?? "item",
        limit: node["max"]?.json.intValue ?? 1000, steps: steps(node["steps"]))
    case "while":
      guard let limit = node["max"]?.json.intValue else {
        report(
          "WM516", value.startOnly, "a `while` loop needs a bound", help: "add `max: 20` to it")
        return nil
      }
      return .whileHolds(
        conditions: expectations(value), limit: limit, steps: steps(node["steps"]))
    case "if":
      return .branch(
        conditions: expectations(value), then: steps(node["then"]),
        otherwise: steps(node["else"]))
    case "command":
      return .command(
        arguments: templates(value), input: node["input"].map { json($0) },
        timeout: duration(node["timeout"]) ?? .seconds(30))
    case "delay": return .delay(duration(value) ?? .zero)
    default: return page(name, value, node).map(Step.Action.page)
    }
  }

  private mutating func request(_ value: YAMLNode, _ node: YAMLNode) -> RequestBinding? {
    let words = (value.text ?? "").split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].utf8.allSatisfy({ (65...90).contains($0) }) else {
      report(
        "WM510", value, "a request is a method and a path",
        help: "write `request: GET /path`, the method in capital letters")
      return nil
    }
    var target = value
    target.kind = .scalar(text: words[1].trimmed, style: .quoted)
    guard let url = template(target) else { return nil }
    let redirects: Int =
      switch node["follow"]?.json {
      case .bool(true)?: 10
      case .number(let number)?: number.int ?? 0
      default: 0
      }
    return RequestBinding(
      method: String(words[0]), url: url, query: fields(node["query"]),
      headers: fields(node["headers"]), cookies: fields(node["cookies"]), body: body(node),
      redirects: redirects, timeout: duration(node["timeout"]),
      maximumBytes: node["max-bytes"]?.json.intValue, version: node["http"]?.text,
      isCompressed: flag(node["compressed"]), tls: tls(node["tls"]),
      count: max(1, node["repeat"]?.json.intValue ?? 1))
  }

  private mutating func body(_ node: YAMLNode) -> RequestBinding.Body {
    let bodies = ["json", "form", "multipart", "file", "body", "base64"]
    let given = (node.members ?? []).filter { bodies.contains($0.key.text ?? "") }
    if given.count > 1 {
      report("WM510", given[1].key, "a request has one body", help: "remove all but one")
    }
    guard let member = given.first else { return .none }
    switch member.key.text {
    case "json": return .json(json(member.value))
    case "form": return .form(fields(member.value))
    case "file": return template(member.value).map(RequestBinding.Body.file) ?? .none
    case "body": return template(member.value).map(RequestBinding.Body.text) ?? .none
    case "multipart":
      return .multipart(
        (member.value.elements ?? []).map { part in
          RequestBinding.Part(
            name: part["name"]?.text ?? "", value: template(part["value"]),
            file: template(part["file"]), type: part["type"]?.text)
        })
    default:
      guard let bytes = Base64.decode(member.value.text ?? "") else {
        report("WM510", member.value, "this is not base64", help: "RFC 4648, section 4")
        return .none
      }
      return .bytes(bytes)
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " })
  }
}
