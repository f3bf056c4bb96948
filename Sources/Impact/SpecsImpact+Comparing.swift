import Bindings
import JSONTree
import JourneyModel
import SourceText
import YAMLTree

extension SpecsImpact {
  /// Compares two times of a project.
  ///
  /// - Parameter environment: The environment whose settings count.
  package init(from before: SpecsState, to after: SpecsState, environment: String) {
    let sentences = SentenceChanges(from: before.journeys, to: after.journeys)
    let old = BindingParts(before, environment: environment)
    let new = BindingParts(after, environment: environment)
    let changes = new.changes(since: old)
    settings = Self.changedSettings(before, after)
    let linked = DocumentChanges(from: before, to: after, changes, ids: sentences.ids)
    let touched = Self.sentences(sentences, linked, old, new)

    let comparison = BindingComparison(
      sentences: sentences, touched: touched.mapValues(\.change), changes: changes,
      settings: settings)
    checks = comparison.touched(from: old.checks, to: new.checks) { id in
      guard let slash = id.firstIndex(of: "/"), let name = sentences.renames[String(id[..<slash])]
      else { return id }
      return name + id[slash...]
    }
    monitors = comparison.touched(from: old.monitors, to: new.monitors) { $0 }
    listObligations(sentences, touched)
    listStories(sentences)
    documents = linked.touched(by: obligations.map(\.id))
  }

  // MARK: - Sentences

  /// What is to be said of a sentence, before its checks are looked at.
  fileprivate struct Touch {
    var change: Change
    var reasons: [String] = []
  }

  private static func sentences(
    _ sentences: SentenceChanges, _ linked: DocumentChanges, _ old: BindingParts,
    _ new: BindingParts
  ) -> [String: Touch] {
    var touched: [String: Touch] = [:]
    let wasPending = Set(old.pending.compactMap { sentences.ids[$0] })
    for sentence in sentences.present {
      let id = sentence.obligation.id
      var reasons: [String] = []
      if sentence.before == nil {
        touched[id] = Touch(change: .added)
        continue
      }
      if sentence.isMappedOtherwise { reasons.append("it answers to other stories") }
      for path in linked.changedPaths(of: id) { reasons.append("it links \(path), which changed") }
      if linked.linksOtherwise(id) { reasons.append("it links other documents") }
      if new.pending.contains(id) != wasPending.contains(id) {
        reasons.append(new.pending.contains(id) ? "it is pending now" : "it is no longer pending")
      }
      if sentence.isEdited || !reasons.isEmpty {
        touched[id] = Touch(change: sentence.isEdited ? .edited : .reached, reasons: reasons)
      }
    }
    return touched
  }

  /// Those that changed themselves, and those that something changed about what shows them.
  private mutating func listObligations(_ sentences: SentenceChanges, _ touched: [String: Touch]) {
    var shown: [String: [String]] = [:]
    for check in checks where check.changedItself {
      for id in check.verifies { shown[id, default: []].append("\(check.id) \(check.happened)") }
    }
    for monitor in monitors where monitor.changedItself {
      for id in monitor.verifies {
        shown[id, default: []].append("the monitor \(monitor.id) \(monitor.happened)")
      }
    }
    for sentence in sentences.present {
      let id = sentence.obligation.id
      let evidence = shown[id] ?? []
      guard touched[id] != nil || !evidence.isEmpty else { continue }
      let touch = touched[id] ?? Touch(change: .reached)
      obligations.append(
        TouchedObligation(
          id: id, change: touch.change, obligation: sentence.obligation,
          document: sentence.document, before: sentence.isEdited ? sentence.before : nil,
          stories: sentence.stories.sorted(), reasons: touch.reasons + evidence))
    }
    for sentence in sentences.removed {
      obligations.append(
        TouchedObligation(
          id: sentence.obligation.id, change: .removed, obligation: sentence.obligation,
          document: sentence.document, stories: sentence.stories.sorted(), reasons: []))
    }
  }

  private mutating func listStories(_ sentences: SentenceChanges) {
    var obligations: [String: [String]] = [:]
    for touched in self.obligations {
      for story in touched.stories { obligations[story, default: []].append(touched.id) }
    }
    for story in sentences.remappedStories where obligations[story] == nil {
      obligations[story] = []
    }
    stories = obligations.keys.sorted().map { story in
      let ids = obligations[story] ?? []
      let shown = checks.filter { !Set($0.verifies).isDisjoint(with: ids) }
      return TouchedStory(id: story, obligations: ids, checks: shown.map(\.id))
    }
  }

  // MARK: - Settings

  /// Keys of `waymark.yaml` whose effect shows in what is compared, or in reports alone.
  private static let settingsOfNoRun: Set<String> = [
    "journeys", "index", "documentation-root", "backlog", "bindings", "stories", "sections",
    "groups", "tables", "lint", "reports", "gate",
  ]

  private static func changedSettings(_ before: SpecsState, _ after: SpecsState) -> [String] {
    func keys(_ state: SpecsState) -> [String: JSONValue] {
      let root = state.configuration.flatMap { YAMLDocument.parse($0).root }
      return Dictionary(
        (root?.members ?? []).map { ($0.key.text ?? "", $0.value.json) },
        uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (keys(before), keys(after))
    return Set(old.keys).union(new.keys).subtracting(settingsOfNoRun)
      .filter { old[$0] != new[$0] }.sorted()
  }
}

extension SpecsImpact.TouchedBinding {
  /// Whether it shows its sentences otherwise than before.
  fileprivate var changedItself: Bool { change != .reached || restsOnChange }

  fileprivate var happened: String {
    switch change {
    case .added: "is new"
    case .removed: "is gone"
    case .edited: "was edited"
    case .reached: reasons.first ?? "was reached"
    }
  }
}
