package import RunEvents

/// What the living document tells beside the run itself, each part only where somebody gave it.
package struct LivingContext: Sendable {
  /// The gate's word, for the banner.
  package var gate: Gate?
  /// The run that this one was compared with, as people call it; `nil` without a comparison.
  package var baseline: String?
  /// What became of obligations since that run, by id, in a word such as `broken` or `fixed`.
  ///
  /// Those of which nothing changed are absent.
  package var changes: [String: String] = [:]
  /// Whether the checks of guardrails can fail.
  package var proof: ProofRecord?
  /// Results of earlier runs by obligation id, newest first.
  package var history: [String: [Moment]] = [:]

  package init() {}

  package struct Gate: Sendable {
    package var isPassed: Bool
    /// The policy's name, such as `gate.yaml` or `ratchet`.
    package var policy: String
    /// One sentence each.
    package var reasons: [String]

    package init(isPassed: Bool, policy: String, reasons: [String]) {
      self.isPassed = isPassed
      self.policy = policy
      self.reasons = reasons
    }
  }

  /// What an earlier run said of an obligation.
  package struct Moment: Sendable {
    /// ISO 8601, in UTC.
    package var at: String
    package var commit: String?
    package var verdict: Verdict

    package init(at: String, commit: String?, verdict: Verdict) {
      self.at = at
      self.commit = commit
      self.verdict = verdict
    }
  }
}
