import JourneyModel
import Traceability

/// What became of the documents that journeys link.
struct DocumentChanges {
  private var changes: [String: SpecsImpact.Change] = [:]
  /// The journeys that link a document now or did, by its path.
  private var journeys: [String: Set<String>] = [:]
  /// Paths that the text of an obligation links, by its id.
  private var links: [String: [String]] = [:]
  /// What it linked, by its present id.
  private var formerLinks: [String: [String]] = [:]

  /// - Parameter ids: The present ids of obligations, by those that they had.
  init(
    from before: SpecsState, to after: SpecsState, _ changed: Set<BindingParts.Name>,
    ids: [String: String]
  ) {
    for state in [before, after] {
      for journey in state.journeys {
        for path in journey.documentLinks.compactMap(state.path(of:)) {
          journeys[path, default: []].insert(journey.id)
        }
      }
    }
    for path in journeys.keys where changed.contains(.file(path)) {
      changes[path] =
        before.contents[path] == nil ? .added : after.contents[path] == nil ? .removed : .edited
    }
    links = Self.links(in: after)
    for (id, paths) in Self.links(in: before) {
      if let present = ids[id] { formerLinks[present] = paths }
    }
  }

  private static func links(in state: SpecsState) -> [String: [String]] {
    var links: [String: [String]] = [:]
    var waiting = state.journeys.flatMap { journey in
      journey.flows.flatMap(\.steps) + journey.expectations + journey.guardrails
    }
    while let clause = waiting.popLast() {
      let paths = clause.links.compactMap(state.path(of:))
      if !paths.isEmpty { links[clause.id] = paths }
      waiting += clause.clauses
    }
    return links
  }

  func linksOtherwise(_ obligation: String) -> Bool {
    Set(links[obligation] ?? []) != Set(formerLinks[obligation] ?? [])
  }

  /// What an obligation links itself and is no longer as it was.
  func changedPaths(of obligation: String) -> [String] {
    (links[obligation] ?? []).filter { changes[$0] != nil }
  }

  /// Changed documents, and those that journeys with touched sentences name.
  func touched(by obligations: [String]) -> [SpecsImpact.TouchedDocument] {
    let touched = Set(obligations.map { id in id.prefix { $0 != "#" } })
    return journeys.keys.sorted().compactMap { path in
      let linking = journeys[path, default: []].sorted()
      if let change = changes[path] {
        return SpecsImpact.TouchedDocument(path: path, change: change, journeys: linking)
      }
      let names = linking.filter { touched.contains($0[...]) }
      if names.isEmpty { return nil }
      return SpecsImpact.TouchedDocument(path: path, change: .reached, journeys: names)
    }
  }
}
