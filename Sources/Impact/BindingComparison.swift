import Bindings
import JSONTree

/// Finds the checks, or the monitors, that a change touches.
struct BindingComparison {
  let sentences: SentenceChanges
  /// What became of sentences themselves, by id.
  let touched: [String: SpecsImpact.Change]
  /// What bindings can rest on and is no longer as it was.
  let changes: Set<BindingParts.Name>
  /// Keys of `waymark.yaml` that changed.
  let settings: [String]

  /// - Parameter present: The present id of what had one.
  /// - Returns: Those that are there by file and line, then those that are gone by id.
  func touched(
    from before: [String: BindingParts.Part], to after: [String: BindingParts.Part],
    present: (String) -> String
  ) -> [SpecsImpact.TouchedBinding] {
    let old = Dictionary(
      before.map { (present($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    var found = after.compactMap { touch($0.key, $0.value, old[$0.key]) }
    found.sort { ($0.location.path, $0.location.line) < ($1.location.path, $1.location.line) }
    let gone = before.filter { after[present($0.key)] == nil }.sorted { $0.key < $1.key }
    return found
      + gone.map { id, part in
        SpecsImpact.TouchedBinding(
          id: id, change: .removed, location: part.location,
          verifies: part.verifies.compactMap { sentences.ids[$0] }.sorted(), reasons: [])
      }
  }

  private func touch(
    _ id: String, _ part: BindingParts.Part, _ before: BindingParts.Part?
  ) -> SpecsImpact.TouchedBinding? {
    var binding = SpecsImpact.TouchedBinding(
      id: id, change: .added, location: part.location, verifies: part.verifies.sorted(),
      reasons: [])
    guard let before else { return binding }
    if part.binding != before.binding {
      binding.change = .edited
    } else if part.verifies != Set(before.verifies.compactMap { sentences.ids[$0] }) {
      binding.change = .edited
      binding.reasons.append("shows other sentences")
    } else {
      binding.change = .reached
    }
    let gone = before.verifies.filter { sentences.ids[$0] == nil }.sorted()
    binding.reasons += gone.map { "\($0), which it showed, is gone" }
    let used = part.uses.union(before.uses).intersection(changes).map(\.text).sorted()
    binding.reasons += used.map { "rests on \($0), which changed" }
    binding.reasons += settings.map { "waymark.yaml says something else about ‘\($0)’" }
    binding.restsOnChange = !used.isEmpty
    for id in binding.verifies {
      guard let change = touched[id] else { continue }
      binding.reasons.append("\(id) \(Self.happened(change))")
    }
    return binding.change == .reached && binding.reasons.isEmpty ? nil : binding
  }

  private static func happened(_ change: SpecsImpact.Change) -> String {
    switch change {
    case .added: "is new"
    case .removed: "is gone"
    case .edited: "was edited"
    case .reached: "is touched"
    }
  }
}
