/// A place in a binding file that names an obligation.
package struct NamedObligation: Sendable, Hashable {
  /// What names it, as a place in the file's list of such.
  package enum Owner: Sendable, Hashable {
    case check(Int)
    case pending(Int)
    /// An entry under `guardrails:`.
    case guardrail(Int)
    case monitor(Int)
  }

  package var owner: Owner
  package var journey: String
  package var reference: ObligationReference
  /// The place among the references of the owner.
  package var index: Int
  /// What is written before the path, such as `small#`.
  package var prefix = ""
}

extension NamedObligation {
  fileprivate init(_ reference: JourneyReference, owner: Owner, index: Int) {
    self.init(
      owner: owner, journey: reference.journey, reference: reference.reference, index: index,
      prefix: reference.prefix)
  }
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
    for (number, guardrail) in guardrails.enumerated() {
      named.append(NamedObligation(guardrail.named, owner: .guardrail(number), index: 0))
    }
    for (number, monitor) in monitors.enumerated() {
      for (index, reference) in monitor.verifies.enumerated() {
        named.append(NamedObligation(reference, owner: .monitor(number), index: index))
      }
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
        guardrails[number].named.reference = reference
      } else {
        guardrails.remove(at: number)
      }
    case .monitor(let number):
      if let reference {
        monitors[number].verifies[named.index].reference = reference
      } else {
        monitors[number].verifies.remove(at: named.index)
      }
    }
  }

  private static func replace(
    _ index: Int, _ reference: ObligationReference?, in list: inout [ObligationReference]
  ) {
    if let reference { list[index] = reference } else { list.remove(at: index) }
  }
}
