import SourceText
import Traceability

/// WM207: the backlog lists a story twice.
enum RepeatedBacklogStory: LintRule {
  static let description = DiagnosticDescription(
    code: "WM207", name: "repeated-backlog-story", severity: .warning,
    explanation: """
      The backlog has two rows of the same id. The first counts; title, phase and owner of the \
      other are read by people only, who may take them for the truth.
      """,
    mend: "Merge the rows, or give one of them its own id.",
    bad: """
      | BF-005 | Alert foundation |
      | BF-005 | Notifications    |
      """,
    good: """
      | BF-005 | Alert foundation |
      | EE-002 | Notifications    |
      """)

  static func check(_ context: LintContext) -> [Finding] {
    guard let backlog = context.backlog else { return [] }
    return backlog.repeated.map { .repeated($0, first: backlog[$0.id], in: backlog.path) }
  }
}

extension Finding {
  fileprivate static func repeated(
    _ story: BacklogStory, first: BacklogStory?, in backlog: String
  ) -> Finding {
    let line = first.map { " (line \($0.range.start.line))" } ?? ""
    return Finding(
      path: backlog, range: story.range,
      message: "\(story.id) is in the backlog already\(line)",
      help: "merge the two rows, or give this one its own id")
  }
}
