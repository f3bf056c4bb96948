import Testing

@testable import Markup

@Suite struct XPathTests {
  private static let page = """
    <html><body><ul id="list"><li class="a">One</li><li>Two &amp; <b>bold</b></li></ul>
    <a href="/next?x=1&amp;y=2">Next</a></body></html>
    """

  @Test(arguments: [
    ("count(//li)", XPathResult.number(2)), ("string(//li[2])", .string("Two & bold")),
    ("boolean(//nav)", .bool(false)), ("//li[3]", .nodes([])), ("1 div 0", .number(.infinity)),
  ])
  func values(expression: String, expected: XPathResult) throws {
    let document = try HTMLDocument.parse(Array(Self.page.utf8))
    #expect(try document.evaluate(.parse(expression)) == expected)
  }

  @Test func nodesTellWhatTheyAre() throws {
    let document = try HTMLDocument.parse(Array(Self.page.utf8))
    let result = try document.evaluate(.parse("//li[1] | //a/@href"), detail: .full)
    guard case .nodes(let nodes) = result, nodes.count == 2 else {
      Issue.record("two nodes expected, not \(result)")
      return
    }
    #expect(nodes[0].kind == .element)
    #expect(nodes[0].name == "li")
    #expect(nodes[0].text == "One")
    #expect(nodes[0][attribute: "class"] == "a")
    #expect(nodes[0].line == 1)
    #expect(nodes[0].source?.markup == "<li class=\"a\">One</li>")
    #expect(nodes[0].source?.path == "/html/body/ul/li[1]")
    #expect(nodes[1].kind == .attribute)
    #expect(nodes[1].name == "href")
    #expect(nodes[1].text == "/next?x=1&y=2")
  }

  @Test func namespacesComeFromAMap() throws {
    let document = try XMLDocument.parse(Array("<a xmlns='urn:x'><b>1</b></a>".utf8))
    let expression = try XPathExpression.parse("string(/x:a/x:b)", namespaces: ["x": "urn:x"])
    #expect(try document.evaluate(expression) == .string("1"))
  }

  @Test(arguments: [
    ("//li[", 5), ("//li]", 4), ("frobnicate(//a)", 0), ("//a[lower-case(@b)='c']", 4),
    ("//x:a", 2), ("$v + 1", 0), ("", 0), ("1 + ", 4), ("//a[@é='1'][[", 13),
    ("contains(1)", 0), ("//a[count()]", 4), ("concat('a')", 0), ("1 + true(1)", 4),
    ("substring('a,b', 1, 2, 3)", 0), ("not(/*, position( ))", 0), ("not( )", 0),
    ("count(1)", 0), ("1/a", 0), ("'a' | //b", 0), ("sum('x')", 0), ("(1)[1]", 0),
  ])
  func malformedExpressions(text: String, offset: Int) {
    let error = #expect(throws: MarkupSyntaxError.self) { try XPathExpression.parse(text) }
    #expect(error?.offset == offset, "\(text): \(error?.message ?? "")")
  }

  @Test(arguments: [
    "//a[contains(., 'f(x) $v x:y')]", "//*[self::or or self::and]", "//a/text()[1]",
    "child::node()", "2 * 3 div (4)", "//comment()", "processing-instruction('a')",
    "ancestor-or-self::a", "id('x')", "//a-b.c", "concat('a', \"b)\", 'c,')", "string( )",
    "contains((1), (2))",
    "substring(concat('a', 'b'), //a[(1)][contains(., ',')], 3)", "not(//a[last ( )])", "xml:lang",
    "(1) or (2)", ".5 + 1.",
  ])
  func wellFormedExpressions(text: String) throws {
    if text == "xml:lang" { return #expect(try XPathExpression.parse("@xml:lang").text != "") }
    #expect(try XPathExpression.parse(text).text == text)
  }

  @Test func typesThatOnlyContentBringsAboutAreToldLater() throws {
    let expression = try XPathExpression.parse("//b[count(1)]")
    let document = try XMLDocument.parse(Array("<a><b/></a>".utf8))
    let error = #expect(throws: MarkupEvaluationError.self) { try document.evaluate(expression) }
    #expect(error?.isMistyped == true)
  }

  @Test func endlessEvaluationIsStopped() throws {
    let page = "<html><body>" + String(repeating: "<i>x</i>", count: 3000) + "</body></html>"
    let document = try HTMLDocument.parse(Array(page.utf8))
    let expression = try XPathExpression.parse("count(//*[count(//*[count(//*) > 1]) > 1])")
    let error = #expect(throws: MarkupEvaluationError.self) { try document.evaluate(expression) }
    #expect(error?.message == "the expression takes too long")
  }

  @Test func deepExpressionsAreRefused() {
    let text = String(repeating: "(", count: 4000) + "1" + String(repeating: ")", count: 4000)
    #expect(throws: MarkupSyntaxError.self) {
      try XPathExpression.parse(text + String(repeating: " ", count: 4000))
    }
  }

  @Test func namespaceNodesDoNoHarm() throws {
    let document = try XMLDocument.parse(Array("<a xmlns:b='urn:b'/>".utf8))
    let result = try document.evaluate(.parse("//namespace::*"), detail: .full)
    guard case .nodes(let nodes) = result else {
      Issue.record("nodes expected")
      return
    }
    #expect(nodes.allSatisfy { $0.kind == .other })
  }
}
