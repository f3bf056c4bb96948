import JourneyModel
import SourceText
import Traceability

/// WM203: a story in the title or in `Related Stories` is nowhere in the mapping.
enum StoryNotMapped: LintRule {
  static let description = DiagnosticDescription(
    code: "WM203", name: "story-not-mapped", severity: .warning,
    explanation: """
      A story stands in the title or in *Related Stories*, but the mapping at the end of the \
      document does not name it. The matrix counts what is mapped: such a story looks related to \
      readers and uncovered to the matrix. A document without the mapping section is told once, \
      by another code.
      """,
    mend: "Add the story to the backlog list of the mapping, or take it out of the header.",
    bad: """
      Related Stories: BF-002, EE-003

      ## 6. Story & Documentation Mapping
      - Backlog:
        - BF-002: Internal views.
      """,
    good: """
      Related Stories: BF-002, EE-003

      ## 6. Story & Documentation Mapping
      - Backlog:
        - BF-002: Internal views.
        - EE-003: Export of what the page shows.
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document -> [Finding] in
      let journey = document.journey
      guard journey.sections.contains(where: { $0.role == .mapping }) else { return [] }
      return journey.stories.mentions(in: [.title, .related], without: [.mapped])
        .map { .notMapped($0.stories, $0.mention, in: journey) }
    }
  }
}

extension Finding {
  fileprivate static func notMapped(
    _ stories: [String], _ mention: StoryMention, in journey: Journey
  ) -> Finding {
    let place = mention.place == .title ? "the title" : "Related Stories"
    let said = StoryList.text(stories, is: "stands", are: "stand")
    return Finding(
      path: journey.path, range: mention.range,
      message: "\(said) in \(place) but nowhere in the mapping",
      help: "add to the backlog list of the mapping, or take out of \(place)")
  }
}
