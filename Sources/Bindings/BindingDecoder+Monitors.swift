import JSONTree
import Monitors
import Queries
import Regexes
import SourceText
import YAMLTree

extension BindingDecoder {
  mutating func monitor(_ node: YAMLNode) -> MonitorBinding {
    let before = diagnostics.count
    var checker = ShapeChecker(path: source.path)
    checker.check(node, .object(.monitor), what: "a monitor")
    diagnostics += checker.diagnostics
    let isSound = !checker.diagnostics.contains { $0.severity == .error }
    let id = node["id"]?.text ?? ""
    if let idNode = node["id"], !Template.isName(id) {
      report(
        "WM510", idNode, "the id '\(id)' has characters other than letters, digits, - _ .",
        help: "reports and selections use it as a name")
    }
    var monitor = MonitorBinding(
      id: id, title: node["title"]?.text ?? id, verifies: journeyReferences(node["verifies"]),
      owner: node["owner"]?.text, testKey: node["xray"]?.text, only: node["only"].map(texts),
      except: texts(node["except"]), requires: texts(node["requires"]), applies: Applicability(),
      kind: nil,
      digest: BindingDigest.digits(
        of: [BindingDigest.text(node, without: BindingDigest.descriptive)]),
      location: location(node["id"] ?? node.startOnly), named: [], problems: [])
    monitor.named += named(.environment, node["only"]) + named(.environment, node["except"])
    if isSound {
      monitor.applies = applicability(node["applies"], &monitor.named)
      monitor.kind = kind(node, monitor.applies, &monitor.named)
    }
    monitor.problems = diagnostics[before...].filter { $0.severity == .error }
    return monitor
  }

  private func journeyReferences(_ node: YAMLNode?) -> [JourneyReference] {
    references(node).map(JourneyReference.init(written:))
  }

  private func named(_ sort: MonitorBinding.Named.Sort, _ node: YAMLNode?) -> [MonitorBinding.Named]
  {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap { element in
      element.text.map { .init(sort: sort, name: $0, location: location(element)) }
    }
  }

  // MARK: - What it is about

  private mutating func applicability(
    _ node: YAMLNode?, _ named: inout [MonitorBinding.Named]
  ) -> Applicability {
    var applies = Applicability()
    guard let node else { return applies }
    applies.routes = routes(node["routes"])
    applies.actors = texts(node["actors"])
    applies.kinds = texts(node["kinds"]).compactMap(ObservedExchange.Kind.init)
    applies.statuses = statuses(node["statuses"])
    applies.exceptRoutes = routes(node["except"]?["routes"])
    applies.exceptActors = texts(node["except"]?["actors"])
    applies.exceptChecks = texts(node["except"]?["checks"])
    named += self.named(.check, node["except"]?["checks"])
    named += self.named(.actor, node["actors"]) + self.named(.actor, node["except"]?["actors"])
    return applies
  }

