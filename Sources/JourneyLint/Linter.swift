import JourneyModel
import ProjectConfiguration
package import SourceText
import Traceability

/// Runs rules and gives their findings code, severity and order.
package enum Linter {
  /// All diagnostics of a project in the order of files, places and codes.
  ///
  /// - Parameters:
  ///   - context: What rules look at; the parser's diagnostics are taken from its journeys.
  ///   - found: What was found outside the documents: configuration, backlog, unreadable files.
  package static func diagnostics(
    of context: LintContext, found: [Diagnostic] = []
  ) -> [Diagnostic] {
    let policy = context.settings.severities
    var result: [Diagnostic] = []
    let earlier = found + context.documents.flatMap(\.journey.diagnostics)
    for var diagnostic in earlier {
      guard let severity = policy.severity(of: diagnostic.code, default: diagnostic.severity)
      else { continue }
      diagnostic.severity = severity
      result.append(diagnostic)
    }
    for rule in LintRegistry.rules {
      let description = rule.description
      guard
        let severity = policy.severity(of: description.code, default: description.severity)
      else { continue }
      result += rule.check(context).map { finding in
        Diagnostic(
          description.code, severity, path: finding.path, range: finding.range, finding.message,
          help: finding.help)
      }
    }
    return result.sorted()
  }
}
