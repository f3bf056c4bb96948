import Bindings
import SourceText
import Testing

/// Every mistake in a binding is told before the first request, at its place.
@Suite struct BindingDiagnosticsTests {
  private static let get = "  - request: GET /a\n    expect: [{status: 200}]"

  @Test func aSoundFileHasNoFindings() {
    #expect(BindingFixture.findings(BindingFixture.check(Self.get)).isEmpty)
    #expect(BindingFixture.findings(BindingFixture.check(Self.get), severity: .warning).isEmpty)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let yaml: String
    let finding: String
    var testDescription: String { name }
  }

  static let mistakes: [Mistake] = [
    Mistake(
      name: "undefined variable",
      yaml: BindingFixture.check("  - request: GET /{{nam}}\n    expect: [{status: 200}]"),
      finding: "WM512 6:5 nothing sets the variable 'nam'"),
    Mistake(
      name: "unknown actor",
      yaml: BindingFixture.check(get, more: "as: cfo"),
      finding: "WM501 5:7 there is no actor 'cfo'"),
    Mistake(
      name: "unknown obligation", yaml: BindingFixture.check(get, verifies: "step.9"),
      finding: "WM501 4:14 'sample' has no obligation 'step.9'"),
    Mistake(
      name: "parent of obligations", yaml: BindingFixture.check(get, verifies: "step.2"),
      finding: "WM501 4:14 'step.2' is no obligation but has 2 below it"),
    Mistake(
      name: "other sentence", yaml: BindingFixture.check(get, verifies: "step.1: Something else"),
      finding: "WM520 4:14 'step.1' says “The sentence of step.1.”, not “Something else”"),
    Mistake(
      name: "malformed JSONPath",
      yaml: BindingFixture.check(
        "  - request: GET /a\n    expect: [{json: '$.a[', equals: 1}]"),
      finding: "WM515 7:"),
    Mistake(
      name: "malformed selector",
      yaml: BindingFixture.check("  - request: GET /a\n    expect: [{css: 'a >> b'}]"),
      finding: "WM515 7:"),
    Mistake(
      name: "malformed XPath",
      yaml: BindingFixture.check("  - request: GET /a\n    expect: [{xpath: '//a['}]"),
      finding: "WM515 7:"),
    Mistake(
      name: "back-reference",
      yaml: BindingFixture.check(
        "  - request: GET /a\n    expect: [{body: {matches: '(a)\\1'}}]"),
      finding: "WM515 7:"),
    Mistake(
      name: "wrong type",
      yaml: BindingFixture.check(get, more: "isolated: perhaps"),
      finding: "WM510 5:13 `isolated` must be true or false"),
    Mistake(
      name: "unknown key", yaml: BindingFixture.check(get, more: "titel: x"),
      finding: "WM510 5:3 a check has no key `titel`"),
    Mistake(
      name: "two actions",
      yaml: BindingFixture.check(
        "  - request: GET /a\n    delay: 1s\n    expect: [{status: 200}]"),
      finding: "WM510 7:5 an element of `steps` has `request` and `delay`"),
    Mistake(
      name: "unknown predicate",
      yaml: BindingFixture.check(
        "  - request: GET /a\n    expect: [{body: {contain: x}}]"),
      finding: "WM510 7:"),
    Mistake(
      name: "loop without a bound",
      yaml: BindingFixture.check(
        "  - while: [{status: 202}]\n    steps:\n    - request: GET /a\n      expect: [{status: 200}]"
      ),
      finding: "WM516 6:"),
    Mistake(
      name: "nothing expected", yaml: BindingFixture.check("  - request: GET /a"),
      finding: "WM519 3:7 the check 'one' expects nothing, so it cannot fail"),
    Mistake(
      name: "duplicate id",
      yaml: BindingFixture.check(get) + "\n- id: one\n  verifies: [step.1]\n  steps:\n" + get,
      finding: "WM511 8:7 the id 'one' is taken"),
    Mistake(
      name: "sequence that calls itself",
      yaml: "sequences: {s: {steps: [{call: s}]}}\n"
        + BindingFixture.check("  - call: s\n  - request: GET /a\n    expect: [{status: 200}]"),
      finding: "WM516 1:"),
    Mistake(
      name: "request that writes",
      yaml: BindingFixture.check(
        "  - if: [{variable: control}]\n    then: [{request: DELETE /a}]\n"
          + "  - request: GET /a\n    expect: [{status: 200}]"),
      finding: "WM521 7:13 DELETE writes"),
    Mistake(
      name: "clean-up that writes",
      yaml: BindingFixture.check(get) + "\n  cleanup: [{request: POST /a}]",
      finding: "WM521 8:14 POST writes"),
    Mistake(
      name: "status that is no number",
      yaml: BindingFixture.check("  - request: GET /a\n    expect: [{status: abc}]"),
      finding: "WM515 7:23 a number is compared with the text “abc”"),
    Mistake(
      name: "count that is no number",
      yaml: BindingFixture.check(
        "  - request: GET /a\n    expect: [{json: $.a, filter: [count], atLeast: many}]"),
      finding: "WM515 7:43 a number is compared with the text “many”"),
    Mistake(
      name: "text in a number",
      yaml: BindingFixture.check("  - request: GET /a\n    expect: [{status: {contains: 2}}]"),
      finding: "WM515 7:24 a number has no text"),
    Mistake(
      name: "attribute of no cookie",
      yaml: BindingFixture.check(
        "  - request: GET /a\n    expect: [{cookie: s, attribute: Foo, exists: true}]"),
      finding: "WM510 7:37 `attribute` of a cookie must be one of Value"),
    Mistake(
      name: "unknown environment",
      yaml: BindingFixture.check(get, more: "only: [lvie]"),
      finding: "WM501 5:9 there is no environment 'lvie'"),
    Mistake(
      name: "unknown journey", yaml: BindingFixture.check(get).replacing("sample", with: "smaple"),
      finding: "WM501 1:10 there is no journey 'smaple'"),
    Mistake(
      name: "no YAML", yaml: "checks: [", finding: "WM001"),
  ]

