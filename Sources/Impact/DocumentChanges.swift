import JourneyModel
import Traceability

/// What became of the documents that journeys link.
struct DocumentChanges {
  private var changes: [String: SpecsImpact.Change] = [:]
  /// The journeys that link a document now or did, by its path.
  private var journeys: [String: Set<String>] = [:]
  /// Paths that the text of an obligation links, by its id.
  private var links: [String: [String]] = [:]

  init(from before: SpecsState, to after: SpecsState, _ changed: Set<BindingParts.Name>) {
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
    for journey in after.journeys {
      let clauses = journey.flows.flatMap(\.steps) + journey.expectations + journey.guardrails
      collectLinks(of: clauses, in: after)
    }
  }

  private mutating func collectLinks(of clauses: [Clause], in state: SpecsState) {
    for clause in clauses {
      let paths = clause.links.compactMap(state.path(of:))
      if !paths.isEmpty { links[clause.id] = paths }
      collectLinks(of: clause.clauses, in: state)
    }
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
