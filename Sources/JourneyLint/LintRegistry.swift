/// Every rule and every code, in the order of the codes.
package enum LintRegistry {
  /// Rules over the documents of a project.
  package static let rules: [any LintRule.Type] = [
    StoryNotInBacklog.self, StoryNotMapped.self, StoryNotRelated.self, StoryNotDeclared.self,
    StoryWithoutJourney.self, RepeatedBacklogStory.self,
    MissingLinkTarget.self, MissingAnchor.self, LineBeyondEnd.self, IndexEntryWithoutFile.self,
    JourneyNotInIndex.self, RepeatedJourneyID.self,
    UnspecifiedModality.self, VagueStatement.self, RepeatedStatement.self,
    ContradictingGuardrails.self,
    ObligationWithoutCheck.self, SuspectObligationRule.self,
  ]

  /// What each code means, those of the configuration, the parser and the bindings included.
  package static let descriptions: [DiagnosticDescription] =
    (rules.map { $0.description } + ReadingCodes.descriptions + StructureCodes.descriptions
    + BindingCodes.descriptions)
    .sorted { $0.code < $1.code }

  /// The description of a code, in any letter case.
  package static func description(of code: String) -> DiagnosticDescription? {
    let code = code.uppercased()
    return descriptions.first { $0.code == code }
  }
}
