import RunEvents

extension ReportModel {
  /// Joins the records of a run to results.
  struct Assembly {
    private(set) var model: ReportModel
    private var journeyPlaces: [String: Int] = [:]

    init(_ builder: Builder) {
      model = ReportModel(
        run: builder.run, end: builder.end, stories: [], journeys: [], obligations: [], checks: [],
        notices: builder.notices, totals: ReportTotals(),
        day: builder.day ?? CalendarDay(ofTime: builder.run.startedAt))
      for record in builder.journeys { add(record) }
      model.checks = builder.checks.map { record in
        CheckResult(
          record, builder.results[record.key], isBegun: builder.running[record.key] != nil,
          exchanges: builder.kept[record.key] ?? [],
          attachments: builder.attachments[record.key] ?? [])
      }
      let isPartial = !builder.run.selection.isEmpty
      model.checks += builder.monitors.map {
        CheckResult($0, builder.monitorResults[$0.id], isPartial: isPartial)
      }
      addObligations(builder.obligations)
      let waivers = CheckWaivers(model)
      for index in model.checks.indices { waivers.excuse(&model.checks[index]) }
      for index in model.checks.indices where !model.checks[index].isDeselected {
        guard let place = journeyPlaces[model.checks[index].record.journey] else { continue }
        model.journeys[place].checks.append(index)
      }
      addStories(builder.stories)
      judgeJourneys()
      count()
    }

    private mutating func add(_ record: JourneyRecord) {
      journeyPlaces[record.id] = model.journeys.count
      model.journeys.append(
        JourneyResult(
          record: record, obligations: [], checks: [], isDeselected: false, verdict: .pending))
    }

    private mutating func addObligations(_ records: [ObligationRecord]) {
      var verifiers: [String: [Int]] = [:]
      for (index, check) in model.checks.enumerated() {
        for id in Set(check.record.verifies) { verifiers[id, default: []].append(index) }
      }
      for record in records {
        let all = verifiers[record.id] ?? []
        let checks = all.filter { !model.checks[$0].isDeselected }
        let result = judge(record, checks, isLeftOut: checks.isEmpty && !all.isEmpty)
        if journeyPlaces[record.journey] == nil {
          add(
            JourneyRecord(
              id: record.journey, title: record.journey, path: "", mappedStories: [],
              allStories: [], documents: []))
        }
        if let place = journeyPlaces[record.journey], !result.isDeselected {
          model.journeys[place].obligations.append(model.obligations.count)
        }
        model.obligations.append(result)
      }
    }

    private func judge(
      _ record: ObligationRecord, _ checks: [Int], isLeftOut: Bool
    ) -> ObligationResult {
      let attestation = record.attestation.flatMap { $0.holds(on: model.day) ? $0 : nil }
      let verdict = verdict(of: record, checks, isAttested: attestation != nil)
      var marks: [ObligationResult.Mark] = []
      if record.isSuspect { marks.append(.suspect) }
      if record.isFlaky || checks.contains(where: { model.checks[$0].isFlaky }) {
        marks.append(.flaky)
      }
      let worst = checks.first { model.checks[$0].verdict == verdict }
      let pending = record.pendingReason ?? "nothing is bound to it"
      var reason = worst.map { model.checks[$0].reason } ?? pending
      if verdict == .passed { reason = "" }
      if verdict == .manual, worst == nil { reason = Wording.attested(attestation) }
      var result = ObligationResult(
        record: record, verdict: verdict, reason: reason, checks: checks, marks: marks,
        isDeselected: record.isDeselected || isLeftOut)
      excuse(&result)
      return result
    }

    /// The worst of its checks; an attestation stands in where no check says anything.
    private func verdict(
      of record: ObligationRecord, _ checks: [Int], isAttested: Bool
    ) -> Verdict {
      let verdicts = checks.map { model.checks[$0].verdict }
      if isAttested { return Verdict.worst(of: verdicts.filter { $0 != .pending } + [.manual]) }
      let verdict = Verdict.worst(of: verdicts)
      // A reason to wait holds whatever passes beside it.
      return record.pendingReason == nil ? verdict : min(verdict, .pending)
    }

