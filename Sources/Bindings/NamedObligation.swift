/// A place in a binding file that names an obligation.
package struct NamedObligation: Sendable, Hashable {
  /// What names it, as a place in the file's list of such.
  package enum Owner: Sendable, Hashable {
    case check(Int)
    case pending(Int)
    /// An entry under `guardrails:`.
    case guardrail(Int)
  }

  package var owner: Owner
  package var journey: String
  package var reference: ObligationReference
  /// The place among the references of the owner.
  package var index: Int
  /// What is written before the path, such as `small#`.
  package var prefix = ""
}

extension BindingFile {
  /// Everything that the file says about obligations, in the order of ``NamedObligation/Owner``.
  package var namedObligations: [NamedObligation] {
    var named: [NamedObligation] = []
    for (number, check) in checks.enumerated() {
      for (index, reference) in check.verifies.enumerated() {
        named.append(
          NamedObligation(
            owner: .check(number), journey: check.journey, reference: reference, index: index))
      }
    }
    for (number, entry) in pending.enumerated() {
      for (index, reference) in entry.obligations.enumerated() {
        named.append(
          NamedObligation(
            owner: .pending(number), journey: journey?.value ?? "", reference: reference,
            index: index))
      }
    }
    for (number, guardrail) in guardrails.enumerated() where !guardrail.journey.isEmpty {
      named.append(
        NamedObligation(
          owner: .guardrail(number), journey: guardrail.journey, reference: guardrail.reference,
          index: 0, prefix: guardrail.journey + "#"))
    }
    return named
  }

  /// Puts another reference in a place, or none; what is taken out moves those behind it.
  package mutating func replace(_ named: NamedObligation, with reference: ObligationReference?) {
    switch named.owner {
    case .check(let number): Self.replace(named.index, reference, in: &checks[number].verifies)
    case .pending(let number):
      Self.replace(named.index, reference, in: &pending[number].obligations)
    case .guardrail(let number):
      if let reference {
        guardrails[number].reference = reference
      } else {
        guardrails.remove(at: number)
      }
    }
  }

  private static func replace(
    _ index: Int, _ reference: ObligationReference?, in list: inout [ObligationReference]
  ) {
    if let reference { list[index] = reference } else { list.remove(at: index) }
  }
}
