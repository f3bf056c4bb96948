import MarkdownTree
import SourceText
import Testing

@Suite struct MarkdownDocumentTests {
  private func tree(_ text: String) -> MarkdownTree {
    MarkdownDocument.parse(SourceFile(path: "a.md", text: text)).tree
  }

  /// The source of every block, outermost first, one a line, indented by depth.
  private func outline(_ tree: MarkdownTree) -> [String] {
    var lines: [String] = []
    func add(_ blocks: MarkdownTree.Siblings, _ depth: Int) {
      for index in blocks {
        let block = tree.blocks[Int(index)]
        let range = Int(block.range.lowerBound)..<Int(block.range.upperBound)
        let text = String(decoding: tree.source.bytes[range], as: UTF8.self)
        lines.append(
          String(repeating: " ", count: depth) + "\(block.kind)|"
            + text.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "⏎"))
        add(tree.children(of: index), depth + 1)
      }
    }
    add(tree.topLevel, 0)
    return lines
  }

  @Test func `blocks end where their text ends`() {
    let text = """
      # Title é

      - one
        more

        - nested

      - two
        <!-- c -->


      Set
      ===

      > quote
      ```
      code
      ```
      <div>
      x
      </div>

      """
    #expect(
      outline(tree(text)) == [
        "heading|# Title é",
        "bulletList|- one⏎  more⏎⏎  - nested⏎⏎- two⏎  <!-- c -->",
        " item|- one⏎  more⏎⏎  - nested",
        "  paragraph|one⏎  more",
        "  bulletList|- nested",
        "   item|- nested",
        "    paragraph|nested",
        " item|- two⏎  <!-- c -->",
        "  paragraph|two",
        "  html|<!-- c -->",
        "heading|Set⏎===",
        "quote|> quote",
        " paragraph|quote",
        "code|```⏎code⏎```",
        "html|<div>⏎x⏎</div>",
      ])
  }

  /// The literal and the source of every text run.
  private func texts(_ tree: MarkdownTree) -> [[String]] {
    tree.inlines.filter { $0.kind == .text || $0.kind == .code }.map { inline in
      let range = Int(inline.range.lowerBound)..<Int(inline.range.upperBound)
      return [tree.literal(inline), tree.source.bytes[range]].map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  @Test(arguments: [
    "- é *bo* BF\n     lazy `x` [l](u)\n  cont **b**\n", "> quote [a](b)\n>   second x\n",
    "#  Title *a* BF ##\n", "\u{FEFF}# Title `x`\n", "-\ttab BF\n\n\tmore é BF\n", "a  \nhard\n",
    "1. one\ntwo\n     three\n", "> quote\n\t  - lazy x\n", "> q\n`code` x\n", "> q\n**b** x\n",
    "- a\n<https://e.org> x\n", "- a\n  <https://e.org> x\n", "- `multi\n  line` x\n",
    "- a\n[x](y) z\n", "> a\n> > not a\n> b\n",
  ])
  func `runs stand in the source where they say`(text: String) {
    for pair in texts(tree(text)) where !pair[1].contains("\n") {
      #expect(pair[1].hasPrefix(pair[0]), "\(pair)")
    }
  }

  @Test func `front matter is left out and still counted`() {
    let file = SourceFile(path: "a.md", text: "---\na: b\n---\n\n# Title\n")
    let tree = MarkdownDocument.parse(file, from: 13).tree
    #expect(tree.blocks.count == 1)
    #expect(tree.range(tree.blocks[0].range).start == SourcePosition(line: 5, column: 1))
  }

  @Test(arguments: [
    ("| a | b |\n|---|---|\n| c | d |\n| e |\n", ["a,b", "c,d", "e"]),
    ("a | b\n:-- | --:\nc \\| d | e\n", ["a,b", "c | d,e"]),
    ("text\n| a |\n|---|\n| b |\n", ["a", "b"]),
  ])
  func `tables are found in paragraphs`(text: String, rows: [String]) throws {
    let table = try #require(tree(text).table(in: 0))
    let cells = ([table.header] + table.rows).map { $0.map(\.text).joined(separator: ",") }
    #expect(cells == rows)
  }

  @Test(arguments: ["a | b\n", "a\n|---|---|\nb\n", "a\nb | c\n", "| a |\n\n|---|\n"])
  func `what only looks like a table is none`(text: String) {
    #expect(tree(text).table(in: 0) == nil)
  }
}
