import RunEvents

extension LivingDocument.Page {
  /// Stories down, grouped by family; journeys across.
  var stories: LivingDocument.Section? {
    LivingDocument.Section(id: "matrix", title: "Stories and journeys") { writeMatrix() }
  }

  private func writeMatrix() {
    writeLegend()
    // Many columns are printed on paper that is wider than high.
    let isWide = matrix.journeys.count > 5
    html.open(
      "div",
      [
        "class": isWide ? "scroll across" : "scroll", "tabindex": "0", "role": "region",
        "aria-labelledby": "matrix:caption",
      ])
    html.markup("<table class=\"matrix\">\n<caption id=\"matrix:caption\">")
    html.text(
      "Each cell: the worst of the promises that story and journey share, and how many are kept")
    html.markup("</caption>\n<thead><tr><th scope=\"col\">Story</th><th scope=\"col\">All</th>")
    for journey in matrix.journeys.map({ model.journeys[$0].record }) {
      html.element("th", ["scope": "col"]) {
        link(Anchor.of(journey), journey.title.isEmpty ? journey.id : journey.title)
        if !journey.title.isEmpty { html.element("span", ["class": "title"], journey.id) }
      }
    }
    html.markup("</tr></thead>\n")
    var family: Substring?
    for row in matrix.rows {
      let story = model.stories[row.story]
      if story.family != family {
        if family != nil { html.markup("</tbody>\n") }
        family = story.family
        html.markup("<tbody>\n")
      }
      write(row, story)
    }
    if family != nil { html.markup("</tbody>\n") }
    html.markup("</table>\n</div>\n")
  }

  private func writeLegend() {
    html.markup("<ul class=\"legend\">")
    for standing in [Standing.kept, .broken, .unknown, .unchecked] {
      html.element("li") {
        badge(standing, standing.rawValue)
        html.text(" " + Wording.meaning(standing))
      }
    }
    html.markup("</ul>\n")
  }

  /// Ends that HTML implies are left out, and empty cells beside each other are one: with hundreds
  /// of journeys a table is mostly those.
  private func write(_ row: StoryMatrix.Row, _ story: StoryResult) {
    html.open("tr", ["id": Anchor.of(story.record)])
    html.element("th", ["scope": "row"]) { writeStory(story) }
    let kept = story.obligations.count { model.obligations[$0].verdict.standing == .kept }
    if story.obligations.isEmpty {
      html.markup("<td>")
    } else {
      write(
        StoryMatrix.Cell(
          kept: kept, total: story.obligations.count, standing: story.verdict.standing),
        Anchor.of(story.record))
    }
    var blanks = 0
    func writeBlanks() {
      if blanks == 1 { html.markup("<td>") }
      if blanks > 1 { html.open("td", ["colspan": "\(blanks)"]) }
      blanks = 0
    }
    for (column, cell) in row.cells.enumerated() {
      guard let cell else {
        blanks += 1
        continue
      }
      writeBlanks()
      write(cell, Anchor.of(model.journeys[matrix.journeys[column]].record))
    }
    writeBlanks()
    html.markup("\n")
  }

  private func write(_ cell: StoryMatrix.Cell, _ anchor: String) {
    html.open("td", ["class": cell.standing.rawValue])
    html.element("a", ["href": Anchor.reference(anchor)]) {
      html.text("\(cell.standing.rawValue) ")
      html.element("b", "\(cell.kept)/\(cell.total)")
    }
  }

  private func writeStory(_ story: StoryResult) {
    let record = story.record
    if let url = record.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
      html.element("a", ["href": url, "rel": "noreferrer"], record.id)
    } else {
      html.element("b", record.id)
    }
    if !record.title.isEmpty { html.element("span", ["class": "title"], record.title) }
    if !record.isInBacklog { html.element("span", ["class": "mark"], "not in the backlog") }
    if story.obligations.isEmpty { html.element("span", ["class": "mark"], "in no journey") }
  }
}
