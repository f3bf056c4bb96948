import Markup

/// Focus, and attributes of WAI-ARIA 1.2.
extension AccessiblePage {
  /// Whether the tab key, or a pointer, brings somebody there.
  private func takesFocus(_ place: Int) -> Bool {
    let node = tree.nodes[place]
    if let index = node["tabindex"].flatMap({ Int(ASCII.trimmed($0)) }) { return index >= 0 }
    if node.has("disabled") { return false }
    switch node.name {
    case "a", "area": return node.has("href")
    case "button", "select", "textarea", "iframe", "summary": return true
    case "input": return ASCII.lowercased(node["type"] ?? "text") != "hidden"
    default: return node["contenteditable"] == "true" || node["contenteditable"] == ""
    }
  }

  private static let undivided: Set<String> = [
    "button", "checkbox", "img", "menuitemcheckbox", "menuitemradio", "meter", "option",
    "progressbar", "radio", "scrollbar", "slider", "switch", "tab",
  ]

  func judgeFocus(_ outcome: inout Outcome) {
    for place in elements {
      let node = tree.nodes[place]
      if let index = node["tabindex"].flatMap({ Int(ASCII.trimmed($0)) }) {
        outcome.demand(index <= 0, place, "an order of focus as it is written", "tabindex \(index)")
      }
      if silent.contains(place), takesFocus(place) {
        let isInert =
          node.has("inert") || ancestors(of: place).contains { tree.nodes[$0].has("inert") }
        outcome.demand(
          isInert, place, "no focus on what is hidden from screen readers", "a `\(node.name)`")
      }
      guard node.name == "button" || Self.undivided.contains(role(of: place) ?? "") else {
        continue
      }
      let inner = (place + 1..<max(place + 1, node.end)).first { inside in
        tree.nodes[inside].kind == .element && takesFocus(inside)
      }
      outcome.demand(
        inner == nil, place, "no control within another",
        "a `\(inner.map { tree.nodes[$0].name } ?? "")` in it")
    }
  }

  private static let roles: Set<String> = Set(
    """
    alert alertdialog application article associationlist associationlistitemkey \
    associationlistitemvalue banner blockquote button caption cell checkbox code columnheader combobox \
    comment complementary contentinfo definition deletion dialog directory document emphasis feed \
    figure form generic grid gridcell group heading image img insertion link list listbox listitem log \
    main mark marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none \
    note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader \
    scrollbar search searchbox separator slider spinbutton status strong subscript suggestion \
    superscript switch tab table tablist tabpanel term text textbox time timer toolbar tooltip tree \
    treegrid treeitem
    """.split(separator: " ").map { ASCII.trimmed($0) })

  private static let attributes: Set<String> = Set(
    """
    activedescendant atomic autocomplete braillelabel brailleroledescription busy checked colcount \
    colindex colindextext colspan controls current describedby description details disabled dropeffect \
    errormessage expanded flowto grabbed haspopup hidden invalid keyshortcuts label labelledby level \
    live modal multiline multiselectable orientation owns placeholder posinset pressed readonly \
    relevant required roledescription rowcount rowindex rowindextext rowspan selected setsize sort \
    valuemax valuemin valuenow valuetext
    """.split(separator: " ").map { "aria-" + ASCII.trimmed($0) })

  /// What a role does not work without (WAI-ARIA 1.2, required states and properties).
  private static let required: [String: String] = [
    "checkbox": "aria-checked", "menuitemcheckbox": "aria-checked",
    "menuitemradio": "aria-checked", "radio": "aria-checked", "switch": "aria-checked",
    "slider": "aria-valuenow", "scrollbar": "aria-valuenow", "meter": "aria-valuenow",
    "combobox": "aria-expanded",
  ]

  func judgeARIA(_ outcome: inout Outcome) {
    for place in elements {
      let node = tree.nodes[place]
      if node.name == "body" {
        outcome.demand(
          node["aria-hidden"] != "true", place, "a page that screen readers tell", "a hidden body")
      }
      for attribute in node.attributes where attribute.name.hasPrefix("aria-") {
        outcome.demand(
          Self.attributes.contains(attribute.name), place, "attributes of ARIA",
          "`\(attribute.name)`, which is none")
      }
      guard let written = node["role"], !ASCII.trimmed(written).isEmpty else { continue }
      let known = written.split(whereSeparator: \.isWhitespace).map(ASCII.lowercased)
        .first { Self.roles.contains($0) || $0.hasPrefix("doc-") || $0.hasPrefix("graphics-") }
      outcome.demand(known != nil, place, "a role of ARIA", "“\(written)”")
      // Elements that have the state of their own need no attribute for it.
      guard let known, let attribute = Self.required[known],
        !["input", "select", "meter", "progress"].contains(node.name)
      else { continue }
      outcome.demand(
        node[attribute] != nil, place, "a role with its state", "\(known) without `\(attribute)`")
    }
  }
}
