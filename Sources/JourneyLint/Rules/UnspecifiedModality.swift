import JourneyModel
import SourceText
import Traceability

/// WM401: a guardrail that does not say how binding it is.
enum UnspecifiedModality: LintRule {
  static let description = DiagnosticDescription(
    code: "WM401", name: "unspecified-modality", severity: .warning,
    explanation: """
      Neither the guardrail nor any of the groups around it begins with a modal verb, so nobody \
      can tell whether breaking it breaks a promise. A gate can demand that every *must* is kept; \
      it cannot see this one.
      """,
    mend: "Begin the statement, or its group, with Must, Must not, Should, Should not or May.",
    bad: """
      - Performance:
        - The page loads as OE-002 defines.
      """,
    good: """
      - Performance:
        - Must load as OE-002 defines.
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document in
      document.journey.obligations.filter { $0.modality == .unspecified }
        .map { .unspecified($0, in: document.journey.path) }
    }
  }
}

extension Finding {
  fileprivate static func unspecified(_ obligation: Obligation, in path: String) -> Finding {
    Finding(
      path: path, range: obligation.range,
      message: "this guardrail does not say whether it is a must, a should or a may",
      help: "begin it, or its group, with Must, Must not, Should, Should not or May")
  }
}
