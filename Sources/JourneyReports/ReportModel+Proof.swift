import RunEvents

extension ReportModel {
  /// Marks the promises that a proof says are proven, for every report that is made of the run.
  package mutating func mark(_ proof: ProofRecord) {
    for index in obligations.indices {
      let obligation = obligations[index]
      guard !obligation.isDeselected, !obligation.marks.contains(.proven),
        proof.guardrails[obligation.record.id]?.standing == "proven"
      else { continue }
      obligations[index].marks.append(.proven)
      totals.proven += 1
    }
  }
}
