import JourneyModel
import JourneyParser
import SourceText
import TestSupport
import Testing

/// What `dialect.md` names as hostile, and what has kept Markdown readers busy for minutes.
@Suite struct HostileJourneyTests {
  struct Hostile: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var code: String?
    var bytes: [UInt8]

    init(_ name: String, _ code: String?, _ text: String) {
      self.init(name, code, Array(text.utf8))
    }

    init(_ name: String, _ code: String?, _ bytes: [UInt8]) {
      testDescription = name
      self.code = code
      self.bytes = bytes
    }
  }

  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  private static let bomb =
    "---\na: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + zip("bcdefghij", "abcdefghi")
    .map { "\($0): &\($0) [\(Array(repeating: "*\($1)", count: 10).joined(separator: ", "))]\n" }
    .joined() + "---\n# A\n"

  static let documents = [
    Hostile("nothing", "WM102", ""),
    Hostile("not UTF-8", "WM005", Array("# A\n\n- \u{FF}".utf8).dropLast() + [0xC3, 0x28, 0xFF]),
    Hostile("NUL", "WM006", "# A\u{0}b\n"),
    Hostile("100,000 levels of quotes", "WM008", times(100_000, ">") + " a\n"),
    Hostile("100,000 levels of lists", "WM008", times(100_000, "- ") + "a\n" + times(50_000, "\n")),
    Hostile(
      "levels by indentation", "WM008",
      (0..<1_000).map { times($0, "  ") + "- a\n" }.joined()),
    Hostile("100 MB line", "WM007", [UInt8](repeating: 0x61, count: 100_000_000)),
    Hostile("a million lines", "WM007", times(1_000_000, "a\n")),
    Hostile("alias bomb", "WM003", bomb),
    Hostile(
      "20,000 columns", "WM009",
      "## 5. Constraints & Guardrails\n\n|" + times(20_000, "a|") + "\n|" + times(20_000, "-|")
        + "\n|" + times(20_000, "b|") + "\n"),
    Hostile("many narrow rows", nil, "|a|b|\n|-|-|\n" + times(50_000, "|c|d|\n")),
    Hostile("emphasis around links", "WM010", times(50_000, "*[a](b)")),
    Hostile("nested emphasis", "WM010", times(100_000, "*_") + "a" + times(100_000, "_*")),
    Hostile(
      "long definition, many references", "WM010",
      "[a]: " + times(50_000, "u") + "\n\n" + times(20_000, "[a]")),
    Hostile("open brackets", "WM010", times(200_000, "[")),
    Hostile("open comment", "WM117", "# A\n\n<!-- " + times(100_000, "b ")),
    Hostile("open front matter", "WM101", "---\n" + times(50_000, "a: b\n")),
    Hostile("a story range without bound", "WM201", "# A (BF-001–BF-999)\n"),
    Hostile(
      "many stories in a line", nil,
      "## Overview\n\n" + times(100_000, "BF-001 ") + "\n"),
    Hostile("many escaped stories", nil, "## Overview\n\n" + times(50_000, #"BF\-001 "#) + "\n"),
    Hostile("many malformed stories", "WM118", "## Overview\n\n" + times(20_000, "bf-1 ") + "\n"),
    Hostile(
      "many steps", nil,
      "## Step-by-step Flow\n\n" + times(50_000, "1. a\n")),
    Hostile(
      "many names", "WM115",
      "## Step-by-step Flow\n\n" + times(20_000, "1. a <!-- id: b -->\n")),
    Hostile("many addresses", nil, "## Overview\n\n" + times(50_000, "http://a ") + "\n"),
    Hostile("address in pieces", nil, "## Overview\n\n" + times(200_000, "http:/") + "\n"),
    Hostile(
      "many stories beside a letter that is not ASCII", "WM201",
      "## Step-by-step Flow\n\n1. é " + times(80_000, "BF-001 ") + "\n"),
    Hostile(
      "many ranges", "WM201",
      "## Step-by-step Flow\n\n1. a " + times(100_000, "BF-001–BF-099 ") + "\n"),
    Hostile("persona brackets", nil, "Primary Personas: " + times(200_000, "(,") + "\n"),
    Hostile("a long title", nil, "# " + times(100_000, "BF-001 (") + "\n"),
  ]

  @Test(arguments: documents)
  func `a hostile document is done within a second`(document: Hostile) {
    var journey: Journey?
    let source = SourceFile(path: "hostile.md", bytes: document.bytes)
    let time = ThreadTime.measure { journey = JourneyReader().read(source) }
    #expect(time < .seconds(Self.limit))
    if let code = document.code {
      #expect(journey?.diagnostics.contains { $0.code == code } == true)
    }
  }

  /// Unoptimised code is given more time.
  private static let limit: Int = {
    #if DEBUG
      4
    #else
      1
    #endif
  }()

  @Test func `what is read before and after a hostile file is not touched by it`() {
    let reader = JourneyReader()
    let good = SourceFile(path: "good.md", text: "# Good\n")
    let before = reader.read(good)
    for document in Self.documents.prefix(6) {
      _ = reader.read(SourceFile(path: "hostile.md", bytes: document.bytes))
    }
    #expect(reader.read(good).title == before.title)
    #expect(reader.read(good).diagnostics == before.diagnostics)
  }
}
