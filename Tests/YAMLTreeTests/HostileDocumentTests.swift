import SourceText
import TestSupport
import Testing
import YAMLTree

@Suite struct HostileDocumentTests {
  struct Hostile: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var code: String

    init(_ name: String, _ code: String, _ text: String) {
      testDescription = name
      self.text = text
      self.code = code
    }
  }

  private static let bomb =
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + zip("bcdefghij", "abcdefghi")
    .map { "\($0): &\($0) [\(Array(repeating: "*\($1)", count: 10).joined(separator: ", "))]\n" }
    .joined()

  private static let keyBomb =
    "a: &a [x, x]\n"
    + (1...40).map { "b\($0): &b\($0) {? *\($0 == 1 ? "a" : "b\($0 - 1)") : 1, ? *a : 2}\n" }
    .joined()

  private static let documents = [
    Hostile("alias bomb", "WM003", bomb),
    Hostile("bomb in keys", "WM001", keyBomb),
    Hostile("open brackets", "WM003", String(repeating: "[", count: 100_000)),
    Hostile("open braces", "WM003", String(repeating: "{a: ", count: 100_000)),
    Hostile(
      "indentation", "WM003",
      (0..<5_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
    Hostile("nested dashes", "WM003", String(repeating: "- ", count: 50_000)),
    Hostile("many items", "WM003", String(repeating: "- x\n", count: 200_000)),
    Hostile("unclosed quote", "WM001", "a: \"" + String(repeating: "x", count: 1_000_000)),
    Hostile("anchors", "WM001", String(repeating: "&a ", count: 50_000)),
    Hostile("question marks", "WM003", String(repeating: "? ", count: 50_000)),
  ]

  @Test(arguments: documents)
  func `a hostile document ends in a diagnostic within a second`(document: Hostile) {
    var diagnostics: [Diagnostic] = []
    let time = ThreadTime.measure {
      diagnostics =
        YAMLDocument.parse(SourceFile(path: "a.yaml", text: document.text)).diagnostics
    }
    #expect(diagnostics.contains { $0.code == document.code })
    #expect(time < .seconds(1))
  }
}
