import Markup

extension AccessibleTree {
  /// The name that HTML gives an element by others or by its own attributes (HTML Accessibility API
  /// Mappings 1.0, section 5); `nil` where it gives none, so that the content may.
  func nativeText(of index: Int, _ step: NameStep, _ walk: inout NameWalk) -> String? {
    let node = tree[index]
    switch node.name {
    case "input", "textarea", "select", "button", "meter", "output", "progress":
      return controlText(of: index, step, &walk)
    case "img", "area": return node["alt"]
    case "fieldset": return firstChildText(of: index, "legend", &walk)
    case "figure": return firstChildText(of: index, "figcaption", &walk)
    case "table": return firstChildText(of: index, "caption", &walk)
    case "svg", "g", "symbol", "path", "rect", "circle":
      return firstChildText(of: index, "title", &walk)
    case "option", "optgroup": return node["label"].flatMap { $0.isBlank ? nil : $0 }
    case "math": return node["alttext"]
    default: return nil
    }
  }

  private func firstChildText(
    of index: Int, _ name: String, _ walk: inout NameWalk
  ) -> String? {
    guard let child = tree.children(of: index).first(where: { tree[$0].name == name }) else {
      return nil
    }
    // The title of an image is never displayed, and counts all the same.
    return text(of: child, .native, &walk)
  }

  private func controlText(
    of index: Int, _ step: NameStep, _ walk: inout NameWalk
  ) -> String? {
    let node = tree[index]
    if step != .content {
      var parts: [String] = []
      for label in controls.labels(of: index) where walk.budget > 0 {
        parts.append(text(of: label, .native, &walk))
      }
      let text = parts.joined(separator: " ")
      if !text.isBlank { return text }
    }
    guard node.name == "input" else {
      return node.name == "textarea" ? hint(of: node) : nil
    }
    switch controls.kind(of: index) {
    case .submit: return node["value"] ?? "Submit"
    case .reset: return node["value"] ?? "Reset"
    case .button: return node["value"] ?? ""
    case .image:
      let texts = [node["alt"], node["title"], node["value"]]
      return texts.compactMap { $0 }.first { !$0.isBlank } ?? "Submit"
    case .checkbox, .radio, .range, .colour, .file, .hidden: return ""
    default: return hint(of: node)
    }
  }

  private func hint(of node: MarkupTree.Node) -> String {
    let texts = [node["title"], node["placeholder"], node["aria-placeholder"]]
    return texts.compactMap { $0 }.first { !$0.isBlank } ?? ""
  }
}
