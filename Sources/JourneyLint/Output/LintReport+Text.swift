import SourceText

extension LintReport {
  /// How many obsolete entries are listed before the rest is counted.
  private static let mostListed = 10

  /// The report for people: findings with their lines, then what was looked at.
  package func text(colors: Bool) -> String {
    let renderer = DiagnosticRenderer(colors: colors)
    var text = ""
    for diagnostic in diagnostics {
      text += renderer.render(diagnostic, in: sources[diagnostic.path])
    }
    return text + summary
  }

  /// The closing lines: counts, the baseline, what was read and what was not.
  package var summary: String {
    let found = [
      Self.counted(count(.error), "error"), Self.counted(count(.warning), "warning"),
      "\(count(.info)) info",
    ]
    var lines = ["\(Self.counted(documents, "document")): \(found.joined(separator: ", "))"]
    if let baseline { lines += baselineLines(baseline) }
    lines.append(
      "\(Self.counted(obligations, "obligation")) read, "
        + "\(Self.counted(blocksNotRead, "block")) not read")
    return lines.map { $0 + "\n" }.joined()
  }

  private func baselineLines(_ baseline: Baseline) -> [String] {
    var lines: [String] = []
    if baseline.heldBack > 0 {
      lines.append("\(Self.counted(baseline.heldBack, "finding")) held back by \(baseline.path)")
    }
    guard !baseline.obsolete.isEmpty else { return lines }
    let gone = baseline.obsolete.reduce(0) { $0 + $1.count }
    lines.append(
      "\(Self.counted(gone, "finding")) of \(baseline.path) no longer found; "
        + "waymark lint --write-baseline forgets them:")
    for (entry, count) in baseline.obsolete.prefix(Self.mostListed) {
      lines.append(
        "  \(entry.code) in \(DiagnosticRenderer.visible(entry.path))"
          + (count > 1 ? ", \(count) times" : ""))
    }
    if baseline.obsolete.count > Self.mostListed {
      lines.append("  and \(baseline.obsolete.count - Self.mostListed) more")
    }
    return lines
  }

  /// `1 finding`, `2 findings`.
  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
