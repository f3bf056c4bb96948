import JourneyModel
import SourceText
import Traceability

/// WM403: the same statement stands twice in a journey.
enum RepeatedStatement: LintRule {
  static let description = DiagnosticDescription(
    code: "WM403", name: "repeated-statement", severity: .warning,
    explanation: """
      A journey says the same thing twice under the same heading. It counts twice in every matrix, \
      and reviews cannot tell the two apart when one of them moves. The same words in different \
      contexts (*Exports* under *Ensure no leakage in* and under *Log*) are different statements.
      """,
    mend: "Keep one of them, or say what is different about the other.",
    bad: """
      - Must:
        - Log each export.
        - Log each export.
      """,
    good: """
      - Must:
        - Log each export.
        - Log each failed attempt to export.
      """)

  private struct Key: Hashable {
    var kind: ObligationKind
    var modality: Modality?
    var words: [UInt64]
  }

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document -> [Finding] in
      var first: [Key: Obligation] = [:]
      var findings: [Finding] = []
      for obligation in document.journey.obligations {
        let key = Key(
          kind: obligation.kind, modality: obligation.modality,
          words: StatementText.subject(of: obligation))
        guard !key.words.isEmpty else { continue }
        if let earlier = first[key] {
          findings.append(.repeated(obligation, earlier: earlier, in: document.journey.path))
        } else {
          first[key] = obligation
        }
      }
      return findings
    }
  }
}

extension Finding {
  fileprivate static func repeated(
    _ obligation: Obligation, earlier: Obligation, in path: String
  ) -> Finding {
    Finding(
      path: path, range: obligation.range,
      message:
        "the same statement stands in line \(earlier.range.start.line) (\(earlier.pathInJourney))",
      help: "keep one of them, or say what is different about this one")
  }
}
