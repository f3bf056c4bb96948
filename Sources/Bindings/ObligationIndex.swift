package import JourneyModel
import SourceText

/// Finds a journey's obligations by path or name.
package struct ObligationIndex: Sendable {
  package enum Lookup: Sendable {
    case found(Obligation)
    /// A path with obligations below it, which are to be named instead.
    case parent(leaves: [String])
    case unknown(suggestion: String?)
  }

  package let journey: Journey
  private var byPath: [String: Int] = [:]
  private var leaves: [String: [String]] = [:]

  package init(_ journey: Journey) {
    self.journey = journey
    for (index, obligation) in journey.obligations.enumerated() {
      let path = String(obligation.pathInJourney)
      byPath[path] = index
      if let name = obligation.name { byPath[name] = index }
      var parent = path[...]
      while let dot = parent.lastIndex(of: ".") {
        parent = parent[..<dot]
        leaves[String(parent), default: []].append(path)
      }
    }
  }

  package func lookup(_ path: String) -> Lookup {
    if let index = byPath[path] { return .found(journey.obligations[index]) }
    if let leaves = leaves[path] { return .parent(leaves: leaves) }
    return .unknown(suggestion: suggestion(for: path))
  }

  private func suggestion(for path: String) -> String? {
    NearMiss.suggestion(for: path, among: byPath.keys.sorted())
  }
}
