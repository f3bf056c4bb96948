import JourneyReports
import Markup
import RunEvents
import Testing

/// Journeys as they were written, with the verdict of each promise beside its sentence.
@Suite struct ProseTests {
  /// The text of what carries a promise, without the verdict's word.
  private static func sentence(_ path: String, in page: HTMLDocument) throws -> String? {
    try page.select(.parse("[id='j/\(path)']")).first?.text
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func promisesFindTheirSentences() throws {
    let log = SmallLog(
      source: """
        ---
        title: x
        ---
        # J (BF-1)

        ## Flow

        1. Open:
           - one (BF-1)
           - two
             goes on
             - three
        2. four

           five

        A sentence. Another one.

        | Requirement | Level |
        |---|---|
        | six | Must |
        """,
      promises: [
        ("step.1.1", 9, "one (BF-1)"), ("step.1.2.1", 12, "three"), ("step.2", 13, "four five"),
        ("expect.1", 17, "A sentence."), ("expect.2", 17, "Another one."), ("must.1", 21, "six"),
        ("must.2", 99, "not in the text"),
      ],
      checks: [("step.1.1", .passed), ("step.2", .failed), ("must.1", .undecided)])
    let page = try log.page()
    #expect(try Self.sentence("step.1.1", in: page) == "kept one (BF-1)")
    #expect(try Self.sentence("step.1.2.1", in: page) == "unchecked three")
    #expect(try Self.sentence("step.2", in: page) == "broken four why five")
    #expect(try Self.sentence("expect.1", in: page) == "unchecked A sentence.")
    #expect(try Self.sentence("expect.2", in: page) == "unchecked Another one.")
    #expect(try Self.sentence("must.1", in: page) == "unknown")
    #expect(try page.select(.parse("td:has([id='j/must.1'])")).first?.text == "unknown six")
    #expect(try Self.sentence("must.2", in: page) == "unchecked not in the text")
    #expect(try page.select(.parse(".prose ol[start='1'] > li")).count == 2)
    #expect(try page.select(.parse(".prose h4")).map(\.text) == ["Flow"])
    #expect(try page.select(.parse(".prose a[href='#BF-1']")).count == 1)
    #expect(!page.visibleText.contains("title: x"))
  }

  @Test func whatLeadsElsewhereOrLooksLikeMarkupIsText() throws {
    let log = SmallLog(
      source: """
        *a* **b** `c` [w](https://x.example/?a=1&b="2") [f](docs/x.md:1) [s](javascript:alert(1)) \
        ![picture](https://x.example/y.png) <b onclick=x>bold</b> <!-- note --> <br>

        <script>alert(1)</script>

        > quoted

        ```
        </pre>
        ```
        """)
    let page = try log.page()
    let prose = try #require(try page.select(.parse(".prose")).first)
    let links = try page.select(.parse(".prose a")).compactMap { $0[attribute: "href"] }
    #expect(links == ["https://x.example/?a=1&b=\"2\""])
    for (selector, count) in [("em", 1), ("strong", 1), ("code", 1), ("blockquote", 1), ("br", 1)] {
      #expect(try page.select(.parse(".prose \(selector)")).count == count)
    }
    #expect(try page.select(.parse(".prose img, .prose script, .prose b")).isEmpty)
    #expect(prose.text.contains("<b onclick=x>bold</b>"))
    #expect(prose.text.contains("<script>alert(1)</script>"))
    #expect(!prose.text.contains("note"))
  }

  @Test func withoutItsTextAJourneyListsItsPromises() throws {
    let page = try SmallLog(promises: [("must.1", 3, "one")], checks: [("must.1", .passed)]).page()
    #expect(try Self.sentence("must.1", in: page) == "kept one")
  }

  @Test func whatTheRunLeftOutHasNoVerdict() throws {
    let page = try SmallLog(
      source: "- one\n- two\n", promises: [("must.1", 1, "one"), ("must.2", 2, "two")],
      checks: [("must.1", .passed)], deselected: ["must.2"]
    ).page()
    #expect(try page.select(.parse(".promise")).map(\.text).count == 2)
    #expect(try page.select(.parse(".promise.out")).first?.text.contains("left out") == true)
    #expect(try Self.sentence("must.2", in: page) == nil)
  }
}
