import Bindings
import JourneyLint
import JourneyModel
import JourneyParser
import ProjectConfiguration
import Proof
import Review
import SourceText
import Traceability

/// The bindings of a project, as far as lint is concerned with them.
struct LintedBindings {
  let facts: BindingFacts
  /// What is wrong with them; empty where only a part of the journeys is looked at, because
  /// bindings can be judged against all of them only.
  let diagnostics: [Diagnostic]
  let sources: [SourceFile]

  typealias Loaded = (set: BindingSet, sources: [String: SourceFile], diagnostics: [Diagnostic])

  /// Reads bindings from disk, which may go on while the journeys are read.
  ///
  /// - Parameter documents: The paths of the journeys that are meant; only files that name one of
  ///   them are understood. `nil` for all.
  static func load(_ project: Project, for documents: [String]?) async -> Loaded {
    let names = documents.map { Set($0.map(JourneyReader.id(ofPath:))) }
    return await BindingSet.load(project) { source in
      guard let names else { return true }
      return journey(of: source).map(names.contains) ?? false
    }
  }

  /// Holds bindings against the journeys; `nil` where the project has none.
  init?(_ loaded: Loaded, _ contents: ProjectContents) {
    let (written, sources, found) = loaded
    let lock = LockFile.read(contents.project)
    guard !written.files.isEmpty || !found.isEmpty || lock.lock != nil else { return nil }
    let journeys = contents.documents.map(\.journey)
    let anchored = AnchoredBindings(
      written, journeys: journeys,
      lock: contents.isComplete ? lock.lock : lock.lock?.only(Set(journeys.map(\.id))))
    let set = anchored.bindings
    facts = BindingFacts(
      obligations: Self.obligations(of: set),
      suspects: lock.lock == nil ? [] : anchored.suspects)
    self.sources = Array(sources.values) + [lock.source].compactMap(\.self)
    guard contents.isComplete else {
      diagnostics = []
      return
    }
    let environments = set.files.flatMap(\.environments)
    let provided = environments.reduce(into: Set<String>()) {
      $0.formUnion(TargetConnection.provided($1, overrides: [:]))
    }
    diagnostics =
      found + lock.diagnostics + anchored.lost + anchored.remarks
      + BindingValidator.validate(
        set, journeys: journeys, provided: provided, files: NamedFileAccess(contents.project)
      ).diagnostics
      + ProofSettings(set, journeys: journeys).diagnostics
  }

  /// The journey that a file is of, told without understanding the rest of it.
  private static func journey(of source: SourceFile) -> String? {
    for number in 1...source.lineCount {
      guard let line = source.lineBytes(number), line.starts(with: "journey:".utf8) else {
        continue
      }
      let value = line.dropFirst("journey:".utf8.count)
      let name = value.drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        .prefix { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
      return String(decoding: name, as: UTF8.self)
    }
    return nil
  }

  /// What checks verify or are said to be pending, by journey.
  private static func obligations(of set: BindingSet) -> [String: Set<String>] {
    var named: [String: Set<String>] = [:]
    for file in set.files {
      for check in file.checks {
        named[check.journey, default: []].formUnion(check.verifies.map(\.path))
      }
      for reference in file.monitors.flatMap(\.verifies) {
        named[reference.journey, default: []].insert(reference.reference.path)
      }
      guard let journey = file.journey?.value else { continue }
      named[journey, default: []].formUnion(file.pending.flatMap(\.obligations).map(\.path))
    }
    return named
  }
}

extension AnchoredBindings {
  /// What lint tells of suspects.
  fileprivate var suspects: [SuspectObligation] {
    review.items.filter { $0.state == .suspect }.map {
      SuspectObligation(obligation: $0.id, formerText: $0.entry?.text)
    }
  }
}
