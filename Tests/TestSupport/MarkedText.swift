package import SourceText

/// Text in which «guillemets» mark the places that a test is about.
///
/// Positions are asserted by marking them, never by counting lines and columns.
package struct MarkedText: Sendable {
  /// The text without its markers.
  package let text: String
  /// What was between markers, in the order of the text.
  package let ranges: [SourceRange]

  package init(_ marked: String) {
    var text = String.UnicodeScalarView()
    var starts: [SourcePosition] = []
    var ranges: [SourceRange] = []
    var position = SourcePosition(line: 1, column: 1)
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": starts.append(position)
      case "»":
        if let start = starts.popLast() { ranges.append(SourceRange(start: start, end: position)) }
      default:
        text.append(scalar)
        position.column += 1
        if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
      }
    }
    self.text = String(text)
    self.ranges = ranges.sorted { $0.start < $1.start }
  }
}