    /// Lets a waiver stand in for whatever is not kept, and tells of what has expired.
    private func excuse(_ result: inout ObligationResult) {
      guard result.verdict.standing != .kept else { return }
      let record = result.record
      if let waiver = record.waiver, waiver.holds(on: model.day) {
        result.excused = result.verdict
        result.reason = Wording.waived(waiver, insteadOf: result.verdict, because: result.reason)
        result.verdict = .waived
        return
      }
      for (statement, word) in [(record.waiver, "waiver"), (record.attestation, "attestation")] {
        guard let statement, !statement.holds(on: model.day) else { continue }
        result.reason += "; the \(word) by \(statement.owner) expired on \(statement.expires)"
      }
    }

    private mutating func addStories(_ records: [StoryRecord]) {
      var places: [String: [Int]] = [:]
      for (index, obligation) in model.obligations.enumerated() {
        for story in Set(obligation.record.stories) { places[story, default: []].append(index) }
      }
      let known = Set(records.map(\.id))
      let isPartial = model.obligations.contains(where: \.isDeselected)
      let unknown = places.keys.filter { !known.contains($0) }.map {
        StoryRecord(id: $0, title: "", phase: "", owner: "", isInBacklog: false)
      }
      model.stories = (records + unknown).map { record in
        let all = places[record.id] ?? []
        let selected = all.filter { !model.obligations[$0].isDeselected }
        return StoryResult(
          record: record, obligations: selected, isDeselected: selected.isEmpty && isPartial,
          verdict: Verdict.worst(of: selected.map { model.obligations[$0].verdict }))
      }
      model.stories.sort { NaturalOrder.precedes($0.record.id, $1.record.id) }
    }

    private mutating func judgeJourneys() {
      let isPartial = model.obligations.contains(where: \.isDeselected)
      for index in model.journeys.indices {
        let journey = model.journeys[index]
        model.journeys[index].verdict = Verdict.worst(
          of: journey.obligations.map { model.obligations[$0].verdict })
        model.journeys[index].isDeselected =
          isPartial && journey.obligations.isEmpty && journey.checks.isEmpty
      }
    }

    private mutating func count() {
      var totals = ReportTotals()
      totals.journeys = model.journeys.count { !$0.isDeselected }
      totals.stories = model.stories.count { !$0.isDeselected }
      for check in model.checks where !check.isDeselected {
        totals.checks += 1
        totals.checkVerdicts[check.verdict, default: 0] += 1
      }
      for obligation in model.obligations {
        guard !obligation.isDeselected else {
          totals.deselected += 1
          continue
        }
        totals.obligations += 1
        totals.verdicts[obligation.verdict, default: 0] += 1
        if obligation.record.kind == "guardrail" { totals.guardrails += 1 }
        if !obligation.checks.isEmpty { totals.bound += 1 }
        if obligation.marks.contains(.suspect) { totals.suspect += 1 }
        if obligation.marks.contains(.flaky) { totals.flaky += 1 }
        if obligation.marks.contains(.proven) { totals.proven += 1 }
      }
      model.totals = totals
    }
  }
}

extension CheckResult {
  /// What is known of a check: its result, or why it has none.
  ///
  /// - Parameters:
  ///   - isBegun: Whether it was taken up; only asked where it has no result.
  ///   - exchanges: Those that its findings are about.
  init(
    _ record: CheckRecord, _ finished: CheckFinished?, isBegun: Bool,
    exchanges: [ExchangeRecord], attachments: [AttachmentRecord]
  ) {
    self.init(
      record: record, verdict: .notExercised, reason: "the run ended before its turn",
      duration: 0, assertions: 0, attempts: 0, findings: [], exchanges: [],
      attachments: attachments.filter(\.isBesideLog))
    if let finished {
      verdict = finished.verdict
      reason = finished.verdict == .passed ? "" : finished.reason
      duration = max(0, finished.duration)
      assertions = max(0, finished.assertions)
      attempts = finished.attempts
      findings = finished.findings
      self.exchanges = exchanges
    } else if isBegun {
      verdict = .undecided
      reason = "the run ended while it was being run"
    }
  }
}

extension AttachmentRecord {
  /// Whether its path leads to where files of checks are, and is one that a run writes.
  ///
  /// A log is no reason to show or name what stands elsewhere.
  var isBesideLog: Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count > 1 && parts[0] == "attachments" && !parts.contains("..")
      && !parts.contains("") && !path.contains("[[") && !path.contains("]]")
      && path.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
  }
}
