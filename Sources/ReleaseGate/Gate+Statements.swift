import JourneyReports
import RunEvents
import SourceText

/// Waivers and attestations: which have expired, which soon will, and which nobody needs.
extension Gate {
  /// How many days before the last one a note is made.
  private static let notice = 14

  func judgeStatements(_ report: inout GateReport) {
    guard let policy else { return judgeLoggedStatements(&report) }
    let old = Set((baseline?.promises ?? []).map(\.id))
    for (word, entries) in [("waiver", policy.waivers), ("attestation", policy.attestations)] {
      for entry in entries {
        let line = "\(policy.path):\(entry.line)"
        for id in entry.obligations where placeByID[id] == nil && !old.contains(id) {
          let near = NearMiss.suggestion(for: id, among: placeByID.keys)
          report.notes.append(
            "\(line): the \(word) names \(id), which no document has"
              + (near.map { "; did you mean \($0)?" } ?? ""))
        }
        let named = entry.obligations.compactMap { placeByID[$0] }
        judge(entry.statement, word, at: line + ": ", named, entry.obligations, &report)
      }
    }
  }

  /// Without a policy, what the log says of each promise.
  private func judgeLoggedStatements(_ report: inout GateReport) {
    for place in selected {
      let record = model.obligations[place].record
      for (word, statement) in [("waiver", record.waiver), ("attestation", record.attestation)] {
        guard let statement else { continue }
        judge(statement, word, at: "", [place], [record.id], &report)
      }
    }
  }

  private func judge(
    _ statement: OwnedStatement, _ word: String, at line: String, _ places: [Int],
    _ ids: [String], _ report: inout GateReport
  ) {
    let more = ids.count > 1 ? " and \(ids.count - 1) more" : ""
    let what = "the \(word) of \(ids.first ?? "nothing")\(more) by \(statement.owner)"
    guard statement.holds(on: model.day) else {
      report.findings.append(
        GateFinding(
          rule: .expired,
          title: "\(line)the \(word) by \(statement.owner) expired on "
            + statement.expires, line: "\(what) expired on \(statement.expires)",
          obligations: places))
      return
    }
    if let day = model.day, let last = CalendarDay(statement.expires),
      day.days(until: last) <= Self.notice
    {
      let left = day.days(until: last)
      let when = left == 0 ? "today" : left == 1 ? "tomorrow" : "in \(left) days"
      report.notes.append("\(line)\(what) expires \(when), on \(statement.expires)")
    }
    guard word == "waiver" else { return }
    for place in places where model.obligations[place].verdict.standing == .kept {
      guard !model.obligations[place].isDeselected else { continue }
      report.notes.append(
        "\(line)\(model.obligations[place].record.id) is kept: its waiver is no longer needed")
    }
  }
}
