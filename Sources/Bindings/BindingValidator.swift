package import JourneyModel
package import SourceText

/// Finds the mistakes in bindings that can be known before the first request.
///
/// | code | means |
/// |---|---|
/// | WM501 | a binding points at an obligation, a journey, an actor, a sequence, an environment or a file that is not there |
/// | WM511 | the same id or name twice |
/// | WM512 | a variable that nothing sets |
/// | WM513 | a variable that nothing uses |
/// | WM515 | a file that should hold a JSON Schema does not |
/// | WM516 | a loop without a bound |
/// | WM517 | a secret in plain text |
/// | WM518 | steps that can never run |
/// | WM521 | a request that writes in a check that does not say so |
/// | WM520 | the sentence that a binding quotes is not the document's |
package struct BindingValidator {
  let set: BindingSet
  let journeys: [String: ObligationIndex]
  /// Variables that the target or the command line provides.
  let provided: Set<String>
  /// Why variables that one would expect are not there, such as secrets that nobody set.
  let missing: [String: String]
  /// `nil` where files are not looked at.
  let files: NamedFileAccess?
  package private(set) var diagnostics: [Diagnostic] = []
  var calledSequences: Set<String> = []
  /// What is wrong with actors; it touches every check that has them.
  var actorProblems: [String: [Diagnostic]] = [:]
  /// What is wrong with files.
  var fileProblems: [FileOwner: [Diagnostic]] = [:]
  /// Whether the check being looked at says that it writes.
  var mayWrite = true
  /// Mistakes elsewhere that touch the check being looked at.
  var touched: [Diagnostic] = []

  package init(
    _ set: BindingSet, journeys: [Journey], provided: Set<String>, missing: [String: String] = [:],
    files: NamedFileAccess? = nil
  ) {
    self.set = set
    self.files = files
    self.missing = missing
    self.journeys = Dictionary(
      journeys.map { ($0.id, ObligationIndex($0)) }, uniquingKeysWith: { first, _ in first })
    self.provided = provided.union(Self.builtIn)
  }

  /// Names that every check can use.
  package static let builtIn: Set<String> = [
    "base", "check", "now", "run.seed", "random.uuid", "random.word", "random.int",
  ]

  /// The set with what was found kept at the checks that it touches, and all diagnostics.
  package static func validate(
    _ set: BindingSet, journeys: [Journey], provided: Set<String>, missing: [String: String] = [:],
    files: NamedFileAccess? = nil
  ) -> (set: BindingSet, diagnostics: [Diagnostic]) {
    var validator = BindingValidator(
      set, journeys: journeys, provided: provided, missing: missing, files: files)
    let checked = validator.run()
    var told: Set<Diagnostic> = []
    return (checked, validator.diagnostics.filter { told.insert($0).inserted })
  }

  private mutating func run() -> BindingSet {
    var result = set
    checkNames()
    checkFiles()
    checkActors()
    var ids: [String: BindingLocation] = [:]
    for fileIndex in result.files.indices {
      var usedByFile: Set<String> = []
      let journeyProblems = checkJourney(of: result.files[fileIndex])
      for index in result.files[fileIndex].checks.indices {
        let before = diagnostics.count
        result.files[fileIndex].checks[index].problems +=
          journeyProblems + fileProblems(of: .check(index), in: result.files[fileIndex].path)
        let check = result.files[fileIndex].checks[index]
        let key = "\(check.journey)/\(check.id)"
        if let first = ids[key] {
          report(
            "WM511", check.location, "the id '\(check.id)' is taken",
            help: "the other stands at \(first.path):\(first.line)")
        } else {
          ids[key] = check.location
        }
        checkReferences(check)
        usedByFile.formUnion(checkFlow(check, in: result.files[fileIndex]))
        result.files[fileIndex].checks[index].problems +=
          diagnostics[before...].filter { $0.severity == .error } + touched
        touched = []
      }
      for pending in result.files[fileIndex].pending {
        for reference in pending.obligations {
          checkReference(reference, journey: result.files[fileIndex].journey?.value ?? "")
        }
      }
      for variable in result.files[fileIndex].variables
      where !usedByFile.contains(variable.name) {
        report(
          "WM513", variable.location, "nothing uses the variable '\(variable.name)'",
          severity: .warning)
      }
    }
    checkMonitors(&result)
    checkUncalledSequences()
    return result
  }

  mutating func report(
    _ code: String, _ location: BindingLocation, _ message: String,
    severity: Severity = .error, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        code, severity, path: location.path, range: location.range, message, help: help))
  }

  // MARK: - Names

  private mutating func checkNames() {
    var seen: [String: BindingLocation] = [:]
    for file in set.files {
      let names =
        file.sequences.map { ("sequence", $0.name, $0.location) }
        + file.actors.map { ("actor", $0.name, $0.location) }
        + file.wordLists.map { ("word list", $0.name, $0.location) }
        + file.matrices.map { ("access matrix", $0.name, $0.location) }
        + file.environments.compactMap { environment in
          environment.location.map { ("environment", environment.name, $0) }
        }
      for (kind, name, location) in names {
        if let first = seen["\(kind) \(name)"] {
          report(
            "WM511", location, "the \(kind) '\(name)' is declared twice",
            help: "the other stands at \(first.path):\(first.line)")
        }
        seen["\(kind) \(name)"] = location
      }
    }
  }

  private mutating func checkUncalledSequences() {
    for sequence in set.sequences.values.sorted(by: { $0.name < $1.name })
    where !calledSequences.contains(sequence.name) {
      report(
        "WM518", sequence.location, "nothing calls the sequence '\(sequence.name)'",
        severity: .warning)
    }
  }

  mutating func checkActor(_ name: String, at location: BindingLocation) {
    if let problems = actorProblems[name] { touched += problems }
    guard name != ActorBinding.anonymousName, set.actors[name] == nil else { return }
    let near = NearMiss.suggestion(for: name, among: set.actors.keys.sorted())
    report(
      "WM501", location, "there is no actor '\(name)'",
      help: near.map { "did you mean '\($0)'?" } ?? "declare it under `actors:`")
  }

  // MARK: - Obligations

  /// Says that the journey of a file is not there, once for all its checks.
  private mutating func checkJourney(of file: BindingFile) -> [Diagnostic] {
    guard let journey = file.journey, journeys[journey.value] == nil else { return [] }
    let near = NearMiss.suggestion(for: journey.value, among: journeys.keys.sorted())
    report(
      "WM501", journey.location, "there is no journey '\(journey.value)'",
      help: near.map { "did you mean '\($0)'?" } ?? "a journey's name is its file's without .md")
    return diagnostics.suffix(1)
  }

  private mutating func checkReferences(_ check: CheckBinding) {
    for (key, names) in [("only", check.only ?? []), ("except", check.except)] {
      for name in names where set.environment(named: name) == nil {
        let near = NearMiss.suggestion(for: name, among: set.environments.keys.sorted())
        report(
          "WM501", check.places[key] ?? check.location, "there is no environment '\(name)'",
          help: near.map { "did you mean '\($0)'?" } ?? "declare it under `environments:`")
      }
    }
    for reference in check.verifies { checkReference(reference, journey: check.journey) }
  }

  mutating func checkReference(_ reference: ObligationReference, journey: String) {
    guard let index = journeys[journey] else { return }
    switch index.lookup(reference.path) {
    case .found(let obligation):
      guard let sentence = reference.sentence,
        Self.folded(sentence) != Self.folded(obligation.text)
      else { return }
      report(
        "WM520", reference.location,
        "'\(reference.path)' says “\(obligation.text)”, not “\(sentence)”",
        help: "the document changed, or the path is another")
    case .parent(let leaves):
      report(
        "WM501", reference.location,
        "'\(reference.path)' is no obligation but has \(leaves.count) below it",
        help: "name those that the check shows: " + leaves.prefix(8).joined(separator: ", "))
    case .unknown(let suggestion):
      report(
        "WM501", reference.location, "'\(journey)' has no obligation '\(reference.path)'",
        help: suggestion.map { "did you mean '\($0)'?" }
          ?? "`waymark parse --format tree` lists them")
    }
  }

  private static func folded(_ text: String) -> String {
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    return words.hasSuffix(":") ? String(words.dropLast()) : words
  }
}
