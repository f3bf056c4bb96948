/// What a binding says: a check, a monitor, or an entry under `pending:`, `guardrails:` or `prove:`,
/// names an obligation.
package struct BoundReference: Sendable, Hashable {
  package var journey: String
  /// The check's id, ``LockEntry/monitorPrefix`` with a monitor's, ``LockEntry/pending``,
  /// ``LockEntry/guardrail`` or ``LockEntry/proof``.
  package var check: String
  /// A path or an author's name, as written.
  package var path: String
  /// The sentence that it quotes.
  package var sentence: String?
  /// Where the binding stands, such as `Specs/bindings/small.yaml`.
  package var file: String
  /// 1-based.
  package var line: Int

  package init(
    journey: String, check: String, path: String, sentence: String? = nil, file: String = "",
    line: Int = 0
  ) {
    self.journey = journey
    self.check = check
    self.path = path
    self.sentence = sentence
    self.file = file
    self.line = line
  }
}

extension BoundReference {
  /// The id of the check that names the obligation; `nil` for other bindings.
  var checkID: String? {
    LockEntry.others.contains(check) || monitorID != nil ? nil : check
  }

  /// The id of the monitor that names the obligation; `nil` for other bindings.
  var monitorID: String? {
    check.hasPrefix(LockEntry.monitorPrefix)
      ? String(check.dropFirst(LockEntry.monitorPrefix.count)) : nil
  }
}

/// What a reference means.
package enum ReferenceTarget: Sendable, Hashable {
  /// A place in the journey's list of obligations.
  case obligation(Int)
  /// The lock says what it meant, and that is nowhere: the place in the journey's list of entries.
  case lost(Int)
  /// Neither the journey nor the lock knows it.
  case unknown
}
