import Testing

@testable import Markup

@Suite struct CSSSelectorTests {
  private static let page = """
    <html><body>
    <div id="main" class="panel wide"><p id="p1" lang="en-GB">one</p><p id="p2" class="it's">two</p>
    <span id="s1" data-x="alphaBeta">three</span><p id="p3"><em id="e1">x</em></p></div>
    <ul id="u"><li id="l1">1</li><li id="l2">2</li><li id="l3">3</li><li id="l4">4</li>
    <li id="l5">5</li></ul>
    <form id="f"><input id="i1" type="CheckBox" checked><input id="i2" disabled required>
    <fieldset id="fs" disabled><legend><button id="b0"></button></legend><button id="b1"></button>
    </fieldset><select id="se"><option id="o1" selected>a</option></select></form>
    <a id="a1" href="/x">link</a><a id="a2">none</a><i id="empty"><!-- c --></i></body></html>
    """

  @Test(arguments: [
    ("p", "p1 p2 p3"), ("P", "p1 p2 p3"), ("#main", "main"), (".wide", "main"),
    (".panel.wide", "main"), (".wid", ""), ("div p", "p1 p2 p3"), ("body > p", ""),
    ("div > p", "p1 p2 p3"), ("p + p", "p2"), ("p ~ p", "p2 p3"), ("span + p", "p3"),
    ("p, span", "p1 p2 s1 p3"), ("[lang]", "p1"), ("[lang|=en]", "p1"), ("[lang|=e]", ""),
    ("[data-x^=alpha]", "s1"), ("[data-x$='Beta']", "s1"), ("[data-x$=beta]", ""),
    ("[data-x$=beta i]", "s1"), ("[data-x*=aB]", "s1"), ("[data-x='']", ""), ("[data-x*='']", ""),
    ("[class~=wide]", "main"), ("[class=\"it's\"]", "p2"), (".it\\'s", "p2"),
    ("[type=checkbox]", "i1"), ("[type=checkbox s]", ""), ("#u :first-child", "l1"),
    ("#u > :last-child", "l5"), ("li:nth-child(odd)", "l1 l3 l5"), ("li:nth-child(2n)", "l2 l4"),
    ("li:nth-child(-n+2)", "l1 l2"), ("li:nth-child( n + 4 )", "l4 l5"),
    ("li:nth-last-child(2)", "l4"), ("li:nth-child(3n-1)", "l2 l5"), ("p:nth-of-type(3)", "p3"),
    ("p:first-of-type", "p1"), ("p:last-of-type", "p3"), ("span:only-of-type", "s1"),
    ("em:only-child", "e1"), ("li:not(:first-child):not(#l3)", "l2 l4 l5"),
    ("li:not(#l1, #l2)", "l3 l4 l5"), ("div :is(em, span)", "s1 e1"), ("p:has(em)", "p3"),
    ("p:has(> em)", "p3"), ("p:has(+ span)", "p2"), ("div:has(> em)", ""), ("i:empty", "empty"),
    (":checked", "i1 o1"), ("input:disabled", "i2"), ("button:disabled", "b1"),
    ("button:enabled", "b0"), (":required", "i2"), ("a:link", "a1"),
    ("div > p:not(:has(em)) + span", "s1"), ("#p\\31", "p1"), ("li:is(:checked, #l2)", "l2"),
    (":root > body > ul", "u"), ("div p > em", "e1"), ("/* a */p/* > */#p1", "p1"),
    ("div/**/>/**/p:not(/* x */#p1), /* , */span", "p2 s1 p3"), ("div /**/ em", "e1"),
    ("li:nth-child(/**/2n/**/+/**/1)", "l1 l3 l5"), ("[/**/lang/**/=/**/'en-GB'/**/]", "p1"),
    ("[class=\"it's\"]/* [ ' */", "p2"), ("[data-x='/**/']", ""),
  ])
  func selects(selector: String, expected: String) throws {
    let document = try HTMLDocument.parse(Array(Self.page.utf8))
    let nodes = try document.select(.parse(selector))
    #expect(nodes.compactMap { $0[attribute: "id"] }.joined(separator: " ") == expected)
  }

  /// The type of an element is its expanded name (Selectors 4, section 14.4).
  @Test(
    arguments: [
      ("item:nth-of-type(1)", "1 2"), ("item:nth-of-type(2)", "3 4"),
      ("item:nth-of-type(2n+1)", "1 2 5"),
      ("item:last-of-type", "4 5"), ("item:nth-last-of-type(3)", "1"), ("other:only-of-type", "6"),
      ("item:not(:only-of-type)", nil), ("r > item:nth-of-type(3)", "5"),
      ("item:first-of-type + item", "2 3"),
    ] as [(String, String?)])
  func typesOfXMLKnowTheirNamespace(selector: String, expected: String?) throws {
    let document = try XMLDocument.parse(
      Array(
        """
        <r xmlns='urn:a' xmlns:b='urn:b' xmlns:c='urn:b'><item n='1'/><b:item n='2'/><item n='3'/>\
        <c:item n='4'/><item n='5'/><other n='6'/></r>
        """.utf8))
    guard let expected else {
      #expect(throws: MarkupSyntaxError.self) { try CSSSelector.parse(selector) }
      return
    }
    let nodes = try document.select(.parse(selector))
    #expect(nodes.compactMap { $0[attribute: "n"] }.joined(separator: " ") == expected)
  }

  @Test func countingSiblingsOfXMLIsBounded() throws {
    let many = String(repeating: "<i/>", count: 40_000)
    let document = try XMLDocument.parse(Array("<r xmlns='urn:a'>\(many)</r>".utf8))
    #expect(throws: MarkupEvaluationError.self) {
      try document.select(.parse("i:nth-of-type(2n)"))
    }
  }

  @Test func namesOfXMLKeepTheirCase() throws {
    let document = try XMLDocument.parse(
      Array("<r xmlns='urn:r'><Item Key='1'/><item/></r>".utf8))
    #expect(try document.select(.parse("Item[Key='1']")).count == 1)
    #expect(try document.select(.parse("r > item")).count == 1)
  }

  @Test(arguments: [
    ("", 0), ("p >", 3), ("p > > a", 4), ("p,", 2), (".", 1), ("#", 1), ("[a", 2), ("[a=", 3),
    ("[a!=b]", 2), ("[a='b]", 3), ("p:hover", 1), ("p::before", 1), ("p:frobnicate", 1),
    ("p:nth-child(x)", 12), ("p:nth-child(2n+)", 15), (":first-of-type", 0), ("p)", 1),
    ("p:not(a", 7), ("é:contains('x')", 2), ("svg|a", 3), ("p:not", 1), ("1a", 0), ("[a=b x]", 5),
    ("p /* x", 2), ("/*", 0), ("p, /* x", 3), ("a/**/b", 5), ("/**/", 4), ("a /", 2),
  ])
  func malformed(selector: String, offset: Int) {
    let error = #expect(throws: MarkupSyntaxError.self) { try CSSSelector.parse(selector) }
    #expect(error?.offset == offset, "\(selector): \(error?.message ?? "")")
  }

  @Test func deepNestingIsRefused() {
    let text =
      String(repeating: ":not(", count: 10_000) + "a" + String(repeating: ")", count: 10_000)
    #expect(throws: MarkupSyntaxError.self) { try CSSSelector.parse(text) }
  }
}
