import JSONTree
import Monitors
import Queries
import Regexes
import SourceText
import YAMLTree

/// Monitors that need something from outside, or name something that is declared elsewhere.
extension BindingDecoder {
  private mutating func origin(
    _ node: YAMLNode, _ named: inout [MonitorBinding.Named]
  ) -> SourceBinding? {
    if let actor = node["as"], let name = actor.text {
      named.append(.init(sort: .actor, name: name, location: location(actor)))
    }
    if let file = node["file"]?.text {
      return SourceBinding(origin: .file(file), location: location(node["file"] ?? node))
    }
    if let value = node["value"] {
      return SourceBinding(origin: .value(json(value)), location: location(value))
    }
    guard let request = node["request"] else { return nil }
    let wanted = ["request", "as", "query", "headers"]
    var step = node
    step.kind = .mapping((node.members ?? []).filter { wanted.contains($0.key.text ?? "") })
    let list = YAMLNode(kind: .sequence([step]), range: node.range)
    return steps(list).first.map { .init(origin: .request($0), location: location(request)) }
  }

  mutating func canaries(
    _ node: YAMLNode, at key: YAMLNode, _ named: inout [MonitorBinding.Named]
  ) -> MonitorBinding.Kind? {
    var use = MonitorBinding.CanaryUse(
      planted: nil, derivation: nil, outsiders: texts(node["outside"]))
    named += (node["outside"]?.elements ?? node["outside"].map { [$0] } ?? []).compactMap { actor in
      actor.text.map { .init(sort: .actor, name: $0, location: location(actor)) }
    }
    if let planted = node["planted"], let source = origin(planted, &named),
      let tenants = path(planted["tenants"], default: "$[*]"),
      let tenant = path(planted["tenant"], default: "$.id"),
      let values = path(planted["values"], default: "$.canaries[*]")
    {
      use.planted = .init(source: source, tenants: tenants, tenant: tenant, values: values)
    }
    if let derived = node["derived"] {
      use.derivation = CanaryDerivation(
        routes: routes(derived["routes"]), ignoring: texts(derived["ignore"]))
    }
    if node["planted"] == nil, node["derived"] == nil {
      report(
        "WM510", key, "nothing says which values are a tenant's",
        help: "add `planted:`, or `derived: {routes: [\"/tenants/{tenant}/**\"]}`")
      return nil
    }
    return .canaries(use)
  }

  mutating func audit(
    _ node: YAMLNode, _ named: inout [MonitorBinding.Named]
  ) -> MonitorBinding.Kind? {
    guard let log = node["log"], let source = origin(log, &named),
      let entries = path(log["entries"], default: "$[*]"),
      let id = path(node["id"], default: "$.request_id")
    else { return nil }
    let needed = (node["needs"]?.elements ?? node["needs"].map { [$0] } ?? []).compactMap {
      path($0, default: "$")
    }
    var demands = (node["routes"]?.members ?? []).compactMap { member in
      route(member.key).map { AuditRule.Demand(route: $0, action: member.value.text) }
    }
    if node["routes"]?.members == nil {
      demands = routes(node["routes"]).map { AuditRule.Demand(route: $0) }
    }
    let action = node["action"].flatMap { path($0, default: "$.action") }
    return .audit(
      .init(
        source: source, entries: entries,
        cursor: log["cursor"].flatMap { path($0, default: "$") },
        parameter: log["parameter"]?.text ?? "cursor", pages: log["pages"]?.json.intValue ?? 100,
        isComplete: log["complete"]?.json.boolValue ?? true,
        rule: AuditRule(
          demands: demands, header: node["header"]?.text ?? "X-Request-Id", id: id,
          action: action, needed: needed)))
  }

  mutating func schema(
    _ node: YAMLNode, _ named: inout [MonitorBinding.Named]
  ) -> MonitorBinding.Kind? {
    if let document = node["openapi"] {
      let isStrict = node["fields"]?.text != "any"
      let base = node["base"]?.text
      return origin(document, &named).map { .openAPI($0, isStrict: isStrict, base: base) }
    }
    var schemas: [(route: RoutePattern, source: SourceBinding)] = []
    for member in node["routes"]?.members ?? [] {
      guard let route = route(member.key), let source = origin(member.value, &named) else {
        continue
      }
      schemas.append((route, source))
    }
    return .schemas(schemas)
  }

  mutating func access(
    _ node: YAMLNode, _ named: inout [MonitorBinding.Named]
  ) -> MonitorBinding.Kind? {
    guard let matrix = node["matrix"], let name = matrix.text else { return nil }
    named.append(.init(sort: .matrix, name: name, location: location(matrix)))
    var use = MonitorBinding.AccessUse(matrix: name, routes: nil)
    if let routes = node["routes"], let source = origin(routes, &named),
      let list = path(routes["list"], default: "$[*]"),
      let method = path(routes["method"], default: "$.method"),
      let path = path(routes["path"], default: "$.path")
    {
      use.routes = .init(source: source, list: list, method: method, path: path)
    }
    return .access(use)
  }

