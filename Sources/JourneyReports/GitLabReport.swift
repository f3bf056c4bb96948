import JSONTree
package import Markup

/// The broken promises of a run as a GitLab code quality report: a list of issues.
///
/// GitLab shows in a merge request which of them are new and which are mended, by fingerprint
/// (docs.gitlab.com, Code Quality, “Code Quality report format”).
package enum GitLabReport {
  package static func write(_ model: ReportModel, to output: ByteOutput) {
    JSONFile.write(to: output) { add in
      Violation.forEach(in: model) { violation in
        add([
          "description": .string(violation.message),
          "check_name": .string(violation.rule.rawValue),
          "fingerprint": .string(violation.fingerprint),
          "severity": .string(severity(violation)),
          "location": [
            "path": .string(path(violation.path)),
            "lines": ["begin": .init(max(1, violation.line))],
          ],
        ])
      }
    }
  }

  /// What could not be judged is told, but is no mistake that somebody made.
  private static func severity(_ violation: Violation) -> String {
    guard violation.isBroken else { return "info" }
    return switch violation.rule {
    case .must, .mustNot: "critical"
    case .step, .expectation, .guardrail, .check: "major"
    case .should, .shouldNot: "minor"
    case .may: "info"
    }
  }

  /// Relative and without `./`, which GitLab does not find.
  private static func path(_ path: String) -> String {
    let path = XMLText.token(path)
    return String(path.hasPrefix("./") ? path.dropFirst(2) : path[...])
  }
}
