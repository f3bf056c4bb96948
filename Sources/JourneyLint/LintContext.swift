package import ProjectConfiguration
package import Traceability

/// Everything that rules look at.
package struct LintContext: Sendable {
  /// Sorted by path.
  package var documents: [JourneyDocument]
  package var settings: LintSettings
  /// `nil` where the project has no backlog that can be read.
  package var backlog: Backlog?
  /// What is known of the documents that links lead to.
  package var targets: DocumentIndex
  /// The document that lists the journeys, where there is one.
  package var index: JourneyIndex?
  /// What bindings refer to; `nil` where the project has none.
  package var bindings: BindingFacts?
  /// Whether ``documents`` are all journeys of the project, so that what is absent is missing.
  package var isComplete: Bool

  package init(
    documents: [JourneyDocument], settings: LintSettings = LintSettings(), backlog: Backlog? = nil,
    targets: DocumentIndex = DocumentIndex(), index: JourneyIndex? = nil,
    bindings: BindingFacts? = nil, isComplete: Bool = true
  ) {
    self.documents = documents
    self.settings = settings
    self.backlog = backlog
    self.targets = targets
    self.index = index
    self.bindings = bindings
    self.isComplete = isComplete
  }
}

extension LintContext {
  /// What rules look at in a project.
  package init(_ contents: ProjectContents, bindings: BindingFacts? = nil) {
    self.init(
      documents: contents.documents, settings: contents.project.configuration.lint,
      backlog: contents.backlog, targets: contents.targets, index: contents.index,
      bindings: bindings, isComplete: contents.isComplete)
  }
}

/// What the bindings of a project say, as far as rules need it.
package struct BindingFacts: Sendable {
  /// What checks verify, or are to verify one day, by the id of the journey; each a path
  /// (`must-not.2.1`) or an author's name.
  package var obligations: [String: Set<String>]
  package var suspects: [SuspectObligation]

  package init(obligations: [String: Set<String>], suspects: [SuspectObligation] = []) {
    self.obligations = obligations
    self.suspects = suspects
  }
}

/// An obligation whose wording changed after someone last confirmed its checks.
package struct SuspectObligation: Sendable {
  /// The full id, `<journey>#<path>`.
  package var obligation: String
  /// How the sentence read then, where it is known.
  package var formerText: String?

  package init(obligation: String, formerText: String? = nil) {
    self.obligation = obligation
    self.formerText = formerText
  }
}
