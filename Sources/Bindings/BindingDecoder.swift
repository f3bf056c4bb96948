import JSONTree
import SourceText
import YAMLTree

/// Reads one binding file into typed values.
///
/// Shapes are held against ``Grammar`` first; decoding then takes what has the right shape. A
/// check with a mistake is kept with its diagnostics, so that what it verifies is known to be
/// undecided rather than forgotten.
struct BindingDecoder {
  let source: SourceFile
  var diagnostics: [Diagnostic] = []

  init(source: SourceFile) {
    self.source = source
  }

  mutating func decode() -> BindingFile {
    var file = BindingFile(path: source.path)
    let (root, found) = YAMLDocument.parse(source)
    diagnostics += found
    guard let root, !root.isNull else { return file }
    checkOuterShape(of: root)
    file.namedFiles = namedFiles(in: root)
    for member in root.members ?? [] {
      let node = member.value
      switch member.key.text {
      case "journey": file.journey = node.text.map { Located(value: $0, at: location(node)) }
      case "variables": file.variables = assignments(node)
      case "checks":
        let journey = root["journey"]?.text ?? ""
        file.checks = (node.elements ?? []).map {
          check($0, journey: journey, fileVariables: root["variables"])
        }
      case "pending": file.pending = (node.elements ?? []).compactMap { pending($0) }
      case "sequences": file.sequences = named(node) { $0.sequence($1, name: $2) }
      case "actors": file.actors = named(node) { $0.actor($1, name: $2) }
      case "monitors": file.monitors = (node.elements ?? []).map { monitor($0) }
      case "word-lists": file.wordLists = named(node) { $0.wordList($1, name: $2) }
      case "access": file.matrices = named(node) { $0.accessMatrix($1, name: $2) }
      case "operators": file.operators = node
      case "guardrails", "prove":
        let isGuardrail = member.key.text == "guardrails"
        file.proofs += (node.members ?? []).map { proof($0, isGuardrail: isGuardrail) }
      case "environments": file.environments = named(node) { $0.environment($1, name: $2) }
      default: break
      }
    }
    if file.journey == nil, !file.checks.isEmpty || !file.pending.isEmpty {
      report(
        "WM510", root.startOnly, "checks need the journey that they belong to",
        help: "add `journey: <the document's name without .md>` at the top")
    }
    return file
  }

  /// The shape of the file but for its checks, which are held against theirs one by one.
  private mutating func checkOuterShape(of root: YAMLNode) {
    var outer = root
    if case .mapping(let members) = root.kind {
      outer.kind = .mapping(
        members.map { member in
          guard ["checks", "monitors"].contains(member.key.text ?? ""), member.value.elements != nil
          else { return member }
          var value = member.value
          value.kind = .sequence([])
          return (member.key, value)
        })
    }
    var checker = ShapeChecker(path: source.path)
    checker.check(outer, .object(.file), what: "a binding file")
    diagnostics += checker.diagnostics
  }

  private mutating func named<Value>(
    _ node: YAMLNode, _ decode: (inout Self, YAMLNode, Located<String>) -> Value?
  ) -> [Value] {
    (node.members ?? []).compactMap { member in
      let name = Located(value: member.key.text ?? "", at: location(member.key))
      return decode(&self, member.value, name)
    }
  }

  private func proof(
    _ member: (key: YAMLNode, value: YAMLNode), isGuardrail: Bool
  ) -> ProofBinding {
    ProofBinding(
      named: JourneyReference(
        written: ObligationReference(
          path: member.key.text ?? "", sentence: nil, location: location(member.key))),
      isGuardrail: isGuardrail, settings: member.value)
  }

  func location(_ node: YAMLNode) -> BindingLocation {
    BindingLocation(path: source.path, range: node.range)
  }

  mutating func report(
    _ code: String, _ node: YAMLNode, _ message: String, severity: Severity = .error,
    help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(code, severity, path: source.path, range: node.range, message, help: help))
  }

  // MARK: - Values

  mutating func template(_ node: YAMLNode?) -> Template? {
    guard let node, let text = node.text else { return nil }
    do {
      return try Template(parsing: text)
    } catch {
      reportTemplate(error, node)
      return nil
    }
  }

  mutating func templates(_ node: YAMLNode?) -> [Template] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap { template($0) }
  }

  mutating func json(_ node: YAMLNode) -> JSONTemplate {
    do {
      return try JSONTemplate(parsing: node.json)
    } catch {
      reportTemplate(error, node)
      return .literal(.null)
    }
  }

  private mutating func reportTemplate(_ error: TemplateError, _ node: YAMLNode) {
    report(
      "WM515", node, error.message, help: "write `{{name}}`, or `{{{{` for two braces")
  }

  mutating func fields(_ node: YAMLNode?) -> [RequestBinding.Field] {
    (node?.members ?? []).flatMap { member in
      let name = member.key.text ?? ""
      let values = member.value.elements ?? [member.value]
      return values.map { RequestBinding.Field(name: name, value: json($0)) }
    }
  }

  mutating func assignments(_ node: YAMLNode?) -> [Assignment] {
    (node?.members ?? []).map { member in
      let name = member.key.text ?? ""
      if !Template.isName(name) {
        report(
          "WM515", member.key, "'\(name)' is not the name of a variable",
          help: "use letters, digits, _ and -")
      }
      return Assignment(name: name, value: json(member.value), location: location(member.key))
    }
  }

  func texts(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap(\.text)
  }

  func duration(_ node: YAMLNode?) -> Duration? {
    node?.text.flatMap(Duration.init(binding:))
  }

  func retry(_ node: YAMLNode?) -> Retry? {
    guard let node, node.members != nil else { return nil }
    return Retry(
      times: node["times"]?.json.intValue, limit: duration(node["for"]),
      interval: duration(node["every"]) ?? .milliseconds(200))
  }

  func tls(_ node: YAMLNode?) -> TLSBinding? {
    guard let node, node.members != nil else { return nil }
    return TLSBinding(
      authorities: node["ca"]?.text, certificate: node["certificate"]?.text,
      key: node["key"]?.text, isInsecure: node["insecure"]?.json.boolValue ?? false)
  }
}
