/// One place in a text that names stories, or tries to.
package struct StoryReference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case stories
    /// `BF-xxx`: no story, and no error.
    case placeholder
    /// Nearly an ID; the likely one where there is one (`BF-2` → `BF-002`).
    case malformed(suggestion: String?)
    /// A range of more stories than are taken; how many it names.
    case tooWide(Int)
    /// Joined like a range that the dialect does not know, or that runs backwards; the range that
    /// was probably meant, and whether the words may as well be prose (`from BF-004 to BF-001`).
    case brokenRange(likely: String?, mayBeProse: Bool)
  }

  package var kind: Kind
  /// Where it stands, in UTF-8 offsets of the text.
  package var range: Range<Int>
  /// What it resolves to, ranges and short forms expanded.
  package var stories: [String]
  /// Whether it was written with a plus sign (`CO-001+`).
  package var isOpenEnded: Bool

  /// How many stories a range expands to at most.
  package static let rangeLimit = 100
}

extension StoryPattern {
  /// Finds the references in a text; for many texts, keep a ``StoryScanner``.
  package func scan(_ text: String) -> [StoryReference] {
    StoryScanner(self).scan(Array(text.utf8))
  }
}