  @Test(arguments: mistakes) func isReportedAtItsPlace(mistake: Mistake) {
    let findings = BindingFixture.findings(mistake.yaml)
    #expect(
      findings.contains { $0.hasPrefix(mistake.finding) },
      "expected \(mistake.finding), found \(findings)")
  }

  @Test(arguments: [
    ("variables: {unused: 1}\n", "WM513 1:13 nothing uses the variable 'unused'"),
    ("sequences: {s: {steps: []}}\n", "WM518 1:13 nothing calls the sequence 's'"),
    ("actors: {a: {sign-in: {token: abcdef}}}\n", "WM517 1:10 'token' is written in plain text"),
  ])
  func oddThingsAreWarnings(head: String, finding: String) {
    let yaml = head + BindingFixture.check(Self.get)
    #expect(BindingFixture.findings(yaml, severity: .warning) == [finding])
    #expect(BindingFixture.findings(yaml).isEmpty)
  }

  @Test func aliasBombsEndInADiagnostic() {
    var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let previous = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(previous)]\n"
    }
    let findings = BindingFixture.findings(yaml)
    #expect(findings.contains { $0.hasPrefix("WM003") })
  }

  @Test func aMistakeTouchesOnlyItsCheck() {
    let yaml =
      BindingFixture.check("  - request: GET /{{x}}\n    expect: [{status: 200}]")
      + "\n- id: two\n  verifies: [step.1]\n  steps:\n" + Self.get
    let (file, _) = BindingFile.parse(SourceFile(path: "b.yaml", text: yaml))
    let (set, _) = BindingValidator.validate(
      BindingSet(files: [file]), journeys: [BindingFixture.journey], provided: [])
    #expect(set.files[0].checks.map { $0.problems.isEmpty } == [false, true])
  }

  @Test func whatAnAliasRepeatsIsToldOnce() {
    let yaml = BindingFixture.check(
      "  - request: GET /a\n    expect: [&wrong {statu: 200}, *wrong, *wrong, {variable: nam}]\n"
        + "  - request: GET /b\n    expect: [*wrong]")
    let findings = BindingFixture.findings(yaml)
    #expect(findings.filter { $0.contains("has no key `statu`") }.count == 1, "\(findings)")
    #expect(!findings.contains { $0.contains("needs one of") }, "\(findings)")
  }
}
