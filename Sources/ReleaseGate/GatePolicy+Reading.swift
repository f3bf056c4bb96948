import JSONTree
import ProjectConfiguration
import RunEvents
package import SourceText
import YAMLTree

extension GatePolicy {
  /// Reads the text of a `gate.yaml`.
  ///
  /// - Returns: No policy where anything is wrong: half a policy would let pass what the other half
  ///   refuses. Every mistake is told.
  package static func read(_ source: SourceFile) -> (policy: GatePolicy?, diagnostics: [Diagnostic])
  {
    var policy = GatePolicy(path: source.path)
    let (root, found) = YAMLDocument.parse(source)
    guard let root else { return (found.isEmpty ? policy : nil, found) }
    var reader = MappingReader(root, path: source.path)
    policy.readRequirements(&reader)
    policy.readLimits(&reader)
    policy.readRatchet(&reader)
    policy.waivers = entries("waivers", of: &reader, hasEvidence: false)
    policy.attestations = entries("attestations", of: &reader, hasEvidence: true)
    let diagnostics = (found + reader.finish()).map { diagnostic in
      // A key that nothing reads is a threshold that nobody holds.
      var diagnostic = diagnostic
      diagnostic.severity = .error
      return diagnostic
    }
    return (diagnostics.isEmpty ? policy : nil, diagnostics.sorted())
  }

  // MARK: - Thresholds

  private static let modalities = Set(["must", "must-not", "should", "should-not", "may"])

  private mutating func readRequirements(_ reader: inout MappingReader) {
    for node in Self.elements("require", of: &reader) {
      var inner = reader.reader(for: node, key: "require")
      var requirement = Requirement(line: node.range.start.line)
      requirement.stories = (inner.strings("stories") ?? []).map(\.value)
      let modalities = inner.strings("modality") ?? []
      for modality in modalities where !Self.modalities.contains(modality.value) {
        inner.refuse(
          at: modality.range, "‘\(modality.value)’ is no modality",
          help: NearMiss.suggestion(for: modality.value, among: Self.modalities.sorted())
            .map { "did you mean \($0)?" }
            ?? "known: \(Self.modalities.sorted().joined(separator: ", "))")
      }
      requirement.modalities = modalities.map(\.value)
      requirement.kept = Self.share("kept", of: &inner)
      requirement.proven = Self.share("proven", of: &inner)
      requirement.because = inner.string("because")?.value
      if node.members != nil, node["kept"] == nil, node["proven"] == nil {
        inner.refuse(
          node, "a requirement asks for nothing", help: "add ‘kept: all’ or ‘proven: all’")
      }
      requirements.append(requirement)
      reader.absorb(inner)
    }
  }

  /// `all`, or a percentage.
  private static func share(_ key: String, of reader: inout MappingReader) -> Int? {
    guard let node = reader.node(key) else { return nil }
    let text = node.text ?? ""
    if text == "all" { return 100 }
    if let percent = (0...100).first(where: { "\($0)%" == text }) { return percent }
    reader.refuse(
      node,
      "‘require.\(key)’ must be all or a whole percentage, not \(MappingReader.kind(of: node))",
      help: "write ‘\(key): all’ or ‘\(key): 90%’")
    return nil
  }

  private mutating func readLimits(_ reader: inout MappingReader) {
    guard var inner = reader.mapping("limits") else { return }
    for subject in Limit.Subject.allCases {
      guard let most = inner.integer(subject.rawValue, in: 0...1_000_000) else { continue }
      let line = inner.node(subject.rawValue)?.range.start.line ?? 1
      limits.append(Limit(subject: subject, most: most, line: line))
    }
    reader.absorb(inner)
  }

  private mutating func readRatchet(_ reader: inout MappingReader) {
    guard var inner = reader.mapping("ratchet") else { return }
    ratchet.keepsKept = inner.boolean("kept") ?? true
    ratchet.wantsNewChecksPassed = inner.boolean("new-checks") ?? true
    ratchet.keepsStoryCoverage = inner.boolean("story-coverage") ?? false
    reader.absorb(inner)
  }

  // MARK: - Statements

  private static func entries(
    _ key: String, of reader: inout MappingReader, hasEvidence: Bool
  ) -> [Entry] {
    var entries: [Entry] = []
    var known: [String: Int] = [:]
    for node in elements(key, of: &reader) {
      var inner = reader.reader(for: node, key: key)
      let named = inner.strings("obligations")
      let reason = inner.string("reason")
      let owner = inner.string("owner")
      let expires = inner.string("expires")
      let evidence = hasEvidence ? inner.string("evidence") : nil
      let line = node.range.start.line
      for id in named ?? [] {
        if !id.value.contains("#") {
          inner.refuse(
            at: id.range, "‘\(id.value)’ names no promise", help: "write it as journey#path")
        } else if let other = known.updateValue(line, forKey: id.value) {
          inner.refuse(
            at: id.range, "‘\(id.value)’ stands in ‘\(key)’ twice",
            help: "line \(other) names it too; keep one of them")
        }
      }
      if let expires, CalendarDay(expires.value) == nil {
        inner.refuse(
          at: expires.range, "‘\(expires.value)’ is no day", help: "write it as 2026-06-30")
      }
      var missing: [String] = []
      if named?.isEmpty ?? true { missing.append("obligations") }
      if reason == nil { missing.append("reason") }
      if owner == nil { missing.append("owner") }
      if expires == nil { missing.append("expires") }
      if hasEvidence, evidence == nil { missing.append("evidence") }
      if !missing.isEmpty, inner.diagnostics.isEmpty {
        let what = hasEvidence ? "an attestation" : "a waiver"
        inner.refuse(
          at: SourceRange(at: node.range.start), "\(what) needs \(missing.joined(separator: ", "))")
      }
      reader.absorb(inner)
      entries.append(
        Entry(
          obligations: (named ?? []).map(\.value),
          statement: OwnedStatement(
            reason: reason?.value ?? "", owner: owner?.value ?? "", expires: expires?.value ?? "",
            evidence: evidence?.value), line: line))
    }
    return entries
  }

  private static func elements(_ key: String, of reader: inout MappingReader) -> [YAMLNode] {
    guard let node = reader.node(key) else { return [] }
    if let elements = node.elements { return elements }
    reader.refuse(
      node, "‘\(key)’ must be a list, not \(MappingReader.kind(of: node))",
      help: "begin each element with ‘- ’")
    return []
  }
}
