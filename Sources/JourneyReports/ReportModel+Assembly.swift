import RunEvents

extension ReportModel {
  /// Joins the records of a run to results.
  struct Assembly {
    private(set) var model: ReportModel
    private var journeyPlaces: [String: Int] = [:]

    init(_ builder: Builder) {
      model = ReportModel(
        run: builder.run, end: builder.end, stories: [], journeys: [], obligations: [], checks: [],
        notices: builder.notices, totals: ReportTotals())
      for record in builder.journeys { add(record) }
      model.checks = builder.checks.map { Self.result(of: $0, builder) }
      let isPartial = !builder.run.selection.isEmpty
      model.checks += builder.monitors.map {
        CheckResult($0, builder.monitorResults[$0.id], isPartial: isPartial)
      }
      addObligations(builder.obligations)
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

    private static func result(of record: CheckRecord, _ builder: Builder) -> CheckResult {
      var result = CheckResult(
        record: record, verdict: .notExercised, reason: "the run ended before its turn",
        duration: 0, assertions: 0, attempts: 0, findings: [], exchanges: [],
        attachments: builder.attachments[record.key] ?? [])
      if let finished = builder.results[record.key] {
        result.verdict = finished.verdict
        result.reason = finished.verdict == .passed ? "" : finished.reason
        result.duration = max(0, finished.duration)
        result.assertions = max(0, finished.assertions)
        result.attempts = finished.attempts
        result.findings = finished.findings
        result.exchanges = builder.kept[record.key] ?? []
      } else if builder.running[record.key] != nil {
        result.verdict = .undecided
        result.reason = "the run ended while it was being run"
      }
      return result
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
      var verdict = Verdict.worst(of: checks.map { model.checks[$0].verdict })
      // A reason to wait holds whatever passes beside it.
      if record.pendingReason != nil { verdict = min(verdict, .pending) }
      var marks: [ObligationResult.Mark] = []
      if record.isSuspect { marks.append(.suspect) }
      if checks.contains(where: { model.checks[$0].isFlaky }) { marks.append(.flaky) }
      let worst = checks.first { model.checks[$0].verdict == verdict }
      let pending = record.pendingReason ?? "nothing is bound to it"
      let reason = worst.map { model.checks[$0].reason } ?? pending
      return ObligationResult(
        record: record, verdict: verdict, reason: verdict == .passed ? "" : reason,
        checks: checks, marks: marks, isDeselected: record.isDeselected || isLeftOut)
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
