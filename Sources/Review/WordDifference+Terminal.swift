import SourceText

extension WordDifference {
  /// The sentence for terminals, with `[-what was removed-]` and `{+what was added+}`.
  ///
  /// - Parameter isMarked: Whether changes are shown; else it is the new sentence alone.
  package func terminalText(colors: Bool, isMarked: Bool = true) -> String {
    func paint(_ style: String, _ text: String) -> String {
      colors ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
    }
    var text = ""
    for part in parts where isMarked || part.kind != .removed {
      if part.isSpaced, !text.isEmpty { text += " " }
      let words = DiagnosticRenderer.visible(part.text)
      switch part.kind {
      case .same: text += words
      case .removed: text += paint("31", "[-\(words)-]")
      case .added: text += isMarked ? paint("32", "{+\(words)+}") : words
      }
    }
    return text
  }
}
