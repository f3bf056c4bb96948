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

  /// Marks the promises about which earlier runs and this one contradict each other.
  package mutating func mark(flaky ids: Set<String>) {
    guard !ids.isEmpty else { return }
    for index in obligations.indices {
      let obligation = obligations[index]
      guard !obligation.isDeselected, ids.contains(obligation.record.id),
        !obligation.marks.contains(.flaky)
      else { continue }
      let place = obligation.marks.firstIndex(of: .proven) ?? obligation.marks.endIndex
      obligations[index].marks.insert(.flaky, at: place)
      totals.flaky += 1
    }
  }
}
