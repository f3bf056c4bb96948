import RunEvents

extension LivingDocument.Page {
  /// Of more stories the rest is counted.
  private static let most = 200

  /// The runs before this one, and how stories stood in them.
  var history: LivingDocument.Section? {
    guard past.runs.count > 1 else { return nil }
    return LivingDocument.Section(id: "history", title: "Earlier runs") {
      writeRuns()
      writeTrends()
    }
  }

  private func writeRuns() {
    html.markup(
      "<div class=\"scroll fit\" tabindex=\"0\" role=\"region\" aria-label=\"Runs\">\n")
    html.markup("<table class=\"plain runs\">\n")
    html.element("caption", "The newest runs on \(model.run.target), this one first")
    html.markup("\n<thead><tr>")
    for title in ["Started", "Promises kept", "Commit", "Ended"] {
      html.element("th", ["scope": "col"], title)
    }
    html.markup("</tr></thead>\n<tbody>\n")
    for (place, run) in past.runs.enumerated() {
      let count = past.counts[place]
      html.element("tr") {
        html.element("th", ["scope": "row"]) {
          html.text(Wording.time(run.startedAt))
          if place == 0 { html.element("span", ["class": "mark"], "this run") }
        }
        html.element("td") {
          writeBar(kept: count.kept, of: count.total)
          html.text(" \(count.kept)/\(count.total)")
          if run.deselected > 0 { html.element("span", ["class": "context"], "a part only") }
        }
        html.element("td") {
          html.element("code", String((run.commit ?? "unknown").prefix(12)))
          let more = [run.branch, run.isDirty == true ? "local changes" : nil].compactMap(\.self)
          if !more.isEmpty { html.text(" " + more.joined(separator: ", ")) }
        }
        html.element("td", Self.end(of: run))
      }
      html.markup("\n")
    }
    html.markup("</tbody>\n</table>\n</div>\n")
  }

  private static func end(of run: RunHeader) -> String {
    guard let status = run.exitStatus else { return "killed" }
    return run.isComplete ? ends[status] ?? "exit status \(status)" : "interrupted"
  }

  /// What exit statuses say (`docs/gate.md`).
  private static let ends = [
    0: "well", 1: "with a promise broken", 3: "with mistakes in specs or bindings",
    4: "with something undecided", 5: "without executing anything", 6: "refused by the gate",
  ]

  /// Stories that did not stand in all runs as they do in this one.
  private func writeTrends() {
    let moved = matrix.rows.compactMap { row -> (StoryRecord, [RunHistory.TrendPoint?])? in
      let record = model.stories[row.story].record
      guard let trend = past.trend(of: record.id) else { return nil }
      let points = trend.compactMap(\.self)
      let isSteady = points.allSatisfy {
        $0.kept == points[0].kept && $0.total == points[0].total
      }
      return isSteady ? nil : (record, trend)
    }
    guard !moved.isEmpty else {
      html.element("p", ["class": "about"], "Every story stood in these runs as it does now.")
      return
    }
    html.markup(
      "<div class=\"scroll fit\" tabindex=\"0\" role=\"region\" aria-label=\"Trend of stories\">\n")
    html.markup("<table class=\"plain trends\">\n")
    html.element(
      "caption", "Stories that moved: promises kept of all, the oldest run on the left")
    html.markup("\n<thead><tr>")
    for title in ["Story", "Trend", "At first", "Now"] {
      html.element("th", ["scope": "col"], title)
    }
    html.markup("</tr></thead>\n<tbody>\n")
    for (story, trend) in moved.prefix(Self.most) { write(trend, of: story) }
    html.markup("</tbody>\n</table>\n</div>\n")
    if moved.count > Self.most { html.element("p", "And \(moved.count - Self.most) more.") }
  }

  private func write(_ trend: [RunHistory.TrendPoint?], of story: StoryRecord) {
    let points = trend.reversed()
    func count(_ point: RunHistory.TrendPoint?) -> String {
      point.map { "\($0.kept)/\($0.total)" } ?? "none"
    }
    html.element("tr") {
      html.element("th", ["scope": "row"]) {
        link(Anchor.of(story), story.id)
        if !story.title.isEmpty { html.element("span", ["class": "title"], story.title) }
      }
      html.element("td") {
        for point in points {
          if let point {
            writeBar(kept: point.kept, of: point.total)
          } else {
            writeBar(kept: 0, of: 0)
          }
        }
      }
      html.element("td", count(points.compactMap(\.self).first))
      html.element("td", count(trend.first ?? nil))
    }
    html.markup("\n")
  }

  /// A bar of ten steps; the numbers beside it say what it shows.
  private func writeBar(kept: Int, of total: Int) {
    let step = total == 0 ? 0 : kept == total ? 10 : kept == 0 ? 1 : 1 + kept * 8 / total
    html.element("span", ["class": "level s\(step)", "aria-hidden": "true"], "")
  }
}
