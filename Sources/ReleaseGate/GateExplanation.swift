package import JourneyReports
import RunEvents
import SourceText

/// Everything behind one story: its promises, their checks, what they found, and how it came.
package struct GateExplanation {
  private let gate: Gate
  private let report: GateReport
  private let style: ConsoleStyle

  /// How many runs of the trend are shown.
  private static let mostRuns = 20

  package init(_ gate: Gate, _ report: GateReport, _ style: ConsoleStyle) {
    self.gate = gate
    self.report = report
    self.style = style
  }

  /// - Returns: `nil` where the run knows no such story.
  package func text(of story: String) -> String? {
    guard let result = gate.model.stories.first(where: { $0.record.id == story }) else {
      return nil
    }
    var lines = [style.paint(.bold, ConsoleStyle.line(gate.title(ofStory: story)))]
    lines.append("  " + counts(result))
    lines += trend(of: story)
    lines += refusals(of: result)
    var journey = ""
    for place in result.obligations {
      let record = gate.model.obligations[place].record
      if record.journey != journey {
        journey = record.journey
        lines += ["", style.paint(.bold, ConsoleStyle.line(title(ofJourney: journey)))]
      }
      lines += promise(place)
    }
    lines += gone(from: story)
    return lines.map { $0 + "\n" }.joined()
  }

  /// The story that a word most likely stands for.
  package func suggestion(for story: String) -> String? {
    NearMiss.suggestion(for: story, among: gate.model.stories.map(\.record.id))
  }

  private func counts(_ story: StoryResult) -> String {
    let verdicts = story.obligations.map { gate.model.obligations[$0].verdict }
    let words = Verdict.allCases.compactMap { verdict in
      let count = verdicts.count { $0 == verdict }
      return count > 0 ? "\(count) \(Wording.word(verdict))" : nil
    }
    let kept = verdicts.count { $0.standing == .kept }
    guard !verdicts.isEmpty else { return "no promise of this run counts for it" }
    return "\(kept) of \(Wording.count(verdicts.count, "promise")) kept: "
      + words.joined(separator: ", ")
  }

  private func trend(of story: String) -> [String] {
    var history = gate.history
    history.add(gate.current)
    let points = history.trend(of: story)
    guard points.count > 1 else { return [] }
    let shown = points.suffix(Self.mostRuns).map {
      "\($0.startedAt.prefix(10)) \($0.kept)/\($0.total)"
    }
    return ["  trend  " + ConsoleStyle.line(shown.joined(separator: ", "), limit: 1000)]
  }

  /// What the gate refuses that is about the story or a promise of it.
  private func refusals(of story: StoryResult) -> [String] {
    let places = Set(story.obligations)
    return report.findings.filter { finding in
      finding.story == story.record.id || finding.obligations.contains(where: places.contains)
    }
    .map { style.paint(.broken, "  refused  ") + ConsoleStyle.line($0.title) }
  }

  private func title(ofJourney id: String) -> String {
    guard let journey = gate.model.journeys.first(where: { $0.record.id == id })?.record else {
      return id
    }
    return "\(id)  \(journey.title)  \(journey.path)"
  }

  // MARK: - A promise

  private func promise(_ place: Int) -> [String] {
    let obligation = gate.model.obligations[place]
    let record = obligation.record
    let path = record.id.split(separator: "#", maxSplits: 1).last.map(String.init) ?? record.id
    let word = Wording.word(obligation.verdict)
    let marks = obligation.marks.map { ", \($0.rawValue)" }.joined()
    let standing = obligation.verdict.standing
    var lines = [
      "  " + style.paint(standing, "\(Wording.glyph(standing)) \(word)\(marks)")
        + ConsoleStyle.line("  \(path), line \(record.line)"),
      "      " + ConsoleStyle.line((record.context + [record.text]).joined(separator: ": ")),
    ]
    if let modality = record.modality, modality != "unspecified" {
      lines[0] += style.paint(.dim, "  \(ConsoleStyle.line(modality))")
    }
    if !obligation.reason.isEmpty, obligation.excused != nil || obligation.checks.isEmpty {
      lines.append("      " + ConsoleStyle.line(obligation.reason))
    }
    if let was = gate.verdictInBaseline(place), was != obligation.verdict {
      lines.append("      the baseline had it \(Wording.word(was))")
    }
    if obligation.verdict == .failed, let run = gate.hindsight.brokenSince(record.id) {
      lines.append("      broken since \(ConsoleStyle.line(run.name))")
    }
    for check in obligation.checks { lines += self.check(gate.model.checks[check]) }
    return lines
  }

  private func check(_ check: CheckResult) -> [String] {
    let verdict = check.excused ?? check.verdict
    let glyph = style.paint(
      verdict.standing, "\(Wording.glyph(verdict.standing)) \(Wording.word(verdict))")
    var lines = [
      "      \(glyph)  " + ConsoleStyle.line("\(check.record.key), \(check.place)")
    ]
    guard verdict.standing != .kept else { return lines }
    if check.findings.isEmpty { lines.append("        " + ConsoleStyle.line(check.reason)) }
    for finding in check.findings {
      let place = "\(finding.path):\(finding.line):\(finding.column)"
      lines.append("        " + ConsoleStyle.line("\(place): \(finding.step)"))
      lines.append("          expectation  " + ConsoleStyle.line(finding.expectation))
      if !finding.expected.isEmpty {
        lines.append("          expected     " + ConsoleStyle.line(finding.expected))
      }
      lines.append("          actual       " + ConsoleStyle.line(finding.actual))
    }
    for exchange in check.exchanges {
      lines.append("        " + ConsoleStyle.line(Wording.exchange(exchange)))
    }
    return lines
  }

  /// Promises that the baseline counted for the story and no document has any more.
  private func gone(from story: String) -> [String] {
    guard let baseline = gate.baseline else { return [] }
    let lost = baseline.promises.enumerated().filter { index, promise in
      promise.stories.contains(story) && gate.match.newPlaces[index] == nil
    }
    guard !lost.isEmpty else { return [] }
    return ["", "gone since the baseline"]
      + lost.map { _, promise in
        "  "
          + ConsoleStyle.line(
            "\(promise.id) (\(Wording.word(promise.verdict))): \(promise.text)")
      }
  }
}
