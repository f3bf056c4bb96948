import JourneyModel
import SourceText
import Traceability

/// WM205: a story is mentioned in the text and declared nowhere.
enum StoryNotDeclared: LintRule {
  static let description = DiagnosticDescription(
    code: "WM205", name: "story-not-declared", severity: .warning,
    explanation: """
      The text of the journey mentions a story that stands neither in the title, nor in *Related \
      Stories*, nor in the mapping. What the sentence promises on behalf of that story is then \
      missing from the story's row of the matrix.
      """,
    mend: "Declare the story in *Related Stories* and in the mapping, or reword the sentence.",
    bad: """
      Related Stories: BF-002

      - Performance:
        - Should load as OE-002 defines.
      """,
    good: """
      Related Stories: BF-002, OE-002

      - Performance:
        - Should load as OE-002 defines.
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document -> [Finding] in
      let stories = document.journey.stories
      return stories.mentions(in: [.inline], without: [.title, .related, .mapped])
        .map { .notDeclared($0.stories, $0.mention, in: document.journey) }
    }
  }
}

extension Finding {
  fileprivate static func notDeclared(
    _ stories: [String], _ mention: StoryMention, in journey: Journey
  ) -> Finding {
    Finding(
      path: journey.path, range: mention.range,
      message: "\(StoryList.text(stories)) mentioned here but declared nowhere in the document",
      help: "add to Related Stories and to the mapping")
  }
}
