package import JourneyModel

/// What became of a mutant.
package enum MutantOutcome: String, Sendable, CaseIterable {
  /// A check of the guardrail noticed.
  case killed
  /// Nobody noticed.
  case survived
  case notApplicable = "not-applicable"
  case undecided
}

/// A change of the product, and whether anybody noticed.
package struct MutantResult: Sendable {
  package var operatorID: String
  package var title: String
  package var why: String
  /// The guardrail that it violates.
  package var guardrail: String
  /// Method and path, or the name of a fault.
  package var route: String
  package var outcome: MutantOutcome
  /// Who noticed, or who should have.
  package var checks: [String]
  /// What the one who noticed said, or why it does not apply.
  package var reason: String
  /// The exchange that shows it, as `check number`.
  package var exchange: String
  package var place: String
  package var before: String
  package var after: String

  package init(
    operatorID: String, title: String, why: String, guardrail: String, route: String,
    outcome: MutantOutcome, checks: [String] = [], reason: String = "", exchange: String = "",
    place: String = "", before: String = "", after: String = ""
  ) {
    self.operatorID = operatorID
    self.title = title
    self.why = why
    self.guardrail = guardrail
    self.route = route
    self.outcome = outcome
    self.checks = checks
    self.reason = reason
    self.exchange = exchange
    self.place = place
    self.before = before
    self.after = after
  }
}

/// Whether the checks of a guardrail, or of another promise, can fail.
package struct GuardrailResult: Sendable {
  package enum Standing: String, Sendable, CaseIterable {
    /// A mutant that violates it was killed, and none survived.
    case proven
    /// A mutant survived.
    case survived
    /// A person says why nothing can prove it.
    case unprovable
    /// No mutant could be judged.
    case unproven
  }

  package var obligation: String
  package var kind: ObligationKind
  /// Of its wording.
  package var fingerprint: String
  package var standing: Standing
  package var killed: Int
  package var survived: Int
  /// Why it is not proven.
  package var reason: String

  /// What the mutants mean for a guardrail.
  package init(_ guardrail: GuardrailProof, mutants: [MutantResult]) {
    let own = mutants.filter { $0.guardrail == guardrail.obligation }
    obligation = guardrail.obligation
    kind = guardrail.kind
    fingerprint = guardrail.fingerprint
    killed = own.count { $0.outcome == .killed }
    survived = own.count { $0.outcome == .survived }
    reason = ""
    if let unprovable = guardrail.unprovable {
      (standing, reason) = (.unprovable, unprovable)
    } else if survived > 0 {
      standing = .survived
    } else if killed > 0 {
      standing = .proven
    } else {
      standing = .unproven
      reason =
        own.isEmpty
        ? "no operator applies to what its checks look at" : "no mutant of it could be judged"
    }
  }

  /// The same guardrail with more mutants.
  fileprivate func adding(_ mutants: [MutantResult]) -> GuardrailResult {
    guard standing != .unprovable, !mutants.isEmpty else { return self }
    var result = self
    result.killed += mutants.count { $0.outcome == .killed }
    result.survived += mutants.count { $0.outcome == .survived }
    result.standing =
      result.survived > 0 ? .survived : result.killed > 0 ? .proven : .unproven
    if result.standing != .unproven { result.reason = "" }
    return result
  }
}

/// All of a proof.
package struct ProofResult: Sendable {
  package var operators: Int
  /// By guardrail, operator and route.
  package var mutants: [MutantResult]
  package var guardrails: [GuardrailResult]
  /// How many times a check was played back.
  package var playbacks: Int
  /// Checks that could not be played back, with the reason.
  package var unplayable: [String: String]

  package func count(_ outcome: MutantOutcome) -> Int {
    mutants.count { $0.outcome == outcome }
  }

  /// Guardrails and other promises.
  package func guardrails(_ standing: GuardrailResult.Standing) -> Int {
    guardrails.count { $0.standing == standing }
  }

  /// The result with more mutants, such as those of faults.
  package func adding(_ more: [MutantResult]) -> ProofResult {
    var result = self
    result.mutants = (mutants + more).sorted {
      ($0.guardrail, $0.operatorID, $0.route) < ($1.guardrail, $1.operatorID, $1.route)
    }
    result.guardrails = guardrails.map { guardrail in
      guardrail.adding(more.filter { $0.guardrail == guardrail.obligation })
    }
    return result
  }
}
