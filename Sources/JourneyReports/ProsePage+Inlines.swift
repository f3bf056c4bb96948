import MarkdownTree

extension ProsePage {
  /// Writes inline runs: text in which stories are links, code, emphasis, web addresses.
  func writeInlines(_ runs: Range<Int>, of tree: MarkdownTree) {
    // Links that lead nowhere from here are shown without leading anywhere.
    var isLinked = false
    for index in runs {
      let inline = tree.inlines[index]
      switch inline.kind {
      case .text: writeText(tree.text(of: inline), linksStories: !isLinked)
      case .code: html.element("code", tree.text(of: inline))
      case .html: writeMarkup(tree.text(of: inline))
      case .softBreak: html.text(" ")
      case .hardBreak: html.markup("<br>")
      case .emphasisStart: html.markup("<em>")
      case .emphasisEnd: html.markup("</em>")
      case .strongStart: html.markup("<strong>")
      case .strongEnd: html.markup("</strong>")
      case .linkStart:
        let url = tree.text(of: inline)
        isLinked = url.hasPrefix("https://") || url.hasPrefix("http://")
        if isLinked { html.open("a", ["href": url, "rel": "noreferrer"]) }
      case .linkEnd:
        if isLinked { html.markup("</a>") }
        isLinked = false
      }
    }
  }

  /// Comments are the author's notes; other markup is shown as it was written.
  private func writeMarkup(_ text: String) {
    if text.hasPrefix("<!--") { return }
    if text.lowercased().hasPrefix("<br") { return html.markup("<br>") }
    html.text(text)
  }

  private func writeText(_ text: String, linksStories: Bool) {
    guard linksStories, !stories.isEmpty else { return html.text(text) }
    var plain = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let word = text[index...].prefix(while: Self.isPartOfStory)
      if word.isEmpty {
        index = text.index(after: index)
        continue
      }
      index = word.endIndex
      guard stories.contains(String(word)) else { continue }
      html.text(String(text[plain..<word.startIndex]))
      page.link(Anchor.of(story: String(word)), String(word))
      plain = index
    }
    html.text(String(text[plain...]))
  }

  private static func isPartOfStory(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-")
  }
}

extension MarkdownTree {
  fileprivate func text(of inline: Inline) -> String {
    String(decoding: literal(inline), as: UTF8.self)
  }
}
