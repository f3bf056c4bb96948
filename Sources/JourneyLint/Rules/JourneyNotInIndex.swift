import JourneyModel
import SourceText
import Traceability

/// WM305: a journey that the index does not list.
enum JourneyNotInIndex: LintRule {
  static let description = DiagnosticDescription(
    code: "WM305", name: "journey-not-in-index", severity: .warning,
    explanation: """
      A journey document is not listed in the index, so nobody who starts there finds it. The rule \
      looks only at whole projects that have an index.
      """,
    mend: "Add an entry for the document to the index.",
    bad: """
      Journeys:
      - See [`a.md`](docs/journeys/a.md:1)
      """,
    good: """
      Journeys:
      - See [`a.md`](docs/journeys/a.md:1)
      - See [`b.md`](docs/journeys/b.md:1)
      """)

  static func check(_ context: LintContext) -> [Finding] {
    guard context.isComplete, let index = context.index else { return [] }
    let listed = Set(index.entries.compactMap(\.document))
    return context.documents.map(\.journey).filter { !listed.contains($0.path) }
      .map { .notListed($0, index: index.path) }
  }
}

extension Finding {
  fileprivate static func notListed(_ journey: Journey, index: String) -> Finding {
    Finding(
      path: journey.path, range: journey.titleRange,
      message: "the index \(index) does not list this journey",
      help: "add an entry that links to \(journey.path)")
  }
}
