import JourneyModel
import SourceText
import Traceability

/// WM202: a journey names a story that the backlog does not have.
enum StoryNotInBacklog: LintRule {
  static let description = DiagnosticDescription(
    code: "WM202", name: "story-not-in-backlog", severity: .warning,
    explanation: """
      A journey names a story that the backlog does not have. Either the id is a slip, and the \
      journey claims to answer to a story that it has nothing to do with, or the backlog is behind. \
      The rule is silent in a project without a backlog. Each story is told once a document, where \
      it is first mentioned.
      """,
    mend: "Mend the id, or add the story to the backlog.",
    bad: """
      Related Stories: BF-021
      """,
    good: """
      Related Stories: BF-012
      """)

  /// Beyond this many different unknown ids they are no slips, and looking for near ones is dear.
  private static let mostSuggestions = 200

  static func check(_ context: LintContext) -> [Finding] {
    guard let backlog = context.backlog else { return [] }
    var findings: [Finding] = []
    var suggestions: [String: String?] = [:]
    for document in context.documents {
      let stories = document.journey.stories
      for (mention, named) in stories.mentions(in: StoryMention.Place.all, without: []) {
        let unknown = named.filter { backlog[$0] == nil }
        guard let story = unknown.first else { continue }
        if suggestions[story] == nil, suggestions.count < mostSuggestions {
          suggestions[story] = .some(backlog.suggestion(for: story))
        }
        findings.append(
          .notInBacklog(
            unknown, mention, in: document.journey, backlog: backlog.path,
            meant: unknown.count == 1 ? suggestions[story] ?? nil : nil))
      }
    }
    return findings
  }
}

extension StoryMention.Place {
  fileprivate static let all: Set<Self> = [.title, .related, .mapped, .inline]
}

extension Finding {
  fileprivate static func notInBacklog(
    _ stories: [String], _ mention: StoryMention, in journey: Journey, backlog: String,
    meant: String?
  ) -> Finding {
    Finding(
      path: journey.path, range: mention.range,
      message: "\(StoryList.text(stories)) not in the backlog",
      help: meant.map { "did you mean \($0)?" } ?? "mend the id, or add the story to \(backlog)")
  }
}