  mutating func routes(_ node: YAMLNode?) -> [RoutePattern] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap { route($0) }
  }

  mutating func route(_ node: YAMLNode) -> RoutePattern? {
    guard let text = node.text else { return nil }
    if let pattern = RoutePattern(text) { return pattern }
    report(
      "WM515", node, "'\(text)' is no pattern of a route",
      help: "write a path such as `GET /api/v1/tenants/{id}` or `/exec/**`")
    return nil
  }

  private mutating func statuses(_ node: YAMLNode?) -> [ClosedRange<Int>] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap { element in
      let text = element.text ?? ""
      if let status = Int(text), 100...599 ~= status { return status...status }
      if text.utf8.count == 3, text.hasSuffix("XX"), let hundred = Int(text.prefix(1)),
        1...5 ~= hundred
      {
        return hundred * 100...hundred * 100 + 99
      }
      let bounds = text.split(separator: "-").compactMap { Int($0) }
      if bounds.count == 2, bounds[0] <= bounds[1] { return bounds[0]...bounds[1] }
      report("WM515", element, "'\(text)' is no status", help: "write `200`, `4XX` or `200-299`")
      return nil
    }
  }

  mutating func path(_ node: YAMLNode?, default text: String) -> JSONPath? {
    do {
      return try JSONPath.parse(node?.text ?? text)
    } catch {
      if let node { report("WM515", node, "the JSONPath: \(error.message)") }
      return nil
    }
  }

  // MARK: - What it demands

  private mutating func kind(
    _ node: YAMLNode, _ applies: Applicability, _ named: inout [MonitorBinding.Named]
  ) -> MonitorBinding.Kind? {
    guard
      let member = node.members?.first(where: {
        Grammar.monitorKinds.contains($0.key.text ?? "")
      })
    else { return nil }
    let value = member.value
    switch member.key.text {
    case "wording": return wording(value, at: member.key, &named)
    case "canaries": return canaries(value, at: member.key, &named)
    case "secrets": return .rule(.secrets(secrets(value)))
    case "audit": return audit(value, &named)
    case "schema": return schema(value, &named)
    case "accessibility":
      let barriers = chosen(value, AccessibilityRule.Barrier.allCases)
      return .rule(.accessibility(AccessibilityRule(barriers: barriers)))
    case "budget":
      return budget(value, applies, at: member.key).map { .rule(.budget($0)) }
    case "internals":
      let details = chosen(value, InternalsRule.Detail.allCases)
      let addresses = value["addresses"]?.text.flatMap(InternalsRule.Addresses.init) ?? .private
      return .rule(.internals(InternalsRule(details: details, addresses: addresses)))
    case "headers": return headers(value, at: member.key).map { .rule(.headers($0)) }
    case "access": return access(value, &named)
    default: return nil
    }
  }

  private func chosen<Rule: RawRepresentable<String>>(_ node: YAMLNode, _ all: [Rule]) -> [Rule] {
    let rules = texts(node["rules"])
    let without = texts(node["without"])
    return all.filter { rule in
      (rules.isEmpty || rules.contains(rule.rawValue)) && !without.contains(rule.rawValue)
    }
  }

  private mutating func wording(
    _ node: YAMLNode, at key: YAMLNode, _ named: inout [MonitorBinding.Named]
  ) -> MonitorBinding.Kind? {
    named += self.named(.wordList, node["require"]) + self.named(.wordList, node["forbid"])
    let use = MonitorBinding.WordingUse(
      values: node["values"].flatMap { values($0) }, required: texts(node["require"]),
      forbidden: texts(node["forbid"]), reach: node["reach"]?.json.intValue ?? 0)
    if use.required.isEmpty, use.forbidden.isEmpty {
      report("WM519", key, "it neither requires nor forbids anything", help: "add `forbid:`")
      return nil
    }
    if !use.required.isEmpty, use.values == nil {
      report(
        "WM510", key, "what is required must stand near something",
        help: "add `values: {json: [\"*_cost\"], page: money}`")
      return nil
    }
    return .wording(use)
  }

  private mutating func values(_ node: YAMLNode) -> ValueSelector? {
    var figures: ValueSelector.Figures?
    switch node["page"]?.text {
    case nil: break
    case "money": figures = .money
    case "percent": figures = .percent
    case let pattern?:
      do {
        figures = .pattern(try LinearRegex.parse(pattern))
      } catch {
        report("WM515", node["page"] ?? node, "the expression: \(error.message)")
      }
    }
    let selector = ValueSelector(
      members: texts(node["json"]), text: figures, regions: texts(node["regions"]))
    if selector.members.isEmpty, selector.text == nil {
      report("WM510", node.startOnly, "`values` selects nothing", help: "add `json:` or `page:`")
      return nil
    }
    return selector
  }

  private mutating func secrets(_ node: YAMLNode) -> SecretsRule {
    let places = texts(node["where"]).compactMap(SecretsRule.Place.init)
    return SecretsRule(
      places: places.isEmpty ? SecretsRule.Place.allCases : places,
      issuing: routes(node["issuing"]),
      parameters: SecretsRule.standardParameters + texts(node["parameters"]))
  }

  private mutating func budget(
    _ node: YAMLNode, _ applies: Applicability, at key: YAMLNode
  ) -> BudgetRule? {
    let rule = BudgetRule(
      each: duration(node["each"])?.microseconds, most: duration(node["p95"])?.microseconds,
      least: node["least"]?.json.intValue ?? 5, routes: applies.routes)
    guard rule.each != nil || rule.most != nil else {
      report("WM519", key, "it sets no budget", help: "add `p95: 200ms` or `each: 2s`")
      return nil
    }
    return rule
  }
}

extension Duration {
  fileprivate var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }
}
