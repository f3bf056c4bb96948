import Bindings
import JourneyModel
import JourneyPlan
import SourceText
import Testing

@Suite struct SelectionTests {
  private static let yaml = """
    journey: j
    checks:
    - id: first
      tags: [smoke]
      verifies: [step.1]
      steps:
      - request: GET /
        expect: [{status: 200}]
    - id: second
      verifies: [must.1]
      steps: [{request: GET /, expect: [{status: 200}]}]
    """

  private static func project() -> (Journey, BindingFile) {
    var journey = Journey(id: "j", path: "Specs/journeys/j.md")
    journey.stories.mapped = ["BF-001"]
    journey.obligations = [("step.1", "BF-002", 10), ("must.1", "BF-013", 20)].map {
      Obligation(
        id: "j#\($0.0)", name: nil, kind: .step, modality: nil, text: "", context: [],
        stories: [$0.1], inheritedStories: [], fingerprint: "",
        range: SourceRange(at: SourcePosition(line: $0.2, column: 1)))
    }
    let (file, _) = BindingFile.parse(SourceFile(path: "Specs/bindings/j.yaml", text: yaml))
    return (journey, file)
  }

  private static func selected(_ arguments: [String]) throws -> [String] {
    let (journey, file) = project()
    let plan = RunPlan.make(
      BindingSet(files: [file]), journeys: [journey],
      options: PlanOptions(
        environment: .reference, provided: [], selection: try Selection(arguments: arguments),
        drivers: []))
    return plan.executable.map(\.binding.id)
  }

  @Test(arguments: [
    ([], ["first", "second"]), (["smoke"], ["first"]), (["@smoke"], ["first"]),
    (["not smoke"], ["second"]), (["j#must.1"], ["second"]), (["j#must"], ["second"]),
    (["j/first"], ["first"]), (["BF-002"], ["first"]), (["BF-001"], ["first", "second"]),
    (["BF-001 and not (smoke or BF-009)"], ["second"]),
    (["BF-002", "BF-013"], ["first", "second"]),
    (["Specs/bindings/j.yaml:7"], ["first"]), (["j.yaml:9"], ["second"]),
    (["Specs/journeys/j.md:20"], ["second"]), (["Specs/journeys"], ["first", "second"]),
    (["nothing"], []),
  ])
  func selectsByAnyName(arguments: [String], expected: [String]) throws {
    #expect(try Self.selected(arguments) == expected)
  }

  @Test(arguments: [
    ("BF-031", "BF-013"), ("BF-003", "BF-002"), ("@smok", "@smoke"), ("smoek", "smoke"),
    ("j#step.2", "j#step.1"), ("j/frist", "j/first"), ("secnod", "second"),
    ("Specs/journey", "Specs/journeys"), ("Specs/bindings/j.yml", "Specs/bindings/j.yaml"),
    ("j.yaml:99", "Specs/bindings/j.yaml:9"), ("Specs/journeys/j.md:14", "Specs/journeys/j.md:10"),
    ("nothing-like-it", nil), ("k.yaml:9", nil),
  ])
  func whatNamesNothingHasANeighbour(term: String, meant: String?) {
    let (journey, file) = Self.project()
    let subjects =
      [Selection.Subject(check: nil, obligations: journey.obligations, journey: journey)]
      + file.checks.map { Selection.Subject(check: $0, obligations: [], journey: journey) }
    #expect(Selection.suggestion(for: term, among: subjects) == meant)
  }

  @Test(arguments: ["a and", "(a", "a b", "and a", "not"])
  func malformedExpressionsAreRefused(text: String) {
    #expect(throws: SelectionError.self) { try Selection(arguments: [text]) }
  }
}
