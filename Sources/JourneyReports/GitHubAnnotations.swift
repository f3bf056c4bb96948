import Markup
import RunEvents
import SourceText

/// The broken checks of a run as commands that GitHub shows beside the lines of a change.
///
/// A workflow takes them from the output of a step (docs.github.com, “Workflow commands for GitHub
/// Actions”): a line each, at most ten of a kind; the tenth tells how many more there are.
package enum GitHubAnnotations {
  /// GitHub drops what is more, without a word.
  package static let most = 10
  /// Scalars of a message.
  private static let limit = 2000

  /// Lines to print; empty where nothing is broken or unknown.
  package static func text(_ model: ReportModel) -> String {
    let errors = model.checks.lazy.filter { !$0.isDeselected && $0.verdict == .failed }
    let warnings = model.checks.lazy.filter { !$0.isDeselected && $0.verdict == .undecided }
    return lines("error", errors, model) + lines("warning", warnings, model)
  }

  private static func lines(
    _ command: String, _ checks: some Sequence<CheckResult>, _ model: ReportModel
  ) -> String {
    var lines: [String] = []
    var count = 0
    for check in checks {
      count += 1
      if count <= most { lines.append(line(command, check, model)) }
    }
    if count > most {
      lines[most - 1] =
        "::\(command)::" + data("and \(count - most + 1) more checks: the summary lists them")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func line(
    _ command: String, _ check: CheckResult, _ model: ReportModel
  ) -> String {
    let (place, reason) = Wording.located(check)
    let colon = place.lastIndex(of: ":") ?? place.endIndex
    let path = Violation.inRepository(String(place[..<colon]), model)
    let line = Int(place[colon...].dropFirst()) ?? 0
    var properties: [String] = []
    if !path.isEmpty { properties.append("file=" + property(path)) }
    if !path.isEmpty, line > 0 { properties.append("line=\(line)") }
    let title = check.record.title.isEmpty ? check.record.key : check.record.title
    properties.append("title=" + property(title))
    var message = reason
    for finding in check.findings.prefix(3) {
      message +=
        "\n\(finding.step)\n  \(finding.expectation)\n  expected \(finding.expected)\n"
        + "  actual   \(finding.actual)"
    }
    if !check.record.verifies.isEmpty {
      let verb = check.verdict == .failed ? "breaks" : "leaves open"
      message += "\n\(verb) \(check.record.verifies.joined(separator: ", "))"
    }
    return "::\(command) \(properties.joined(separator: ","))::" + data(message)
  }

  /// Text behind the second `::`, as `@actions/core` escapes it.
  private static func data(_ text: String) -> String {
    let text = XMLText.legal(Wording.cut(text, limit))
    // By scalars: `\r\n` is one `Character` and would be missed as a line's end.
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { DiagnosticRenderer.visible(String($0)).replacing("%", with: "%25") }
      .joined(separator: "%0A")
  }

  /// A value between commas.
  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
