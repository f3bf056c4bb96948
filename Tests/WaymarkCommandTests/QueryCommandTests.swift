import TestSupport
import Testing

@Suite struct QueryCommandTests {
  private static let page = "<html><body><p>a</p><p>b</p></body></html>"

  @Test(arguments: [
    ("xpath", "count(//p)", "[\n  2\n]\n"),
    ("css", "/* the */ p:nth-of-type(2)", "[\n  \"b\"\n]\n"),
    ("css", "h1", "[]\n"),
  ])
  func `what an expression finds is printed`(
    language: String, expression: String, output: String
  ) throws {
    let run = try WaymarkProcess(["query", language, expression], in: "/", input: Self.page)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == output)
  }

  @Test(arguments: [
    ("xpath", "//p[contains(.)]", "    |     ^"), ("xpath", "count(1)", "    | ^"),
    ("xpath", "//p[count(1)]", "    | ^^^^^^^^^^^^^"), ("xpath", "//p[", "    |     ^"),
    ("css", "p /* x", "    |   ^"), ("css", "p:nth-child(x)", "    |             ^"),
    ("json", "$.a[", "    |     ^"),
  ])
  func `a malformed expression ends with status 2 and a caret`(
    language: String, expression: String, caret: String
  ) throws {
    let input = language == "json" ? "{}" : Self.page
    let run = try WaymarkProcess(["query", language, expression], in: "/", input: input)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains("\n 1  | \(expression)\n\(caret)\n"), "\(run.errors)")
  }

  @Test(arguments: [("json", "{", "$.a"), ("xpath", "<?xml version='1.0'?><a>", "//a")])
  func `a document that cannot be read ends with status 3`(
    language: String, document: String, expression: String
  ) throws {
    let run = try WaymarkProcess(["query", language, expression], in: "/", input: document)
    #expect(run.status == 3)
  }
}
