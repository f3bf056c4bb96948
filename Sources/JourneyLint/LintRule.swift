package import SourceText

/// What a code means, for people: `--explain` and `docs/diagnostics.md` are made of it.
package struct DiagnosticDescription: Sendable, Equatable {
  package var code: String
  /// A short name in kebab case.
  package var name: String
  package var severity: Severity
  /// One paragraph: what is found, and why it matters.
  package var explanation: String
  /// How to mend it.
  package var mend: String
  /// What is found, as a snippet of a document; empty where no snippet shows it.
  package var bad: String
  /// The same, mended.
  package var good: String

  package init(
    code: String, name: String, severity: Severity, explanation: String, mend: String,
    bad: String = "", good: String = ""
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.explanation = explanation
    self.mend = mend
    self.bad = bad
    self.good = good
  }
}

/// A place where a rule is broken; the engine adds the code and the severity.
package struct Finding: Sendable {
  package var path: String
  package var range: SourceRange?
  package var message: String
  package var help: String?

  package init(path: String, range: SourceRange?, message: String, help: String? = nil) {
    self.path = path
    self.range = range
    self.message = message
    self.help = help
  }
}

/// One rule over the documents of a project; each has one code, a file of its own and no state.
package protocol LintRule: Sendable {
  static var description: DiagnosticDescription { get }

  /// Finds every place where the rule is broken, in any order.
  ///
  /// The work must grow no faster than the documents do: projects have 10,000 journeys.
  static func check(_ context: LintContext) -> [Finding]
}
