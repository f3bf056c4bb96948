package import JourneyModel

/// Guesses the role of a section from words in its title.
package enum SectionGuess {
  /// The role that a title probably has; `nil` where nothing hints at one.
  ///
  /// The longest hint decides, so that `Requisitos previos` is not taken for requirements; of
  /// equally long ones, that of the more telling role.
  package static func role(of title: String) -> Section.Role? {
    table.matches(in: title.lowercased())
      .max { ($0.phrase.count, $1.value.rank) < ($1.phrase.count, $0.value.rank) }?.value.role
  }

  private struct Hint: Sendable {
    var role: Section.Role
    /// The more telling roles come first.
    var rank: Int
  }

  private static let table = PhraseTable(
    SectionWords.hints.enumerated().flatMap { rank, hint in
      hint.words.map { ($0, Hint(role: hint.role, rank: rank)) }
    }, matchesStems: true)
}
