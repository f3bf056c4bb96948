import JourneyLint
import SourceText
import TestSupport
import Testing

@Suite struct BaselineTests {
  static let before = Lint.journey(
    related: "BF-002, BF-003", flow: "1. Loads fast.\n2. Loads fast.")

  private func report(_ text: String, path: String = "a.md") -> LintReport {
    let lint = Lint([path: text])
    return LintReport(lint.context, diagnostics: Linter.diagnostics(of: lint.context))
  }

  private func compared(_ text: String, path: String = "a.md") -> LintReport {
    let known = report(Self.before)
    var report = report(text, path: path)
    report.apply(
      LintBaseline(known.diagnostics, sources: known.sources), path: "baseline.json", isWhole: true)
    return report
  }

  @Test func whatIsKnownIsHeldBack() {
    let report = compared(Self.before)
    #expect(report.diagnostics == [])
    #expect(report.baseline?.heldBack == 4)
    #expect(report.baseline?.obsolete.isEmpty == true)
  }

  @Test func linesThatMoveStayKnown() {
    let moved = Self.before.replacing(
      "## 1. Overview", with: "More.\n\nAnd more.\n\n## 1. Overview")
    #expect(compared(moved).diagnostics == [])
  }

  @Test func whatIsNewIsShown() {
    let report = compared(Self.before.replacing("- Log each export.", with: "- Log quickly."))
    #expect(report.diagnostics.map(\.code) == ["WM402"])
    #expect(report.baseline?.heldBack == 4)
  }

  @Test func anEqualFindingMoreIsNew() {
    let report = compared(
      Self.before.replacing("2. Loads fast.", with: "2. Loads fast.\n3. Loads fast."))
    #expect(report.diagnostics.map(\.code).sorted() == ["WM402", "WM403"])
  }

  @Test func whatIsGoneIsObsolete() {
    let report = compared(Self.before.replacing("BF-002, BF-003", with: "BF-002"))
    #expect(report.diagnostics == [])
    #expect(report.baseline?.obsolete.map(\.entry.code) == ["WM203"])
    #expect(
      report.summary == """
        1 document: 0 errors, 0 warnings, 0 info
        3 findings held back by baseline.json
        1 finding of baseline.json no longer found; waymark lint --write-baseline forgets them:
          WM203 in a.md
        4 obligations read, 0 blocks not read

        """)
  }

  @Test func otherFilesAreNotJudged() {
    let known = report(Self.before)
    var report = report(Lint.journey(), path: "b.md")
    report.apply(
      LintBaseline(known.diagnostics, sources: known.sources), path: "x", isWhole: false)
    #expect(report.baseline?.obsolete.isEmpty == true)
  }

  @Test func errorsOfReadingAreNeverHeldBack() {
    let error = Diagnostic("WM004", .error, path: "a.md", range: nil, "the document is gone")
    #expect(LintBaseline([error], sources: [:]) == LintBaseline())
  }

  @Test func theFileIsSortedAndReadsBack() throws {
    let known = report(Self.before)
    let baseline = LintBaseline(known.diagnostics.reversed(), sources: known.sources)
    let text = baseline.serialized
    let (read, diagnostics) = LintBaseline.read(SourceFile(path: "b.json", text: text))
    #expect(diagnostics == [])
    #expect(read == baseline)
    let lines = text.split(separator: "\n").dropFirst().dropLast()
    #expect(lines.count == baseline.counts.count)
    #expect(lines.allSatisfy { $0.hasPrefix("  {\"code\":") })
    #expect(text == LintBaseline(known.diagnostics, sources: known.sources).serialized)
  }

  @Test(arguments: [
    "", "{", "[]", "{\"schema\": \"other\"}", "\u{0}",
    "{\"schema\": \"waymark/lint-baseline/1\", \"findings\": [{\"code\": \"WM203\"}]}",
    "{\"schema\": \"waymark/lint-baseline/1\", \"findings\": [<<<<<<< HEAD\n]}",
    String(repeating: "[", count: 100_000),
  ])
  func aBrokenFileIsAnErrorAndHoldsNothingBack(text: String) {
    let (baseline, diagnostics) = LintBaseline.read(SourceFile(path: "b.json", text: text))
    #expect(baseline == LintBaseline())
    #expect(diagnostics.map(\.code) == ["WM015"])
    #expect(diagnostics.first?.severity == .error)
  }
}
