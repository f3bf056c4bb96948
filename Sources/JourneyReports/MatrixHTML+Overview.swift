import RunEvents

extension MatrixHTML.Page {
  func writeBanner() {
    let standing = Wording.standing(model)
    html.element("header", ["class": "banner \(standing.rawValue)"]) {
      html.element(
        "p", ["class": "product"], "Waymark \u{B7} promises and what is known about them")
      html.element("h1") {
        html.element("span", ["class": "glyph", "aria-hidden": "true"], Wording.glyph(standing))
        html.text(Wording.headline(model))
      }
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
    facts.append(("Run", "\(state), \(Wording.count(model.totals.checks, "check"))"))
    if !run.selection.isEmpty { facts.append(("Only", run.selection.joined(separator: " "))) }
    if model.totals.deselected > 0 {
      facts.append(("Left out", Wording.count(model.totals.deselected, "promise")))
    }
    return facts
  }

  func writeWords() {
    html.markup(
      "<section aria-labelledby=\"words\">\n<h2 id=\"words\">In four words</h2>\n<ul class=\"words\">\n"
    )
    for standing in [Standing.kept, .broken, .unknown, .unchecked] {
      let count = model.totals.count(standing)
      let isQuiet = count == 0 ? " none" : ""
      html.element("li", ["class": "word \(standing.rawValue)\(isQuiet)"]) {
        html.element("p", ["class": "count"], "\(count)")
        html.element("p", ["class": "name"]) {
          html.element("span", ["class": "glyph", "aria-hidden": "true"], Wording.glyph(standing))
          html.text(standing.rawValue)
        }
        html.element("p", ["class": "meaning"], Wording.meaning(standing))
        let verdicts = Wording.verdicts(standing, model.totals)
        html.element("p", ["class": "verdicts"], verdicts)
      }
      html.markup("\n")
    }
    html.markup("</ul>\n")
    let totals = model.totals
    var sentence =
      "\(Wording.count(totals.obligations, "promise")) in \(Wording.count(totals.journeys, "journey")), "
      + "\(totals.guardrails) of them guardrails, for \(totals.stories) "
      + "\(totals.stories == 1 ? "story" : "stories"). "
      + "\(totals.bound) \(totals.bound == 1 ? "has" : "have") a check; "
      + "\(Wording.count(totals.checks, "check")) in all."
    for (number, mark) in [(totals.suspect, "suspect"), (totals.flaky, "flaky")] where number > 0 {
      sentence += " \(number) \(mark)."
    }
    html.element("p", ["class": "sum"], sentence)
    html.markup("\n</section>\n")
  }

  /// The sentences that do not hold, before anything else.
  func writeBroken() {
    let broken = model.obligations.filter { !$0.isDeselected && $0.verdict.standing == .broken }
    guard !broken.isEmpty else { return }
    let most = 20
    html.markup(
      "<section aria-labelledby=\"broken\">\n<h2 id=\"broken\">Broken promises</h2>\n<ul class=\"list\">\n"
    )
    for obligation in broken.prefix(most) {
      let record = obligation.record
      html.element("li") {
        if !record.context.isEmpty {
          html.element("span", ["class": "context"], record.context.joined(separator: " \u{203A} "))
        }
        html.element("span", ["class": "sentence"], record.text)
        html.text(" ")
        link(Anchor.of(record), record.id)
        html.element("span", ["class": "reason"], Wording.cut(obligation.reason, 300))
      }
      html.markup("\n")
    }
    html.markup("</ul>\n")
    if broken.count > most { html.element("p", "And \(broken.count - most) more, below.") }
    html.markup("</section>\n")
  }

  func writeGaps() {
    let gaps = ReportGaps(model).groups
    html.markup("<section aria-labelledby=\"gaps\">\n<h2 id=\"gaps\">Gaps</h2>\n")
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
    html.markup("</section>\n")
  }

  func writeNotices() {
    guard !model.notices.isEmpty else { return }
    html.markup("<section aria-labelledby=\"notices\">\n<h2 id=\"notices\">Notices</h2>\n<ul>\n")
    for notice in model.notices {
      html.element("li") {
        html.element("strong", notice.severity)
        html.text(" \(notice.message)")
        if let path = notice.path {
          html.text(" ")
          html.element("code", path + (notice.line.map { ":\($0)" } ?? ""))
        }
        if let code = notice.code { html.text(" [\(code)]") }
      }
      html.markup("\n")
    }
    html.markup("</ul>\n</section>\n")
  }
}
