import Bindings
import SourceText
import Testing

@Suite struct NamedFileTests {
  /// Files beside the binding `checks/b.yaml`.
  private static let files = [
    "order.json": #"{"type": "object"}"#, "bad.json": #"{"type": 5}"#, "broken.json": "{\n \"a\":",
    "photo.png": "x", "ca.pem": "x", "schemas/user.json": "true",
  ]

  private static let access = NamedFileAccess(
    fault: { name, binding in
      #expect(binding == "checks/b.yaml")
      return name == "folder" ? "is a folder, not a file" : files[name] == nil ? "is gone" : nil
    },
    content: { name, _ in files[name].map { Array($0.utf8) } },
    candidates: { _, _ in files.keys.sorted() })

  private func validate(_ yaml: String) -> (set: BindingSet, diagnostics: [Diagnostic]) {
    let (file, parsed) = BindingFile.parse(SourceFile(path: "checks/b.yaml", text: yaml))
    #expect(parsed.isEmpty)
    return BindingValidator.validate(
      BindingSet(files: [file]), journeys: [BindingFixture.journey], provided: [],
      files: Self.access)
  }

  private func shown(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.sorted().map { found in
      let start = found.range?.start
      return "\(found.code) \(found.severity) \(start?.line ?? 0):\(start?.column ?? 0) "
        + "\(found.message) (\(found.help ?? ""))"
    }
  }

  @Test(arguments: [
    (
      "  - request: GET /\n    file: photo.pgn\n    expect: [{status: 200}]",
      "7:11 the file 'photo.pgn' is gone (did you mean 'photo.png'?)"
    ),
    (
      "  - request: GET /\n    multipart: [{name: a, file: x/y.bin}]\n    expect: [{status: 200}]",
      "7:33 the file 'x/y.bin' is gone (paths start at the folder of the binding file)"
    ),
    (
      "  - request: GET /\n    expect: [{json: $, matchesSchema: odrer.json}]",
      "7:39 the file 'odrer.json' is gone (did you mean 'order.json'?)"
    ),
    (
      "  - request: GET /\n    expect: [{json: $, not: {matchesSchema: schema/user.json}}]",
      "7:45 the file 'schema/user.json' is gone (did you mean 'schemas/user.json'?)"
    ),
    (
      "  - request: GET /\n    expect: [{body: {matchesSchema: folder}}]",
      "7:37 the file 'folder' is a folder, not a file (paths start at the folder of the binding file)"
    ),
    (
      "  - request: GET /\n    tls: {ca: ca.pme}\n    expect: [{status: 200}]",
      "7:15 the file 'ca.pme' is gone (did you mean 'ca.pem'?)"
    ),
    (
      "  - each: [1]\n    steps:\n    - upload: {field: A, file: [photo.png, none.txt]}\n"
        + "      expect: [{title: x}]",
      "8:44 the file 'none.txt' is gone (paths start at the folder of the binding file)"
    ),
  ])
  func aFileThatIsNotThereIsAnErrorOfItsCheck(steps: String, finding: String) {
    let (set, diagnostics) = validate(BindingFixture.check(steps))
    #expect(shown(diagnostics).map { $0.replacing("WM501 error ", with: "") } == [finding])
    #expect(set.files[0].checks[0].problems.count == 1)
  }

  @Test(arguments: [
    ("bad.json", "WM515 error 7:39 'bad.json': the schema cannot be used"),
    ("broken.json", "WM515 error 7:39 'broken.json' is not JSON: "),
  ])
  func aFileThatIsNoSchemaIsAnErrorToo(file: String, finding: String) throws {
    let (_, diagnostics) = validate(
      BindingFixture.check("  - request: GET /\n    expect: [{json: $, matchesSchema: \(file)}]"))
    let text = try #require(shown(diagnostics).first)
    #expect(diagnostics.count == 1)
    #expect(text.hasPrefix(finding), "\(text)")
    if file == "broken.json" { #expect(text.hasSuffix("(mend its line 2, column 6)"), "\(text)") }
  }

  @Test(arguments: [
    "  - request: GET /\n    file: \"{{check}}.bin\"\n    expect: [{status: 200}]",
    "  - request: GET /\n    file: photo.png\n    expect: [{json: $, matchesSchema: schemas/user.json}]",
    "  - request: GET /\n    json: {file: none, matchesSchema: none}\n    expect: [{status: 200}]",
    "  - request: GET /\n    expect: [{json: $, matchesSchema: {type: object}}]",
  ])
  func templatesAndFilesThatAreThereAreRight(steps: String) {
    #expect(shown(validate(BindingFixture.check(steps)).diagnostics) == [])
  }

  @Test func whatAProgramMayWriteFirstIsAWarning() {
    let steps = """
        - command: [make-file]
        - request: GET /
          file: made.bin
          expect: [{status: 200}]
      """
    let (set, diagnostics) = validate(BindingFixture.check(steps))
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(set.files[0].checks[0].problems.isEmpty)
  }

  @Test func actorsAndSequencesTouchTheChecksThatUseThem() {
    let yaml =
      "actors: {a: {sign-in: {storage-state: state.json}}}\n"
      + "sequences: {s: {steps: [{request: GET /, file: none.bin, expect: [{status: 200}]}]}}\n"
      + "environments: {e: {base-url: 'https://e.example', tls: {key: key.pem}}}\n"
      + BindingFixture.check(
        "  - request: GET /\n    expect: [{status: 200}]", more: "as: a\n  isolated: true")
      + "\n- id: two\n  verifies: [step.1]\n  writes: true\n  steps: [{call: s}]"
      + "\n- id: three\n  verifies: [step.1]\n  steps: [{request: GET /, expect: [{status: 200}]}]"
    let (set, diagnostics) = validate(yaml)
    #expect(diagnostics.map(\.severity).sorted() == [.warning, .error, .error])
    #expect(
      set.files[0].checks.map { $0.problems.map(\.message) } == [
        ["the file 'state.json' is gone"], ["the file 'none.bin' is gone"], [],
      ])
  }
}
