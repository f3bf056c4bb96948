import SourceText
import YAMLTree

extension BindingDecoder {
  /// Finds the files that a binding names, wherever the grammar lets it name one.
  func namedFiles(in root: YAMLNode) -> [NamedFile] {
    var files: [NamedFile] = []
    for member in root.members ?? [] {
      switch member.key.text {
      case "checks":
        for (index, check) in (member.value.elements ?? []).enumerated() {
          files += namedFiles(in: check, .check, of: .check(index))
        }
      case "monitors":
        for (index, monitor) in (member.value.elements ?? []).enumerated() {
          files += namedFiles(in: monitor, .monitor, of: .monitor(index))
        }
      case "sequences": files += namedFiles(in: member.value, .sequence) { .sequence($0) }
      case "actors": files += namedFiles(in: member.value, .actor) { .actor($0) }
      case "environments": files += namedFiles(in: member.value, .environment) { .environment($0) }
      default: break
      }
    }
    return files
  }

  private func namedFiles(
    in node: YAMLNode, _ object: Grammar.Name, owner: (String) -> NamedFile.Owner
  ) -> [NamedFile] {
    (node.members ?? []).flatMap { member in
      namedFiles(in: member.value, object, of: owner(member.key.text ?? ""))
    }
  }

  private func namedFiles(
    in node: YAMLNode, _ object: Grammar.Name, of owner: NamedFile.Owner
  ) -> [NamedFile] {
    var search = FileSearch()
    search.search(node, .object(object))
    return search.found.compactMap { node, isSchema in
      guard let text = node.text, let template = try? Template(parsing: text),
        let name = template.literal, !name.isEmpty
      else { return nil }
      return NamedFile(
        name: name, owner: owner, isSchema: isSchema, mayBeWritten: search.runsPrograms,
        location: location(node))
    }
  }
}

/// Walks a node along the grammar and keeps the values that name files.
private struct FileSearch {
  private(set) var found: [(node: YAMLNode, isSchema: Bool)] = []
  private(set) var runsPrograms = false

  private static let keys: [Grammar.Name: Set<String>] = [
    .step: ["file"], .part: ["file"], .uploading: ["file"], .tls: ["ca", "certificate", "key"],
    .signIn: ["storage-state"], .source: ["file"], .planted: ["file"], .auditLog: ["file"],
    .discovery: ["file"],
  ]

  /// Follows lists, mappings and objects; YAML bounds how deep they nest.
  mutating func search(_ node: YAMLNode, _ shape: Grammar.Shape) {
    switch shape {
    case .list(let element): for child in node.elements ?? [] { search(child, element) }
    case .listOrOne(let element):
      for child in node.elements ?? [node] { search(child, element) }
    case .mapping(let value): for member in node.members ?? [] { search(member.value, value) }
    case .object(let name): search(node, name)
    case .either(let shapes): for shape in shapes { search(node, shape) }
    case .text, .boolean, .integer, .number, .duration, .any, .choice: break
    }
  }

  private mutating func search(_ node: YAMLNode, _ name: Grammar.Name) {
    let object = Grammar.object(name)
    for member in node.members ?? [] {
      guard let text = member.key.text, let key = object.key(text) else { continue }
      if Self.keys[name]?.contains(text) == true {
        found += (member.value.elements ?? [member.value]).map { ($0, false) }
      } else if name == .expectation {
        searchPredicate(text, member.value)
      } else {
        if name == .step, text == "command" { runsPrograms = true }
        search(member.value, key.shape)
      }
    }
  }

  /// Predicates stand beside the query, in it, or below `not`.
  private mutating func searchPredicate(_ key: String, _ value: YAMLNode) {
    if key == "matchesSchema" {
      if value.text != nil { found.append((value, true)) }
    } else if key == "not" || Grammar.plainQueries.contains(key) {
      for member in value.members ?? [] { searchPredicate(member.key.text ?? "", member.value) }
    }
  }
}
