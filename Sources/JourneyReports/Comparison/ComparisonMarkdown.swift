/// A comparison as a comment on a pull request; forges cut comments at 65,536 characters.
package enum ComparisonMarkdown {
  /// How many changes of a kind, and stories, are listed.
  private static let most = 20

  package static func text(_ comparison: RunComparison) -> String {
    var text = "**\(escaped(comparison.headline, 300))**\n\n"
    text += "\(escaped(comparison.old.name, 100)) \u{2192} \(escaped(comparison.new.name, 100))\n"
    for remark in comparison.remarks { text += "\n*\(escaped(remark, 200))*\n" }
    for kind in RunComparison.Kind.allCases {
      guard let changes = comparison.changes[kind], !changes.isEmpty else { continue }
      text += "\n**\(RunComparison.sign(kind)) \(kind.rawValue)**, "
      text += "\(RunComparison.meaning(kind)):\n\n"
      for change in changes.prefix(most) {
        let story = change.story.map { " (\(escaped($0, 40)))" } ?? ""
        text += "- \(escaped(change.id, 150))\(story): "
        text += "\(escaped(RunComparison.step(change, kind), 200))"
        text += change.text.isEmpty ? "\n" : ". \(escaped(change.text, 200))\n"
      }
      if changes.count > most { text += "- and \(changes.count - most) more\n" }
    }
    guard !comparison.stories.isEmpty else { return text }
    text += "\n| story | kept before | kept now |\n|---|---:|---:|\n"
    for story in comparison.stories.prefix(most) {
      text += "| \(escaped(story.id, 40)) | \(story.was.kept)/\(story.was.total) "
      text += "| \(story.now.kept)/\(story.now.total) |\n"
    }
    if comparison.stories.count > most {
      text += "\nand \(comparison.stories.count - most) more stories\n"
    }
    return text
  }

  private static func escaped(_ text: String, _ limit: Int) -> String {
    MatrixMarkdown.escaped(Wording.cut(text, limit))
  }
}
