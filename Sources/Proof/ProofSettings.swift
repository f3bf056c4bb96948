package import Bindings
package import JourneyModel
package import SourceText
import YAMLTree

/// What a project's bindings say of proofs: its own operators, and how each guardrail is proven.
///
/// | code | means |
/// |---|---|
/// | WM530 | an operator that cannot be read |
/// | WM531 | a promise that is not there, that stands under the wrong key, or of which nothing says how it is proven |
package struct ProofSettings: Sendable {
  /// The standard ones and the project's own.
  package private(set) var operators: [MutationOperator]
  /// Guardrails, and other promises of which the project demands a proof.
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
      for proof in file.proofs { decode(proof, indices) }
    }
    guardrails.sort { $0.obligation < $1.obligation }
  }

  private mutating func decode(
    _ proof: ProofBinding, _ indices: [String: ObligationIndex]
  ) {
    let location = proof.named.reference.location
    guard let found = obligation(of: proof, indices) else { return }
    let obligation = found.id
    let value = proof.settings
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
        obligation: obligation, kind: found.kind, fingerprint: found.fingerprint, kinds: kinds,
        routes: Self.texts(value["routes"]),
        faults: faults, live: live, unprovable: unprovable,
        equivalents: (value["equivalent"]?.elements ?? []).map { node in
          GuardrailProof.Equivalent(
            operatorID: node["operator"]?.text ?? "", route: node["route"]?.text,
            reason: node["reason"]?.text ?? "")
        }, location: location))
  }

  private mutating func obligation(
    of proof: ProofBinding, _ indices: [String: ObligationIndex]
  ) -> Obligation? {
    let reference = proof.named.reference
    guard let index = indices[proof.named.journey] else {
      report(
        reference.location, "'\(proof.named.text)' is no obligation",
        help: "write `journey#must-not.1`")
      return nil
    }
    guard case .found(let found) = index.lookup(reference.path) else {
      report(
        reference.location, "'\(proof.named.journey)' has no obligation '\(reference.path)'")
      return nil
    }
    if (found.kind == .guardrail) != proof.isGuardrail {
      let (word, key) =
        proof.isGuardrail ? ("no guardrail", "prove") : ("a guardrail", "guardrails")
      report(
        reference.location, "'\(proof.named.text)' is \(word)", help: "it belongs under `\(key):`")
      return nil
    }
    return found
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
