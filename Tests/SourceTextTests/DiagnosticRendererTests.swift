import SourceText
import Testing

@Suite struct DiagnosticRendererTests {
  @Test func quotesTheLineWithACaretUnderWhatIsMeant() {
    let source = SourceFile(path: "a.md", text: "one\nté BF-2 three\n")
    let range = SourceRange(
      start: SourcePosition(line: 2, column: 4), end: SourcePosition(line: 2, column: 8))
    let diagnostic = Diagnostic(
      "WM201", .error, path: "a.md", range: range, "BF-2 is malformed", help: "did you mean BF-002?"
    )
    let expected = """
      a.md:2:4: error: BF-2 is malformed [WM201]
       2  | té BF-2 three
          |    ^^^^
          = help: did you mean BF-002?

      """
    #expect(DiagnosticRenderer(colors: false).render(diagnostic, in: source) == expected)
  }

  @Test func controlCharactersNeverReachTheTerminal() {
    let diagnostic = Diagnostic("WM101", .info, path: "a\u{1B}[31m.md", range: nil, "x\u{202E}y")
    let text = DiagnosticRenderer(colors: false).render(diagnostic, in: nil)
    #expect(text == "a\u{FFFD}[31m.md: info: x\u{FFFD}y [WM101]\n")
  }

  @Test(arguments: [("a\nb", 2, 3), ("a\r\nb", 2, 4), ("a\rb", 2, 3), ("é\nb", 2, 4)])
  func linesEndAtAnyConvention(text: String, line: Int, length: Int) {
    let source = SourceFile(path: "a", text: text)
    #expect(source.lineCount == line)
    #expect(source.position(ofByte: length) == SourcePosition(line: 2, column: 2))
    #expect(source.line(2) == "b")
  }
}
