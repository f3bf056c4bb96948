import RunEvents

extension Wording {
  /// Why a promise is excused, and what it would be otherwise.
  static func waived(
    _ waiver: OwnedStatement, insteadOf verdict: Verdict, because reason: String
  ) -> String {
    let otherwise = reason.isEmpty ? word(verdict) : "\(word(verdict)): \(reason)"
    return "waived until \(waiver.expires) by \(waiver.owner): \(waiver.reason); "
      + "otherwise \(otherwise)"
  }

  /// Who saw a promise kept, and what that rests on.
  static func attested(_ attestation: OwnedStatement?) -> String {
    guard let attestation else { return "" }
    let text =
      "attested until \(attestation.expires) by \(attestation.owner): "
      + attestation.reason
    return attestation.evidence.map { "\(text) (\($0))" } ?? text
  }
}
