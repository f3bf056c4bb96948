import Markup

extension MarkupTree {
  /// The place of an element as XPath has it, such as `/html/body/p[2]`.
  func path(of index: Int) -> String {
    var steps: [String] = []
    var current = index
    while current > 0 {
      let node = nodes[current]
      if node.kind == .element {
        var position = 0
        var count = 0
        for sibling in children(of: node.parent) where nodes[sibling].name == node.name {
          count += 1
          if sibling == current { position = count }
        }
        steps.append(count > 1 ? "\(node.name)[\(position)]" : node.name)
      }
      current = node.parent
    }
    return "/" + steps.reversed().joined(separator: "/")
  }
}
