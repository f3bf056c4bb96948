import JSONTree
import SourceText
import Testing
import YAMLTree

@Suite struct YAMLDocumentTests {
  private func parse(_ text: String) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    YAMLDocument.parse(SourceFile(path: "a.yaml", text: text))
  }

  @Test func `keys keep their order and scalars their core types`() throws {
    let (root, diagnostics) = parse(
      """
      title: "A: b"
      level: 2
      last_modified_date: 2025-11-17
      draft: false
      nothing: ~
      tags: [a, 'true', 1.50, .5, 0x1F, 007, 1e3, .inf]
      text: |
        two
        lines
      forced: !!str 12
      """)
    #expect(diagnostics == [])
    let object = try #require(root?.json.objectValue)
    #expect(
      object.keys == [
        "title", "level", "last_modified_date", "draft", "nothing", "tags", "text", "forced",
      ])
    #expect(object["title"] == "A: b")
    #expect(object["level"] == 2)
    #expect(object["last_modified_date"] == "2025-11-17")
    #expect(object["draft"] == false)
    #expect(object["nothing"] == .null)
    #expect(object["tags"] == ["a", "true", 1.5, 0.5, 31, 7, 1000, ".inf"])
    #expect(object["text"] == "two\nlines\n")
    #expect(object["forced"] == "12")
  }

  @Test(arguments: ["+", "-1-", ".", "1.2.3", "1e", "0x", "0xZZ", "0x+1", "12 monkeys", "--1"])
  func `what only looks like a number stays text`(text: String) {
    #expect(parse("a: \(text)").root?["a"]?.json == .string(text))
  }

  @Test func `ranges are those of the scalars as written`() throws {
    let (root, _) = parse("é: ‘ü’\nlist:\n  - one two   # said\n  - \"three\"\n\nlast: x\n")
    let members = try #require(root?.members)
    #expect(members[0].value.range == range(1, 4, 1, 7))
    let list = try #require(members[1].value.elements)
    #expect(list[0].range == range(3, 5, 3, 12))
    #expect(list[1].range == range(4, 5, 4, 12))
    #expect(members[1].value.range == range(3, 3, 4, 12))
    #expect(members[2].key.range == range(6, 1, 6, 5))
  }

  @Test func `line separators inside text end no line`() throws {
    let (root, _) = parse("a: \"x\u{2028}y\"\nb: z\n")
    #expect(root?["b"]?.range == range(2, 4, 2, 5))
  }

  @Test func `a byte order mark and CRLF are taken`() throws {
    let (root, diagnostics) = parse("\u{FEFF}a: 1\r\nb: 2\r\n")
    #expect(diagnostics == [])
    #expect(root?.json == ["a": 1, "b": 2])
    #expect(root?["b"]?.range == range(2, 4, 2, 5))
  }

  @Test func `each repeated key is reported and the first value kept`() throws {
    let (root, diagnostics) = parse("a: 1\nb: 2\na: 3\nb: 4\n")
    #expect(root?.json == ["a": 1, "b": 2])
    #expect(diagnostics.map(\.code) == ["WM002", "WM002"])
    #expect(diagnostics.first?.range == range(3, 1, 3, 2))
  }

  @Test(arguments: [
    ("a: [1, 2\nb: 3\n", 2), ("a: 'x\n", 2), ("a: b: c\n", 1), ("\tx: 1\n", 1), ("a: *b\n", 1),
    ("a: &a [*a]\n", 1), ("? [a]\n: b\n", 1), ("a: 1\n---\nb: 2\n", 2), ("a: \u{1}\n", 1),
    ("%TAG\n", 1), ("- a\nb: 1\n", 2), ("\"\\q\"\n", 1), ("a: }\n", 1),
  ])
  func `what is not YAML is an error at its place`(text: String, line: Int) throws {
    let diagnostic = try #require(parse(text).diagnostics.first)
    #expect(diagnostic.code == "WM001")
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.range?.start.line == line)
  }

  @Test func `bytes that are not UTF-8 are an error at their place`() throws {
    let bytes = Array("a: 1\nb: ".utf8) + [0xFF, 0x0A]
    let (root, diagnostics) = YAMLDocument.parse(SourceFile(path: "a.yaml", bytes: bytes))
    #expect(root == nil)
    #expect(diagnostics.first?.range?.start == SourcePosition(line: 2, column: 4))
  }

  @Test(arguments: ["", "\n\n", "# nothing\n", "---\n...\n"])
  func `an empty document has no diagnostics`(text: String) {
    #expect(parse(text).diagnostics == [])
  }

  private func range(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> SourceRange {
    SourceRange(
      start: SourcePosition(line: a, column: b), end: SourcePosition(line: c, column: d))
  }
}
