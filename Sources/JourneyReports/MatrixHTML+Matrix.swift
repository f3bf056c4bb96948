import RunEvents

extension MatrixHTML.Page {
  /// Stories down, grouped by family; journeys across.
  func writeMatrix() {
    let matrix = StoryMatrix(model)
    html.markup(
      "<section aria-labelledby=\"matrix\">\n<h2 id=\"matrix\">Stories and journeys</h2>\n")
    writeLegend()
    html.markup(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"matrix-caption\">\n")
    html.markup("<table class=\"matrix\">\n<caption id=\"matrix-caption\">")
    html.text(
      "Each cell: the worst of the promises that story and journey share, and how many are kept")
    html.markup("</caption>\n<thead><tr><th scope=\"col\">Story</th>")
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
    html.markup("</table>\n</div>\n</section>\n")
  }

  private func writeLegend() {
    html.markup("<p class=\"legend\">")
    for standing in [Standing.kept, .broken, .unknown, .unchecked] {
      badge(standing, standing.rawValue)
      html.text(" ")
    }
    html.markup("</p>\n")
  }

  private func write(_ row: StoryMatrix.Row, _ story: StoryResult) {
    html.element("tr", ["id": Anchor.of(story.record)]) {
      html.element("th", ["scope": "row"]) {
        writeStory(story)
      }
      for cell in row.cells {
        guard let cell else {
          html.element("td", ["class": "blank"]) {
            html.element("span", ["class": "unseen"], "not related")
          }
          continue
        }
        html.element("td", ["class": cell.standing.rawValue]) {
          html.element(
            "span", ["class": "glyph", "aria-hidden": "true"], Wording.glyph(cell.standing))
          html.element("span", ["class": "unseen"], "\(cell.standing.rawValue), kept ")
          html.element("span", ["class": "ratio"], "\(cell.kept)/\(cell.total)")
        }
      }
    }
    html.markup("\n")
  }

  private func writeStory(_ story: StoryResult) {
    let record = story.record
    if let url = record.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
      html.element("a", ["href": url, "rel": "noreferrer"], record.id)
    } else {
      html.element("span", ["class": "id"], record.id)
    }
    if !record.title.isEmpty { html.element("span", ["class": "title"], record.title) }
    if !record.isInBacklog { html.element("span", ["class": "mark"], "not in the backlog") }
    if story.obligations.isEmpty { html.element("span", ["class": "mark"], "in no journey") }
  }
}
