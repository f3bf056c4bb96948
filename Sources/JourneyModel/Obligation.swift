package import SourceText

/// Which section an obligation stands in.
package enum ObligationKind: String, Sendable, Hashable, CaseIterable {
  case step, expectation, guardrail
}

/// How binding a guardrail is.
package enum Modality: String, Sendable, Hashable, CaseIterable {
  case must
  case mustNot = "must-not"
  case should
  case shouldNot = "should-not"
  case may
  case unspecified
}

/// A leaf of flow, expectations or guardrails: the unit of coverage.
package struct Obligation: Sendable, Hashable {
  /// `<journey id>#<path>`.
  package var id: String
  package var name: String?
  package var kind: ObligationKind
  /// `nil` unless ``kind`` is `guardrail`.
  package var modality: Modality?
  package var text: String
  /// The ancestors' texts, outermost first, without trailing colons.
  package var context: [String]
  /// Stories that its own text names.
  package var stories: [String]
  /// Stories in its ancestors' texts, which count for it in the matrix.
  package var inheritedStories: [String]
  /// 16 hexadecimal digits; see ``Fingerprint``.
  package var fingerprint: String
  package var range: SourceRange

  package init(
    id: String, name: String?, kind: ObligationKind, modality: Modality?, text: String,
    context: [String], stories: [String], inheritedStories: [String], fingerprint: String,
    range: SourceRange
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.modality = modality
    self.text = text
    self.context = context
    self.stories = stories
    self.inheritedStories = inheritedStories
    self.fingerprint = fingerprint
    self.range = range
  }

  /// What stands after the `#`.
  package var pathInJourney: Substring {
    id.firstIndex(of: "#").map { id[id.index(after: $0)...] } ?? id[...]
  }
}
