import Bindings
import JourneyModel
import Monitors
import SourceText
import Testing

@Suite struct MonitorBindingTests {
  private static let actors = "actors:\n  cfo: {role: ROLE_CFO}\n"

  /// Codes and messages of what is wrong with a file of monitors.
  private func problems(_ yaml: String) -> (set: BindingSet, found: [Diagnostic]) {
    let (file, found) = BindingFile.parse(SourceFile(path: "m.yaml", text: yaml + Self.actors))
    var journey = Journey(id: "j", path: "j.md")
    journey.obligations = [
      Obligation(
        id: "j#must.1", name: "first", kind: .guardrail, modality: .must, text: "It holds.",
        context: [], stories: [], inheritedStories: [], fingerprint: "0",
        range: SourceRange(at: SourcePosition(line: 1, column: 1)))
    ]
    let (set, invalid) = BindingValidator.validate(
      BindingSet(files: [file]), journeys: [journey], provided: ["control"])
    return (set, found + invalid)
  }

  private func monitor(_ lines: String) -> String {
    "monitors:\n  - id: m\n    verifies: [\"j#must.1\"]\n"
      + lines.split(separator: "\n").map { "    \($0)\n" }.joined()
  }

  @Test(arguments: [
    "wording: {forbid: [exactness]}",
    "wording: {values: {json: [\"*_cost\"], page: money}, require: approximation-label, reach: 1}",
    "canaries: {planted: {request: \"GET {{control}}/canaries\", tenants: \"$.tenants[*]\"}, outside: [cfo]}",
    "canaries: {derived: {routes: [\"/tenants/{tenant}/**\"], ignore: [\"*_id\"]}}",
    "secrets: {}", "secrets: {where: [redirects], issuing: [POST /sign-in]}",
    "audit: {log: {request: GET /log, as: cfo, cursor: $.next}, routes: {GET /x: x.read}}",
    "schema: {openapi: {request: GET /openapi.json}, fields: any}",
    "schema: {routes: {GET /x: {value: {type: object}}}}",
    "accessibility: {without: [contrast]}", "budget: {p95: 200ms}", "internals: {addresses: all}",
    "headers: {require: {X-A: b, X-C: {contains: d}}, cookies: {Secure: https, SameSite: Lax}}",
    "access: {matrix: m}\naccess-note: x",
  ])
  func readsEveryKind(kind: String) {
    let isAccess = kind.hasPrefix("access:")
    let text = isAccess ? "access: {matrix: m}" : kind
    let matrix = isAccess ? "access:\n  m: {roles: [A], routes: {GET /x: A, /y/**: anyone}}\n" : ""
    let (set, found) = problems(monitor(text) + matrix)
    #expect(found.isEmpty, "\(found.map(\.message))")
    #expect(set.monitors.count == 1)
    #expect(set.monitors[0].kind != nil)
    #expect(kind.hasPrefix(set.monitors[0].kind?.name ?? "?"))
  }

  @Test(arguments: [
    ("wording: {forbid: [exactnes]}", "WM501", "did you mean 'exactness'?"),
    ("applies: {actors: [cfa]}\nsecrets: {}", "WM501", "did you mean 'cfo'?"),
    ("applies: {routes: [exec]}\nsecrets: {}", "WM515", "write a path"),
    ("applies: {statuses: [20]}\nsecrets: {}", "WM515", "write `200`"),
    ("access: {matrix: surface}", "WM501", "declare it under `access:`"),
    ("wording: {require: [exactness]}", "WM510", "add `values:"),
    ("wording: {values: {page: \"(\"}, require: [exactness]}", "WM515", ""),
    ("wording: {values: {json: [a]}}", "WM519", "add `forbid:`"),
    ("canaries: {}", "WM510", "add `planted:`"), ("budget: {least: 3}", "WM519", "p95"),
    ("canaries: {planted: {file: x.json, values: \"$[\"}}", "WM515", ""),
    ("headers: {}", "WM519", "add `require:`"),
    ("headers: {require: {A: {startsWith: b}}}", "WM510", "there are equals"),
    ("secrets: {}\nbudget: {each: 1s}", "WM510", "make them two"),
    ("schema: {openapi: {request: GET /x}, routes: {}}", "WM510", "make them two"),
    ("only: [nowhere]\nsecrets: {}", "WM501", "declare it under `environments:`"),
    ("audit: {log: {request: \"GET {{unknown}}/x\"}, routes: [/x]}", "WM512", ""),
    ("wordings: {}", "WM510", "did you mean `wording`?"),
  ])
  func tellsMistakesBeforeTheRun(lines: String, code: String, help: String) {
    let (set, found) = problems(monitor(lines))
    let errors = found.filter { $0.severity == .error }
    #expect(errors.contains { $0.code == code }, "\(found.map { "\($0.code) \($0.message)" })")
    #expect(errors.contains { ($0.help ?? "").contains(help) }, "\(found.map { $0.help ?? "" })")
    #expect(set.monitors.first?.problems.isEmpty == false)
  }

  @Test(arguments: [
    ("[must.1]", "does not say of which journey"), ("[\"k#must.1\"]", "there is no journey 'k'"),
    ("[\"j#must.2\"]", "'j' has no obligation 'must.2'"),
    ("[{\"j#must.1\": It does not.}]", "'must.1' says"),
  ])
  func obligationsMustExist(verifies: String, message: String) {
    let yaml = "monitors:\n  - {id: m, verifies: \(verifies), secrets: {}}\n"
    let (set, found) = problems(yaml)
    #expect(found.contains { $0.message.contains(message) }, "\(found.map(\.message))")
    #expect(set.monitors[0].problems.count == 1)
  }

  @Test func namesOfObligationsAreTaken() {
    let (_, found) = problems("monitors:\n  - {id: m, verifies: [\"j#first\"], secrets: {}}\n")
    #expect(found.isEmpty)
  }

  @Test func wordListsExtendStandardOnes() throws {
    let yaml = """
      word-lists:
        house: [synergy, "best in class"]
        invoice: {extends: invoice, words: [pay us], without: [payable]}
        both: {extends: [house, invoice]}
        worse: {extends: nothing}
        empty: {words: []}

      """
    let (set, found) = problems(yaml)
    let standard = try #require(WordList.standard.first { $0.name == "invoice" }).phrases
    let invoice = try #require(set.wordList(named: "invoice"))
    #expect(Set(invoice.phrases) == Set(standard).union(["pay us"]).subtracting(["payable"]))
    #expect(set.wordList(named: "both")?.phrases == ["synergy", "best in class"] + invoice.phrases)
    #expect(set.wordList(named: "exactness") != nil)
    let messages = found.map(\.message)
    #expect(messages.contains { $0.contains("'worse' extends 'nothing'") })
    #expect(messages.contains { $0.contains("'empty' is empty") })
  }

  @Test func matricesKnowTheirRoles() {
    let yaml = """
      access:
        m:
          roles: [A, B]
          groups: {both: [A, B], wrong: [C]}
          routes: {GET /x: [both], GET /y: [D], POST /z: nobody}

      """
    let (set, found) = problems(yaml)
    #expect(found.filter { $0.code == "WM501" }.count == 2)
    #expect(
      set.accessMatrix(named: "m")?.rows.first { $0.route.text == "GET /x" }?.roles == ["A", "B"])
  }

  @Test func repeatedIdsAreMistakes() {
    let yaml = "monitors:\n  - {id: m, secrets: {}}\n  - {id: m, secrets: {}}\n"
    #expect(problems(yaml).found.map(\.code) == ["WM511"])
  }
}
