import Markup
import TestSupport
import Testing

/// What a comparison with other implementations found.
@Suite struct QueryFaultTests {
  @Test func plainPathsEndLikeOthers() throws {
    let page = Array(String(repeating: "<div>", count: 120).utf8)
    let document = try HTMLDocument.parse(page)
    let expression = try XPathExpression.parse("//div//div//div//div")
    let time = ThreadTime.measure { _ = try? document.evaluate(expression) }
    #expect(time < .seconds(8))
  }

  @Test(arguments: [
    ("[title=\"q'\u{301}x\"]", "<p title=\"q'\u{301}x\">a</p>", 1),
    ("\\31 div", "<p>a</p>", 0), ("[\\31 a]", "<p>a</p>", 0), (".a\\c ", "<p class=a>b</p>", 0),
    ("[class~=\"a\u{A0}b\"]", "<p class=\"a\u{A0}b\">a</p>", 1),
  ])
  func selectorsStayWithinTheirStrings(selector: String, page: String, count: Int) throws {
    let document = try HTMLDocument.parse(Array(page.utf8), encoding: "utf-8")
    #expect(try document.select(try CSSSelector.parse(selector)).count == count)
  }

  @Test func processingInstructionsHaveTheirText() throws {
    let document = try XMLDocument.parse(Array("<r><?pi data?></r>".utf8))
    let result = try document.evaluate(try XPathExpression.parse("//processing-instruction()"))
    guard case .nodes(let nodes) = result else {
      Issue.record("no nodes")
      return
    }
    #expect(nodes.map(\.text) == ["data"])
    #expect(nodes.map(\.kind) == [.processingInstruction])
  }
}
