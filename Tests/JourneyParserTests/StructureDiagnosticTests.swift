import JourneyModel
import JourneyParser
import SourceText
import TestSupport
import Testing

/// Each code of `docs/diagnostics.md` on a text that deserves it, with the place marked, and on one
/// that nearly does.
@Suite struct StructureDiagnosticTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String { code }
    var code: String
    var bad: String
    var good: String

    init(_ code: String, _ bad: String, good: String) {
      self.code = code
      self.bad = bad
      self.good = good
    }
  }

  private static let flow = "## Step-by-step Flow\n\n"
  private static let rules = "## Constraints & Guardrails\n\n"
  private static let mapping = "## Story & Documentation Mapping\n\n"

  static let cases = [
    Case("WM001", "---\na: [\n«»---\n", good: "---\na: []\n---\n"),
    Case("WM002", "---\na: 1\n«a»: 2\n---\n", good: "---\na: 1\nb: 2\n---\n"),
    Case("WM006", "# A«»\u{0}\n", good: "# A\u{FFFD}\n"),
    Case("WM101", "«---»\ntitle: A\n", good: "---\ntitle: A\n---\n"),
    Case("WM101", "---\n«- a»\n---\n", good: "---\n---\n"),
    Case("WM102", "«»## Overview\n", good: "# A\n"),
    Case("WM103", "# A\n\n«# B»\n", good: "# A\n\n## B\n"),
    Case("WM104", "«# A»\n", good: allSections),
    Case(
      "WM105", "## 1. Overview\n\n«## Overview»\n", good: "## Overview\n\n## Overviews\n"),
    Case("WM106", rules + "- Must be.\n\n«## Overview»\n", good: "## Overview\n\n" + rules),
    Case("WM107", "«## Open questions»\n", good: "## OVERVIEW:\n"),
    Case("WM108", "«## 3. Step-by-step Flow»\n\nProse.\n", good: flow + "1. a\n"),
    Case("WM108", "«## Constraints & Guardrails»\n", good: rules + "- Must be.\n"),
    Case("WM109", flow + "1. a\n«2.»\n", good: flow + "1. a\n2. b\n"),
    Case("WM109", rules + "- Must:\n  - Be.\n  «-»\n", good: rules + "- Must:\n  - Be.\n"),
    Case("WM110", flow + "1. a\n«3.» b\n", good: flow + "1. a\n1. b\n1. c\n"),
    Case("WM110", flow + "«4.» a\n", good: flow + "1. a\n2. b\n\nText.\n\n3. c\n"),
    Case(
      "WM110", flow + "1. a\n   1. x\n   «3.» y\n", good: flow + "### 1\n\n1. a\n\n### 2\n\n2. b\n"),
    Case("WM111", rules + "«- Must:»\n- Must not:\n  - Be.\n", good: rules + "- Must\n  - Be.\n"),
    Case(
      "WM111", rules + "«### Security»\n\n### Must\n\n- Be.\n", good: rules + "### Must\n\n- Be.\n"),
    Case("WM112", flow + "«1. System checks:»\n2. b\n", good: flow + "1. System checks:\n   - a\n"),
    Case("WM113", flow + "1. a\n\n«Between.»\n\n2. b\n", good: flow + "In.\n\n1. a\n\nOut.\n"),
    Case(
      "WM113", rules + "«| a | b |\n|---|---|\n| c | d |»\n\n- Must be.\n",
      good: rules + "- a | b\n"),
    Case("WM113", flow + "1. a\n\n   «```\n   x\n   ```»\n", good: "## Overview\n\n```\nx\n```\n"),
    Case("WM113", flow + "1. a\n\n«> quote»\n", good: flow + "1. a\n\n***\n"),
    Case("WM113", flow + "«- a»\n\n1. b\n", good: flow + "1. b\n   - a\n"),
    Case("WM113", flow + "«#### Deep»\n\n1. b\n", good: flow + "### Not deep\n\n1. b\n"),
    Case("WM113", flow + "1. b\n\n«<div>x</div>»\n", good: flow + "1. b\n\n<!-- x -->\n"),
    Case("WM114", flow + "1. a\n«- b»\n2. c\n", good: flow + "1. a\n   - b\n2. c\n"),
    Case("WM115", flow + "1. a «<!-- id: must.1 -->»\n", good: flow + "1. a <!-- id: must-1 -->\n"),
    Case("WM115", flow + "1. a «<!-- id: ü -->»\n", good: flow + "1. a <!-- idea: ü -->\n"),
    Case(
      "WM115", flow + "1. a <!-- id: x -->\n2. b «<!-- id: x -->»\n",
      good: flow + "1. a <!-- id: x -->\n2. b <!-- id: y -->\n"),
    Case("WM115", flow + "1. a\n\n«<!-- id: x -->»\n", good: flow + "1. a\n   <!-- id: x -->\n"),
    Case(
      "WM116", mapping + "- Backlog:\n  «- No story.»\n", good: mapping + "- BF-001: A story.\n"),
    Case(
      "WM116", mapping + "- Docs:\n  «- No link.»\n", good: mapping + "- Docs:\n  - [a](b.md)\n"),
    Case("WM116", mapping + "«- Other: words»\n", good: mapping + "- See [a](b.md)\n"),
    Case("WM117", "# A\n\n«<!-- open\n\n## Overview»\n", good: "# A\n\n<!-- closed -->\n"),
    Case("WM201", "# A («bf-2»)\n", good: "# A (BF-002, BF-xxx)\n"),
  ]

  private static let allSections = """
    # A

    ## 1. Overview

    ## 2. Persona & Preconditions

    ## 3. Step-by-step Flow

    ## 4. Expected UX & Data Behavior

    ## 5. Constraints & Guardrails

    ## 6. Story & Documentation Mapping

    """

  private func diagnostics(_ text: String, _ code: String) -> [Diagnostic] {
    JourneyReader().read(SourceFile(path: "a.md", text: text)).diagnostics
      .filter { $0.code == code }
  }

  @Test(arguments: cases)
  func `a code is given where it is deserved`(example: Case) throws {
    let marked = MarkedText(example.bad)
    let found = diagnostics(marked.text, example.code)
    let first = try #require(found.first)
    if let place = marked.ranges.first {
      #expect(found.contains { $0.range?.start == place.start })
      if place.end > place.start { #expect(found.contains { $0.range == place }) }
    } else {
      #expect(first.range == nil)
    }
    #expect(!first.message.hasSuffix("."))
  }

  @Test(arguments: cases)
  func `what is nearly as odd is not reported`(example: Case) {
    #expect(diagnostics(example.good, example.code) == [])
  }

  @Test func `a whole journey has no diagnostic`() {
    let text = """
      # A (BF-001)

      Related Stories: BF-001

      ## 1. Overview

      ## 2. Persona & Preconditions

      - Persona:
        - Somebody.

      ## 3. Step-by-step Flow

      1. Does it.

      ## 4. Expected UX & Data Behavior

      - It is done.

      ## 5. Constraints & Guardrails

      - Must:
        - Be done.

      ## 6. Story & Documentation Mapping

      - Backlog:
        - BF-001: Do it.
      - Docs:
        - [a](a.md)
      """
    #expect(JourneyReader().read(SourceFile(path: "a.md", text: text)).diagnostics == [])
  }

  @Test func `more than a thousand findings are counted, not shown`() {
    let text = "## Overview\n\n" + String(repeating: "bf-1 ", count: 1_500) + "\n"
    let journey = JourneyReader().read(SourceFile(path: "a.md", text: text))
    #expect(journey.diagnostics.count <= 1_001)
    #expect(journey.diagnostics.contains { $0.code == "WM118" })
  }
}
