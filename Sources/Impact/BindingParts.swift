import Bindings
import JSONTree
import JourneyModel
import SourceText
import YAMLTree

/// The parts of a project's binding files as data, by name, so that two times can be compared.
///
/// Comments, layout, anchors and the order of keys make no difference.
struct BindingParts {
  /// Something of a binding file that others name, or that is told.
  enum Name: Hashable {
    case sequence(String)
    case actor(String)
    case environment(String)
    case wordList(String)
    case matrix(String)
    /// A variable of a file.
    case variable(file: String, name: String)
    /// A file that bindings name, by its path in the project.
    case file(String)
  }

  /// A check or a monitor.
  struct Part {
    var binding: JSONValue
    var location: BindingLocation
    /// Full ids of what it shows.
    var verifies: Set<String>
    /// What it rests on, directly and by way of others.
    var uses: Set<Name>
  }

  /// By `journey/check`.
  private(set) var checks: [String: Part] = [:]
  private(set) var monitors: [String: Part] = [:]
  /// Files are compared by their content, and stand here as nothing else than that.
  private(set) var named: [Name: JSONValue] = [:]
  private(set) var contents: [String: [UInt8]] = [:]
  /// Full ids of what is marked as pending.
  private(set) var pending: Set<String> = []

  private var uses: [Name: Set<Name>] = [:]
  private let environment: String

  /// - Parameter environment: The environment whose settings count.
  init(_ state: SpecsState, environment: String) {
    self.environment = environment
    contents = state.contents
    let roots = Dictionary(
      state.bindings.files.map { file in
        (file.path, state.sources[file.path].flatMap { YAMLDocument.parse($0).root })
      }, uniquingKeysWith: { first, _ in first })
    for file in state.bindings.files {
      if let root = roots[file.path] ?? nil { readNamed(root, file) }
    }
    let indices = Dictionary(
      state.journeys.map { ($0.id, ObligationIndex($0)) }, uniquingKeysWith: { first, _ in first })
    for file in state.bindings.files {
      guard let root = roots[file.path] ?? nil else { continue }
      readChecks(root, file, indices)
      readMonitors(root, file, indices)
      for reference in file.pending.flatMap(\.obligations) {
        let journey = file.journey?.value ?? ""
        if let id = indices[journey]?.id(of: reference.path) { pending.insert(id) }
      }
    }
  }

  // MARK: - What others name

  private mutating func readNamed(_ root: YAMLNode, _ file: BindingFile) {
    for (key, name) in Self.declarations {
      for member in root[key]?.members ?? [] {
        let declared = name(member.key.text ?? "")
        named[declared] = member.value.json
        uses[declared] = Self.mentions(in: member.value.json)
      }
    }
    for member in root["word-lists"]?.members ?? [] {
      for base in member.value["extends"]?.texts ?? [] {
        uses[.wordList(member.key.text ?? ""), default: []].insert(.wordList(base))
      }
    }
    for member in root["variables"]?.members ?? [] {
      named[.variable(file: file.path, name: member.key.text ?? "")] = member.value.json
    }
    for entry in file.namedFiles {
      let path = Name.file(SpecsState.path(of: entry, in: file))
      switch entry.owner {
      case .sequence(let name): uses[.sequence(name), default: []].insert(path)
      case .actor(let name): uses[.actor(name), default: []].insert(path)
      case .environment(let name): uses[.environment(name), default: []].insert(path)
      case .check, .monitor: break
      }
    }
  }

  private static let declarations: [(String, @Sendable (String) -> Name)] = [
    ("sequences", { .sequence($0) }), ("actors", { .actor($0) }),
    ("environments", { .environment($0) }), ("word-lists", { .wordList($0) }),
    ("access", { .matrix($0) }),
  ]

  /// The sequences and actors that steps name, wherever steps can stand.
  private static func mentions(in value: JSONValue) -> Set<Name> {
    var found: Set<Name> = []
    switch value {
    case .array(let elements):
      for element in elements { found.formUnion(mentions(in: element)) }
    case .object(let object):
      for (key, value) in object.pairs {
        switch (key, value) {
        case ("call", .string(let name)): found.insert(.sequence(name))
        case ("as", .string(let name)): found.insert(.actor(name))
        default: found.formUnion(mentions(in: value))
        }
      }
    default: break
    }
    return found
  }

  private func closure(_ names: Set<Name>) -> Set<Name> {
    var known = names
    var waiting = Array(names)
    while let name = waiting.popLast() {
      for next in uses[name] ?? [] where known.insert(next).inserted { waiting.append(next) }
    }
    return known
  }

  // MARK: - Checks and monitors

