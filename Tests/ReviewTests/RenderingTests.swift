import JSONSchema
import JSONTree
import JourneyModel
import ProjectFiles
import Review
import TestSupport
import Testing

@Suite struct RenderingTests {
  private static let hostile =
    "Show &lt;b>@team&lt;/b> \\`code\\` \\*bold\\* #12 \\[x](http://a) "
    + "\u{1B}[31m\u{202E}abc | \\~~x~~ &lt; 'it'."

  /// A review in which every state occurs.
  private static func everything() -> (review: WordingReview, lock: WaymarkLock) {
    let wording = Wording(
      Wording.musts(
        "Deny every request without a session.", "Log each export with actor and time.",
        "Keep files for thirty days.", "Label estimated figures.", "Sort columns by date.",
        "Sign each file."),
      Wording.musts(
        "Log every export with actor and time.", hostile, "Label estimated figures.",
        "Sort columns by date.", "Sign each file."),
      [
        "a": ["must.1"], "b": ["must.2"], "d": ["must.4"], "e": ["must.5"], "f": ["must.6"],
      ])
    var references = Wording.references([
      "a": ["must.1"], "b": ["must.2"], "d": ["must.4"], "new": ["must.2"], "more": ["must.5"],
    ])
    references.append(
      BoundReference(
        journey: "gone", check: LockEntry.pending, path: "step.1", file: "Specs/bindings/gone.yaml",
        line: 7))
    let gone = LockEntry(
      journey: "gone", path: "step.1", fingerprint: "0b5ad1f3c1d6d7a4", checks: ["a"], context: [],
      text: "Gone.")
    let lock = WaymarkLock(wording.lock.entries + [gone])
    return (
      WordingReview(lock: lock, journeys: [wording.after], references: references), lock
    )
  }

  private static var report: ReviewReport {
    ReviewReport(everything().review, hasLock: true)
  }

  @Test func everyStateIsShown() {
    let report = Self.report
    for state in WordingReview.State.allCases where state != .confirmed {
      #expect(report.count(state) > 0, "\(state)")
    }
    let text = ReviewText(report, colors: false).text
    for word in ["LOST", "SUSPECT", "NEVER CONFIRMED", "NEW CHECK", "MOVED", "NO LONGER BOUND"] {
      #expect(text.contains(word + "  "), "\(text)")
    }
  }

  @Test func nothingDrivesATerminal() {
    let plain = ReviewText(Self.report, colors: false).text
    #expect(plain.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!plain.contains("\u{202E}"))
    let colored = ReviewText(Self.report, colors: true).text
    #expect(!colored.contains("\u{1B}[31m\u{202E}"))
    #expect(colored.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
  }

  @Test func markdownTakesTextForText() {
    let markdown = ReviewMarkdown(Self.report).text
    #expect(markdown.contains("&lt;b&gt;&#64;team&lt;/b&gt; \\`code\\` \\*bold\\* &#35;12"))
    #expect(markdown.contains("\\[x\\]\\(http\\://a\\)"))
    #expect(!markdown.contains("\u{202E}"))
    #expect(markdown.contains("Log <del>each</del> <ins>**every**</ins> export"))
  }

  @Test func markdownStaysWithinTheLimitsOfComments() {
    let sentences = (0..<2000).map { "Sentence number \($0) says a few words." }
    let after = sentences.map { $0.replacing("few", with: "great many") }
    func document(_ sentences: [String]) -> String {
      Wording.musts() + sentences.map { "  - \($0)\n" }.joined()
    }
    let paths = (1...2000).map { "must.\($0)" }
    let wording = Wording(document(sentences), document(after), ["a": paths])
    let report = ReviewReport(wording.review, hasLock: true)
    #expect(report.count(.suspect) == 2000)
    let markdown = ReviewMarkdown(report).text
    #expect(markdown.utf8.count < 65_000)
    #expect(markdown.contains(" more: `waymark review` shows all."))
  }

  @Test func theJSONIsAsPublished() throws {
    let path = Repository.location(of: "Reports/schemas/review-1.schema.json")
    let schema = try Schema.parse(
      try JSONValue.parse(String(decoding: try FileReader.read(path), as: UTF8.self)))
    let violations = try schema.violations(of: Self.report.json).map(\.description)
    #expect(violations == [])
    let empty = ReviewReport(
      WordingReview(lock: WaymarkLock(), journeys: [], references: []), hasLock: false)
    #expect(try schema.violations(of: empty.json).map(\.description) == [])
  }

  @Test func nothingBoundIsNoSuccessInDisguise() {
    let empty = ReviewReport(
      WordingReview(lock: WaymarkLock(), journeys: [], references: []), hasLock: true)
    #expect(
      ReviewText(empty, colors: false).text
        == "No binding names a sentence yet, so there is nothing to review.\n")
  }
}
