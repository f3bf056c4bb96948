package import RunEvents

/// What a monitor adds to the result that it shares with checks.
package struct MonitorDetail: Sendable {
  /// What it demands, such as `wording`.
  package var kind: String
  /// How many things the rule was held against.
  package var judged: Int
  package var findings: [MonitorFinished.Finding]
  package var findingCount: Int
  /// What could not be looked at, by reason.
  package var unjudged: [String: Int]
  package var table: MonitorFinished.Table?
}

extension ReportModel {
  /// The monitors among ``checks``, by index.
  package var monitors: [Int] {
    checks.indices.filter { checks[$0].monitor != nil && !checks[$0].isDeselected }
  }

  /// How many monitors ended so.
  func monitors(_ verdict: Verdict) -> Int {
    monitors.count { checks[$0].verdict == verdict }
  }
}

extension MonitorDetail {
  /// `1204 judged, 3 findings`, and what could not be looked at.
  var counts: String {
    var parts = ["\(judged) judged"]
    if findingCount > 0 { parts.append(Wording.count(findingCount, "finding")) }
    if let table { parts.append("\(table.seenCount) of \(table.cellCount) cells seen") }
    parts += unjudged.sorted { $0.key < $1.key }.map { "not looked at: \($0.value) \($0.key)" }
    return parts.joined(separator: ", ")
  }
}

extension CheckResult {
  /// A monitor stands in reports as a check of no journey.
  ///
  /// - Parameters:
  ///   - finished: `nil` where the run ended before the monitor could say anything.
  ///   - isPartial: Whether the run has a selection; what a monitor saw nothing of was left out then.
  init(_ record: MonitorRecord, _ finished: MonitorFinished?, isPartial: Bool) {
    var check = CheckRecord(
      key: record.key, journey: MonitorRecord.journey, id: record.id, suffix: "",
      title: record.title, path: record.path, line: record.line, verifies: record.verifies,
      actor: "", owner: record.owner, testKey: record.testKey, deselected: record.deselected,
      digest: record.digest)
    if isPartial, finished?.verdict == .notExercised {
      check.deselected = "nothing that was selected concerns it"
    }
    self.init(
      record: check, verdict: finished?.verdict ?? .undecided,
      reason: finished?.reason ?? "the run ended before the monitor could say anything",
      duration: 0, assertions: max(0, finished?.judged ?? 0), attempts: 1,
      findings: (finished?.findings ?? []).map { Finding($0, of: record) }, exchanges: [],
      attachments: [],
      monitor: MonitorDetail(
        kind: record.kind, judged: max(0, finished?.judged ?? 0),
        findings: finished?.findings ?? [], findingCount: finished?.findingCount ?? 0,
        unjudged: finished?.unjudged ?? [:], table: finished?.table))
  }
}

extension Finding {
  /// As the finding of a check: the exchange for the step, the place for the expectation.
  fileprivate init(_ finding: MonitorFinished.Finding, of record: MonitorRecord) {
    var step = finding.request.isEmpty ? "the whole run" : finding.request
    if let check = finding.check {
      step += finding.exchange.map { " (exchange \($0) of \(check))" } ?? " (in \(check))"
    }
    let more = finding.times > 1 ? "; \(finding.times - 1) more like it" : ""
    self.init(
      path: record.path, line: record.line, column: 1, step: step, expectation: finding.place,
      expected: finding.rule, actual: finding.found + more, isUndecided: false, exchange: nil)
  }
}

extension MonitorFinished {
  /// What two shards of a run say together: what one has seen nothing of, the other may have.
  func joined(with other: MonitorFinished) -> MonitorFinished {
    let order: [Verdict] = [.failed, .undecided, .passed, .notExercised]
    func rank(_ verdict: Verdict) -> Int { order.firstIndex(of: verdict) ?? 1 }
    var result = rank(verdict) <= rank(other.verdict) ? self : other
    result.judged = judged &+ other.judged
    result.findings = Array((findings + other.findings).prefix(20))
    result.findingCount = findingCount &+ other.findingCount
    result.unjudged = unjudged.merging(other.unjudged) { $0 &+ $1 }
    if let table, let others = other.table { result.table = table.joined(with: others) }
    guard result.verdict == .notExercised, let table = result.table, result.judged > 0 else {
      return result
    }
    // What is left of a matrix after all shards is what none has seen.
    let unseen = table.cellCount - table.seenCount
    result.verdict = unseen == 0 ? .passed : .notExercised
    result.reason =
      unseen == 0 ? "" : "\(unseen) of \(table.cellCount) cells of the matrix were not seen"
    return result
  }
}

extension MonitorFinished.Table {
  /// What two shards have seen of the same cells.
  fileprivate func joined(with other: MonitorFinished.Table) -> MonitorFinished.Table {
    guard columns == other.columns, rows.map(\.name) == other.rows.map(\.name) else { return self }
    var result = self
    for (row, others) in other.rows.enumerated() {
      for (column, cell) in others.cells.prefix(result.rows[row].cells.count).enumerated() {
        result.rows[row].cells[column] = Self.joined(result.rows[row].cells[column], cell)
      }
    }
    return result
  }

  /// `yes 3` and `yes 2` are `yes 5`; what does not hold stays so.
  private static func joined(_ a: String, _ b: String) -> String {
    guard isSeen(a) else { return b }
    guard isSeen(b) else { return a }
    if a.hasPrefix("broken") != b.hasPrefix("broken") { return a.hasPrefix("broken") ? a : b }
    // Somebody with leave who was refused in one shard only.
    if a.contains(" of ") != b.contains(" of ") { return a.contains(" of ") ? b : a }
    let (mine, others) = (a.split(separator: " "), b.split(separator: " "))
    guard let word = mine.first, let first = mine.last.flatMap({ Int($0) }),
      let second = others.last.flatMap({ Int($0) })
    else { return a }
    return mine.count == 4 ? "yes 0 of \(first &+ second)" : "\(word) \(first &+ second)"
  }
}