  // MARK: - Headers

  mutating func headers(_ node: YAMLNode, at key: YAMLNode) -> HeadersRule? {
    var required: [(name: String, demands: [HeadersRule.Demand])] = []
    for member in node["require"]?.members ?? [] {
      required.append((member.key.text ?? "", demands(member.value)))
    }
    let rule = HeadersRule(
      required: required, forbidden: texts(node["forbid"]),
      cookies: node["cookies"].map(cookies))
    guard !rule.required.isEmpty || !rule.forbidden.isEmpty || rule.cookies != nil else {
      report("WM519", key, "it demands nothing", help: "add `require:`, `forbid:` or `cookies:`")
      return nil
    }
    return rule
  }

  private mutating func demands(_ node: YAMLNode) -> [HeadersRule.Demand] {
    if let text = node.text { return text == "true" ? [.present] : [.equals(text)] }
    if node.elements != nil { return [.oneOf(texts(node))] }
    var demands: [HeadersRule.Demand] = []
    for member in node.members ?? [] {
      if let demand = demand(member.key, member.value) { demands.append(demand) }
    }
    return demands
  }

  private mutating func demand(_ key: YAMLNode, _ value: YAMLNode) -> HeadersRule.Demand? {
    let text = value.text ?? ""
    switch key.text {
    case "equals": return .equals(text)
    case "contains": return .contains(text)
    case "excludes": return .excludes(text)
    case "oneOf": return .oneOf(texts(value))
    case "exists": return .present
    case "matches":
      do {
        return .matches(try LinearRegex.parse(text))
      } catch {
        report("WM515", value, "the expression: \(error.message)")
        return nil
      }
    default:
      report(
        "WM510", key, "a header has no test `\(key.text ?? "")`",
        help: "there are \(Grammar.headerTests.joined(separator: ", "))")
      return nil
    }
  }

  private func cookies(_ node: YAMLNode) -> HeadersRule.Cookies {
    HeadersRule.Cookies(
      names: texts(node["names"]), isHTTPOnly: flag(node["HttpOnly"]),
      isSecure: node["Secure"]?.text == "https" ? nil : flag(node["Secure"]),
      sameSite: texts(node["SameSite"]), longest: node["Max-Age"]?.json.intValue)
  }

  // MARK: - Declarations

  mutating func wordList(_ node: YAMLNode, name: Located<String>) -> WordListBinding? {
    if node.elements != nil {
      return WordListBinding(
        name: name.value, extends: [], words: texts(node), without: [], location: name.location)
    }
    return WordListBinding(
      name: name.value, extends: texts(node["extends"]), words: texts(node["words"]),
      without: texts(node["without"]), location: name.location)
  }

  mutating func accessMatrix(_ node: YAMLNode, name: Located<String>) -> AccessMatrixBinding? {
    let roles = texts(node["roles"])
    var groups: [String: [String]] = [:]
    for member in node["groups"]?.members ?? [] {
      groups[member.key.text ?? ""] = texts(member.value)
      checkRoles(member.value, among: roles, groups: [:])
    }
    var rows: [AccessMatrix.Row] = []
    for member in node["routes"]?.members ?? [] {
      guard let route = route(member.key) else { continue }
      checkRoles(member.value, among: roles, groups: groups)
      let words = texts(member.value)
      rows.append(
        AccessMatrix.Row(
          route: route, roles: Set(words.flatMap { groups[$0] ?? [$0] }),
          isOpen: words.contains("anyone"), isForAllSignedIn: words.contains("signed-in")))
    }
    let refusals = Set(texts(node["refusals"]).compactMap { Int($0) })
    return AccessMatrixBinding(
      name: name.value,
      matrix: AccessMatrix(
        rows: rows, roles: roles,
        refusals: refusals.isEmpty ? AccessMatrix.standardRefusals : refusals,
        redirects: routes(node["redirects"]), notices: texts(node["notices"]),
        withheld: texts(node["withheld"]), isProbed: node["probe"]?.json.boolValue),
      digest: BindingDigest.digits(of: [BindingDigest.text(node)]), location: name.location)
  }

  private mutating func checkRoles(
    _ node: YAMLNode, among roles: [String], groups: [String: [String]]
  ) {
    let known = roles + groups.keys.sorted() + ["anyone", "signed-in", "nobody"]
    for element in node.elements ?? [node] {
      guard let name = element.text, !known.contains(name) else { continue }
      let near = NearMiss.suggestion(for: name, among: known)
      report(
        "WM501", element, "the matrix has no role or group '\(name)'",
        help: near.map { "did you mean '\($0)'?" } ?? "add it to `roles:` or `groups:`")
    }
  }
}
