import JSONTree
import JourneyModel
package import SourceText
import YAMLTree

extension Configuration {
  /// Reads the text of a `waymark.yaml`; what cannot be used keeps its default and is told.
  package static func read(_ source: SourceFile) -> (Configuration, [Diagnostic]) {
    var configuration = Configuration()
    let (root, found) = YAMLDocument.parse(source)
    guard let root else { return (configuration, found) }
    var reader = MappingReader(root, path: source.path)
    configuration.readDocuments(&reader)
    configuration.readDialect(&reader)
    configuration.readLint(&reader)
    configuration.readRuns(&reader)
    return (configuration, found + reader.finish())
  }

  private mutating func readDocuments(_ reader: inout MappingReader) {
    journeys = reader.strings("journeys") ?? []
    if let node = reader.node("index") {
      if node.json.boolValue == false {
        index = .none
      } else if let text = node.text, node.json.boolValue == nil {
        index = .file(Located(text, node.range))
      } else {
        reader.refuse(
          node,
          "‘index’ must be the path of a document, or false, not \(MappingReader.kind(of: node))"
        )
      }
    }
    if let root = reader.string("documentation-root") {
      documentationRoot = root.value
      documentationRootRange = root.range
    }
    if let folder = reader.string("bindings") { bindings = folder.value }
    readBacklog(&reader)
  }

  private mutating func readBacklog(_ reader: inout MappingReader) {
    guard let node = reader.node("backlog") else { return }
    if let text = node.text {
      backlog = BacklogSettings(path: Located(text, node.range))
      return
    }
    var inner = reader.reader(for: node, key: "backlog")
    let path = inner.string("path")
    let format = inner.choice("format", of: BacklogSettings.Format.self)
    var columns = BacklogSettings.Columns()
    if var names = inner.mapping("columns") {
      columns.id = names.string("id")?.value ?? columns.id
      columns.title = names.string("title")?.value ?? columns.title
      columns.phase = names.string("phase")?.value ?? columns.phase
      columns.owner = names.string("owner")?.value ?? columns.owner
      inner.absorb(names)
    }
    if let path {
      backlog = BacklogSettings(path: path, format: format, columns: columns)
    } else if node.members != nil {
      inner.refuse(node, "‘backlog’ has no ‘path’", help: "name the file: ‘path: Specs/backlog.md’")
    }
    reader.absorb(inner)
  }

  private mutating func readDialect(_ reader: inout MappingReader) {
    if var inner = reader.mapping("stories") {
      stories.read(&inner)
      reader.absorb(inner)
    }
    for (role, titles) in reader.lists("sections") {
      guard let known = Self.role(role, "sections", &reader) else { continue }
      sections[known, default: []] += titles
    }
    for (name, titles) in reader.lists("groups") {
      guard Self.groupNames.contains(name.value) else {
        reader.refuse(
          at: name.range, "‘groups’ knows no group ‘\(name.value)’",
          help: Self.help(for: name.value, among: Self.groupNames))
        continue
      }
      groups[name.value, default: []] += titles
    }
    for (name, node) in reader.entries("tables") {
      guard let role = Self.role(name, "tables", &reader) else { continue }
      var inner = reader.reader(for: node, key: "tables.\(name.value)")
      let text = inner.string("text")
      let modality = inner.string("modality")
      if let text {
        tables[role] = TableSettings(text: text.value, modality: modality?.value)
      } else if node.members != nil {
        inner.refuse(
          node, "‘tables.\(name.value)’ does not say which column holds the text",
          help: "add ‘text:’ with the heading of that column")
      }
      reader.absorb(inner)
    }
  }

  /// Groups of lists that can have further names, as the dialect calls them.
  package static let groupNames = [
    "must", "must-not", "should", "should-not", "may", "backlog", "docs",
  ]

  private static func role(
    _ name: Located<String>, _ key: String, _ reader: inout MappingReader
  ) -> Section.Role? {
    if let role = Section.Role(rawValue: name.value) { return role }
    reader.refuse(
      at: name.range, "‘\(key)’ knows no section ‘\(name.value)’",
      help: help(for: name.value, among: Section.Role.allCases.map(\.rawValue)))
    return nil
  }

  static func help(for word: String, among words: [String]) -> String {
    NearMiss.suggestion(for: word, among: words).map { "did you mean ‘\($0)’?" }
      ?? "known: \(words.joined(separator: ", "))"
  }

  private mutating func readLint(_ reader: inout MappingReader) {
    guard var inner = reader.mapping("lint") else { return }
    lint.read(&inner)
    reader.absorb(inner)
  }

  private mutating func readSourceURL(_ reader: inout MappingReader) {
    guard let url = reader.string("source-url") else { return }
    if url.value.contains("{path}") {
      reports.sourceURL = url.value
    } else {
      reader.refuse(
        at: url.range, "‘reports.source-url’ leads every file to the same place",
        help: "put {path} where the file's path belongs, {line} and {commit} where theirs do")
    }
  }

  private mutating func readRuns(_ reader: inout MappingReader) {
    enum Permission: String, CaseIterable { case allowed, forbidden }
    allowsCommands = reader.choice("commands", of: Permission.self) == .allowed
    redaction = reader.strings("redaction") ?? []
    if var inner = reader.mapping("reports") {
      reports.folder = inner.string("folder")?.value ?? reports.folder
      reports.write = inner.strings("write") ?? []
      reports.evidence = inner.string("evidence")?.value
      reports.xrayProject = inner.string("xray-project")?.value
      readSourceURL(&inner)
      reader.absorb(inner)
    }
    if var inner = reader.mapping("verify") {
      verify.target = inner.string("target")
      verify.workers = inner.integer("workers", in: 1...256)
      verify.pages = inner.choice("pages", of: VerifySettings.Pages.self)
      verify.capture = inner.choice("capture", of: VerifySettings.Capture.self)
      verify.isStrict = inner.boolean("strict") ?? false
      reader.absorb(inner)
    }
    if var inner = reader.mapping("gate") {
      gate.policy = inner.string("policy")
      gate.baseline = inner.string("baseline")
      gate.branch = inner.string("branch")?.value
      gate.proof = inner.string("proof")
      reader.absorb(inner)
    }
  }
}
