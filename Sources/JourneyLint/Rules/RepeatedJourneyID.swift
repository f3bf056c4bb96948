import JourneyModel
import SourceText
import Traceability

/// WM306: two journey documents have the same id.
enum RepeatedJourneyID: LintRule {
  static let description = DiagnosticDescription(
    code: "WM306", name: "repeated-journey-id", severity: .warning,
    explanation: """
      A journey is called by its file's name without the extension, and two documents in different \
      folders have the same. Bindings, reports and histories cannot tell their obligations apart.
      """,
    mend: "Rename one of the files.",
    bad: """
      journeys/finance/overview.md
      journeys/operations/overview.md
      """,
    good: """
      journeys/finance/finance-overview.md
      journeys/operations/operations-overview.md
      """)

  static func check(_ context: LintContext) -> [Finding] {
    var first: [String: String] = [:]
    return context.documents.compactMap { document in
      let journey = document.journey
      if let earlier = first[journey.id] { return .repeated(journey, earlier: earlier) }
      first[journey.id] = journey.path
      return nil
    }
  }
}

extension Finding {
  fileprivate static func repeated(_ journey: Journey, earlier: String) -> Finding {
    Finding(
      path: journey.path, range: journey.titleRange,
      message: "\(earlier) is called \(journey.id) too", help: "rename one of the files")
  }
}
