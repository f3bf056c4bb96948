import RunEvents

extension LivingDocument.Page {
  /// Of more changes of a kind the rest is counted.
  private static let most = 200
  /// Where nothing but these is expected, a list is closed until somebody asks.
  private static let quiet: Set<RunComparison.Kind> = [.fixed, .gained, .renamed]

  /// What became of promises and stories since the baseline.
  var changes: LivingDocument.Section? {
    guard let comparison = past.comparison else { return nil }
    return LivingDocument.Section(id: "changes", title: "Since the baseline") {
      write(comparison)
    }
  }

  private func write(_ comparison: RunComparison) {
    html.element("p", ["class": "about"]) {
      html.text(
        "\(comparison.counts.prefix(1).uppercased())\(comparison.counts.dropFirst()) since "
          + "\(comparison.old.header.name), on \(comparison.old.target).")
      for remark in comparison.remarks { html.text(" Note: \(remark).") }
    }
    html.markup("\n")
    let records = Dictionary(
      model.obligations.lazy.map(\.record).filter { past.changes[$0.id] != nil }.map {
        ($0.id, $0)
      },
      uniquingKeysWith: { first, _ in first })
    for kind in RunComparison.Kind.allCases {
      write(kind, comparison.changes[kind] ?? [], records)
    }
    writeStories(comparison.stories)
  }

  private func write(
    _ kind: RunComparison.Kind, _ changes: [RunComparison.Change],
    _ records: [String: ObligationRecord]
  ) {
    guard !changes.isEmpty else { return }
    html.markup("<details class=\"gap\"")
    if !Self.quiet.contains(kind), changes.count <= 20 { html.markup(" open") }
    html.markup(">\n")
    html.element("summary") {
      html.element("strong", "\(changes.count) \(kind.rawValue)")
      html.text(": " + RunComparison.meaning(kind))
    }
    html.element("ul", ["class": "changes"]) {
      for change in changes.prefix(Self.most) {
        html.element("li") { write(change, kind, records[change.id]) }
        html.markup("\n")
      }
    }
    if changes.count > Self.most { html.element("p", "And \(changes.count - Self.most) more.") }
    html.markup("</details>\n")
  }

  /// - Parameter record: `nil` where the run does not have the promise.
  private func write(
    _ change: RunComparison.Change, _ kind: RunComparison.Kind, _ record: ObligationRecord?
  ) {
    if let now = change.now {
      badge(now)
    } else {
      badge(.unchecked, "gone")
    }
    html.text(" ")
    if !change.text.isEmpty { html.element("span", ["class": "sentence"], change.text + " ") }
    if let record { link(Anchor.of(record), change.id) } else { html.element("code", change.id) }
    html.element("span", ["class": "context"], RunComparison.step(change, kind))
  }

  private func writeStories(_ stories: [RunComparison.StoryChange]) {
    guard !stories.isEmpty else { return }
    let known = Set(matrix.rows.map { model.stories[$0.story].record.id })
    html.markup("<details class=\"gap\">\n")
    html.element("summary") {
      html.element("strong", "\(stories.count) \(stories.count == 1 ? "story" : "stories")")
      html.text(" with other counts of kept promises")
    }
    html.element("ul") {
      for story in stories.prefix(Self.most) {
        html.element("li") {
          if known.contains(story.id) {
            link(Anchor.of(story: story.id), story.id)
          } else {
            html.text(story.id)
          }
          html.text(" " + RunComparison.step(story))
        }
        html.markup("\n")
      }
    }
    if stories.count > Self.most { html.element("p", "And \(stories.count - Self.most) more.") }
    html.markup("</details>\n")
  }
}
