import Review
import SourceText
import TestSupport
import Testing

@Suite struct LockFileTests {
  private static func entry(
    _ path: String, text: String = "Deny by default.", context: [String] = ["Must"],
    journey: String = "small", name: String? = nil, checks: [String] = ["a"]
  ) -> LockEntry {
    LockEntry(
      journey: journey, path: path, name: name, fingerprint: "0b5ad1f3c1d6d7a4", checks: checks,
      context: context, text: text)
  }

  private static func parse(_ text: String) -> (lock: WaymarkLock, diagnostics: [Diagnostic]) {
    WaymarkLock.parse(SourceFile(path: "waymark.lock", text: text))
  }

  private static let head = "waymark-lock 1\n"
  private static let line = "small#must.1\t0b5ad1f3c1d6d7a4\t-\ta,b\tMust\tDeny by default.\n"

  @Test func sentencesStandInTheOrderOfJourneysAndPaths() throws {
    let paths = ["step.10", "must.2", "step.9.1", "step.9", "must-not.1", "flow-2.step.1"]
    let lock = WaymarkLock(paths.map { Self.entry($0) } + [Self.entry("step.1", journey: "a")])
    #expect(
      lock.entries.map(\.id) == [
        "a#step.1", "small#flow-2.step.1", "small#must-not.1", "small#must.2", "small#step.9",
        "small#step.9.1", "small#step.10",
      ])
    #expect(lock.text.hasPrefix("waymark-lock 1\n# "))
    #expect(lock.text.hasSuffix("small#step.10\t0b5ad1f3c1d6d7a4\t-\ta\tMust\tDeny by default.\n"))
  }

  @Test(arguments: [
    "plain", "a\tb", "back\\slash \\t", "line\nend", "\u{0}\u{1B}[31m", "right\u{202E}left",
    "\u{2028}\u{85}", "“quotes” 'and' \"more\"", "<<<<<<< HEAD", "# remark", "", "\u{FEFF}bom",
    "e\u{301} 👩‍👩‍👧", "trailing \\", "waymark-lock 1", "\r\n",
  ])
  func anyTextComesBack(text: String) {
    let entry = Self.entry(
      "must.1", text: text, context: ["Must", text], journey: text.isEmpty ? "j" : text,
      name: "exports", checks: ["(pending)", "a", "b.c"])
    let (lock, diagnostics) = Self.parse(WaymarkLock([entry]).text)
    #expect(diagnostics == [])
    var read = lock.entries.first
    read?.range = nil
    #expect(read == entry)
    #expect(WaymarkLock(lock.entries).text == WaymarkLock([entry]).text)
  }

  @Test func randomTextsComeBack() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed: seed)
    let scalars: [Unicode.Scalar] = Array(
      "ab \t\\nu{}\n\r#<=>|,-é\u{202E}\u{0}\u{7F}👍".unicodeScalars)
    for _ in 0..<500 {
      func text() -> String {
        let count = Int.random(in: 0...12, using: &random)
        return String(
          String.UnicodeScalarView(
            (0..<count).compactMap { _ in scalars.randomElement(using: &random) }))
      }
      let entry = Self.entry(
        "must.1", text: text(), context: [text(), text()], journey: "j" + text())
      let (lock, diagnostics) = Self.parse(WaymarkLock([entry]).text)
      var read = lock.entries.first
      read?.range = nil
      #expect(read == entry && diagnostics.isEmpty, "seed \(seed)")
    }
  }

  struct Malformed: Sendable, CustomTestStringConvertible {
    var name: String
    /// With guillemets around the place that the diagnostic names.
    var line: String
    var message: String

    var testDescription: String { name }
  }

  @Test(arguments: [
    Malformed(
      name: "blanks for tabs", line: "«small#must.2    0b5ad1f3c1d6d7a4    -    a    Deny.»",
      message: "a line has at least 5 fields"),
    Malformed(
      name: "no fingerprint", line: "small#must.2\t«0B5ad1f3c1d6d7a4»\t-\ta\tDeny.",
      message: "is no fingerprint"),
    Malformed(
      name: "no path", line: "«small»\t0b5ad1f3c1d6d7a4\t-\ta\tDeny.", message: "is no obligation"),
    Malformed(
      name: "a bare backslash", line: "small#must.2\t0b5ad1f3c1d6d7a4\t-\ta\té C:«\\dir»",
      message: "a backslash is written"),
    Malformed(
      name: "no character", line: "small#must.2\t0b5ad1f3c1d6d7a4\t-\ta\t«\\u{110000}»",
      message: "this is no character"),
    Malformed(
      name: "twice", line: "«small#must.1\t1111111111111111\t-\ta\tDeny.»",
      message: "small#must.1 stands in line 2 already"),
    Malformed(
      name: "a merge",
      line: "«<<<<<<< HEAD»\n=======\nsmall#must.3\t0b5ad1f3c1d6d7a4\t-\tz\tZ.\n>>>>>>> branch",
      message: "a merge that was not finished"),
    Malformed(name: "another file", line: "«{\"a\": 1}»", message: "a line has at least 5 fields"),
  ])
  func mistakesLoseNothingElse(_ malformed: Malformed) throws {
    let last = "small#must.9\t0b5ad1f3c1d6d7a4\t-\ta\tKeep.\n"
    let marked = MarkedText(Self.head + Self.line + malformed.line + "\n" + last)
    let (lock, diagnostics) = Self.parse(marked.text)
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.code == "WM504")
    #expect(diagnostic.message.contains(malformed.message), "\(diagnostic.message)")
    #expect(diagnostic.range == marked.ranges.first)
    #expect(lock.entries.first?.id == "small#must.1")
    #expect(lock.entries.first?.fingerprint == "0b5ad1f3c1d6d7a4")
    #expect(lock.entries.last?.id == "small#must.9")
  }

  @Test func bothSidesOfAMergeCount() {
    let text =
      Self.head + "<<<<<<< HEAD\n" + Self.line + "||||||| base\n=======\n"
      + "small#must.2\t1111111111111111\t-\tc\tLog.\n>>>>>>> other\n"
    let (lock, diagnostics) = Self.parse(text)
    #expect(lock.entries.map(\.path) == ["must.1", "must.2"])
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.help?.contains("keep the sentences of both sides") == true)
  }

  /// What `merge=union` leaves where two branches accepted neighbouring sentences.
  @Test func ofTwoLinesTheOneCountsThatTheJourneySays() throws {
    let before = Wording.musts("Deny every request.", "Log each export.")
    let ours = Wording.musts("Deny every request at once.", "Log each export.")
    let theirs = Wording.musts("Deny every request.", "Log all exports.")
    let bindings = ["a": ["must.1"], "b": ["must.2"]]
    let lines = [ours, theirs].flatMap { document in
      Wording(document, document, bindings).lock.text.split(separator: "\n").dropFirst(2)
    }
    let text = Self.head + lines.joined(separator: "\n") + "\n"
    let (lock, diagnostics) = Self.parse(text)
    #expect(diagnostics.map(\.severity) == [.warning, .warning])
    let merged = Wording.journey(
      Wording.musts("Deny every request at once.", "Log all exports."))
    let review = WordingReview(
      lock: lock, journeys: [merged], references: Wording.references(bindings))
    #expect(review.told == ["must.1 confirmed", "must.2 confirmed"])
    #expect(
      review.accepting(where: { _ in false }, in: { _ in true }).lock.entries.map(\.text) == [
        "Deny every request at once.", "Log all exports.",
      ])
    let neither = WordingReview(
      lock: lock, journeys: [Wording.journey(before)], references: Wording.references(bindings))
    #expect(neither.told == ["must.1 confirmed", "must.2 confirmed"])
  }

  @Test func aMissingVersionIsToldAndTheRestIsRead() {
    let (lock, diagnostics) = Self.parse(Self.line)
    #expect(lock.entries.count == 1)
    #expect(diagnostics.map(\.message) == ["the line `waymark-lock 1` is missing here"])
    #expect(Self.parse("").diagnostics.map(\.message) == ["the file is empty"])
  }

  @Test func aNewerVersionIsNotGuessedAt() {
    let (lock, diagnostics) = Self.parse("waymark-lock 2\n" + Self.line)
    #expect(lock.entries.isEmpty)
    #expect(
      diagnostics.map(\.message) == ["the lock has version 2, and this Waymark reads 1"])
  }

  @Test func lineEndsAndMarksOfOtherSystemsDoNotMatter() {
    let windows = ("\u{FEFF}" + Self.head + Self.line).replacing("\n", with: "\r\n")
    let (lock, diagnostics) = Self.parse(windows)
    #expect(diagnostics == [])
    #expect(lock.entries.first?.text == "Deny by default.")
  }

  @Test func anotherEncodingIsTold() {
    let bytes = Array((Self.head + Self.line).utf8) + [0x61, 0xFF, 0x0A]
    let (lock, diagnostics) = WaymarkLock.parse(SourceFile(path: "waymark.lock", bytes: bytes))
    #expect(lock.entries.count == 1)
    #expect(diagnostics.map(\.message) == ["the line is not UTF-8"])
  }

  @Test func mistakesWithoutEndAreNotAllTold() {
    let (_, diagnostics) = Self.parse(String(repeating: "x\n", count: 10_000))
    #expect(diagnostics.count == 100)
  }
}