  private mutating func readChecks(
    _ root: YAMLNode, _ file: BindingFile, _ indices: [String: ObligationIndex]
  ) {
    let nodes = root["checks"]?.elements ?? []
    for (number, check) in file.checks.enumerated() where number < nodes.count {
      let binding = nodes[number].json.without("verifies")
      let own = file.namedFiles.filter { $0.owner == .check(number) }
        .map { Name.file(SpecsState.path(of: $0, in: file)) }
      var direct = Self.mentions(in: binding).union(own)
      // Without `as`, it is the actor of this name that somebody may have declared.
      direct.insert(.actor(check.actor))
      if check.only?.contains(environment) != false, !check.except.contains(environment) {
        direct.insert(.environment(environment))
      }
      var uses = closure(direct)
      uses.formUnion(variables(of: file, in: binding, uses))
      checks["\(check.journey)/\(check.id)"] = Part(
        binding: binding, location: check.location,
        verifies: Set(check.verifies.compactMap { indices[check.journey]?.id(of: $0.path) }),
        uses: uses)
    }
  }

  /// The variables of a file that something of it, or something that it calls, may read.
  private func variables(
    of file: BindingFile, in binding: JSONValue, _ uses: Set<Name>
  ) -> Set<Name> {
    guard !file.variables.isEmpty else { return [] }
    var texts = [binding.serialized()]
    texts += uses.compactMap { named[$0]?.serialized() }
    var left = file.variables.map(\.name)
    var found: Set<Name> = []
    // A variable may be made of others.
    while let next = left.firstIndex(where: { name in texts.contains { $0.contains(name) } }) {
      let name = Name.variable(file: file.path, name: left.remove(at: next))
      found.insert(name)
      if let value = named[name] { texts.append(value.serialized()) }
    }
    return found
  }

  private mutating func readMonitors(
    _ root: YAMLNode, _ file: BindingFile, _ indices: [String: ObligationIndex]
  ) {
    let nodes = root["monitors"]?.elements ?? []
    for (number, monitor) in file.monitors.enumerated() where number < nodes.count {
      let binding = nodes[number].json.without("verifies")
      var direct = Self.mentions(in: binding)
      for name in monitor.named {
        switch name.sort {
        case .wordList: direct.insert(.wordList(name.name))
        case .matrix: direct.insert(.matrix(name.name))
        case .actor: direct.insert(.actor(name.name))
        case .environment, .check: break
        }
      }
      if monitor.asksWhoActorsAre {
        direct.formUnion(named.keys.filter { if case .actor = $0 { true } else { false } })
      }
      for entry in file.namedFiles where entry.owner == .monitor(number) {
        direct.insert(.file(SpecsState.path(of: entry, in: file)))
      }
      monitors[monitor.id] = Part(
        binding: binding, location: monitor.location,
        verifies: Set(
          monitor.verifies.compactMap { indices[$0.journey]?.id(of: $0.reference.path) }),
        uses: closure(direct))
    }
  }

  // MARK: - Comparing

  /// The names whose meaning is another than before, or that were not there.
  func changes(since before: BindingParts) -> Set<Name> {
    var changed = Set(named.filter { before.named[$0.key] != $0.value }.keys)
    changed.formUnion(before.named.keys.filter { named[$0] == nil })
    let files = Set(contents.keys).union(before.contents.keys)
    changed.formUnion(files.filter { contents[$0] != before.contents[$0] }.map { .file($0) })
    return changed
  }
}

extension BindingParts.Name {
  /// What somebody who reads the file would say.
  var text: String {
    switch self {
    case .sequence(let name): "the sequence ‘\(name)’"
    case .actor(let name): "the actor ‘\(name)’"
    case .environment(let name): "the environment ‘\(name)’"
    case .wordList(let name): "the word list ‘\(name)’"
    case .matrix(let name): "the access matrix ‘\(name)’"
    case .variable(_, let name): "the variable ‘\(name)’"
    case .file(let path): "the file \(path)"
    }
  }
}

extension MonitorBinding {
  /// Whether roles or tenants of actors decide what it demands.
  fileprivate var asksWhoActorsAre: Bool {
    switch kind {
    case .access, .canaries, .audit: true
    default: false
    }
  }
}

extension ObligationIndex {
  fileprivate func id(of path: String) -> String? {
    if case .found(let obligation) = lookup(path) { obligation.id } else { nil }
  }
}

extension JSONValue {
  fileprivate func without(_ key: String) -> JSONValue {
    guard case .object(let object) = self else { return self }
    return .object(JSONObject(object.pairs.filter { $0.key != key }.map { ($0.key, $0.value) }))
  }
}

extension YAMLNode {
  /// One text, or a list of them.
  fileprivate var texts: [String] { elements?.compactMap(\.text) ?? text.map { [$0] } ?? [] }
}
