package import JourneyModel

/// Guesses the role of a section from words in its title.
///
/// Wider than what the parser accepts without configuration: what is only guessed here ends up in
/// `waymark.yaml`, where its author sees it.
package enum SectionGuess {
  /// Words that hint at a role; roles with the more telling words come first.
  private static let hints: [(role: Section.Role, words: [String])] = [
    (.guardrails, ["guardrail", "constraint", "rule", "non-functional", "nonfunctional", "must"]),
    (
      .mapping, ["mapping", "traceability", "related stories", "references", "links", "tickets"]
    ),
    (
      .preconditions,
      ["precondition", "prerequisite", "persona", "actor", "before you start", "audience"]
    ),
    (
      .expectations,
      ["expect", "behavior", "behaviour", "acceptance", "outcome", "what the user sees"]
    ),
    (.flow, ["flow", "step", "walkthrough", "scenario", "procedure", "path", "journey"]),
    (.overview, ["overview", "summary", "purpose", "introduction", "goal", "about", "context"]),
  ]

  /// The role that a title probably has; `nil` where nothing hints at one.
  package static func role(of title: String) -> Section.Role? {
    let title = title.lowercased()
    return hints.first { hint in hint.words.contains { begins($0, in: title) } }?.role
  }

  /// Whether a word of the title begins with `hint`.
  private static func begins(_ hint: String, in title: String) -> Bool {
    var rest = title[...]
    while let range = rest.firstRange(of: hint) {
      if range.lowerBound == title.startIndex { return true }
      if !title[title.index(before: range.lowerBound)].isLetter { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  package enum Likelihood: Sendable { case journey, doubtful, other }

  /// Whether a document with these sections is a journey: it has a flow or guardrails, and at
  /// least three of the six roles.
  package static func likelihood(of scan: HeadingScan) -> Likelihood {
    let roles = Set(scan.sections.compactMap(role))
    guard roles.contains(.flow) || roles.contains(.guardrails), scan.sections.count <= 60 else {
      return .other
    }
    return roles.count >= 3 ? .journey : roles.count == 2 ? .doubtful : .other
  }
}
