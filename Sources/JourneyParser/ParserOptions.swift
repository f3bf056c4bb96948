package import JourneyModel

/// What a project's configuration says about the form of its journeys.
package struct ParserOptions: Sendable {
  /// Names of sections beside the usual ones, without number; case does not matter.
  package var sections: [Section.Role: [String]] = [:]
  /// Names of list groups beside the usual ones.
  package var groups: [ListGroup: [String]] = [:]
  /// Sections whose tables hold obligations, and in which columns.
  package var tables: [Section.Role: TableColumns] = [:]
  package var stories = StoryPattern.standard
  /// The sections that a journey must have.
  package var requiredSections = Section.Role.allCases

  package init() {}
}

/// A list whose name says what its items are.
package enum ListGroup: Sendable, Hashable {
  case backlog
  case docs
  case modality(Modality)

  /// Takes the name that configuration uses.
  ///
  /// `backlog`, `docs`, or a modality such as `must-not`.
  package init?(_ name: String) {
    switch name {
    case "backlog": self = .backlog
    case "docs": self = .docs
    default:
      guard let modality = Modality(rawValue: name), modality != .unspecified else { return nil }
      self = .modality(modality)
    }
  }
}

/// The columns of a table whose rows are obligations.
package struct TableColumns: Sendable, Hashable {
  /// The heading of the column that holds the statement.
  package var text: String
  /// The heading of the column that names the modality, where there is one.
  package var modality: String?

  package init(text: String, modality: String? = nil) {
    self.text = text
    self.modality = modality
  }
}
