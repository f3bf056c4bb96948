import JourneyReports
import RunEvents

/// The decision as a comment on a pull request: at most ten lines.
package enum GateMarkdown {
  /// How many findings are listed; headline, counts, blank lines and what is left take the rest.
  private static let most = 5

  package static func text(_ gate: Gate, _ report: GateReport) -> String {
    let sign = Wording.glyph(report.outcome == .passed ? .kept : .broken)
    var lines = ["**\(sign) Gate: \(escaped(GateHeadline(gate, report).text, 400))**", ""]
    lines.append(counts(gate, report))
    guard !report.findings.isEmpty else { return joined(lines + notes(report, atMost: most)) }
    lines.append("")
    for finding in report.findings.prefix(most) {
      let place = gate.chain(of: finding).journey.map { " \u{2013} \(escaped($0, 200))" } ?? ""
      lines.append("- \(escaped(finding.line, 300))\(place)")
    }
    let left = report.findings.count - most
    if left > 0 {
      lines.append("- and \(Wording.count(left, "more reason")): `waymark gate` tells them all")
    }
    return joined(lines)
  }

  private static func counts(_ gate: Gate, _ report: GateReport) -> String {
    let totals = gate.model.totals
    var parts = [Standing.kept, .broken, .unknown, .unchecked].map {
      "\(Wording.glyph($0)) \(totals.count($0)) \($0.rawValue)"
    }
    if totals.suspect > 0 { parts.append("\(totals.suspect) suspect") }
    if totals.deselected > 0 { parts.append("\(totals.deselected) left out") }
    parts.append(report.baseline.map { "against \(escaped($0, 100))" } ?? "without a baseline")
    return parts.joined(separator: " \u{B7} ")
  }

  private static func notes(_ report: GateReport, atMost most: Int) -> [String] {
    guard !report.notes.isEmpty else { return [] }
    return [""] + report.notes.prefix(most).map { "- note: \(escaped($0, 300))" }
  }

  private static func escaped(_ text: String, _ limit: Int) -> String {
    MatrixMarkdown.escaped(Wording.cut(text, limit))
  }

  private static func joined(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}
