import Bindings
import JourneyLint
import JourneyModel
import JourneyParser
import ProjectConfiguration
import Proof
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
    let (set, sources, found) = loaded
    guard !set.files.isEmpty || !found.isEmpty else { return nil }
    facts = BindingFacts(obligations: Self.obligations(of: set))
    self.sources = Array(sources.values)
    guard contents.isComplete else {
      diagnostics = []
      return
    }
    let environments = set.files.flatMap(\.environments)
    let provided = environments.reduce(into: Set<String>()) {
      $0.formUnion(TargetConnection.provided($1, overrides: [:]))
    }
    let journeys = contents.documents.map(\.journey)
    diagnostics =
      found
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
