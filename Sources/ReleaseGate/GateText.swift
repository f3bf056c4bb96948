package import JourneyReports
import RunEvents

/// The decision for a console: why, notes, counts, and the decision as the last line.
package struct GateText {
  private let gate: Gate
  private let report: GateReport
  private let style: ConsoleStyle

  /// How many findings, notes and waivers are shown; the JSON has all.
  private static let most = 10

  package init(_ gate: Gate, _ report: GateReport, _ style: ConsoleStyle) {
    self.gate = gate
    self.report = report
    self.style = style
  }

  package var text: String {
    (head + findings + waived + notes + ["", counts, last]).map { $0 + "\n" }.joined()
  }

  /// The last line.
  private var last: String {
    let line = ConsoleStyle.line("gate: " + GateHeadline(gate, report).text, limit: 600)
    return style.paint(.bold, style.paint(report.outcome == .passed ? .kept : .broken, line))
  }

  private var head: [String] {
    let policy = report.policy ?? "no policy"
    let baseline = report.baseline.map { "against \($0)" } ?? "without a baseline"
    return ["", style.paint(.bold, "Gate: ") + ConsoleStyle.line("\(policy), \(baseline)")]
  }

  private var findings: [String] {
    var lines: [String] = []
    for (number, finding) in report.findings.prefix(Self.most).enumerated() {
      lines += ["", "\(number + 1)) " + style.paint(.bold, ConsoleStyle.line(finding.title))]
      for link in gate.chain(of: finding).links {
        let pad = String(repeating: " ", count: 10 - link.label.count)
        lines.append("   " + style.paint(.dim, link.label) + pad + ConsoleStyle.line(link.text))
      }
    }
    return lines + more(report.findings.count, "reason")
  }

  private var waived: [String] {
    let places = gate.selected.filter { gate.model.obligations[$0].verdict == .waived }
    guard !places.isEmpty else { return [] }
    let lines = places.prefix(Self.most).map { place in
      let obligation = gate.model.obligations[place]
      return ConsoleStyle.line("\(obligation.record.id) \(obligation.reason)", limit: 600)
    }
    return [""] + lines + more(places.count, "waived promise")
  }

  private var notes: [String] {
    guard !report.notes.isEmpty else { return [] }
    return [""] + report.notes.prefix(Self.most).map { "note: " + ConsoleStyle.line($0) }
      + more(report.notes.count, "note")
  }

  private func more(_ count: Int, _ noun: String) -> [String] {
    guard count > Self.most else { return [] }
    return ["   and \(Wording.count(count - Self.most, "more " + noun))"]
  }

  private var counts: String {
    let totals = gate.model.totals
    let words = [Standing.kept, .broken, .unknown, .unchecked].map { standing in
      let count = totals.count(standing)
      var text = "\(Wording.glyph(standing)) \(count) \(standing.rawValue)"
      let verdicts = Wording.verdicts(standing, totals)
      if standing != .broken, count > 0 { text += " (\(verdicts))" }
      return style.paint(count > 0 ? standing : .unchecked, text)
    }
    let suspect = totals.suspect > 0 ? "   \(totals.suspect) suspect" : ""
    return "promises  " + words.joined(separator: "   ") + suspect
  }
}

/// The decision in one line, the same in every form.
package struct GateHeadline {
  package let text: String

  package init(_ gate: Gate, _ report: GateReport) {
    guard let first = report.findings.first else {
      let totals = gate.model.totals
      let silent: [Verdict] = [.undecided, .notExercised, .pending, .waived]
      let open = silent.filter { totals.count($0) > 0 }
        .map { "\(totals.count($0)) \(Wording.word($0))" }
      let promises = Wording.count(totals.obligations, "promise")
      let left = totals.deselected > 0 ? ", \(totals.deselected) left out" : ""
      text =
        "passed (exit 0): \(totals.count(Standing.kept)) of \(promises) kept\(left)"
        + (open.isEmpty ? "" : "; NOT VERIFIED: " + open.joined(separator: ", "))
      return
    }
    let others = report.findings.count - 1
    let more = others > 0 ? "; and \(Wording.count(others, "more reason"))" : ""
    text =
      "REFUSED (exit \(report.outcome.rawValue)): \(Wording.cut(first.line, 400))\(more)"
  }
}
