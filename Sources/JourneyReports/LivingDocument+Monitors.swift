import RunEvents

extension LivingDocument.Page {
  /// Every monitor with what it was held against, and the tables of access matrices.
  var monitors: LivingDocument.Section? {
    let monitors = model.monitors.map { model.checks[$0] }.sorted {
      ($0.verdict, $0.record.id) < ($1.verdict, $1.record.id)
    }
    guard !monitors.isEmpty else { return nil }
    return LivingDocument.Section(id: "monitors", title: "Monitors") { write(monitors) }
  }

  private func write(_ monitors: [CheckResult]) {
    html.element("p", ["class": "about"]) {
      html.text(
        "Rules that hold for every exchange of the run, whoever caused it. One that had nothing to "
          + "judge is not exercised, which is no success.")
    }
    html.markup(
      "\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All monitors\">\n")
    html.markup("<table class=\"plain\">\n<thead><tr>")
    for title in ["Monitor", "Says", "Result", "Judged"] {
      html.element("th", ["scope": "col"], title)
    }
    html.markup("</tr></thead>\n<tbody>\n")
    for monitor in monitors { write(monitor: monitor) }
    html.markup("</tbody>\n</table>\n</div>\n")
    for monitor in monitors {
      if let table = monitor.monitor?.table { write(table, of: monitor) }
    }
  }

  private func write(monitor check: CheckResult) {
    guard let monitor = check.monitor else { return }
    html.element("tr") {
      html.element("th", ["scope": "row"]) {
        html.element("b", check.record.id)
        html.element("span", ["class": "mark"], monitor.kind)
        html.element("span", ["class": "context"]) { place(check.record.path, check.record.line) }
      }
      html.element("td") {
        html.element("span", ["class": "sentence"], check.record.title)
        writePromises(of: check)
      }
      html.element("td") {
        badge(check.verdict)
        if check.verdict.standing != .kept { writeDetails(of: check) }
      }
      html.element("td") {
        html.text("\(monitor.judged)")
        for (reason, count) in monitor.unjudged.sorted(by: { $0.key < $1.key }) {
          html.element("span", ["class": "context"], "not looked at: \(count) \(reason)")
        }
      }
    }
    html.markup("\n")
  }

  /// The guardrails that the rule stands for.
  private func writePromises(of check: CheckResult) {
    let verified = Set(check.record.verifies)
    let records = model.obligations.lazy.filter {
      !$0.isDeselected && verified.contains($0.record.id)
    }.map(\.record)
    guard !records.isEmpty else { return }
    html.element("ul") {
      for record in records { html.element("li") { link(Anchor.of(record), record.id) } }
    }
  }

  private func write(_ table: MonitorFinished.Table, of check: CheckResult) {
    html.element("details", ["class": "gap"]) {
      html.element("summary", "What was seen of the access matrix “\(check.record.id)”")
      html.element("p", ["class": "about"]) {
        html.text(
          "\(table.seenCount) of \(table.cellCount) cells seen. yes: may use it, with how often it was "
            + "served; no: may not, with how often it was refused; ?: nothing was seen, which is no "
            + "success.")
      }
      html.open(
        "div",
        ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": check.record.title])
      html.markup("<table class=\"plain access\">\n<thead><tr><th scope=\"col\">Route</th>")
      for column in table.columns { html.element("th", ["scope": "col"], column) }
      html.markup("</tr></thead>\n<tbody>\n")
      for row in table.rows {
        html.element("tr") {
          html.element("th", ["scope": "row"], row.name)
          for cell in row.cells {
            let mark =
              cell.hasPrefix("broken")
              ? "broken" : MonitorFinished.Table.isSeen(cell) ? nil : "unknown"
            html.element("td", mark.map { ["class": $0] } ?? [:], cell)
          }
        }
        html.markup("\n")
      }
      html.markup("</tbody>\n</table>\n</div>\n")
    }
    html.markup("\n")
  }
}
