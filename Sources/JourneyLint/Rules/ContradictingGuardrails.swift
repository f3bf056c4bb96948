import JourneyModel
import SourceText
import Traceability

/// WM404: a journey demands and forbids the same thing.
enum ContradictingGuardrails: LintRule {
  static let description = DiagnosticDescription(
    code: "WM404", name: "contradicting-guardrails", severity: .warning,
    explanation: """
      One guardrail demands what another forbids in the same context. At least one of them cannot \
      be kept; usually a statement was moved between the lists and its old place was forgotten, or \
      a *not* was lost.
      """,
    mend: "Take one of them out, or say under which condition each holds.",
    bad: """
      - Must:
        - Show raw provider billing.
      - Must not:
        - Show raw provider billing.
      """,
    good: """
      - Must not:
        - Show raw provider billing.
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document -> [Finding] in
      var first: [[UInt64]: (obligation: Obligation, isForbidden: Bool)] = [:]
      var findings: [Finding] = []
      for obligation in document.journey.obligations {
        guard let isForbidden = direction(of: obligation) else { continue }
        let said = StatementText.subject(of: obligation, ignoresPlurals: true)
        guard !said.isEmpty else { continue }
        if let earlier = first[said] {
          guard earlier.isForbidden != isForbidden else { continue }
          findings.append(
            .contradiction(
              obligation, isForbidden: isForbidden, earlier: earlier.obligation,
              in: document.journey.path))
        } else {
          first[said] = (obligation, isForbidden)
        }
      }
      return findings
    }
  }

  private static func direction(of obligation: Obligation) -> Bool? {
    switch obligation.modality {
    case .must, .should: false
    case .mustNot, .shouldNot: true
    case .may, .unspecified, nil: nil
    }
  }
}

extension Finding {
  fileprivate static func contradiction(
    _ obligation: Obligation, isForbidden: Bool, earlier: Obligation, in path: String
  ) -> Finding {
    let here = isForbidden ? "forbids" : "demands"
    let there = isForbidden ? "demands" : "forbids"
    return Finding(
      path: path, range: obligation.range,
      message: "this \(here) what line \(earlier.range.start.line) \(there)",
      help: "take one of them out, or say under which condition each holds")
  }
}
