/// Renders diagnostics for people: place, message, source line, caret and help.
///
/// The one rendering serves lint findings, invalid bindings and failed expectations alike:
///
/// ```
/// Specs/journeys/a.md:12:5: warning: BF-002 is not in the backlog [WM202]
///    12 |   - BF-002: Internal views.
///       |     ^^^^^^
///       = help: did you mean BF-012?
/// ```
package struct DiagnosticRenderer: Sendable {
  /// Whether ANSI colours are written.
  package var colors: Bool

  package init(colors: Bool) {
    self.colors = colors
  }

  /// The widest stretch of a source line that is shown, in scalars.
  private static let window = 160

  /// Renders one diagnostic; `source` supplies the quoted line when it is the file meant.
  package func render(_ diagnostic: Diagnostic, in source: SourceFile?) -> String {
    var place = Self.visible(diagnostic.path)
    if let start = diagnostic.range?.start { place += ":\(start.line):\(start.column)" }
    var text = paint(.bold, place + ": ")
    text += paint(color(of: diagnostic.severity), diagnostic.severity.rawValue + ": ")
    text += Self.visible(diagnostic.message)
    text += paint(.dim, " [\(diagnostic.code)]") + "\n"
    var gutter = "   "
    if let range = diagnostic.range, let source, let line = source.line(range.start.line) {
      let number = String(range.start.line)
      gutter = String(repeating: " ", count: max(3, number.count + 2))
      text += excerpt(of: line, number: number, range: range, gutter: gutter)
    }
    if let help = diagnostic.help {
      text += gutter + paint(.dim, " = ") + "help: " + Self.visible(help) + "\n"
    }
    return text
  }

  private func excerpt(
    of line: String, number: String, range: SourceRange, gutter: String
  ) -> String {
    let scalars = Array(line.unicodeScalars)
    let column = max(0, range.start.column - 1)
    let first = max(0, min(column, scalars.count) - Self.window / 2)
    let last = min(scalars.count, first + Self.window)
    let shown = Self.visible(String(String.UnicodeScalarView(scalars[first..<last])))
    var width = 1
    if range.end.line == range.start.line { width = range.end.column - range.start.column }
    if range.end.line > range.start.line { width = scalars.count - column }
    width = max(1, min(width, last - column))
    let pad = String(repeating: " ", count: max(0, column - first))
    let marker = String(repeating: "^", count: width)
    let padded = String(repeating: " ", count: gutter.count - number.count - 1) + number + " "
    return padded + paint(.dim, " | ") + shown + "\n"
      + gutter + paint(.dim, " | ") + pad + paint(.bold, marker) + "\n"
  }

  /// Replaces control characters, so that hostile text cannot drive the reader's terminal.
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHostile) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result.append(" ")
      } else {
        result.append(isHostile(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  /// Control characters and the bidirectional overrides that make text read as what it is not.
  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case yellow = "33"
    case cyan = "36"
  }

  private func color(of severity: Severity) -> Style {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .info: .cyan
    }
  }

  private func paint(_ style: Style, _ text: String) -> String {
    colors ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
