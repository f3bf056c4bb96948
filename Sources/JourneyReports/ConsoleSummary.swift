import RunEvents

/// The last lines of a run: what failed, with all that is needed to mend it, and what is known.
struct ConsoleSummary {
  private let model: ReportModel
  private let style: ConsoleStyle
  private let elapsed: Int

  /// How many failures are repeated; reports hold the rest.
  private static let most = 50
  private static let mostBodyLines = 12

  init(_ model: ReportModel, _ style: ConsoleStyle, elapsed: Int) {
    self.model = model
    self.style = style
    self.elapsed = elapsed
  }

  var lines: [String] {
    problems(.failed, "Failed") + problems(.undecided, "Could not be judged") + [""] + counts
      + ["", headline] + silence
  }

  // MARK: Problems

  private func problems(_ verdict: Verdict, _ title: String) -> [String] {
    let found = model.checks.filter { !$0.isDeselected && $0.verdict == verdict }
    guard !found.isEmpty else { return [] }
    var lines = ["", style.paint(.bold, "\(title): \(Wording.count(found.count, "check"))")]
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
    for finding in check.findings {
      let place = "\(finding.path):\(finding.line):\(finding.column)"
      lines.append("   " + ConsoleStyle.line("\(place): \(finding.step)"))
      lines.append("     expectation  " + ConsoleStyle.line(finding.expectation))
      lines += labelled("expected", finding.expected) + labelled("actual", finding.actual)
    }
    for exchange in check.exchanges { lines += describe(exchange) }
    if !check.record.verifies.isEmpty {
      let verb = check.verdict == .failed ? "breaks" : "leaves open"
      let ids = check.record.verifies.joined(separator: ", ")
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

  private var counts: [String] {
    let standings: [Standing] = [.kept, .broken, .unknown, .unchecked]
    let words = standings.map { standing in
      let count = model.totals.count(standing)
      let text = "\(Wording.glyph(standing)) \(count) \(standing.rawValue)"
      return count > 0 ? style.paint(standing, text) : style.paint(.dim, text)
    }
    let verdicts = Verdict.allCases.compactMap { verdict in
      model.totals.checkVerdicts[verdict].map { "\($0) \(Wording.word(verdict))" }
    }
    var lines = ["promises  " + words.joined(separator: "   ")]
    let of = verdicts.isEmpty ? "" : ": " + verdicts.joined(separator: ", ")
    lines.append("checks    \(model.totals.checks)\(of), in \(Wording.duration(elapsed))")
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
          + "checks were last confirmed.")
    }
    return lines
  }
}
