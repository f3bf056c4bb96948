import JSONTree
import SourceText
import YAMLTree

/// Holds YAML nodes against the grammar and says what is wrong where.
struct ShapeChecker {
  let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(path: String) {
    self.path = path
  }

  mutating func check(_ node: YAMLNode, _ shape: Grammar.Shape, what: String) {
    switch shape {
    case .any: break
    case .text:
      if node.text == nil { report(node, "\(what) must be text, and this is \(node.kindName)") }
    case .boolean:
      if node.json.boolValue == nil {
        report(node, "\(what) must be true or false", help: "write `true` or `false`")
      }
    case .integer:
      if node.json.intValue == nil { report(node, "\(what) must be a whole number") }
    case .number:
      if node.json.doubleValue == nil { report(node, "\(what) must be a number") }
    case .duration:
      if node.text.flatMap(Duration.init(binding:)) == nil {
        report(node, "\(what) must be a duration", help: "write `250ms`, `10s` or `2m`")
      }
    case .age:
      if !Self.isAge(node.text ?? "") {
        report(node, "\(what) must be an age", help: "write `90m`, `12h`, `7d` or `2w`")
      }
    case .choice(let values):
      if !values.contains(node.text ?? "") {
        report(node, "\(what) must be one of \(values.joined(separator: ", "))")
      }
    case .list(let element):
      guard let elements = node.elements else {
        report(
          node, "\(what) must be a list, and this is \(node.kindName)",
          help: "begin each element with `- `")
        return
      }
      for child in elements { check(child, element, what: "an element of \(what)") }
    case .listOrOne(let element):
      check(node, node.elements == nil ? element : .list(element), what: what)
    case .mapping(let value):
      guard let members = node.members else {
        report(node, "\(what) must be a mapping, and this is \(node.kindName)")
        return
      }
      for member in members {
        check(member.value, value, what: "'\(member.key.text ?? "")' of \(what)")
      }
    case .object(let name): check(node, Grammar.object(name), what: what)
    case .either(let shapes): checkEither(node, shapes, what: what)
    }
  }

  private static func isAge(_ text: String) -> Bool {
    guard let unit = text.last, "mhdw".contains(unit), let count = Int(text.dropLast()) else {
      return false
    }
    return (1..<100_000).contains(count)
  }

  /// Reports against the shape of the node's own kind, which says more than "neither".
  private mutating func checkEither(_ node: YAMLNode, _ shapes: [Grammar.Shape], what: String) {
    var fewest: [Diagnostic]?
    for shape in shapes {
      var checker = ShapeChecker(path: path)
      checker.check(node, shape, what: what)
      if checker.diagnostics.isEmpty { return }
      if checker.diagnostics.count <= fewest?.count ?? .max { fewest = checker.diagnostics }
    }
    diagnostics += fewest ?? []
  }

  private mutating func check(_ node: YAMLNode, _ object: Grammar.Object, what: String) {
    guard let members = node.members else {
      report(node, "\(what) must be a mapping, and this is \(node.kindName)")
      return
    }
    let names = members.map { $0.key.text ?? "" }
    for (member, name) in zip(members, names) {
      guard let key = object.key(name) else {
        reportUnknown(member.key, name, object, what: what)
        continue
      }
      check(member.value, key.shape, what: "`\(name)`")
      if let hosts = object.companions[name], !hosts.contains(where: names.contains) {
        let list = hosts.map { "`\($0)`" }.joined(separator: " or ")
        report(member.key, "`\(name)` means something only beside \(list)")
      }
    }
    for key in object.keys where key.isRequired && !names.contains(key.name) {
      report(
        node.startOnly, "\(what) needs `\(key.name)`",
        help: "add `\(key.name)`: \(key.summary.lowercasedFirst)")
    }
    checkAlternatives(node, object, members, what: what)
  }

  private mutating func checkAlternatives(
    _ node: YAMLNode, _ object: Grammar.Object, _ members: [(key: YAMLNode, value: YAMLNode)],
    what: String
  ) {
    guard !object.exactlyOne.isEmpty else { return }
    let names = object.chosen(among: members.map { $0.key.text ?? "" })
    let chosen = members.filter { names.contains($0.key.text ?? "") }
    if chosen.isEmpty {
      // A key that was misspelt has been told of, with what it may have meant.
      guard members.allSatisfy({ object.key($0.key.text ?? "") != nil }) else { return }
      let list = object.exactlyOne.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
      report(node.startOnly, "\(what) needs one of \(list)")
    } else if chosen.count > 1 {
      let list = chosen.map { "`\($0.key.text ?? "")`" }.joined(separator: " and ")
      report(
        chosen[1].key, "\(what) has \(list), and only one of them can stand there",
        help: "make them two")
    }
  }

  private mutating func reportUnknown(
    _ key: YAMLNode, _ name: String, _ object: Grammar.Object, what: String
  ) {
    let near = NearMiss.suggestion(for: name, among: object.keys.map(\.name))
    report(
      key, "\(what) has no key `\(name)`",
      help: near.map { "did you mean `\($0)`?" } ?? "the keys are in docs/binding-language.md")
  }

  mutating func report(_ node: YAMLNode, _ message: String, help: String? = nil) {
    diagnostics.append(
      Diagnostic("WM510", .error, path: path, range: node.range, message, help: help))
  }
}

extension YAMLNode {
  /// What a reader would call it.
  var kindName: String {
    switch kind {
    case .scalar: isNull ? "empty" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The node's first character, to point at without underlining a whole block.
  var startOnly: YAMLNode {
    var copy = self
    copy.range = SourceRange(at: range.start)
    return copy
  }
}

extension String {
  fileprivate var lowercasedFirst: String {
    prefix(1).lowercased() + dropFirst()
  }
}

extension Duration {
  /// Reads `250ms`, `10s`, `2m`, with a fraction where one is written.
  package init?(binding text: String) {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60)]
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let value = Double(text.dropLast(unit.count)), value >= 0, value * factor < 86_400
      else {
        return nil
      }
      self = .microseconds(Int(value * factor * 1_000_000))
      return
    }
    return nil
  }
}
