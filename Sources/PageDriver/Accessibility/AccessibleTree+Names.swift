import Markup

extension AccessibleTree {
  /// The accessible name, white space folded (Accessible Name and Description Computation 1.2).
  func name(of index: Int) -> String {
    if let name = names[index] { return name }
    var walk = NameWalk(role: role(of: index))
    // Hidden elements have no name in the tree; messages and tests by id are better off with one.
    walk.isHidden = !exposed[index]
    let name = text(of: index, .root, &walk).folded
    names[index] = name
    return name
  }

  /// What `aria-labelledby` gives alone.
  func referencedName(of index: Int) -> String {
    var walk = NameWalk(role: .generic)
    return referencedText(of: index, &walk).folded
  }

  /// What has been met on the way to one name.
  struct NameWalk {
    /// The role of the element that is named.
    let role: Role
    /// Elements that are being worked out: none may be part of itself.
    var active: Set<Int> = []
    var isReferenced = false
    /// The text comes from a label or reference that is itself hidden, so hidden parts count too.
    var isHidden = false
    var depth = 0
    /// How many more nodes may be visited.
    var budget = 5_000
  }

  /// How the walk came to an element.
  enum NameStep {
    case root
    /// By `aria-labelledby`.
    case reference
    /// By `label`, `legend`, `caption` and the like.
    case native
    case content
  }

  /// Steps 2A to 2I for one element; the result is not folded.
  func text(of index: Int, _ step: NameStep, _ walk: inout NameWalk) -> String {
    let isPlain = step == .content && !walk.isHidden && !walk.isReferenced && !hasOwners
    if isPlain, let text = contents[index] { return text }
    guard walk.budget > 0, walk.depth < 600 else { return "" }
    walk.budget -= 1
    if step == .content, !exposed[index], !walk.isHidden { return "" }
    let isNew = walk.active.insert(index).inserted
    guard isNew || step == .reference else { return "" }
    let text = unguardedText(of: index, step, &walk, isNew)
    if isPlain, walk.budget > 0 { contents[index] = text }
    return text
  }

  private func unguardedText(
    of index: Int, _ step: NameStep, _ walk: inout NameWalk, _ isNew: Bool
  ) -> String {
    walk.depth += 1
    defer {
      walk.depth -= 1
      if isNew { walk.active.remove(index) }
    }
    let wasHidden = walk.isHidden
    defer { walk.isHidden = wasHidden }
    if step == .reference || step == .native, !exposed[index] { walk.isHidden = true }

    if !walk.isReferenced {
      let text = referencedText(of: index, &walk)
      if !text.isBlank { return text }
    }
    if step == .content || step == .reference, let role = valueRole(of: index),
      let value = embeddedValue(of: index, role)
    {
      return value
    }
    let node = tree[index]
    if let label = node["aria-label"], !label.isBlank { return label }
    if let text = nativeText(of: index, step, &walk) {
      // An empty alternative says that there is nothing to tell.
      return text.isBlank && !node.has("alt") ? title(node) : text
    }
    if step != .root || walk.role.takesNameFromContent {
      let text = contentText(of: index, &walk)
      if !text.isBlank { return text }
    }
    return title(node)
  }

  private func title(_ node: MarkupTree.Node) -> String { node["title"] ?? "" }

  private func referencedText(of index: Int, _ walk: inout NameWalk) -> String {
    guard tree[index].has("aria-labelledby") else { return "" }
    walk.isReferenced = true
    defer { walk.isReferenced = false }
    var parts: [String] = []
    for reference in references("aria-labelledby", of: index) {
      parts.append(text(of: reference, .reference, &walk))
    }
    return parts.joined(separator: " ")
  }

  private func embeddedValue(of index: Int, _ role: Role) -> String? {
    let node = tree[index]
    switch role.embeddedValue {
    case .text:
      return controls.value(of: index) ?? tree.content(of: index)
    case .choice:
      if node.name == "select" {
        return controls.selectedOptions(of: index).map { controls.label(ofOption: $0) }
          .joined(separator: " ")
      }
      if node.name == "input" { return controls.value(of: index) ?? "" }
      return chosenText(of: index)
    case .range:
      return node["aria-valuetext"] ?? node["aria-valuenow"] ?? controls.value(of: index)
        ?? node["value"] ?? ""
    case nil: return nil
    }
  }

  /// The text of the options that `aria-selected` marks; of a combobox also in the list it owns.
  private func chosenText(of index: Int) -> String {
    var places = [index]
    places += references("aria-owns", of: index) + references("aria-controls", of: index)
    var chosen: [String] = []
    for place in places {
      for inner in tree.descendants(of: place)
      where tree[inner]["aria-selected"] == "true" && chosen.count < 100 {
        chosen.append(tree.content(of: inner))
      }
    }
    return chosen.joined(separator: " ")
  }

  /// Step 2F: the texts of what is inside and what `aria-owns` adds.
  func contentText(of index: Int, _ walk: inout NameWalk) -> String {
    var result = ""
    for child in tree.children(of: index) where walk.budget > 0 {
      append(child, to: &result, &walk)
    }
    for owned in references("aria-owns", of: index) where walk.budget > 0 {
      result += " "
      append(owned, to: &result, &walk)
    }
    return result
  }

  private func append(_ child: Int, to result: inout String, _ walk: inout NameWalk) {
    let node = tree[child]
    if node.kind == .text {
      walk.budget -= 1
      guard exposed[child] || walk.isHidden else { return }
      result += node.text
      return
    }
    if node.name == "br" {
      result += " "
      return
    }
    if node.name == "script" || node.name == "style" || node.name == "template" { return }
    let text = text(of: child, .content, &walk)
    guard isBlock(node) else {
      result += text
      return
    }
    if text.utf8.first != 0x20 { result += " " }
    result += text
    if !text.isEmpty, text.utf8.last != 0x20 { result += " " }
  }

  /// Whether the element's text stands apart from what is beside it.
  private func isBlock(_ node: MarkupTree.Node) -> Bool {
    if let style = node["style"]?.lowercased(), let range = style.firstRange(of: "display:") {
      return !style[range.upperBound...].drop { $0 == " " }.hasPrefix("inline;")
        && style[range.upperBound...].trimmingPrefix(" ") != "inline"
    }
    return MarkupTree.blocks.contains(node.name) || Self.apart.contains(node.name)
  }

  /// Cells, and controls that are laid out as boxes in a line.
  private static let apart: Set<String> = ["td", "th", "button", "input", "meter", "progress"]
}
