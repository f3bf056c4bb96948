import JourneyModel
import SourceText
import Traceability

/// WM204: a mapped story is missing from `Related Stories`.
enum StoryNotRelated: LintRule {
  static let description = DiagnosticDescription(
    code: "WM204", name: "story-not-related", severity: .warning,
    explanation: """
      The mapping names a story that *Related Stories* in the header does not. Readers take the \
      header for the whole list and miss that the journey answers to this story too. Where the \
      header has no *Related Stories* at all, that is told once.
      """,
    mend: "Add the story to *Related Stories*, or take it out of the mapping.",
    bad: """
      Related Stories: BF-005

      - Backlog:
        - BF-005: Alert foundation.
        - OE-001: Dashboard of operations.
      """,
    good: """
      Related Stories: BF-005, OE-001

      - Backlog:
        - BF-005: Alert foundation.
        - OE-001: Dashboard of operations.
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document -> [Finding] in
      let journey = document.journey
      guard !journey.stories.mapped.isEmpty else { return [] }
      let hasRelated = journey.stories.mentions.contains { $0.place == .related }
      guard hasRelated else { return [.noRelatedStories(in: journey)] }
      return journey.stories.mentions(in: [.mapped], without: [.related])
        .map { .notRelated($0.stories, $0.mention, in: journey) }
    }
  }
}

extension Finding {
  fileprivate static func notRelated(
    _ stories: [String], _ mention: StoryMention, in journey: Journey
  ) -> Finding {
    Finding(
      path: journey.path, range: mention.range,
      message: "\(StoryList.text(stories)) mapped but not named in Related Stories",
      help: "add to Related Stories, or take out of the mapping")
  }

  fileprivate static func noRelatedStories(in journey: Journey) -> Finding {
    let stories = journey.stories.mapped.joined(separator: ", ")
    return Finding(
      path: journey.path, range: journey.titleRange,
      message: "the header has no Related Stories, although the mapping names some",
      help: "add a line to the header: Related Stories: \(stories)")
  }
}
