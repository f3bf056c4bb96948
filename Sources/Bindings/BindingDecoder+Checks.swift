import JSONTree
import SourceText
import YAMLTree

extension BindingDecoder {
  /// - Parameter fileVariables: The variables of the file that it stands in.
  mutating func check(
    _ node: YAMLNode, journey: String, fileVariables: YAMLNode?
  ) -> CheckBinding {
    let before = diagnostics.count
    var checker = ShapeChecker(path: source.path)
    checker.check(node, .object(.check), what: "a check")
    diagnostics += checker.diagnostics
    let id = node["id"]?.text ?? ""
    if let idNode = node["id"], !Template.isName(id) {
      report(
        "WM510", idNode, "the id '\(id)' has characters other than letters, digits, - _ .",
        help: "reports and selections use it as a name")
    }
    var check = CheckBinding(
      id: id, journey: journey, title: node["title"]?.text ?? id,
      verifies: references(node["verifies"]),
      actor: node["as"]?.text ?? ActorBinding.anonymousName, tags: texts(node["tags"]),
      owner: node["owner"]?.text, testKey: node["xray"]?.text,
      only: node["only"].map(texts), except: texts(node["except"]),
      requires: texts(node["requires"]), isIsolated: flag(node["isolated"]),
      isFresh: flag(node["fresh"]), writes: flag(node["writes"]),
      drivers: node["drivers"].map(texts), browser: browser(node["browser"]),
      pendingReason: node["pending"]?.text, retry: retry(node["retry"]),
      timeout: duration(node["timeout"]) ?? .seconds(60),
      variables: assignments(node["variables"]), examples: examples(node["examples"]),
      steps: steps(node["steps"]), cleanup: steps(node["cleanup"]), external: external(node),
      digest: digest(ofCheck: node, fileVariables: fileVariables),
      location: location(node["id"] ?? node.startOnly), places: places(node), problems: [])
    let isSound = diagnostics[before...].allSatisfy { $0.severity != .error }
    if isSound, check.pendingReason == nil, check.external == nil,
      check.steps.expectationCount == 0
    {
      report(
        "WM519", node["id"] ?? node.startOnly,
        "the check '\(id)' expects nothing, so it cannot fail",
        help: "add `expect:` to a step")
    }
    check.problems = diagnostics[before...].filter { $0.severity == .error }
    return check
  }

  private func external(_ node: YAMLNode) -> External? {
    node["external"].map { External(tests: texts($0), maxAge: node["max-age"]?.text) }
  }

  private func places(_ node: YAMLNode) -> [String: BindingLocation] {
    var places: [String: BindingLocation] = [:]
    for key in ["as", "only", "except"] { places[key] = node[key].map(location) }
    return places
  }

  func flag(_ node: YAMLNode?) -> Bool { node?.json.boolValue ?? false }

  func references(_ node: YAMLNode?) -> [ObligationReference] {
    guard let node else { return [] }
    return (node.elements ?? [node]).flatMap { element in
      if let members = element.members {
        return members.map { member in
          ObligationReference(
            path: member.key.text ?? "", sentence: member.value.text,
            location: location(member.key), sentenceLocation: location(member.value))
        }
      }
      return [
        ObligationReference(path: element.text ?? "", sentence: nil, location: location(element))
      ]
    }
  }

  private mutating func examples(_ node: YAMLNode?) -> [Example] {
    (node?.elements ?? []).enumerated().map { index, row in
      var variables = assignments(row)
      let name = row["name"]?.text ?? String(index + 1)
      variables.removeAll { $0.name == "name" }
      return Example(name: name, variables: variables)
    }
  }

  mutating func pending(_ node: YAMLNode) -> PendingBinding? {
    guard let reason = node["reason"]?.text else { return nil }
    return PendingBinding(obligations: references(node["obligation"]), reason: reason)
  }

  mutating func sequence(_ node: YAMLNode, name: Located<String>) -> SequenceBinding? {
    var parameters: [SequenceBinding.Parameter] = []
    for member in node["parameters"]?.members ?? [] {
      parameters.append(.init(name: member.key.text ?? "", fallback: json(member.value)))
    }
    for element in node["parameters"]?.elements ?? [] {
      parameters.append(.init(name: element.text ?? "", fallback: nil))
    }
    return SequenceBinding(
      name: name.value, parameters: parameters, steps: steps(node["steps"]),
      digest: BindingDigest.digits(of: [BindingDigest.text(node)]), location: name.location)
  }
}

extension [Step] {
  /// How many expectations stand in the steps, nested ones counted; a called sequence counts as
  /// one, since what it expects is known only where it is written.
  var expectationCount: Int {
    reduce(0) { sum, step in
      let nested =
        switch step.action {
        case .each(_, _, _, let steps), .whileHolds(_, _, let steps): steps.expectationCount
        case .branch(_, let then, let otherwise):
          then.expectationCount + otherwise.expectationCount
        case .page(let page):
          if case .wait(let expectations) = page.action { expectations.count } else { 0 }
        case .call: 1
        default: 0
        }
      return sum + step.expectations.count + nested
    }
  }
}
