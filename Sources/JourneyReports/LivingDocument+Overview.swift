import RunEvents

extension LivingDocument.Page {
  func writeBanner() {
    let standing = Wording.standing(model)
    html.element("header", ["class": "banner \(standing.rawValue)"]) {
      html.element(
        "p", ["class": "product"], "Waymark \u{B7} promises and what is known about them")
      html.element("h1", Wording.headline(model))
      if let gate = context.gate { write(gate) }
      html.element("dl", ["class": "facts"]) {
        for (name, value) in facts {
          html.element("div") {
            html.element("dt", name)
            html.element("dd", value)
          }
        }
      }
    }
    html.markup("\n")
  }

  private func write(_ gate: LivingContext.Gate) {
    let standing = gate.isPassed ? Standing.kept : .broken
    html.element("p", ["class": "gate"]) {
      badge(standing, gate.isPassed ? "gate passed" : "gate refused")
      html.text(" by \(gate.policy)" + (gate.baseline.map { ", against \($0)" } ?? ""))
    }
    guard !gate.reasons.isEmpty else { return }
    html.element("ul", ["class": "reasons"]) {
      for reason in gate.reasons.prefix(10) { html.element("li", Wording.cut(reason, 300)) }
      if gate.reasons.count > 10 { html.element("li", "and \(gate.reasons.count - 10) more") }
    }
  }

  private var facts: [(String, String)] {
    let run = model.run
    var facts = [("Target", run.baseURL.isEmpty ? run.target : "\(run.target) (\(run.baseURL))")]
    facts.append(("Started", Wording.time(run.startedAt)))
    if let commit = run.commit {
      let branch = run.branch.map { "\($0) " } ?? ""
      facts.append(
        ("Commit", branch + commit.prefix(12) + (run.isDirty == true ? " with local changes" : "")))
    }
    let state =
      model.end == nil
      ? "killed before it ended" : model.end?.isInterrupted == true ? "interrupted" : "complete"
    facts.append(("Run", "\(state), \(checks)"))
    if !run.selection.isEmpty { facts.append(("Only", run.selection.joined(separator: " "))) }
    if model.totals.deselected > 0 {
      facts.append(("Left out", Wording.count(model.totals.deselected, "promise")))
    }
    if let comparison = past.comparison {
      facts.append(("Since \(comparison.old.header.name)", comparison.counts))
    }
    return facts
  }

  /// Monitors count as checks everywhere; people are told of them by their name.
  private var checks: String {
    let monitors = model.monitors.count
    let checks = Wording.count(model.totals.checks - monitors, "check")
    return monitors == 0 ? checks : "\(checks) and \(Wording.count(monitors, "monitor"))"
  }

  var words: LivingDocument.Section? {
    LivingDocument.Section(id: "words", title: "In four words") { writeWords() }
  }

  private func writeWords() {
    html.markup("<ul class=\"words\">\n")
    for standing in [Standing.kept, .broken, .unknown, .unchecked] {
      let count = model.totals.count(standing)
      let isQuiet = count == 0 ? " none" : ""
      html.element("li", ["class": "word \(standing.rawValue)\(isQuiet)"]) {
        html.element("p", ["class": "count"], "\(count)")
        html.element("p", ["class": "name"], standing.rawValue)
        html.element("p", ["class": "meaning"], Wording.meaning(standing))
        let verdicts = Wording.verdicts(standing, model.totals)
        html.element("p", ["class": "verdicts"], verdicts)
      }
      html.markup("\n")
    }
    html.markup("</ul>\n")
    html.element("p", ["class": "sum"], sum)
    html.markup("\n")
  }

  private var sum: String {
    let totals = model.totals
    var sentence =
      "\(Wording.count(totals.obligations, "promise")) in \(Wording.count(totals.journeys, "journey")), "
      + "\(totals.guardrails) of them guardrails, for \(totals.stories) "
      + "\(totals.stories == 1 ? "story" : "stories"). "
      + "\(totals.bound) \(totals.bound == 1 ? "has" : "have") a check; \(checks) in all."
    let marks = [
      (totals.suspect, "suspect"), (totals.flaky, "flaky"), (totals.proven, "proven"),
    ]
    for (number, mark) in marks where number > 0 { sentence += " \(number) \(mark)." }
    return sentence
  }

  /// The sentences that do not hold, before anything else.
  var broken: LivingDocument.Section? {
    let broken = model.obligations.filter { !$0.isDeselected && $0.verdict.standing == .broken }
    guard !broken.isEmpty else { return nil }
    return LivingDocument.Section(id: "broken", title: "Broken promises") { write(broken: broken) }
  }

  private func write(broken: [ObligationResult]) {
    let most = 20
    html.markup("<ul class=\"list\">\n")
    for obligation in broken.prefix(most) {
      let record = obligation.record
      html.element("li") {
        if !record.context.isEmpty {
          html.element("span", ["class": "context"], record.context.joined(separator: " \u{203A} "))
        }
        html.element("span", ["class": "sentence"], record.text)
        html.text(" ")
        link(Anchor.of(record), record.id)
        writeMarks(of: obligation)
        if let row = past.row(of: obligation) { html.element("span", ["class": "reason"], row) }
        for index in obligation.checks where model.checks[index].verdict == .failed {
          writeDetails(of: model.checks[index])
        }
      }
      html.markup("\n")
    }
    html.markup("</ul>\n")
    if broken.count > most { html.element("p", "And \(broken.count - most) more, below.") }
  }

  /// What stands beside the verdict of a promise.
  func writeMarks(of promise: ObligationResult) {
    let marks =
      promise.marks.map(\.rawValue) + [past.mark(of: promise.record.id)].compactMap(\.self)
    for mark in marks { html.element("span", ["class": "mark"], mark) }
  }

  var gaps: LivingDocument.Section? {
    LivingDocument.Section(id: "gaps", title: "Gaps") { writeGaps() }
  }

  private func writeGaps() {
    let gaps = ReportGaps(model).groups
    if gaps.isEmpty { html.element("p", "Every story has a journey, and every guardrail a check.") }
    for gap in gaps {
      html.element("details", ["class": "gap"]) {
        html.element("summary") {
          html.text(gap.title + ": ")
          html.element("strong", "\(gap.items.count)")
        }
        html.element("ul") {
          for item in gap.items {
            html.element("li") {
              link(item.anchor, item.id)
              if !item.text.isEmpty { html.text(" " + item.text) }
            }
            html.markup("\n")
          }
        }
      }
      html.markup("\n")
    }
  }

  var notices: LivingDocument.Section? {
    guard !model.notices.isEmpty else { return nil }
    return LivingDocument.Section(id: "notices", title: "Notices") { writeNotices() }
  }

  private func writeNotices() {
    html.markup("<ul>\n")
    for notice in model.notices {
      html.element("li") {
        html.element("strong", notice.severity)
        html.text(" \(notice.message) ")
        if let path = notice.path { place(path, notice.line) }
        if let code = notice.code { html.text(" [\(code)]") }
      }
      html.markup("\n")
    }
    html.markup("</ul>\n")
  }
}
