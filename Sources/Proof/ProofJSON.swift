import JourneyModel
package import JSONTree

/// `waymark/proof/1` (`Reports/schemas/proof-1.schema.json`).
package enum ProofJSON {
  package static let schema = "waymark/proof/1"

  package static func value(of result: ProofResult) -> JSONValue {
    [
      "schema": .string(schema), "totals": totals(of: result),
      "guardrails": .array(
        result.guardrails.map { guardrail in
          [
            "obligation": .string(guardrail.obligation),
            "kind": .string(guardrail.kind.rawValue),
            "standing": .string(guardrail.standing.rawValue), "killed": .init(guardrail.killed),
            "survived": .init(guardrail.survived), "reason": .string(guardrail.reason),
          ]
        }),
      "mutants": .array(result.mutants.map(value)),
      "unplayable": .array(
        result.unplayable.sorted { $0.key < $1.key }.map {
          ["check": .string($0.key), "reason": .string($0.value)]
        }),
    ]
  }

  private static func totals(of result: ProofResult) -> JSONValue {
    [
      "operators": .init(result.operators), "mutants": .init(result.mutants.count),
      "killed": .init(result.count(.killed)), "survived": .init(result.count(.survived)),
      "not-applicable": .init(result.count(.notApplicable)),
      "undecided": .init(result.count(.undecided)), "guardrails": .init(result.guardrails.count { $0.kind == .guardrail }),
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
