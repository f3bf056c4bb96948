import SourceText

extension DiagnosticDescription {
  /// What `--explain` prints: meaning, examples, how to mend.
  package var explanationText: String {
    var text = "\(code) \(name) (\(severity.rawValue) by default)\n\n"
    text += Self.wrapped(explanation, width: 80)
    if !bad.isEmpty { text += "\nFound:\n\n" + Self.indented(bad) }
    if !good.isEmpty { text += "\nMended:\n\n" + Self.indented(good) }
    return text + "\n" + Self.wrapped("How to mend it: " + mend, width: 80)
  }

  /// The same for `docs/diagnostics.md`.
  package var markdownSection: String {
    "### \(code) \(name)\n\n*\(severity.rawValue)*\n\n" + Self.wrapped(explanation, width: 100)
      + "\n" + markdownHelp
  }

  /// How to mend it with the examples, in Markdown.
  package var markdownHelp: String {
    var text = Self.wrapped("**How to mend it.** " + mend, width: 100)
    if !bad.isEmpty { text += "\nFound:\n\n````text\n\(bad)\n````\n" }
    if !good.isEmpty { text += "\nMended:\n\n````text\n\(good)\n````\n" }
    return text
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  private static func wrapped(_ text: String, width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }
}
