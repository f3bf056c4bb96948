import JourneyModel
import Testing

@Suite struct StoryPatternTests {
  @Test(arguments: [
    ("BF-002", ["BF-002"]), ("RP-005A", ["RP-005A"]),
    ("BF-001/BF-002", ["BF-001", "BF-002"]), ("RP-001 / RP-005", ["RP-001", "RP-005"]),
    ("OE-001/002", ["OE-001", "OE-002"]), ("OE-001/002/003A", ["OE-001", "OE-002", "OE-003A"]),
    ("RP-005A/B", ["RP-005A", "RP-005B"]), ("RP-005A/B/C", ["RP-005A", "RP-005B", "RP-005C"]),
    ("BF-001–BF-004", ["BF-001", "BF-002", "BF-003", "BF-004"]),
    ("BF-001 – BF-003", ["BF-001", "BF-002", "BF-003"]),
    ("BF-001–003", ["BF-001", "BF-002", "BF-003"]),
    ("BF-001 to BF-003", ["BF-001", "BF-002", "BF-003"]),
    ("RP-005A–RP-005C", ["RP-005A", "RP-005B", "RP-005C"]),
    ("CO-001+", ["CO-001"]), ("BF-001 to BF-002+", ["BF-001", "BF-002"]),
    ("BF-xxx", []), ("BF-XXX", []), ("BF-0xx", []),
    ("BF-004–BF-001", ["BF-004", "BF-001"]), ("BF-001 to CO-003", ["BF-001", "CO-003"]),
    ("(BF-001),BF-002;", ["BF-001", "BF-002"]), ("non-BF-001", ["BF-001"]),
    ("BF-001-related", ["BF-001"]), ("BF-001 toBF-003", ["BF-001"]),
    ("XBF-001 BF-001x BF-0011x _BF-001 BF-001_", []), ("CO2 BF- BF -001 BF_001", []),
    ("RP-005/7 BF-001/B OE-001/0022", ["RP-005", "BF-001", "OE-001"]),
    ("“BF-001”", ["BF-001"]), ("éBF-001é", ["BF-001"]), ("", []), ("-", []),
  ])
  func `written forms resolve`(text: String, stories: [String]) {
    #expect(StoryPattern.standard.scan(text).flatMap(\.stories) == stories)
    #expect(
      StoryPattern.standard.scan(text).allSatisfy {
        if case .malformed = $0.kind { false } else { true }
      })
  }

  @Test(arguments: [
    ("bf-002", "BF-002"), ("Bf-002", "BF-002"), ("BF-2", "BF-002"), ("BF-0002", "BF-002"),
    ("BF-12a", "BF-012A"), ("rp-5b", "RP-005B"), ("BF‑002", "BF-002"), ("BF–2", "BF-002"),
    ("BF-1234", nil), ("BF-12345678", nil),
  ])
  func `a malformed id has the likely one beside it`(text: String, likely: String?) {
    let found = StoryPattern.standard.scan("see " + text + ", too")
    #expect(found.count == 1)
    #expect(found.first?.kind == .malformed(suggestion: likely))
    #expect(found.first?.stories == [])
    #expect(found.first?.range == 4..<(4 + text.utf8.count))
  }

  @Test(
    arguments: [
      ("BF-004 to BF-001", ["BF-004", "BF-001"], "BF-001–BF-004", true),
      ("BF-004–BF-001", ["BF-004", "BF-001"], "BF-001–BF-004", false),
      ("BF-001 — BF-004", ["BF-001", "BF-004"], "BF-001–BF-004", false),
      ("BF-001—BF-004/005", ["BF-001", "BF-004", "BF-005"], "BF-001–BF-004", false),
      ("BF-001..BF-004", ["BF-001", "BF-004"], "BF-001–BF-004", false),
      ("BF-001...004", ["BF-001"], "BF-001–BF-004", false),
      ("BF-001..004", ["BF-001"], "BF-001–BF-004", false),
      ("BF-001…BF-004", ["BF-001", "BF-004"], "BF-001–BF-004", false),
      ("BF-001-BF-004", ["BF-001", "BF-004"], "BF-001–BF-004", false),
      ("BF-001-004", ["BF-001"], "BF-001–BF-004", false),
      ("BF-001 - BF-004", ["BF-001", "BF-004"], "BF-001–BF-004", false),
      ("BF-001 to 004", ["BF-001"], "BF-001–BF-004", true),
      ("BF-001 through BF-004", ["BF-001", "BF-004"], "BF-001–BF-004", true),
      ("BF-001 to CO-003", ["BF-001", "CO-003"], nil, true),
      ("RP-005B–RP-005A", ["RP-005B", "RP-005A"], nil, false),
    ] as [(String, [String], String?, Bool)])
  func `what is joined like a range and is none is told`(
    text: String, stories: [String], likely: String?, mayBeProse: Bool
  ) {
    let found = StoryPattern.standard.scan("see " + text + ", too")
    #expect(found.count == 1)
    #expect(found.first?.kind == .brokenRange(likely: likely, mayBeProse: mayBeProse))
    #expect(found.first?.stories == stories)
    #expect(found.first?.range == 4..<(4 + text.utf8.count))
  }

  @Test(arguments: [
    "BF-001 – BF-003", "BF-001 to BF-003", "BF-001, BF-002", "BF-001/BF-002", "BF-001 BF-002",
    "BF-001 — 100 users", "BF-001 to 10", "BF-001 - the start", "BF-001 to BF-001", "BF-001..",
    "BF-001. BF-002", "BF-001-related", "BF-001 together BF-002", "BF-001 toBF-003",
  ])
  func `other neighbours are no broken range`(text: String) {
    let kinds = StoryPattern.standard.scan(text).map(\.kind)
    #expect(!kinds.isEmpty)
    #expect(kinds.allSatisfy { $0 == .stories })
  }

  @Test(arguments: [
    ("CO-001+", true), ("CO-001 +", false), ("CO-001+1", false), ("CO-xxx+", false),
  ])
  func `a plus sign leaves a story open`(text: String, isOpen: Bool) {
    #expect(StoryPattern.standard.scan(text).first?.isOpenEnded == isOpen)
  }

  @Test func `a range expands to a hundred at most`() {
    let found = StoryPattern.standard.scan("BF-001 to BF-999")
    #expect(found.first?.kind == .tooWide(999))
    #expect(found.first?.stories.count == StoryReference.rangeLimit)
    #expect(found.first?.stories.last == "BF-100")
  }

  @Test func `references follow each other without overlap`() {
    let found = StoryPattern.standard.scan("BF-001/002 and BF-003–BF-005, bf-6")
    #expect(found.map(\.range) == [0..<10, 15..<30, 32..<36])
  }

  @Test(arguments: [
    ("PLAT-1234", "see PLAT-0815/0816", ["PLAT-0815", "PLAT-0816"]),
    (#"PLAT-\d+"#, "PLAT-7 to PLAT-9", ["PLAT-7", "PLAT-8", "PLAT-9"]),
    ("(BF|RP)-[0-9]{3}[A-Z]?", "RP-005A/B, CO-001", ["RP-005A", "RP-005B"]),
    ("[A-Z]+-[0-9]{2,4}", "ABC-12 and X-1, UTF-8", ["ABC-12"]),
    (#"^\bUS_\d{4}\b$"#, "US_0001", ["US_0001"]),
    ("#[0-9]+", "fixes #12", []),
    ("B-1", "BF-1 B-2", ["B-2"]),
  ])
  func `a configured pattern finds its own ids`(
    pattern: String, text: String, stories: [String]
  ) throws {
    guard let parsed = StoryPattern(pattern) else {
      #expect(stories.isEmpty)
      return
    }
    #expect(parsed.scan(text).flatMap(\.stories) == stories)
  }

  @Test(arguments: [
    "", "-", "PLAT-", "(A|B-1", "[a-z]+-1", #"PLAT-\d{0}"#, "A-{3}", "A-1.*", "(|)-1",
  ])
  func `what is no pattern is refused`(pattern: String) {
    #expect(StoryPattern(pattern) == nil)
  }

  @Test func `the longest family wins`() {
    let pattern = StoryPattern(families: ["B", "BF"], digits: 1...3)
    #expect(pattern.scan("BF-1 B-2").flatMap(\.stories) == ["BF-1", "B-2"])
  }
}
