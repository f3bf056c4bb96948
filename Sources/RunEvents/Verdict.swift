/// What is known about a check or an obligation after a run.
///
/// The cases stand in the order in which the worst of several is chosen.
package enum Verdict: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The promise is broken.
  case failed
  /// It could not be judged: the target was down, a capture found nothing, the binding is invalid.
  case undecided
  /// It was to be judged, but nothing that it could have judged occurred.
  case notExercised = "not-exercised"
  /// Nothing is bound.
  case pending
  /// Excused, with reason, owner and expiry date.
  case waived
  /// Attested by a person, with evidence and expiry date.
  case manual
  case passed

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The worst of several; `pending` when there is none, since absence never passes.
  package static func worst(of verdicts: some Sequence<Verdict>) -> Verdict {
    verdicts.min() ?? .pending
  }
}

/// The four words that people see first.
package enum Standing: String, Sendable, Hashable, CaseIterable {
  case broken, unknown, unchecked, kept
}

extension Verdict {
  package var standing: Standing {
    switch self {
    case .passed, .manual: .kept
    case .failed: .broken
    case .undecided, .notExercised: .unknown
    case .pending, .waived: .unchecked
    }
  }
}
