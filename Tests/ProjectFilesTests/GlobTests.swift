import ProjectFiles
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("docs/*.md", "docs/a.md", true), ("docs/*.md", "docs/x/a.md", false),
    ("docs/**/*.md", "docs/a.md", true), ("docs/**/*.md", "docs/x/y/a.md", true),
    ("**/journeys/*.md", "a/b/journeys/c.md", true), ("**", "a/b", true),
    ("a?c.md", "abc.md", true), ("a?c.md", "ac.md", false), ("*-journey.md", "x-journey.md", true),
    ("**/*.md", "a/b.txt", false), ("./a/*", "a/b", true), ("é*", "éa", true),
  ])
  func matches(pattern: String, path: String, result: Bool) {
    #expect(Glob(pattern).matches(path) == result)
  }

  @Test(.timeLimit(.minutes(1))) func manyWildcardsStayQuick() {
    let pattern = String(repeating: "*a", count: 2_000) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 20_000)))
  }

  @Test(arguments: [("docs/*/a", "docs"), ("*.md", "."), ("a/b/c.md", "a/b/c.md")])
  func startsAtTheFixedFolder(pattern: String, folder: String) {
    #expect(Glob.folder(of: pattern) == folder)
  }
}
