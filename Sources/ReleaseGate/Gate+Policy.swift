import JourneyReports
import RunEvents

/// What the policy asks, and what `--strict` does.
extension Gate {
  // MARK: - Requirements

  func judgeRequirements(_ report: inout GateReport) {
    if policy?.asksForProof == true, let staleness = proof?.staleness {
      report.notes.append(staleness)
    }
    for requirement in policy?.requirements ?? [] {
      let all = model.obligations.indices.filter { isMeant(model.obligations[$0], by: requirement) }
      let places = all.filter { !model.obligations[$0].isDeselected }
      let subject = Self.subject(of: requirement)
      guard !places.isEmpty else {
        if all.isEmpty {
          refuse(
            requirement, .requireKept, "no promise is there to be judged (\(subject))", [], &report)
        } else {
          report.notes.append("\(line(requirement)): this run is about no promise of \(subject)")
        }
        continue
      }
      // What a waiver excuses is neither kept nor missing.
      let judged = places.filter { model.obligations[$0].excused == nil }
      if let share = requirement.kept {
        let open = judged.filter { model.obligations[$0].verdict.standing != .kept }
        demand(share, "kept", requirement, .requireKept, of: judged, without: open, &report)
      }
      if let share = requirement.proven { judgeProof(share, requirement, judged, &report) }
    }
  }

  private func judgeProof(
    _ share: Int, _ requirement: GatePolicy.Requirement, _ places: [Int],
    _ report: inout GateReport
  ) {
    let demanded = places.filter {
      let record = model.obligations[$0].record
      return record.kind == "guardrail" || record.isProofDemanded
    }
    guard let proof else {
      guard !demanded.isEmpty else { return }
      refuse(
        requirement, .requireProven,
        "nothing is proven: there is no proof.json, which `waymark prove` writes", demanded,
        &report)
      return
    }
    let judged = demanded.filter {
      !proof.unprovable.contains(model.obligations[$0].record.id)
    }
    let open = judged.filter { !proof.proven.contains(model.obligations[$0].record.id) }
    demand(share, "proven", requirement, .requireProven, of: judged, without: open, &report)
  }

  private func demand(
    _ share: Int, _ word: String, _ requirement: GatePolicy.Requirement, _ rule: GateFinding.Rule,
    of all: [Int], without open: [Int], _ report: inout GateReport
  ) {
    let reached = all.count - open.count
    guard reached * 100 < share * all.count else { return }
    let wanted = share == 100 ? "all" : "\(share)%"
    refuse(
      requirement, rule,
      "\(reached) of \(Wording.count(all.count, "promise")) \(word) where \(wanted) must be "
        + "(\(Self.subject(of: requirement)))", open, &report)
  }

  private func refuse(
    _ requirement: GatePolicy.Requirement, _ rule: GateFinding.Rule, _ what: String,
    _ places: [Int], _ report: inout GateReport
  ) {
    let because = requirement.because.map { ": \($0)" } ?? ""
    let first = places.first.map { "; the first is \(name($0))" } ?? ""
    report.findings.append(
      GateFinding(
        rule: rule, title: "\(line(requirement)): \(what)\(because)",
        line: "\(what)\(because)\(first)", obligations: places))
  }

  private func line(_ requirement: GatePolicy.Requirement) -> String {
    "\(policy?.path ?? ""):\(requirement.line)"
  }

  /// `must, must-not of BF`.
  private static func subject(of requirement: GatePolicy.Requirement) -> String {
    let what =
      requirement.modalities.isEmpty ? "all" : requirement.modalities.joined(separator: ", ")
    guard !requirement.stories.isEmpty else { return what }
    return "\(what) of \(requirement.stories.joined(separator: ", "))"
  }

  private func isMeant(
    _ obligation: ObligationResult, by requirement: GatePolicy.Requirement
  ) -> Bool {
    let record = obligation.record
    let isOfModality =
      requirement.modalities.isEmpty
      || record.modality.map(requirement.modalities.contains) ?? false
    let isOfStory =
      requirement.stories.isEmpty
      || record.stories.contains { story in
        requirement.stories.contains { Self.isFamily($0, of: story) }
      }
    return isOfModality && isOfStory
  }

  /// Whether a name is a story's id or its letters.
  static func isFamily(_ name: String, of story: String) -> Bool {
    guard story.hasPrefix(name) else { return false }
    guard let next = story.dropFirst(name.count).first else { return true }
    return !next.isLetter && name.allSatisfy(\.isLetter)
  }

  // MARK: - Limits

  func judgeLimits(_ report: inout GateReport) {
    for limit in policy?.limits ?? [] {
      let places = places(of: limit.subject)
      guard places.count > limit.most else { continue }
      let word = limit.subject == .notExercised ? "not exercised" : limit.subject.rawValue
      let count = places.count == 1 ? "1 promise is" : "\(places.count) promises are"
      let what = "\(count) \(word), \(limit.most) may be"
      report.findings.append(
        GateFinding(
          rule: .limit, title: "\(policy?.path ?? ""):\(limit.line): \(what)",
          line: "\(what); the first is \(name(places[0]))", obligations: places))
    }
  }

  private func places(of subject: GatePolicy.Limit.Subject) -> [Int] {
    let verdict: Verdict
    switch subject {
    case .suspect: return selected.filter { model.obligations[$0].marks.contains(.suspect) }
    case .flaky: return flaky
    case .pending: verdict = .pending
    case .notExercised: verdict = .notExercised
    case .manual: verdict = .manual
    case .waived: verdict = .waived
    }
    return selected.filter { model.obligations[$0].verdict == verdict }
  }

  /// Promises that the run itself or the history with this run shows to be flaky.
  var flaky: [Int] {
    var history = history
    history.add(current)
    let found = history.flaky
    return selected.filter {
      model.obligations[$0].marks.contains(.flaky)
        || found.contains(model.obligations[$0].record.id)
    }
  }

  // MARK: - Strictness

  func judgeStrictness(_ report: inout GateReport) {
    guard isStrict else { return }
    let kinds: [(String, [Int])] = [
      ("pending", places(of: .pending)), ("not exercised", places(of: .notExercised)),
      ("suspect", places(of: .suspect)),
    ]
    for (word, places) in kinds where !places.isEmpty {
      let what = places.count == 1 ? "1 promise is \(word)" : "\(places.count) promises are \(word)"
      report.findings.append(
        GateFinding(
          rule: .strict, title: "--strict: \(what)",
          line: "\(what), which --strict refuses; the first is \(name(places[0]))",
          obligations: places))
    }
  }
}
