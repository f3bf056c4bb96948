import JourneyModel
import ProjectConfiguration
import SourceText
import Traceability

/// WM402: a statement that cannot be tested as it is written.
enum VagueStatement: LintRule {
  static let description = DiagnosticDescription(
    code: "WM402", name: "vague-statement", severity: .info,
    explanation: """
      A statement uses a word that leaves open what would count as kept: fast, robust, \
      appropriate, user-friendly, if possible, etc. Two honest readers can disagree about whether \
      the product does it, and so no check can settle it. The words come from the lists of \
      requirement-quality guides; `lint: vague-words:` in waymark.yaml adds some or ignores some.
      """,
    mend: "Say what is measured or seen: a time, a number, a list, a condition.",
    bad: """
      - Must:
        - Load fast.
      """,
    good: """
      - Must:
        - Answer within 200 ms at the 95th percentile.
      """)

  static func check(_ context: LintContext) -> [Finding] {
    let matcher = VagueWordMatcher(settings: context.settings)
    var findings: [Finding] = []
    for document in context.documents {
      document.journey.forEachPromise { clause in
        for match in matcher.matches(in: clause.text) {
          findings.append(.vague(match, clause, in: document))
        }
      }
    }
    return findings
  }
}

extension Journey {
  /// Visits the clauses of flow, expectations and guardrails, in the order of the document.
  func forEachPromise(_ visit: (Clause) -> Void) {
    func walk(_ clauses: [Clause]) {
      for clause in clauses {
        visit(clause)
        walk(clause.clauses)
      }
    }
    for flow in flows { walk(flow.steps) }
    walk(expectations)
    walk(guardrails)
  }
}

extension Finding {
  fileprivate static func vague(
    _ match: VagueWordMatcher.Match, _ clause: Clause, in document: JourneyDocument
  ) -> Finding {
    Finding(
      path: document.journey.path,
      range: document.source.range(of: match.phrase, within: clause.range) ?? clause.range,
      message: "‘\(match.phrase)’ cannot be tested as written",
      help: match.suggestion ?? "say what is measured or seen instead")
  }
}
