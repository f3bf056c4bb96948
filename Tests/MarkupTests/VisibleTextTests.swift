import Testing

@testable import Markup

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("<p>a  b\n c</p>", "a b c"), ("<p>a</p><p>b</p>", "a\nb"), ("a<br>b", "a\nb"),
    ("<div>a<div>b</div>c</div>", "a\nb\nc"), ("<b>a</b> <i>b</i>", "a b"),
    ("<b>a</b><i>b</i>", "ab"), ("<pre>a  b\n  c</pre>", "a  b\n  c"),
    ("a<script>x</script><style>y</style>b", "ab"), ("<template><p>x</p></template>y", "y"),
    ("<p hidden>x</p>y", "y"), ("<p style='color:red; DISPLAY : none'>x</p>y", "y"),
    ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a b\n1 2"), ("a&nbsp;&nbsp;b", "a  b"),
    ("<ul><li>a<li>b</ul>", "a\nb"), ("<head><title>t</title></head><body>b", "b"),
    ("<details><summary>s</summary><p>x</p></details>", "s"),
    ("<details open><summary>s</summary><p>x</p></details>", "s\nx"),
    ("<dialog>x</dialog>y", "y"), ("<noscript>x</noscript>", "x"), ("<!-- c -->", ""),
    ("<p>&lt;script&gt;</p>", "<script>"), ("<p>a</p>\n\n\n<p>b</p>", "a\nb"),
    ("<select><option>a<option>b</select>", "a\nb"), ("<button>Go</button>", "Go"),
  ])
  func folds(html: String, expected: String) throws {
    #expect(try HTMLDocument.parse(Array(html.utf8)).visibleText == expected)
  }

  @Test func ofElements() throws {
    let document = try HTMLDocument.parse(Array("<p>a <b>b</b></p><p>c<br>d</p>".utf8))
    #expect(try document.visibleTexts(.parse("p")) == ["a b", "c\nd"])
  }

  @Test func ofAnElementBehindTakenBlanks() throws {
    let document = try HTMLDocument.parse(Array("<p>a&nbsp;&nbsp;<b></b></p>".utf8))
    #expect(try document.visibleTexts(.parse("b")) == [""])
  }
}
