import RunEvents

/// The last lines of a run: what failed, with all that is needed to mend it, and what is known.
struct ConsoleSummary {
  private let model: ReportModel
  private let style: ConsoleStyle
  private let elapsed: Int

  /// How many failures are repeated; reports hold the rest.
  private static let most = 50
  private static let mostBodyLines = 12
  private static let mostSuspects = 10
  /// How many routes with cells that nothing was seen of are listed.
  private static let mostUnseenRoutes = 10
  /// How many findings of a monitor are repeated; the first of each kind come first.
  private static let mostFindings = 5

  init(_ model: ReportModel, _ style: ConsoleStyle, elapsed: Int) {
    self.model = model
    self.style = style
    self.elapsed = elapsed
  }

  var lines: [String] {
    problems(.failed, "Failed") + problems(.undecided, "Could not be judged") + monitors + [""]
      + counts + ["", headline] + silence
  }

  // MARK: Problems

  private func problems(_ verdict: Verdict, _ title: String) -> [String] {
    let found = model.checks.filter { !$0.isDeselected && $0.verdict == verdict }
    guard !found.isEmpty else { return [] }
    let monitors = found.count { $0.monitor != nil }
    let parts = [(found.count - monitors, "check"), (monitors, "monitor")]
    let counts = parts.filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) }
    var lines = ["", style.paint(.bold, "\(title): \(counts.joined(separator: ", "))")]
    for (number, check) in found.prefix(Self.most).enumerated() {
      lines += [""] + describe(check, number: number + 1)
    }
    if found.count > Self.most {
      lines += ["", "  and \(found.count - Self.most) more, which the reports hold"]
    }
    return lines
  }

  private func describe(_ check: CheckResult, number: Int) -> [String] {
    let glyph = style.paint(check.verdict.standing, Wording.glyph(check.verdict.standing))
    var lines = ["\(number)) \(glyph) " + style.paint(.bold, ConsoleStyle.line(check.record.key))]
    let title = ConsoleStyle.line(check.record.title)
    if !title.isEmpty, title != check.record.id { lines.append("   " + title) }
    let (place, reason) = Wording.located(check)
    lines.append("   " + ConsoleStyle.line(reason))
    if check.findings.isEmpty { lines.append("   " + ConsoleStyle.line(place)) }
    let findings =
      check.monitor == nil ? check.findings[...] : check.findings.prefix(Self.mostFindings)
    for finding in findings {
      let place = "\(finding.path):\(finding.line):\(finding.column)"
      lines.append("   " + ConsoleStyle.line("\(place): \(finding.step)"))
      lines.append("     expectation  " + ConsoleStyle.line(finding.expectation))
      lines += labelled("expected", finding.expected) + labelled("actual", finding.actual)
    }
    if findings.count < check.findings.count {
      lines.append("   and \(check.findings.count - findings.count) more, which the reports hold")
    }
    for exchange in check.exchanges { lines += describe(exchange) }
    if !check.record.verifies.isEmpty {
      let verb = check.verdict == .failed ? "breaks" : "leaves open"
      let suspects = Set(model.suspects.map(\.record.id))
      let ids = check.record.verifies.map { suspects.contains($0) ? $0 + " (suspect)" : $0 }
        .joined(separator: ", ")
      lines.append("   \(verb) " + ConsoleStyle.line(ids, limit: 1000))
    }
    lines.append("   again: " + ConsoleStyle.line(Wording.rerun(check, model.run), limit: 2000))
    return lines
  }

  private func labelled(_ label: String, _ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    let pad = String(repeating: " ", count: 13 - label.count)
    return ["     " + label + pad + ConsoleStyle.line(text, limit: 1000)]
  }

  private func describe(_ exchange: ExchangeRecord) -> [String] {
    let head =
      "   exchange \(exchange.number): "
      + ConsoleStyle.line(Wording.exchange(exchange), limit: 1000)
    guard let body = exchange.response?.body, !body.isBase64, !body.text.isEmpty else {
      return [head]
    }
    let all = body.text.split(separator: "\n", omittingEmptySubsequences: false)
    var lines = all.prefix(Self.mostBodyLines).map {
      "     " + style.paint(.dim, ConsoleStyle.line(String($0)))
    }
    if all.count > Self.mostBodyLines || body.isCut { lines.append("     \u{2026}") }
    return [head] + lines
  }

  // MARK: Counts

  /// Every monitor with what it was held against, or why it was not.
  private var monitors: [String] {
    let monitors = model.monitors.map { model.checks[$0] }
    guard !monitors.isEmpty else { return [] }
    let width = monitors.map(\.record.id.count).max() ?? 0
    return ["", style.paint(.bold, "Monitors")]
      + monitors.flatMap { check in
        let standing = check.verdict.standing
        let counts = check.monitor?.counts ?? ""
        let isSilent = check.verdict != .passed && check.verdict != .failed
        let text =
          isSilent ? "\(Wording.word(check.verdict)): \(check.reason)" : counts
        let pad = String(repeating: " ", count: width - check.record.id.count + 2)
        let line =
          "  " + style.paint(standing, Wording.glyph(standing)) + " "
          + ConsoleStyle.line(check.record.id + pad + text)
        return [line] + unseen(of: check.monitor?.table)
      }
  }

  /// The cells of an access matrix that nothing was seen of, a line for each route.
  private func unseen(of table: MonitorFinished.Table?) -> [String] {
    guard let table else { return [] }
    let rows = table.rows.filter { $0.cells.contains { !MonitorFinished.Table.isSeen($0) } }
    var lines = rows.prefix(Self.mostUnseenRoutes).map { row in
      let roles = zip(table.columns, row.cells).filter { !MonitorFinished.Table.isSeen($0.1) }
      let names =
        roles.count == table.columns.count
        ? "anybody" : roles.map(\.0).joined(separator: ", ")
      return "      " + style.paint(.dim, ConsoleStyle.line("not seen: \(row.name) as \(names)"))
    }
    if rows.count > lines.count {
      lines.append("      and \(rows.count - lines.count) routes more, which the reports hold")
    }
    return lines
  }

  private var counts: [String] {
    let standings: [Standing] = [.kept, .broken, .unknown, .unchecked]
    let words = standings.map { standing in
      let count = model.totals.count(standing)
      let text = "\(Wording.glyph(standing)) \(count) \(standing.rawValue)"
      return count > 0 ? style.paint(standing, text) : style.paint(.dim, text)
    }
    var lines = ["promises  " + words.joined(separator: "   ")]
    let monitors = model.monitors.map { model.checks[$0] }
    let checks = model.checks.filter { !$0.isDeselected && $0.monitor == nil }
    lines.append(
      "checks    \(checks.count)\(Self.verdicts(of: checks)), in \(Wording.duration(elapsed))")
    if !monitors.isEmpty {
      let judged = monitors.reduce(0) { $0 &+ ($1.monitor?.judged ?? 0) }
      lines.append(
        "monitors  \(monitors.count)\(Self.verdicts(of: monitors)); "
          + Wording.count(judged, "judgement"))
    }
    let external = model.checks.filter { !$0.isDeselected }.compactMap(\.record.evidence)
    if let oldest = external.min(by: { $0.ranAt < $1.ranAt }) {
      let count = Wording.count(external.count, "check")
      lines.append(
        "elsewhere \(count), by suites whose reports were imported; the oldest is "
          + ConsoleStyle.line(Wording.evidence(oldest, model.run)))
    }
    if model.totals.deselected > 0 {
      let count = Wording.count(model.totals.deselected, "promise")
      lines.append("left out  \(count), by the selection of this run")
    }
    return lines
  }

  /// `: 2 failed, 40 passed`, or nothing.
  private static func verdicts(of results: [CheckResult]) -> String {
    let words = Verdict.allCases.compactMap { verdict in
      let count = results.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(Wording.word(verdict))" : nil
    }
    return words.isEmpty ? "" : ": " + words.joined(separator: ", ")
  }

  private var headline: String {
    let standing = Wording.standing(model)
    let text = Wording.glyph(standing) + " " + Wording.headline(model)
    return style.paint(.bold, style.paint(standing, text))
  }

  /// What must not be taken for success.
  private var silence: [String] {
    var lines: [String] = []
    let silent: [Verdict] = [.undecided, .notExercised, .pending, .waived]
    let counts = silent.filter { model.totals.count($0) > 0 }
    if !counts.isEmpty {
      let all = counts.reduce(0) { $0 + model.totals.count($1) }
      let parts = counts.map { "\(model.totals.count($0)) \(Wording.word($0))" }
      lines.append(
        "NOT VERIFIED: \(parts.joined(separator: ", ")). Nothing in this run shows that "
          + (all == 1 ? "this promise is kept." : "these \(all) promises are kept."))
    }
    if model.totals.suspect > 0 {
      lines.append(
        "SUSPECT: \(Wording.count(model.totals.suspect, "promise")) changed in wording since the "
          + "checks were last confirmed; `waymark review` shows how.")
      let suspects = model.suspects
      lines += suspects.prefix(Self.mostSuspects).map {
        "  " + ConsoleStyle.line("\($0.record.id)  \(Wording.word($0.verdict))")
      }
      if suspects.count > Self.mostSuspects {
        lines.append("  and \(suspects.count - Self.mostSuspects) more")
      }
    }
    return lines
  }
}
