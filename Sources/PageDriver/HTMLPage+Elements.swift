import Markup
import Pages

extension HTMLPage {
  /// An element as a person perceives it.
  func element(_ index: Int) -> PageElement {
    let node = tree[index]
    var attributes: [String: String] = [:]
    for attribute in node.attributes { attributes[attribute.name] = attribute.value }
    return PageElement(
      role: accessible.role(of: index).rawValue, name: accessible.name(of: index),
      text: visibleText.text(of: index), value: value(of: index),
      states: ElementStates(self, index).all, attributes: attributes)
  }

  private func value(of index: Int) -> String? {
    let node = tree[index]
    switch controls.kind(of: index) {
    case .select:
      return controls.selectedOptions(of: index).map { controls.label(ofOption: $0) }
        .joined(separator: "\n")
    case .checkbox, .radio: return node["value"] ?? "on"
    case .file:
      return (controls.files[index] ?? []).map { path in
        path.split(separator: "/").last.map { String($0) } ?? path
      }.joined(separator: "\n")
    case .submit, .image, .reset, .button, .hidden: return node["value"]
    case .some: return controls.value(of: index)
    case nil: break
    }
    switch accessible.role(of: index) {
    case .meter, .progressbar, .slider, .spinbutton, .scrollbar:
      return node["aria-valuetext"] ?? node["aria-valuenow"] ?? node["value"]
    case .textbox, .searchbox, .combobox: return visibleText.text(of: index)
    default: return nil
    }
  }

  /// Such as `button 'Save'`.
  func describe(_ index: Int) -> String {
    let role = accessible.role(of: index)
    let kind = controls.kind(of: index)
    let name = accessible.name(of: index)
    let what =
      kind != nil && kind?.isButton != true
      ? "field"
      : role == .generic || role == .none ? "element <\(tree[index].name)>" : role.rawValue
    return "the \(what)\(name.isEmpty ? "" : " '\(name.shortened)'")"
  }

  /// With the place that tells it from others like it.
  func describeWithPlace(_ index: Int) -> String {
    let place = accessible.ancestor(of: index) { outer in
      switch accessible.role(of: outer) {
      case .row, .region, .form, .navigation, .article, .dialog, .group, .main, .banner,
        .contentinfo, .complementary, .figure:
        !accessible.name(of: outer).isEmpty
      default: false
      }
    }
    var text = describe(index)
    if accessible.name(of: index).isEmpty {
      let shown = visibleText.text(of: index).folded
      if !shown.isEmpty { text += " with '\(shown.shortened)'" }
    }
    guard let place else { return text }
    return "\(text) in \(describe(place))"
  }
}

extension String {
  /// At most forty characters.
  var shortened: String { count > 40 ? "\(prefix(39))…" : self }
}
