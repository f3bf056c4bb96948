package import JourneyReports

/// Which promises' checks were shown to be able to fail, and still are.
package struct ProofStanding: Sendable, Hashable {
  /// Full ids of obligations.
  package var proven: Set<String> = []
  /// Those of which somebody wrote down why nothing can prove them.
  package var unprovable: Set<String> = []
  /// Which proofs are older than their sentences and checks, in a line; `nil` where none is.
  package var staleness: String?

  package init(
    proven: Set<String> = [], unprovable: Set<String> = [], staleness: String? = nil
  ) {
    self.proven = proven
    self.unprovable = unprovable
    self.staleness = staleness
  }

  /// What a proof says of a run.
  package init(_ proof: ProofRecord, of model: ReportModel) {
    let held = proof.held(against: model)
    func ids(_ standing: String) -> Set<String> {
      Set(held.guardrails.filter { $0.value.standing == standing }.keys)
    }
    self.init(
      proven: ids("proven"), unprovable: ids("unprovable"), staleness: held.staleness)
  }
}
