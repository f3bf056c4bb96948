import Markup

/// Contrast where inline styles tell both colours.
extension AccessiblePage {
  /// A colour from around counts where no class between may change it.
  func judgeContrast(_ outcome: inout Outcome) {
    var styles: [Int: InlineColors] = [:]
    for place in elements {
      let node = tree.nodes[place]
      var colors = InlineColors()
      if let around = styles[node.parent] {
        colors = around
        if node.has("class") || node.has("id") { colors = InlineColors() }
      }
      if let style = node["style"] { colors.apply(style, isHeading: headingLevel(place) != nil) }
      guard !colors.isEmpty else { continue }
      styles[place] = colors
      guard let ratio = colors.contrast, saysSomething(place) else { continue }
      let least = colors.isLarge ? 3.0 : 4.5
      outcome.demand(
        ratio >= least, place, "a contrast of at least \(colors.isLarge ? "3" : "4.5")",
        "\((ratio * 10).rounded(.down) / 10)")
    }
  }

  /// Whether text stands in the element itself.
  private func saysSomething(_ place: Int) -> Bool {
    tree.children(of: place).contains { child in
      tree.nodes[child].kind == .text && !tree.nodes[child].text.allSatisfy(\.isWhitespace)
    }
  }
}
