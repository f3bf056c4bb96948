import JourneyModel
package import SourceText
import Traceability

/// The outcome of a lint run, ready to be written in any format.
package struct LintReport: Sendable {
  /// What is shown: with a baseline, only what is new.
  package var diagnostics: [Diagnostic]
  /// The files that diagnostics quote, by path.
  package var sources: [String: SourceFile]
  package var documents: Int
  package var obligations: Int
  /// Blocks of the documents that gave no obligation.
  package var blocksNotRead: Int
  /// The baseline in use; `nil` without one.
  package var baseline: Baseline?

  package struct Baseline: Sendable {
    package var path: String
    package var heldBack: Int
    package var obsolete: [(entry: LintBaseline.Entry, count: Int)]
  }

  package init(_ context: LintContext, diagnostics: [Diagnostic], sources: [SourceFile] = []) {
    self.diagnostics = diagnostics
    documents = context.documents.count
    obligations = context.documents.reduce(0) { $0 + $1.journey.obligations.count }
    blocksNotRead = context.documents.reduce(0) { $0 + $1.journey.blocksNotRead }
    let known =
      context.documents.map(\.source) + sources
      + [context.backlog?.source, context.index?.source].compactMap(\.self)
    self.sources = Dictionary(
      known.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Holds back what a baseline knows.
  ///
  /// - Parameter isWhole: Whether the whole project was looked at, so that entries of documents
  ///   that are gone are obsolete too.
  package mutating func apply(_ known: LintBaseline, path: String, isWhole: Bool) {
    let comparison = known.compare(diagnostics, sources: sources) {
      isWhole || sources[$0] != nil
    }
    diagnostics = comparison.new
    baseline = Baseline(
      path: path, heldBack: comparison.heldBack, obsolete: comparison.obsolete)
  }

  package func count(_ severity: Severity) -> Int {
    diagnostics.count { $0.severity == severity }
  }
}
