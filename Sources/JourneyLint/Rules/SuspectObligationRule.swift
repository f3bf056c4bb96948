import JourneyModel
import SourceText
import Traceability

/// WM503: an obligation reads differently from when its checks were last confirmed.
enum SuspectObligationRule: LintRule {
  static let description = DiagnosticDescription(
    code: "WM503", name: "suspect-obligation", severity: .warning,
    explanation: """
      The sentence was edited after someone last confirmed that its checks show what it says. They \
      still run, but they may verify what it used to say.
      """,
    mend: "Compare old and new wording with `waymark review`; confirm with `--accept`.",
    bad: """
      - Answer within 100 ms.      (confirmed as: Answer within 200 ms.)
      """,
    good: """
      waymark review --accept executive-exec-overview#must.2
      """)

  static func check(_ context: LintContext) -> [Finding] {
    guard let suspects = context.bindings?.suspects, !suspects.isEmpty else { return [] }
    let byID = Dictionary(
      suspects.map { ($0.obligation, $0) }, uniquingKeysWith: { first, _ in first })
    return context.documents.flatMap { document in
      document.journey.obligations.compactMap { obligation in
        byID[obligation.id].map { .suspect(obligation, $0, in: document.journey.path) }
      }
    }
  }
}

extension Finding {
  fileprivate static func suspect(
    _ obligation: Obligation, _ suspect: SuspectObligation, in path: String
  ) -> Finding {
    let former = suspect.formerText.map { " (it read ‘\($0)’)" } ?? ""
    return Finding(
      path: path, range: obligation.range,
      message: "the wording changed since its checks were last confirmed\(former)",
      help: "see waymark review; --accept confirms the checks")
  }
}
