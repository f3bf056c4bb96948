import JourneyModel
import JourneyParser
import Review
import SourceText

/// A journey before and after an edit, and what is bound in it.
struct Wording {
  var before: Journey
  var after: Journey
  var references: [BoundReference]

  /// - Parameters:
  ///   - bindings: Checks with the paths that they name, such as `["a": ["must.1"]]`.
  init(_ before: String, _ after: String, _ bindings: [String: [String]]) {
    self.before = Self.journey(before)
    self.after = Self.journey(after)
    references = Self.references(bindings)
  }

  static func references(_ bindings: [String: [String]]) -> [BoundReference] {
    bindings.sorted { $0.key < $1.key }.flatMap { check, paths in
      paths.map {
        BoundReference(
          journey: "small", check: check, path: $0, file: "Specs/bindings/small.yaml", line: 4)
      }
    }
  }

  static func journey(_ text: String, id: String = "small") -> Journey {
    JourneyReader().read(SourceFile(path: "Specs/journeys/\(id).md", text: text))
  }

  /// The lock after everything was accepted before the edit.
  var lock: WaymarkLock {
    WordingReview(lock: WaymarkLock(), journeys: [before], references: references)
      .accepting(where: { _ in true }, in: { _ in true }).lock
  }

  var review: WordingReview {
    WordingReview(lock: lock, journeys: [after], references: references)
  }

  /// A document whose guardrails, under `Must:`, are these.
  static func musts(_ sentences: String...) -> String {
    "# Small\n\n## 5. Constraints & Guardrails\n\n- Must:\n"
      + sentences.map { "  - \($0)\n" }.joined()
  }
}

extension WordingReview {
  /// Such as `must.1 confirmed`, `must.2→must.3 moved`, a line each in the order of the items.
  var told: [String] {
    items.map { item in
      func path(_ id: String?) -> String? { id.map { String($0.drop { $0 != "#" }.dropFirst()) } }
      let former = path(item.formerID).map { $0 + "→" } ?? ""
      return "\(former)\(path(item.id) ?? "") \(item.state.rawValue)"
    }
  }
}
