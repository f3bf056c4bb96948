import MarkdownTree
import RunEvents
import SourceText

extension LivingDocument.Page {
  /// More than these are shown closed, so that a reader sees the list first.
  private static let most = 20

  /// Every journey as it was written, with what is known beside each sentence.
  var journeys: LivingDocument.Section? {
    let shown = matrix.journeys.map { model.journeys[$0] }
    guard !shown.isEmpty else { return nil }
    let names = Set(model.stories.filter { !$0.isDeselected }.map(\.record.id))
    return LivingDocument.Section(id: "journeys", title: "Journeys as written") {
      for journey in shown {
        write(journey, names, isOpen: shown.count <= Self.most)
      }
    }
  }

  private func write(_ journey: JourneyResult, _ stories: Set<String>, isOpen: Bool) {
    let record = journey.record
    let kept = journey.obligations.count { model.obligations[$0].verdict.standing == .kept }
    html.markup("<details class=\"journey\"")
    if isOpen { html.markup(" open") }
    html.markup(">\n")
    html.element("summary") {
      html.element("h3", ["id": Anchor.of(record)], record.title.isEmpty ? record.id : record.title)
      html.text(" ")
      badge(
        journey.verdict.standing,
        "\(journey.verdict.standing.rawValue) \(kept)/\(journey.obligations.count)")
    }
    html.markup("\n")
    html.element("p", ["class": "about"]) { writeFacts(of: record, stories) }
    html.markup("\n<div class=\"prose\">\n")
    var prose = ProsePage(self, stories: stories, promises: promises(of: record))
    if let source = record.source { prose.write(source, path: record.path) }
    prose.writeRest(of: record)
    html.markup("</div>\n</details>\n")
  }

  private func writeFacts(of record: JourneyRecord, _ stories: Set<String>) {
    if !record.path.isEmpty { place(record.path, nil) }
    let named = record.mappedStories.filter(stories.contains)
    if !named.isEmpty {
      html.text(" \u{B7} stories ")
      for (index, story) in named.enumerated() {
        if index > 0 { html.text(", ") }
        link(Anchor.of(story: story), story)
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

  /// Those that the run's selection left out too, in the order of the document.
  private func promises(of journey: JourneyRecord) -> [ObligationResult] {
    model.obligations.filter { $0.record.journey == journey.id }
  }
}
