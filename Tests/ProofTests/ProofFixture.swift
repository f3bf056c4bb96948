import Bindings
import HTTPClient
import JSONTree
import JourneyModel
import JourneyPlan
import JourneyRunner
import PageDriver
import Pages
import Proof
import RunEvents
import SourceText

/// A journey with one guardrail, a check of it, and what was recorded of the check.
enum ProofFixture {
  static func recording(
    _ method: String = "GET", _ path: String, status: Int = 200,
    headers: [(String, String)] = [("Content-Type", "application/json")], body: String = "{}",
    line: Int = 6, number: Int = 1
  ) -> Recording {
    let exchange = ExchangeRecord(
      check: "j/one", number: number, path: "b.yaml", line: line, actor: "cfo", at: 0,
      request: .init(method: method, url: "http://h:1\(path)", headers: [], body: nil),
      response: .init(
        status: status, version: "HTTP/1.1",
        headers: headers.map { .init(name: $0.0, value: $0.1) },
        body: .init(text: body, isBase64: false, size: body.utf8.count, isCut: false)),
      error: nil, duration: 1000)
    // The body is whole, so that there is always one.
    return Recording(exchange) ?? recording("GET", "/unreadable", body: "{}")
  }

  static func proof(
    _ steps: String, _ recordings: [Recording], operators: String, guardrail: String,
    under key: String = "guardrails", kind: ObligationKind = .guardrail,
    actor: String = "anonymous", withPages: Bool = false
  ) throws -> ReplayProof {
    let yaml = """
      journey: j
      checks:
      - id: one
        verifies: [must.1]
        steps:
      \(steps)
        as: \(actor)
      actors:
        cfo: {role: CFO}
      operators:
      \(operators)
      \(key):
        j#must.1: \(guardrail)
      """
    let (file, found) = BindingFile.parse(SourceFile(path: "b.yaml", text: yaml))
    var journey = Journey(id: "j", path: "j.md")
    journey.obligations = [
      Obligation(
        id: "j#must.1", name: nil, kind: kind, modality: kind == .guardrail ? .must : nil,
        text: "It holds.",
        context: [], stories: [], inheritedStories: [], fingerprint: "0",
        range: SourceRange(at: SourcePosition(line: 1, column: 1)))
    ]
    let set = BindingSet(files: [file])
    let settings = ProofSettings(set, journeys: [journey])
    let errors = (found + settings.diagnostics).filter { $0.severity == .error }
    guard errors.isEmpty else { throw Invalid(findings: errors.map(\.message)) }
    let plan = RunPlan.make(
      set, journeys: [journey],
      options: PlanOptions(
        environment: .reference, provided: [], selection: .everything,
        drivers: withPages ? ["html"] : []))
    let own = settings.operators.filter { !Self.standard.contains($0.id) }
    return ReplayProof(
      guardrails: settings.guardrails, operators: own, checks: plan.executable,
      recordings: [withPages ? "j/one[html]" : "j/one": recordings],
      configuration: RunConfiguration(
        environment: .reference, baseURL: try HTTPURL("http://other:2"), variables: [:],
        secrets: [:], bindings: set, seed: 1, workers: 1, allowsCommands: false,
        projectFolder: "."),
      pages: PageEquipment(drivers: withPages ? ["html": HTMLPageDriver()] : [:]))
  }

  static let origin = ProofOrigin(
    provenAt: "2026-03-02T08:15:30.123Z", commit: "c0ffee", isDirty: false,
    command: ["waymark", "prove"], bindings: BindingSet())

  static let standard = Set(MutationOperator.standard.operators.map(\.id))

  struct Invalid: Error { let findings: [String] }
}
