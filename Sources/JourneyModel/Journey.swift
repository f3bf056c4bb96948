package import JSONTree
package import SourceText

/// One journey document as a typed contract; `waymark parse` prints it.
///
/// Lists keep the order of the document. Identifiers are full (`executive-sample#must-not.2.1`).
package struct Journey: Sendable {
  /// The file's name without its extension.
  package var id: String
  /// The path as given or found, relative to the project where there is one.
  package var path: String
  /// The H1 without its list of stories; `nil` where there is no H1.
  package var title: String?
  package var titleRange: SourceRange?
  /// The front matter in the order of the file; empty where there is none.
  package var frontMatter: JSONObject
  package var documentLevel: String?
  package var personas: [String]
  package var stories: JourneyStories
  package var preconditions: [Clause]
  package var flows: [Flow]
  package var expectations: [Clause]
  package var guardrails: [Clause]
  package var mapping: DocumentMapping
  /// The leaves of flow, expectations and guardrails, in this order.
  package var obligations: [Obligation]
  /// Every link of the document, in its order.
  package var links: [DocumentLink]
  /// The H2 sections in the order of the document.
  package var sections: [Section]
  /// What the parser found odd; rules over the whole project are `JourneyLint`'s.
  package var diagnostics: [Diagnostic]
  /// How many blocks of sections 3 to 5 gave no obligation; each has a diagnostic.
  package var blocksNotRead: Int

  package init(id: String, path: String) {
    self.id = id
    self.path = path
    frontMatter = JSONObject()
    personas = []
    stories = JourneyStories()
    preconditions = []
    flows = []
    expectations = []
    guardrails = []
    mapping = DocumentMapping()
    obligations = []
    links = []
    sections = []
    diagnostics = []
    blocksNotRead = 0
  }
}

/// Where a journey names backlog stories; each list holds an id once, in order of appearance.
package struct JourneyStories: Sendable, Hashable {
  package var title: [String] = []
  package var related: [String] = []
  /// What stands before the colon of the mapping's backlog items.
  package var mapped: [String] = []
  /// What stands anywhere in sections 1 to 5.
  package var inline: [String] = []
  /// Every mention with its place, for rules that point at it.
  package var mentions: [StoryMention] = []

  package init() {}
}

/// One written mention of stories, resolved.
package struct StoryMention: Sendable, Hashable {
  /// Which of the four places of a document it stands in.
  package enum Place: String, Sendable { case title, related, mapped, inline }

  package var place: Place
  /// As written, such as `OE-001/002`.
  package var written: String
  /// What it resolves to; empty for a placeholder (`BF-xxx`) or a malformed id.
  package var stories: [String]
  /// The likely id when ``written`` is malformed (`BF-2` → `BF-002`).
  package var suggestion: String?
  package var range: SourceRange

  package init(
    place: Place, written: String, stories: [String], suggestion: String? = nil,
    range: SourceRange
  ) {
    self.place = place
    self.written = written
    self.stories = stories
    self.suggestion = suggestion
    self.range = range
  }
}

/// An H2 of the document and the role that the dialect or the configuration gives it.
package struct Section: Sendable, Hashable {
  package enum Role: String, Sendable, CaseIterable {
    case overview, preconditions, flow, expectations, guardrails, mapping
  }

  /// As written, number included.
  package var title: String
  /// `nil` for a section of a foreign name.
  package var role: Role?
  package var range: SourceRange

  package init(title: String, role: Role?, range: SourceRange) {
    self.title = title
    self.role = role
    self.range = range
  }
}

/// An ordered walk through the product; a sub-flow where the section has H3 headings.
package struct Flow: Sendable {
  /// `flow`, or `flow-1`, `flow-2` … for sub-flows.
  package var id: String
  /// The H3 as written; `nil` for the only flow.
  package var title: String?
  package var range: SourceRange?
  package var steps: [Clause]
  /// Paragraphs before and after the steps, as plain text.
  package var notes: [String]

  package init(id: String, title: String?, range: SourceRange? = nil) {
    self.id = id
    self.title = title
    self.range = range
    steps = []
    notes = []
  }
}
