import JSONTree
import JourneyModel
import JourneyParser
import JourneyRendering
import SourceText
import Testing

/// Documents put together at random from pieces of the dialect; the seed of a failure is its
/// argument.
@Suite struct RandomJourneyTests {
  /// A small generator (SplitMix64), so that a seed gives the same document everywhere.
  struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let pieces = [
    "# Title (BF-001)\n", "## 1. Overview\n", "## 2. Persona & Preconditions\n",
    "## 3. Step-by-step Flow\n", "## 4. Expected UX & Data Behavior\n",
    "## 5. Constraints & Guardrails\n", "## 6. Story & Documentation Mapping\n", "## Other\n",
    "### 3.1 Part\n", "#### Deep\n", "- Must:\n", "- Must not leak:\n", "- Performance:\n",
    "- Backlog:\n", "- Docs:\n", "  - BF-002: text\n", "  - nested (CO-001+)\n",
    "    - deeper:\n", "      - deepest\n", "1. First\n", "2. Second:\n", "   - below\n",
    "   1. inner\n",
    "7. Seventh\n", "\n", "\n", "Paragraph with BF-003/004.\n", "---\n", "***\n", "> quote\n",
    "```\ncode\n```\n", "| a | b |\n|---|---|\n| c | d |\n", "<!-- id: name -->\n",
    "  <!-- id: must.1 -->\n", "text <!-- id: other -->\n", "<div>\n", "* \t tab\n", "+ plus\n",
    "[link](docs/a.md:1#b)\n", "`code` **bold** _em_\n", "é “quotes” 🙂\n", "\u{FEFF}", "\r\n", "\r",
    "\t", "  ", "Document Level: X  \n", "Primary Personas: A, B (C, D)\n",
    "Related Stories: BF-001–BF-003\n", "title: x\n", "&amp; \\* \\|\n", "\u{0}", "\u{2028}",
    "http://example.org/a#b.\n", "-\n", "1.\n", "#\n", "<!-- open", "a  \nb\n",
  ]

  @Test(arguments: (0..<400).map { UInt64($0) })
  func `a random document keeps what every journey keeps`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    var text = ""
    for _ in 0..<Int.random(in: 0..<80, using: &dice) {
      text += Self.pieces.randomElement(using: &dice) ?? ""
    }
    let source = SourceFile(path: "random.md", text: text)
    let journey = JourneyReader().read(source)
    let clauses = all(journey)
    #expect(Set(clauses.map(\.id)).count == clauses.count, "ids are unique")
    let names = clauses.compactMap(\.name)
    #expect(Set(names).count == names.count, "names are unique")
    for range in clauses.map(\.range) + journey.diagnostics.compactMap(\.range)
      + journey.stories.mentions.map(\.range) + journey.links.map(\.range)
    {
      #expect(isInside(range, source), "\(range) is inside the file")
    }
    for obligation in journey.obligations {
      let clause = try #require(clauses.first { $0.id == obligation.id })
      #expect(clause.clauses.isEmpty && clause.text == obligation.text)
      #expect(!obligation.text.isEmpty && !obligation.text.hasSuffix(":"))
      #expect(obligation.fingerprint.utf8.count == 16)
    }
    for mention in journey.stories.mentions where !mention.written.contains(" ") {
      let line = Array((source.line(mention.range.start.line) ?? "").unicodeScalars)
      let start = mention.range.start.column - 1
      let found = line[min(start, line.count)...].prefix(mention.written.unicodeScalars.count)
      #expect(
        String(String.UnicodeScalarView(found)) == mention.written, "a mention is where it is said")
    }
    let json = JourneyJSON.value(of: journey)
    #expect(try JSONValue.parse(json.serialized()) == json)
    let count = JourneyTreeText.count(
      obligations: journey.obligations.count, notRead: journey.blocksNotRead)
    #expect(JourneyTreeText.text(of: journey).hasSuffix("  \(count)\n"))
  }

  @Test(arguments: (0..<100).map { UInt64($0) })
  func `line ends and a byte order mark change nothing that is said`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var text = "# Title\n\n"
    for _ in 0..<60 {
      let piece = Self.pieces.randomElement(using: &dice) ?? ""
      if !piece.contains("\r") && piece != "\u{FEFF}" && piece != "\u{0}" { text += piece }
    }
    let reader = JourneyReader()
    let plain = reader.read(SourceFile(path: "a.md", text: text))
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let other = reader.read(SourceFile(path: "a.md", text: "\u{FEFF}" + windows))
    #expect(plain.obligations.map(\.id) == other.obligations.map(\.id))
    #expect(plain.obligations.map(\.fingerprint) == other.obligations.map(\.fingerprint))
    #expect(plain.stories.inline == other.stories.inline)
    #expect(plain.diagnostics.map(\.code) == other.diagnostics.map(\.code))
  }

  private func all(_ journey: Journey) -> [Clause] {
    func nested(_ clause: Clause) -> [Clause] { [clause] + clause.clauses.flatMap(nested) }
    let roots =
      journey.preconditions + journey.flows.flatMap(\.steps) + journey.expectations
      + journey.guardrails
    return roots.flatMap(nested)
  }

  private func isInside(_ range: SourceRange, _ source: SourceFile) -> Bool {
    guard range.start <= range.end, range.start.line >= 1, range.start.column >= 1,
      let last = source.line(range.end.line)
    else { return false }
    return range.end.column <= last.unicodeScalars.count + 2
  }
}
