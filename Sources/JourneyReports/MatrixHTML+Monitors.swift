import RunEvents

extension MatrixHTML.Page {
  /// Every monitor with what it was held against, and the tables of access matrices.
  func writeMonitors() {
    let monitors = model.monitors.map { model.checks[$0] }
    guard !monitors.isEmpty else { return }
    html.markup("<section aria-labelledby=\"monitors\">\n<h2 id=\"monitors\">Monitors</h2>\n")
    html.element("p", ["class": "about"]) {
      html.text(
        "Rules that hold for every exchange of the run, whoever caused it. One that had nothing to "
          + "judge is not exercised, which is no success.")
    }
    html.markup("\n<div class=\"scroll\">\n<table class=\"promises\">\n<caption class=\"unseen\">")
    html.text("Monitors, what they were held against, and what they found")
    html.markup("</caption>\n<thead><tr><th scope=\"col\">Monitor</th><th scope=\"col\">Says</th>")
    html.markup(
      "<th scope=\"col\">Result</th><th scope=\"col\">Judged</th></tr></thead>\n<tbody>\n")
    for monitor in monitors { write(monitor: monitor) }
    html.markup("</tbody>\n</table>\n</div>\n")
    for monitor in monitors {
      if let table = monitor.monitor?.table { write(table, of: monitor) }
    }
    html.markup("</section>\n")
  }

  private func write(monitor check: CheckResult) {
    guard let monitor = check.monitor else { return }
    html.element("tr") {
      html.element("th", ["scope": "row"]) {
        html.text(check.record.id)
        html.element("span", ["class": "place"], check.place)
      }
      html.element("td", ["class": "says"]) {
        html.element("span", ["class": "sentence"], check.record.title)
        html.element("span", ["class": "mark"], monitor.kind)
      }
      html.element("td", ["class": "monitored"]) {
        badge(check.verdict)
        if check.verdict.standing != .kept { writeDetails(of: check) }
      }
      html.element("td") {
        html.text("\(monitor.judged)")
        for (reason, count) in monitor.unjudged.sorted(by: { $0.key < $1.key }) {
          html.element("span", ["class": "place"], "not looked at: \(count) \(reason)")
        }
      }
    }
    html.markup("\n")
  }

  private func write(_ table: MonitorFinished.Table, of check: CheckResult) {
    html.element("details", ["class": "gap"]) {
      html.element("summary", "What was seen of the access matrix “\(check.record.id)”")
      html.markup("<div class=\"scroll\">\n<table>\n<thead><tr><th scope=\"col\">Route</th>")
      for column in table.columns { html.element("th", ["scope": "col"], column) }
      html.markup("</tr></thead>\n<tbody>\n")
      for row in table.rows {
        html.element("tr") {
          html.element("th", ["scope": "row"], row.name)
          for cell in row.cells {
            html.element("td", cell.hasPrefix("broken") ? ["class": "broken"] : [:], cell)
          }
        }
        html.markup("\n")
      }
      html.markup("</tbody>\n</table>\n</div>\n")
      html.element(
        "p",
        "yes: may use it, with how often it was served; no: may not, with how often it was refused."
      )
    }
    html.markup("\n")
  }
}
