package import Bindings
package import JourneyModel
package import SourceText
import YAMLTree

/// What a project's bindings say of proofs: its own operators, and how each guardrail is proven.
///
/// | code | means |
/// |---|---|
/// | WM530 | an operator that cannot be read |
/// | WM531 | a guardrail that is not there, or of which nothing says how it is proven |
package struct ProofSettings: Sendable {
  /// The standard ones and the project's own.
  package private(set) var operators: [MutationOperator]
  package private(set) var guardrails: [GuardrailProof] = []
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ set: BindingSet, journeys: [Journey]) {
    operators = MutationOperator.standard.operators
    diagnostics = MutationOperator.standard.diagnostics
    for file in set.files {
      var decoder = OperatorDecoder(path: file.path)
      decoder.decode(file.operators)
      operators += decoder.operators
      diagnostics += decoder.diagnostics
    }
    let indices = Dictionary(
      journeys.map { ($0.id, ObligationIndex($0)) }, uniquingKeysWith: { first, _ in first })
    for file in set.files {
      for guardrail in file.guardrails { decode(guardrail, indices) }
    }
    guardrails.sort { $0.obligation < $1.obligation }
  }

  private mutating func decode(
    _ guardrail: GuardrailBinding, _ indices: [String: ObligationIndex]
  ) {
    let location = guardrail.named.reference.location
    guard let obligation = obligation(of: guardrail, indices) else { return }
    let value = guardrail.settings
    let kinds = Self.texts(value["kinds"])
    let faults = Self.texts(value["faults"])
    let unprovable = value["unprovable"]?.text
    let known = Set(operators.flatMap(\.kinds))
    for kind in kinds where !known.contains(kind) {
      let near = NearMiss.suggestion(for: kind, among: known.sorted())
      report(
        location, "no operator violates the kind '\(kind)'",
        help: near.map { "did you mean '\($0)'?" } ?? "kinds are in docs/proof.md")
    }
    let live = Self.texts(value["live"])
    for id in live where !operators.contains(where: { $0.id == id }) {
      let near = NearMiss.suggestion(for: id, among: operators.map(\.id))
      report(
        location, "there is no operator '\(id)'",
        help: near.map { "did you mean '\($0)'?" } ?? "`waymark prove --operators` lists them")
    }
    if kinds.isEmpty, faults.isEmpty, live.isEmpty, unprovable == nil {
      report(
        location, "nothing says how '\(obligation)' is proven",
        help: "add `kinds:`, `faults:`, `live:`, or `unprovable:` with a reason")
    }
    if guardrails.contains(where: { $0.obligation == obligation }) {
      report(location, "'\(obligation)' stands there twice")
      return
    }
    guardrails.append(
      GuardrailProof(
        obligation: obligation, kinds: kinds, routes: Self.texts(value["routes"]),
        faults: faults, live: live, unprovable: unprovable,
        equivalents: (value["equivalent"]?.elements ?? []).map { node in
          GuardrailProof.Equivalent(
            operatorID: node["operator"]?.text ?? "", route: node["route"]?.text,
            reason: node["reason"]?.text ?? "")
        }, location: location))
  }

  private mutating func obligation(
    of guardrail: GuardrailBinding, _ indices: [String: ObligationIndex]
  ) -> String? {
    let reference = guardrail.named.reference
    guard let index = indices[guardrail.named.journey] else {
      report(
        reference.location, "'\(guardrail.named.text)' is no obligation",
        help: "write `journey#must-not.1`")
      return nil
    }
    guard case .found(let found) = index.lookup(reference.path) else {
      report(
        reference.location, "'\(guardrail.named.journey)' has no obligation '\(reference.path)'")
      return nil
    }
    return found.id
  }

  private static func texts(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap(\.text)
  }

  private mutating func report(
    _ location: BindingLocation, _ message: String, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        "WM531", .error, path: location.path, range: location.range, message, help: help))
  }
}
