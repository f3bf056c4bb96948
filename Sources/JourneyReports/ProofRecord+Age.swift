import RunEvents

extension ProofRecord {
  static let stale = "stale"

  /// The proof as far as it holds for what a run was about.
  ///
  /// Sentences that moved are followed. Of one whose wording changed since, or whose checks that
  /// noticed judge by something else now, the proof is stale. Of what a run was not about only the
  /// wording is known. Where the proof or the log does not
  /// say what it was made of, it holds.
  package func held(against model: ReportModel) -> ProofRecord {
    let checks = Dictionary(
      model.checks.map { ("\($0.record.journey)/\($0.record.id)", $0.record) },
      uniquingKeysWith: { first, _ in first })
    let match = PromiseMatch(
      order.map { .init(id: $0, fingerprint: guardrails[$0]?.fingerprint ?? "") },
      model.obligations.map { .init(id: $0.record.id, fingerprint: $0.record.fingerprint) })
    var held = self
    held.guardrails = [:]
    held.order = []
    for (old, place) in zip(order, match.newPlaces) {
      guard var guardrail = guardrails[old] else { continue }
      let obligation = place.map { model.obligations[$0] }
      let record = obligation?.record
      let known = obligation?.isDeselected == true ? nil : checks
      if let reason = record.flatMap({ Self.change(of: guardrail, $0, known) }) {
        guardrail.standing = Self.stale
        guardrail.reason = reason
      }
      let id = record?.id ?? old
      held.order.append(id)
      held.guardrails[id] = guardrail
    }
    return held
  }

  /// What changed since; `nil` where nothing did, or it never held.
  private static func change(
    of guardrail: Guardrail, _ record: ObligationRecord, _ checks: [String: CheckRecord]?
  ) -> String? {
    guard ["proven", "unprovable"].contains(guardrail.standing) else { return nil }
    if !guardrail.fingerprint.isEmpty, guardrail.fingerprint != record.fingerprint {
      return "its sentence changed since"
    }
    guard let checks else { return nil }
    for (name, digest) in guardrail.noticers.sorted(by: { $0.key < $1.key }) {
      guard let check = checks[name] else { return "its check \(name) is gone since" }
      guard check.verifies.contains(record.id) else { return "\(name) no longer verifies it" }
      if let digest, let now = check.digest, digest != now {
        return "its check \(name) changed since"
      }
    }
    return nil
  }

  /// What is stale and what renews it, in a line without a full stop; `nil` where nothing is.
  package var staleness: String? {
    let stale = order.filter { guardrails[$0]?.standing == Self.stale }
    guard let first = stale.first, let reason = guardrails[first]?.reason else { return nil }
    let count = stale.count == 1 ? "1 proof is stale" : "\(stale.count) proofs are stale, the first"
    let again = command.isEmpty ? "waymark prove" : command.joined(separator: " ")
    return "\(count): \(first), \(reason); `waymark verify && \(again)` renews "
      + (stale.count == 1 ? "it" : "them")
  }
}
