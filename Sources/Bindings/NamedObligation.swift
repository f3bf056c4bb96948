package import JourneyModel

/// A place in a binding file that names an obligation.
package struct NamedObligation: Sendable, Hashable {
  /// What names it, as a place in the file's list of such.
  package enum Owner: Sendable, Hashable {
    case check(Int)
    case pending(Int)
    /// An entry under `guardrails:` or `prove:`.
    case proof(Int)
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

extension BindingSet {
  /// The full ids of what `prove:` names: promises that are no guardrails and must be proven.
  package func demandedProofs(of journeys: [Journey]) -> Set<String> {
    let indices = Dictionary(
      journeys.map { ($0.id, ObligationIndex($0)) }, uniquingKeysWith: { first, _ in first })
    var ids: Set<String> = []
    for proof in files.flatMap(\.proofs) where !proof.isGuardrail {
      guard
        case .found(let found)? = indices[proof.named.journey]?.lookup(
          proof.named.reference.path)
      else { continue }
      ids.insert(found.id)
    }
    return ids
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
    for (number, proof) in proofs.enumerated() {
      named.append(NamedObligation(proof.named, owner: .proof(number), index: 0))
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
    case .proof(let number):
      if let reference {
        proofs[number].named.reference = reference
      } else {
        proofs.remove(at: number)
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
