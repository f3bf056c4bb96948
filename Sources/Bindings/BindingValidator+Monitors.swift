import JourneyModel
import Monitors
import SourceText

extension BindingValidator {
  /// Holds monitors against journeys, actors, word lists and matrices; what is wrong stays with them.
  mutating func checkMonitors(_ result: inout BindingSet) {
    var ids: [String: BindingLocation] = [:]
    for fileIndex in result.files.indices {
      for index in result.files[fileIndex].monitors.indices {
        let before = diagnostics.count
        let monitor = result.files[fileIndex].monitors[index]
        if let first = ids[monitor.id] {
          report(
            "WM511", monitor.location, "the id '\(monitor.id)' is taken",
            help: "the other stands at \(first.path):\(first.line)")
        } else {
          ids[monitor.id] = monitor.location
        }
        for reference in monitor.verifies { check(reference) }
        for named in monitor.named { check(named) }
        checkSources(of: monitor)
        touched += fileProblems(of: .monitor(index), in: result.files[fileIndex].path)
        result.files[fileIndex].monitors[index].problems +=
          diagnostics[before...].filter { $0.severity == .error } + touched
        touched = []
      }
      checkWordLists(of: result.files[fileIndex])
    }
  }

  private mutating func check(_ reference: JourneyReference) {
    let location = reference.reference.location
    guard !reference.journey.isEmpty else {
      report(
        "WM501", location, "'\(reference.reference.path)' does not say of which journey it is",
        help: "write `journey#\(reference.reference.path)`")
      return
    }
    guard journeys[reference.journey] != nil else {
      let near = NearMiss.suggestion(for: reference.journey, among: journeys.keys.sorted())
      report(
        "WM501", location, "there is no journey '\(reference.journey)'",
        help: near.map { "did you mean '\($0)'?" } ?? "a journey's name is its file's without .md")
      return
    }
    checkReference(reference.reference, journey: reference.journey)
  }

  private mutating func check(_ named: MonitorBinding.Named) {
    switch named.sort {
    case .actor: checkActor(named.name, at: named.location)
    case .environment:
      guard set.environment(named: named.name) == nil else { return }
      let near = NearMiss.suggestion(for: named.name, among: set.environments.keys.sorted())
      report(
        "WM501", named.location, "there is no environment '\(named.name)'",
        help: near.map { "did you mean '\($0)'?" } ?? "declare it under `environments:`")
    case .check:
      let known = set.files.flatMap(\.checks).map { "\($0.journey)/\($0.id)" }
      guard !known.contains(named.name) else { return }
      let near = NearMiss.suggestion(for: named.name, among: known)
      report(
        "WM501", named.location, "there is no check '\(named.name)'",
        help: near.map { "did you mean '\($0)'?" } ?? "write `journey/check`")
    case .wordList:
      guard set.wordList(named: named.name) == nil else { return }
      let near = NearMiss.suggestion(for: named.name, among: set.wordListNames)
      report(
        "WM501", named.location, "there is no word list '\(named.name)'",
        help: near.map { "did you mean '\($0)'?" }
          ?? "declare it under `word-lists:`; there are \(set.wordListNames.joined(separator: ", "))"
      )
    case .matrix:
      guard set.accessMatrix(named: named.name) == nil else { return }
      let known = set.files.flatMap(\.matrices).map(\.name)
      let near = NearMiss.suggestion(for: named.name, among: known)
      report(
        "WM501", named.location, "there is no access matrix '\(named.name)'",
        help: near.map { "did you mean '\($0)'?" } ?? "declare it under `access:`")
    }
  }

  private mutating func checkWordLists(of file: BindingFile) {
    for list in file.wordLists {
      for base in list.extends where set.wordList(named: base) == nil {
        let near = NearMiss.suggestion(for: base, among: set.wordListNames)
        report(
          "WM501", list.location, "'\(list.name)' extends '\(base)', which is not there",
          help: near.map { "did you mean '\($0)'?" } ?? "the standard lists are in docs/monitors.md"
        )
      }
      if set.wordList(named: list.name)?.phrases.isEmpty == true {
        report("WM510", list.location, "the word list '\(list.name)' is empty")
      }
    }
  }
}

extension MonitorBinding {
  /// The requests that bring what it needs.
  package var sources: [SourceBinding] {
    switch kind {
    case .canaries(let use): use.planted.map { [$0.source] } ?? []
    case .audit(let use): [use.source]
    case .openAPI(let source, _, _): [source]
    case .schemas(let schemas): schemas.map(\.source)
    case .access(let use): use.routes.map { [$0.source] } ?? []
    case .wording, .rule, nil: []
    }
  }
}
