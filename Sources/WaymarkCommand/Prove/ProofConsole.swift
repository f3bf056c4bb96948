import JourneyModel
import Proof

/// A proof as people read it.
struct ProofConsole {
  let result: ProofResult
  /// Whether every mutant is listed, or those only that nobody noticed.
  let isVerbose: Bool

  var text: String {
    var text = ""
    for guardrail in result.guardrails {
      text += "\(mark(guardrail.standing)) \(guardrail.obligation)"
      switch guardrail.standing {
      case .proven: text += "  \(guardrail.killed) killed\n"
      case .survived: text += "  \(guardrail.killed) killed, \(guardrail.survived) survived\n"
      case .unprovable, .unproven: text += "  \(guardrail.reason)\n"
      }
    }
    let shown = result.mutants.filter { isVerbose || $0.outcome == .survived }
    if !shown.isEmpty { text += "\n" }
    for mutant in shown { text += describe(mutant) }
    let unplayable = result.unplayable.sorted { $0.key < $1.key }
    if !unplayable.isEmpty { text += "\nnot played back:\n" }
    for (check, reason) in unplayable { text += "  \(check): \(reason.prefix(200))\n" }
    return text + "\n" + summary
  }

  private var summary: String {
    let counts = MutantOutcome.allCases.map { "\(result.count($0)) \($0.rawValue)" }
    let guardrails = result.guardrails.filter { $0.kind == .guardrail }
    let others = result.guardrails.filter { $0.kind != .guardrail }
    return "\(result.mutants.count) mutants: \(counts.joined(separator: ", "))\n"
      + Self.line(guardrails, "guardrails") + Self.line(others, "other promises")
  }

  private static func line(_ results: [GuardrailResult], _ name: String) -> String {
    guard !results.isEmpty else { return "" }
    let standings = GuardrailResult.Standing.allCases.compactMap { standing in
      let count = results.count { $0.standing == standing }
      return count > 0 ? "\(count) \(standing.rawValue)" : nil
    }
    return "\(results.count) \(name): \(standings.joined(separator: ", "))\n"
  }

  private func mark(_ standing: GuardrailResult.Standing) -> String {
    switch standing {
    case .proven: "✓ proven    "
    case .survived: "✗ survived  "
    case .unprovable: "– unprovable"
    case .unproven: "? unproven  "
    }
  }

  private func describe(_ mutant: MutantResult) -> String {
    var text = "\(mutant.outcome.rawValue): \(mutant.title) [\(mutant.operatorID)]\n"
    text += "  violates \(mutant.guardrail), on \(mutant.route)\n"
    if !mutant.place.isEmpty {
      text += "  \(mutant.place): \(mutant.before) → \(mutant.after)\n"
    }
    if mutant.outcome == .survived {
      text += "  should have been noticed by \(mutant.checks.joined(separator: ", "))\n"
    } else if !mutant.reason.isEmpty {
      text += "  \(mutant.reason)\n"
    }
    return text
  }
}
