import JourneyModel
import SourceText
import Traceability

/// WM502: no check verifies an obligation.
enum ObligationWithoutCheck: LintRule {
  static let description = DiagnosticDescription(
    code: "WM502", name: "obligation-without-check", severity: .info,
    explanation: """
      No check verifies this sentence, and no binding says why not yet: the product may break it \
      any day and nobody is told. A journey without any check is told once, at its title. The rule \
      is silent in projects without bindings.
      """,
    mend: "Bind a check to it, or mark it pending with a reason.",
    bad: """
      checks: []
      """,
    good: """
      checks:
        - id: no-session-no-data
          verifies: [must.1]
      """)

  static func check(_ context: LintContext) -> [Finding] {
    guard let bindings = context.bindings else { return [] }
    return context.documents.flatMap { document -> [Finding] in
      let journey = document.journey
      guard let named = bindings.obligations[journey.id] else {
        return journey.obligations.isEmpty ? [] : [.nothingChecked(journey)]
      }
      return journey.obligations
        .filter { obligation in
          !named.contains(String(obligation.pathInJourney))
            && !(obligation.name.map(named.contains) ?? false)
        }
        .map { .unchecked($0, in: journey.path) }
    }
  }
}

extension Finding {
  fileprivate static func nothingChecked(_ journey: Journey) -> Finding {
    Finding(
      path: journey.path, range: journey.titleRange,
      message: "no check verifies any of the \(journey.obligations.count) obligations",
      help: "bind checks in a file named \(journey.id).yaml")
  }

  fileprivate static func unchecked(_ obligation: Obligation, in path: String) -> Finding {
    Finding(
      path: path, range: obligation.range, message: "no check verifies \(obligation.pathInJourney)",
      help: "bind a check to it, or mark it pending with a reason")
  }
}
