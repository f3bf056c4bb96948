package import RunEvents

/// Tells people about a run while it goes on; takes events one at a time and gives what to print.
///
/// On a terminal the last line is a status that the next output overwrites; elsewhere there are
/// plain lines only. Everything that needs attention is repeated at the end.
package struct ConsoleReporter: Sendable {
  private let style: ConsoleStyle
  private var builder = ReportModel.Builder()
  private var tally = Tally()
  private var running: [String] = []
  /// What excuses checks and monitors, by their keys and ids.
  private var waivers: [String: OwnedStatement] = [:]
  private var hasBegun = false
  private var hasStatus = false

  /// With more checks than this, those that pass are not told one by one.
  private static let mostToldSingly = 200

  private struct Tally {
    var total = 0
    var done = 0
    var verdicts: [Verdict: Int] = [:]
    /// Microseconds since the start of the run.
    var now = 0
  }

  package init(_ style: ConsoleStyle) { self.style = style }

  /// What is known so far.
  package var model: ReportModel { builder.model }

  /// Takes up an event; the result is to be written as it is, and may be empty.
  package mutating func handle(_ event: RunEvent) -> String {
    builder.handle(event)
    var lines: [String] = []
    switch event {
    case .runStarted(let run): lines = header(run)
    case .story, .journey, .obligation, .monitor: break
    case .check(let record): if record.deselected == nil { tally.total += 1 }
    case .checkStarted(let value):
      lines = begin()
      running.append(value.key)
      tally.now = max(tally.now, value.at)
    case .exchange, .attachment: return ""
    case .checkFinished(var value):
      lines = begin()
      excuse(value.key, &value.verdict, &value.reason)
      running.removeAll { $0 == value.key }
      tally.done += 1
      tally.verdicts[value.verdict, default: 0] += 1
      tally.now = max(tally.now, value.at)
      lines += finished(value)
    case .monitorFinished(let value): lines = begin() + finished(value)
    case .notice(let notice): lines = [line(notice)]
    case .runFinished(let value):
      tally.now = max(tally.now, value.at)
      running = []
      lines = begin() + ConsoleSummary(builder.model, style, elapsed: tally.now).lines
      return erase() + text(lines)
    }
    guard style.isLive, hasBegun else { return text(lines) }
    return erase() + text(lines) + status()
  }

  private func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private mutating func erase() -> String {
    defer { hasStatus = false }
    return hasStatus ? "\r\u{1B}[2K" : ""
  }

  private func header(_ run: RunStarted) -> [String] {
    let target = run.baseURL.isEmpty ? run.target : "\(run.target) (\(run.baseURL))"
    let workers = Wording.count(run.workers, "worker")
    let facts = "\(run.tool) \u{B7} \(target) \u{B7} \(workers) \u{B7} seed \(run.seed)"
    return [style.paint(.bold, ConsoleStyle.line(facts))]
  }

  /// The line between what the run is about and what happens.
  private mutating func begin() -> [String] {
    guard !hasBegun else { return [] }
    hasBegun = true
    findWaivers()
    let journeys = Set(builder.checks.lazy.filter { $0.deselected == nil }.map(\.journey))
    let promises = builder.obligations.count { !$0.isDeselected }
    return [
      "\(Wording.count(tally.total, "check")) of \(Wording.count(journeys.count, "journey")), "
        + Wording.count(promises, "promise")
    ]
  }

  private mutating func findWaivers() {
    let all = CheckWaivers(
      builder.obligations, on: builder.day ?? CalendarDay(ofTime: builder.run.startedAt))
    guard !all.isEmpty else { return }
    for check in builder.checks { waivers[check.key] = all.waiver(of: check.verifies) }
    for monitor in builder.monitors {
      waivers["monitor " + monitor.id] = all.waiver(of: monitor.verifies)
    }
  }

  /// What breaks nothing but waived promises is told as it will be counted.
  private func excuse(_ name: String, _ verdict: inout Verdict, _ reason: inout String) {
    guard verdict.standing != .kept, let waiver = waivers[name] else { return }
    reason = Wording.waived(waiver, insteadOf: verdict, because: reason)
    verdict = .waived
  }

  private var progress: String {
    let total = String(tally.total)
    let done = String(tally.done)
    return "[" + String(repeating: " ", count: max(0, total.count - done.count)) + done + "/"
      + total + "]"
  }

  private func finished(_ result: CheckFinished) -> [String] {
    let isQuiet = result.verdict.standing == .kept
    if isQuiet, tally.total > Self.mostToldSingly {
      guard !style.isLive else { return [] }
      let step = max(1, tally.total / 20)
      return tally.done % step == 0 || tally.done == tally.total ? [progress + " " + counts] : []
    }
    let word = Wording.word(result.verdict)
    let pad = String(repeating: " ", count: max(1, 14 - word.count))
    var line = progress + " "
    line += style.paint(
      result.verdict.standing, Wording.glyph(result.verdict.standing) + " " + word)
    line += pad + ConsoleStyle.line(result.key)
    line += style.paint(.dim, "  " + Wording.duration(max(0, result.duration)))
    if !isQuiet { line += "\n" + indent + ConsoleStyle.line(result.reason) }
    return [line]
  }

  /// Monitors speak after all checks; those that found nothing are only counted.
  private func finished(_ result: MonitorFinished) -> [String] {
    guard result.verdict.standing != .kept else { return [] }
    let isLeftOut = result.verdict == .notExercised && !builder.run.selection.isEmpty
    guard !isLeftOut else { return [] }
    var result = result
    excuse("monitor " + result.id, &result.verdict, &result.reason)
    let standing = result.verdict.standing
    let word = Wording.word(result.verdict)
    let pad = String(repeating: " ", count: max(1, 14 - word.count))
    let head = style.paint(standing, Wording.glyph(standing) + " " + word)
    return [
      String(repeating: " ", count: progress.count + 1) + head + pad
        + ConsoleStyle.line("monitor \(result.id)"),
      indent + ConsoleStyle.line(result.reason),
    ]
  }

  private var indent: String { String(repeating: " ", count: progress.count + 3) }

  private var counts: String {
    Verdict.allCases.filter { (tally.verdicts[$0] ?? 0) > 0 }
      .map { "\(tally.verdicts[$0] ?? 0) \(Wording.word($0))" }.joined(separator: ", ")
  }

  private mutating func status() -> String {
    guard tally.done < tally.total else { return "" }
    var parts = [progress]
    if tally.done > 0 { parts.append(counts) }
    if let left = timeLeft { parts.append("about \(left) left") }
    if let first = running.first {
      let more = running.count > 1 ? " and \(running.count - 1) more" : ""
      parts.append("running \(first)\(more)")
    }
    hasStatus = true
    return ConsoleStyle.line(parts.joined(separator: " \u{B7} "), limit: max(20, style.width - 2))
  }

  /// Told once a run lasts, and then in whole seconds.
  private var timeLeft: String? {
    guard tally.now > 5_000_000, tally.done > 0 else { return nil }
    let left = Double(tally.now) / Double(tally.done) * Double(tally.total - tally.done)
    let seconds = Int(left / 1_000_000) + 1
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  private func line(_ notice: NoticeRecord) -> String {
    var text = style.paint(notice.severity == "info" ? .dim : .broken, notice.severity + ": ")
    if let path = notice.path {
      text += ConsoleStyle.line(path + (notice.line.map { ":\($0)" } ?? "")) + ": "
    }
    text += ConsoleStyle.line(notice.message, limit: 1000)
    return text + (notice.code.map { " [\($0)]" } ?? "")
  }
}
