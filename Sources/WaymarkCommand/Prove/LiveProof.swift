import ArgumentParser
import Bindings
import ChildProcesses
import HTTPClient
import JSONTree
import JourneyPlan
import Proof
import RunEvents

/// Asks whether checks notice what a mutating proxy between them and the target changes: for pages
/// whose scripts matter, in the browser that people use.
struct LiveProof {
  let guardrails: [GuardrailProof]
  let operators: [MutationOperator]
  /// The target as it is seen through the proxy.
  let target: BrokenTarget
  let proxy: CompanionProcess

  /// The result with the proxy's mutants and what they mean for their guardrails.
  func added(to result: ProofResult) async throws -> ProofResult {
    let asked = guardrails.filter { $0.unprovable == nil && !$0.live.isEmpty }
    try await plantMarkers()
    let sound = await target.run(paged(of: asked))
    var mutants: [MutantResult] = []
    for guardrail in asked {
      let all = paged(of: [guardrail])
      let passing = all.sound(sound)
      for operation in operators where guardrail.live.contains(operation.id) {
        var mutant = MutantResult(
          operatorID: operation.id, title: operation.title, why: operation.why,
          guardrail: guardrail.obligation, route: "through the proxy", outcome: .undecided)
        let routes = JSONValue.array(guardrail.routes.map(JSONValue.string))
        try await tell("/operator", ["operator": operation.written, "routes": routes])
        let broken = await target.run(passing)
        let seen = try await ask()
        try await tell("/operator", [:])
        mutant.after = seen["examples"]?.arrayValue?.first?.stringValue ?? ""
        mutant = BrokenTarget.judge(mutant, all, sound: sound, broken: broken)
        if !passing.checks.isEmpty, (seen["changed"]?.intValue ?? 0) == 0 {
          mutant.outcome = .notApplicable
          mutant.reason = "nothing that the checks saw was changed"
        }
        mutants.append(mutant)
      }
    }
    return result.adding(mutants)
  }

  /// Checks with pages on the shared target; instances of their own are not behind the proxy.
  private func paged(of guardrails: [GuardrailProof]) -> BrokenTarget.Asked {
    var asked = target.asked(of: guardrails)
    asked.checks.removeAll { $0.driver == nil || $0.binding.isIsolated }
    return asked
  }

  // MARK: - The proxy

  private func plantMarkers() async throws {
    guard let control = target.connection.variables["control"]?.stringValue else { return }
    let response = try await target.transport.send(
      HTTPRequest(url: try HTTPURL(control).resolving("/canaries")))
    let markers = MutationContext.markers(in: response.body).sorted { $0.key < $1.key }
    try await tell(
      "/markers", .object(JSONObject(markers.map { ($0.key, JSONValue.string($0.value)) })))
  }

  /// What was changed since the last order.
  private func ask() async throws -> JSONValue {
    let url = try HTTPURL(proxy.controlURL).resolving("/")
    return try JSONValue.parse(try await target.transport.send(HTTPRequest(url: url)).body)
  }

  private func tell(_ path: String, _ order: JSONValue) async throws {
    var request = HTTPRequest(
      method: "POST", url: try HTTPURL(proxy.controlURL).resolving(path))
    request.body = .bytes(Array(order.serialized().utf8))
    let response = try await target.transport.send(request)
    guard response.status < 300 else {
      throw ValidationError("the proxy refuses \(path): \(response.status)")
    }
  }
}
