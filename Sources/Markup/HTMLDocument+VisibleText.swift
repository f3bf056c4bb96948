extension HTMLDocument {
  /// The text that a person would read with style sheets and scripts off; ``VisibleText`` says how.
  package var visibleText: String { VisibleText(tree).text }

  /// The visible text of each element that a selector matches, in document order.
  package func visibleTexts(_ selector: CSSSelector) throws(MarkupEvaluationError) -> [String] {
    let elements = try elements(selector)
    let text = VisibleText(tree)
    return elements.map { text.text(of: $0) }
  }
}

extension MarkupTree {
  /// Whether the node is kept from being shown by itself, not by what it is in: by `hidden`, by its
  /// inline style, as a dialog or popover that is closed, or as the content of closed `details`
  /// (WHATWG HTML, section 15.3.1).
  package func isHidden(_ index: Int) -> Bool {
    let node = nodes[index]
    let parent = node.parent
    if parent >= 0, nodes[parent].name == "details", !nodes[parent].has("open"),
      node.name != "summary" || summary(of: parent) != index
    {
      return true
    }
    if node.attributes.isEmpty { return node.name == "dialog" }
    if node.name == "dialog", !node.has("open"), !openPopovers.contains(index) { return true }
    for attribute in node.attributes {
      switch attribute.name {
      case "hidden": return true
      case "popover" where !openPopovers.contains(index): return true
      case "style" where Self.hides(attribute.value): return true
      default: continue
      }
    }
    return false
  }

  /// The first `summary` among the children of `details`, which stands for it.
  package func summary(of details: Int) -> Int? {
    children(of: details).first { nodes[$0].name == "summary" }
  }

  private static func hides(_ style: String) -> Bool {
    let style = style.lowercased().filter { !$0.isWhitespace }
    return style.split(separator: ";").contains {
      $0.hasPrefix("display:none") || $0.hasPrefix("visibility:hidden")
        || $0.hasPrefix("visibility:collapse")
    }
  }
}
