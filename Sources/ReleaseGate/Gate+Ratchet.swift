import JourneyReports
import RunEvents

/// What the baseline had and the run must not lose.
extension Gate {
  func judgeRatchet(_ report: inout GateReport) {
    guard let baseline else { return }
    let ratchet = policy?.ratchet ?? GatePolicy.Ratchet()
    if ratchet.keepsKept { judgeKept(baseline, &report) }
    if ratchet.wantsNewChecksPassed { judgeNewChecks(baseline, &report) }
    if ratchet.keepsStoryCoverage { judgeCoverage(baseline, &report) }
    if baseline.target != current.target {
      report.notes.append(
        "the baseline is a run on \(baseline.target), this one is on \(current.target)")
    }
    if !baseline.isComplete {
      report.notes.append("the baseline did not run to its end: what it left out is not asked for")
    }
    if model.totals.deselected > 0 {
      report.notes.append(
        "only a part was run: \(Wording.count(model.totals.deselected, "promise")) left out")
    }
  }

  private func judgeKept(_ baseline: RunSnapshot, _ report: inout GateReport) {
    for (index, old) in baseline.promises.enumerated() where old.verdict.standing == .kept {
      let was = "\(Wording.word(old.verdict)) in the baseline"
      guard let place = match.newPlaces[index] else {
        guard !isLetGo(old.id) else { continue }
        report.findings.append(
          GateFinding(
            rule: .noLongerKept, title: "gone: \(was), and no document says it any more",
            line: "\(old.id) was kept and is gone from its document",
            story: old.stories.first, gone: "\(old.id): \(old.text)"))
        continue
      }
      let now = model.obligations[place]
      guard !now.isDeselected, [.pending, .notExercised].contains(now.verdict) else { continue }
      let moved = now.record.id == old.id ? "" : " as \(old.id)"
      report.findings.append(
        GateFinding(
          rule: .noLongerKept,
          title: "no longer kept: \(was)\(moved), \(Wording.word(now.verdict)) now",
          line: "\(name(place)) is no longer kept: \(Wording.word(now.verdict)), \(now.reason)",
          obligations: [place],
          check: now.checks.first { model.checks[$0].verdict == now.verdict }))
    }
  }

  /// Whether a waiver that holds names a promise that is gone.
  private func isLetGo(_ id: String) -> Bool {
    policy?.waivers.contains {
      $0.obligations.contains(id) && $0.statement.holds(on: model.day)
    } ?? false
  }

  private func judgeNewChecks(_ baseline: RunSnapshot, _ report: inout GateReport) {
    let known = Set(baseline.checks.map(\.key))
    for (index, check) in model.checks.enumerated() {
      guard !check.isDeselected, !known.contains(check.record.key), check.verdict == .notExercised
      else { continue }
      report.findings.append(
        GateFinding(
          rule: .newCheck, title: "a new check does not pass: not exercised",
          line: "the new check \(check.record.key) was not exercised: \(check.reason)",
          obligations: check.record.verifies.compactMap { placeByID[$0] }, check: index))
    }
  }

  /// Counts, for each story, the promises behind which a check or a person's word stands.
  private func judgeCoverage(_ baseline: RunSnapshot, _ report: inout GateReport) {
    var before: [String: Int] = [:]
    var lost: [String: [(place: Int?, id: String)]] = [:]
    for (index, old) in baseline.promises.enumerated() where old.isCovered {
      let place = match.newPlaces[index]
      let now = place.map { model.obligations[$0] }
      if now?.isDeselected == true || now?.excused != nil { continue }
      if place == nil, isLetGo(old.id) { continue }
      for story in Set(old.stories) {
        before[story, default: 0] += 1
        let isStill = now.map { isCovered($0) && $0.record.stories.contains(story) } ?? false
        if !isStill { lost[story, default: []].append((place, old.id)) }
      }
    }
    var after: [String: Int] = [:]
    for place in selected where isCovered(model.obligations[place]) {
      guard model.obligations[place].excused == nil else { continue }
      for story in Set(model.obligations[place].record.stories) { after[story, default: 0] += 1 }
    }
    for (story, count) in before.sorted(by: { $0.key < $1.key }) {
      let now = after[story] ?? 0
      guard now < count else { continue }
      let places = (lost[story] ?? []).compactMap(\.place)
      let gone = (lost[story] ?? []).first { $0.place == nil }?.id
      report.findings.append(
        GateFinding(
          rule: .storyCoverage, title: "a story lost coverage: \(now) of \(count) promises left",
          line: "\(story) lost coverage: \(now) promises have checks, \(count) had in the baseline",
          obligations: places, story: story, gone: gone))
    }
  }

  private func isCovered(_ obligation: ObligationResult) -> Bool {
    !obligation.checks.isEmpty || obligation.verdict == .manual
  }
}
