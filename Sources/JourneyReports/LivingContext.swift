/// What the living document tells beside the run itself, each part only where somebody gave it.
package struct LivingContext: Sendable {
  /// The gate's word, for the banner.
  package var gate: Gate?
  /// The run that this one is compared with.
  package var baseline: RunSnapshot?
  /// The runs before it on the same target.
  package var history = RunHistory()
  /// Whether the checks of guardrails can fail.
  package var proof: ProofRecord?

  package init() {}

  package struct Gate: Sendable {
    package var isPassed: Bool
    /// The policy's name, such as `gate.yaml` or `ratchet`.
    package var policy: String
    /// The run that it was held against, as people call it.
    package var baseline: String?
    /// One sentence each.
    package var reasons: [String]

    package init(isPassed: Bool, policy: String, baseline: String?, reasons: [String]) {
      self.isPassed = isPassed
      self.policy = policy
      self.baseline = baseline
      self.reasons = reasons
    }
  }
}
