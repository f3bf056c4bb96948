package import SourceText

/// A list item: its own text, and the clauses nested in it.
package struct Clause: Sendable {
  package var id: String
  /// The author's name for it (`<!-- id: no-leakage -->`).
  package var name: String?
  /// Plain text with its colon, paragraphs joined by a space.
  package var text: String
  /// Stories found in the clause's own text.
  package var stories: [String]
  package var links: [DocumentLink]
  /// Whether it begins a branch (`If allowed:`).
  package var isCondition: Bool
  package var fingerprint: String
  package var range: SourceRange
  package var clauses: [Clause]
  /// A step's number as rendered; `nil` for other clauses.
  package var number: Int?
  /// A guardrail's modality; `nil` outside section 5.
  package var modality: Modality?

  package init(id: String, text: String, range: SourceRange) {
    self.id = id
    self.text = text
    self.range = range
    stories = []
    links = []
    isCondition = false
    fingerprint = ""
    clauses = []
  }
}

/// A link to documentation such as ``[`executive-api.md`](docs/api/executive-api.md:1)``.
package struct DocumentLink: Sendable, Hashable {
  package var label: String
  /// Relative to the documentation root, without `:LINE` and anchor.
  package var path: String
  package var line: Int?
  package var anchor: String?
  package var range: SourceRange

  package init(label: String, path: String, line: Int?, anchor: String?, range: SourceRange) {
    self.label = label
    self.path = path
    self.line = line
    self.anchor = anchor
    self.range = range
  }
}

/// The mapping section: which stories and documents the journey answers to.
package struct DocumentMapping: Sendable {
  package var backlog: [BacklogEntry] = []
  package var docs: [DocumentLink] = []

  package init() {}
}

/// One item of the mapping's backlog list.
package struct BacklogEntry: Sendable, Hashable {
  package var stories: [String]
  /// What stands after the colon.
  package var text: String
  /// Whether it was written `CO-001+`.
  package var isOpenEnded: Bool
  package var range: SourceRange

  package init(stories: [String], text: String, isOpenEnded: Bool, range: SourceRange) {
    self.stories = stories
    self.text = text
    self.isOpenEnded = isOpenEnded
    self.range = range
  }
}
