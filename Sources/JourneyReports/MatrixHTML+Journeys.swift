import Digests
import RunEvents

extension MatrixHTML.Page {
  /// Every journey with its promises as a table.
  func writeJourneys() {
    for journey in model.journeys where !journey.isDeselected { write(journey) }
  }

  private func write(_ journey: JourneyResult) {
    let record = journey.record
    let obligations = journey.obligations.map { model.obligations[$0] }
    let kept = obligations.count { $0.verdict.standing == .kept }
    html.markup("<section class=\"journey\">\n")
    html.element("h2", ["id": Anchor.of(record)]) {
      html.text(record.title.isEmpty ? record.id : record.title)
    }
    html.element("p", ["class": "about"]) {
      badge(journey.verdict.standing, "\(kept) of \(obligations.count) kept")
      html.text(" ")
      html.element("code", record.path)
      if !record.mappedStories.isEmpty {
        html.text(" \u{B7} stories ")
        for (index, story) in record.mappedStories.enumerated() {
          if index > 0 { html.text(", ") }
          link(story, story)
        }
      }
      if !record.documents.isEmpty {
        html.text(" \u{B7} documents ")
        for (index, document) in record.documents.enumerated() {
          if index > 0 { html.text(", ") }
          html.element("code", document)
        }
      }
    }
    html.markup("\n<div class=\"scroll\">\n<table class=\"promises\">\n<caption class=\"unseen\">")
    html.text("Promises of \(record.title), their checks and results")
    html.markup("</caption>\n<thead><tr><th scope=\"col\">Promise</th><th scope=\"col\">Says</th>")
    html.markup(
      "<th scope=\"col\">Result</th><th scope=\"col\">Checks</th></tr></thead>\n<tbody>\n")
    for obligation in obligations { write(obligation, record) }
    html.markup("</tbody>\n</table>\n</div>\n</section>\n")
  }

  private func write(_ obligation: ObligationResult, _ journey: JourneyRecord) {
    let record = obligation.record
    let path = Anchor.path(of: record)
    html.element("tr", ["id": Anchor.of(record)]) {
      html.element("th", ["scope": "row"]) {
        link(Anchor.of(record), path)
        html.element("span", ["class": "place"], "line \(record.line)")
      }
      html.element("td", ["class": "says"]) {
        if !record.context.isEmpty {
          html.element("span", ["class": "context"], record.context.joined(separator: " \u{203A} "))
        }
        html.element("span", ["class": "sentence"], record.text)
        if let modality = record.modality, modality != "unspecified" {
          html.element("span", ["class": "mark"], modality.replacing("-", with: " "))
        }
      }
      html.element("td", ["class": "result"]) {
        badge(obligation.verdict)
        for mark in obligation.marks { html.element("span", ["class": "mark"], mark.rawValue) }
        if obligation.verdict.standing != .kept, obligation.checks.isEmpty {
          html.element("span", ["class": "reason"], obligation.reason)
        }
      }
      html.element("td", ["class": "checks"]) {
        if obligation.checks.isEmpty { html.element("span", ["class": "context"], "no check") }
        for index in obligation.checks { write(model.checks[index]) }
      }
    }
    html.markup("\n")
  }

  private func write(_ check: CheckResult) {
    let isQuiet = check.verdict.standing == .kept
    html.element("div", ["class": "check"]) {
      badge(check.verdict)
      html.text(" ")
      let title = check.record.title.isEmpty ? check.record.id : check.record.title
      html.element("span", ["class": "sentence"], title)
      if !check.record.suffix.isEmpty {
        html.text(" ")
        html.element("code", check.record.suffix)
      }
      html.element("span", ["class": "place"]) {
        html.element("code", check.place)
        if check.duration > 0 { html.text(" " + Wording.duration(check.duration)) }
      }
      if check.isFlaky {
        html.element("span", ["class": "mark"], "passed at attempt \(check.attempts)")
      }
      if !isQuiet { writeDetails(of: check) }
      writeScreenshots(of: check)
    }
  }

  func writeDetails(of check: CheckResult) {
    html.element("p", ["class": "reason"], Wording.cut(check.reason, 2000))
    guard !check.findings.isEmpty || !check.exchanges.isEmpty else { return }
    html.element("details") {
      html.element("summary", "What was expected, and what came")
      for finding in check.findings {
        html.element("dl", ["class": "finding"]) {
          write("Step", finding.step)
          write("Expectation", finding.expectation)
          write("Expected", finding.expected)
          write("Actual", finding.actual)
          write("At", "\(finding.path):\(finding.line):\(finding.column)")
        }
      }
      for exchange in check.exchanges {
        html.element("p", ["class": "exchange"]) {
          html.element("code", Wording.exchange(exchange))
        }
        if let body = exchange.response?.body, !body.isBase64, !body.text.isEmpty {
          html.element("pre", Wording.cut(body.text, 4000))
        }
      }
      html.element("p", ["class": "exchange"]) {
        html.text("Again: ")
        html.element("code", Wording.rerun(check, model.run))
      }
    }
  }

  /// Images stand in the file itself, which is to need nothing else.
  private func writeScreenshots(of check: CheckResult) {
    for record in check.attachments where record.kind == .screenshot {
      guard let bytes = attachment(record.path), bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
      else { continue }
      html.element("details", ["class": "screenshot"]) {
        html.element("summary", "What the page looked like")
        html.void(
          "img",
          [
            "src": "data:image/png;base64,\(Base64.encode(bytes))", "loading": "lazy",
            "alt": "The page at the end of the check \(check.record.id)",
          ])
      }
    }
  }

  private func write(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    html.element("dt", name)
    html.element("dd") { html.element("code", Wording.cut(value, 2000)) }
  }
}
