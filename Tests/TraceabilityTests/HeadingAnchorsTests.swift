import MarkdownTree
import SourceText
import Testing
import Traceability

@Suite struct HeadingAnchorsTests {
  @Test(arguments: [
    ("Performance", "performance"),
    ("Story & Documentation Mapping", "story--documentation-mapping"),
    ("3.1 What's new?", "31-whats-new"), ("snake_case and-hyphen", "snake_case-and-hyphen"),
    ("Über Größe", "über-größe"), ("`GET /api/v1`", "get-apiv1"),
  ])
  func areMadeAsGitHubMakesThem(heading: String, anchor: String) {
    let tree = MarkdownDocument.parse(SourceFile(path: "a.md", text: "## \(heading)\n")).tree
    #expect(HeadingAnchors.anchors(of: tree) == [anchor])
  }

  @Test func repeatedHeadingsAreNumberedAndHTMLCounts() {
    let text = """
      # Notes
      ## Notes
      ### Notes-1
      ## Notes

      <a id="top"></a> and <span name='low'>x</span>

      <div id=bare>

      ```
      # Not a heading
      ```

      Setext heading
      --------------
      """
    let tree = MarkdownDocument.parse(SourceFile(path: "a.md", text: text)).tree
    #expect(
      HeadingAnchors.anchors(of: tree) == [
        "notes", "notes-1", "notes-1-1", "notes-2", "top", "low", "bare", "setext-heading",
      ])
  }
}
