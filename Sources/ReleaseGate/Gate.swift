package import JourneyReports
import RunEvents

/// Decides about a run: what was found, held against a policy, a baseline and a history.
///
/// Pure: the same input gives the same decision, on any day and any machine.
package struct Gate: Sendable {
  /// With the waivers and attestations of ``policy``, where there is one.
  package let model: ReportModel
  package let policy: GatePolicy?
  package let baseline: RunSnapshot?
  /// Earlier runs on the same target.
  package let history: RunHistory
  /// What they said of the model's promises.
  let hindsight: Hindsight
  /// `nil` where nothing was proven.
  package let proof: ProofStanding?
  /// Whether pending, not exercised and suspect promises refuse.
  package let isStrict: Bool
  /// The model in the form of ``baseline``.
  let current: RunSnapshot
  /// The baseline's promises among the model's.
  let match: PromiseMatch
  /// The model's promises by id.
  let placeByID: [String: Int]

  package init(
    _ model: ReportModel, policy: GatePolicy? = nil, baseline: RunSnapshot? = nil,
    history: RunHistory = RunHistory(), proof: ProofStanding? = nil, isStrict: Bool = false
  ) {
    self.model = model
    self.policy = policy
    self.baseline = baseline
    let current = RunSnapshot(model)
    self.history = history
    hindsight = Hindsight(history, of: current)
    self.proof = proof
    self.isStrict = isStrict
    self.current = current
    placeByID = Dictionary(
      model.obligations.enumerated().map { ($1.record.id, $0) },
      uniquingKeysWith: { first, _ in first })
    match = PromiseMatch(
      (baseline?.promises ?? []).map { .init(id: $0.id, fingerprint: $0.fingerprint) },
      model.obligations.map { .init(id: $0.record.id, fingerprint: $0.record.fingerprint) })
  }

  package func judge() -> GateReport {
    var report = GateReport(
      findings: [], notes: [], policy: policy?.path, baseline: baseline?.name)
    judgeRun(&report)
    judgeRatchet(&report)
    judgeRequirements(&report)
    judgeLimits(&report)
    judgeStatements(&report)
    judgeStrictness(&report)
    let outcomes = GateOutcome.allCases
    func rank(_ finding: GateFinding) -> Int {
      outcomes.firstIndex(of: finding.rule.outcome) ?? outcomes.count
    }
    report.findings = report.findings.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    return report
  }

  /// Places of the promises that this run is about.
  var selected: [Int] { model.obligations.indices.filter { !model.obligations[$0].isDeselected } }

  /// `executive-exec-overview#must.1 (BF-002)`.
  func name(_ place: Int) -> String {
    let record = model.obligations[place].record
    return record.stories.first.map { "\(record.id) (\($0))" } ?? record.id
  }

  /// `a#must.1 (BF-002) and 3 more`.
  func names(_ places: [Int]) -> String {
    guard let first = places.first else { return "nothing" }
    return places.count == 1 ? name(first) : "\(name(first)) and \(places.count - 1) more"
  }
}
