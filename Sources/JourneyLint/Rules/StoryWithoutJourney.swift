import JourneyModel
import SourceText
import Traceability

/// WM206: a story of the backlog that no journey mentions.
enum StoryWithoutJourney: LintRule {
  static let description = DiagnosticDescription(
    code: "WM206", name: "story-without-journey", severity: .info,
    explanation: """
      The backlog has a story that no journey of the project mentions. Nothing that is specified \
      here shows that the story is done. Stories that have no user journey by nature make this \
      *info*; a project in which every story needs one makes it an error. The rule looks only at \
      whole projects.
      """,
    mend: "Mention the story in the journey that answers to it, or accept that none does.",
    bad: """
      | ID     | Title           |
      |--------|-----------------|
      | RP-007 | (in no journey) |
      """,
    good: """
      Related Stories: RP-007
      """)

  static func check(_ context: LintContext) -> [Finding] {
    guard context.isComplete, let backlog = context.backlog else { return [] }
    var mentioned: Set<String> = []
    for document in context.documents {
      for mention in document.journey.stories.mentions {
        for story in mention.stories {
          if let known = backlog[story] { mentioned.insert(known.id) }
        }
      }
    }
    return backlog.stories.filter { !mentioned.contains($0.id) }
      .map { .withoutJourney($0, in: backlog.path) }
  }
}

extension Finding {
  fileprivate static func withoutJourney(_ story: BacklogStory, in backlog: String) -> Finding {
    let isTitled = !story.title.isEmpty && !story.title.hasPrefix("(")
    let title = isTitled ? " (\(story.title))" : ""
    return Finding(
      path: backlog, range: story.range, message: "no journey mentions \(story.id)\(title)",
      help: "mention \(story.id) in the journey that answers to it")
  }
}
