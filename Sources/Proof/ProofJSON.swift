package import JSONTree
import JourneyModel

/// `waymark/proof/1` (`Reports/schemas/proof-1.schema.json`).
package enum ProofJSON {
  package static let schema = "waymark/proof/1"

  package static func value(of result: ProofResult, from origin: ProofOrigin) -> JSONValue {
    [
      "schema": .string(schema), "provenAt": .string(origin.provenAt),
      "commit": .init(origin.commit), "dirty": origin.isDirty.map(JSONValue.bool) ?? .null,
      "command": .array(origin.command.map(JSONValue.string)), "totals": totals(of: result),
      "guardrails": .array(
        result.guardrails.map { guardrail in
          [
            "obligation": .string(guardrail.obligation),
            "kind": .string(guardrail.kind.rawValue),
            "standing": .string(guardrail.standing.rawValue), "killed": .init(guardrail.killed),
            "survived": .init(guardrail.survived), "reason": .string(guardrail.reason),
            "fingerprint": .string(guardrail.fingerprint),
            "noticedBy": noticers(of: guardrail.obligation, result, origin),
          ]
        }),
      "mutants": .array(result.mutants.map(value)),
      "unplayable": .array(
        result.unplayable.sorted { $0.key < $1.key }.map {
          ["check": .string($0.key), "reason": .string($0.value)]
        }),
    ]
  }

  /// The checks and monitors that noticed, each once, with what they judge by.
  private static func noticers(
    of obligation: String, _ result: ProofResult, _ origin: ProofOrigin
  ) -> JSONValue {
    let killed = result.mutants.filter { $0.guardrail == obligation && $0.outcome == .killed }
    let names = Set(killed.compactMap { $0.checks.first.map(ProofOrigin.binding) })
    return .array(
      names.sorted().map { ["check": .string($0), "digest": .init(origin.digests[$0])] })
  }

  private static func totals(of result: ProofResult) -> JSONValue {
    [
      "operators": .init(result.operators), "mutants": .init(result.mutants.count),
      "killed": .init(result.count(.killed)), "survived": .init(result.count(.survived)),
      "not-applicable": .init(result.count(.notApplicable)),
      "undecided": .init(result.count(.undecided)),
      "guardrails": .init(result.guardrails.count { $0.kind == .guardrail }),
      "others": .init(result.guardrails.count { $0.kind != .guardrail }),
      "proven": .init(result.guardrails(.proven)),
      "unprovable": .init(result.guardrails(.unprovable)),
    ]
  }

  private static func value(of mutant: MutantResult) -> JSONValue {
    [
      "operator": .string(mutant.operatorID), "title": .string(mutant.title),
      "why": .string(mutant.why), "guardrail": .string(mutant.guardrail),
      "route": .string(mutant.route), "outcome": .string(mutant.outcome.rawValue),
      "checks": .array(mutant.checks.map(JSONValue.string)), "reason": .string(mutant.reason),
      "exchange": .string(mutant.exchange), "place": .string(mutant.place),
      "before": .string(mutant.before), "after": .string(mutant.after),
    ]
  }
}
