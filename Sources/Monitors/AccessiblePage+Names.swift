import Markup

/// Names, labels and alternative texts (Accessible Name and Description Computation 1.2).
extension AccessiblePage {
  func text(of element: Int) -> String { name(from: element, except: nil, depth: 20) }

  /// The text of an element with the alternatives of images in it.
  ///
  /// - Parameter control: What a label is for; what it holds does not label it.
  private func name(from element: Int, except control: Int?, depth: Int) -> String {
    guard depth > 0 else { return "" }
    var parts: [String] = []
    for child in tree.children(of: element) where child != control {
      let node = tree.nodes[child]
      switch node.kind {
      case .text: parts.append(node.text)
      case .document: break
      case .element:
        if PageText.isHidden(node) || node["aria-hidden"] == "true" { continue }
        if let label = node["aria-label"] ?? node["alt"], !ASCII.trimmed(label).isEmpty {
          parts.append(label)
        } else if !["script", "style", "template"].contains(node.name) {
          parts.append(name(from: child, except: control, depth: depth - 1))
        }
      }
    }
    let text = parts.joined(separator: " ")
    // Characters that nobody sees or hears name nothing.
    return ASCII.trimmed(String(text.filter { !Self.blanks.contains($0) }))
  }

  private static let blanks: Set<Character> = [
    "\u{A0}", "\u{AD}", "\u{200B}", "\u{FEFF}", "\u{2060}",
  ]

  private func isSaid(_ text: String?) -> Bool {
    text.map { !ASCII.trimmed($0.filter { !Self.blanks.contains($0) }).isEmpty } ?? false
  }

  /// A name by attributes (steps 2B, 2D and, where a title will do, 2I).
  func namedByAttributes(_ node: MarkupTree.Node, title: Bool = true) -> Bool {
    if isSaid(node["aria-label"]) { return true }
    if let list = node["aria-labelledby"] {
      let found = list.split(whereSeparator: \.isWhitespace).compactMap { ids[String($0)] }
      if found.contains(where: { isSaid(tree.nodes[$0]["aria-label"]) || !text(of: $0).isEmpty }) {
        return true
      }
    }
    return title && isSaid(node["title"])
  }

  /// A label that says something, around the control or for its id, of which it is the first.
  private func isLabelled(_ place: Int) -> Bool {
    let node = tree.nodes[place]
    var candidates = ancestors(of: place).filter { tree.nodes[$0].name == "label" }
    if let id = node["id"], ids[id] == place { candidates += labels[id] ?? [] }
    return candidates.contains { label in
      !PageText.isHidden(tree.nodes[label]) && !silent.contains(label)
        && !name(from: label, except: place, depth: 20).isEmpty
    }
  }

  private static let namedByContent: Set<String> = [
    "button", "link", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "checkbox", "radio",
    "switch", "option", "treeitem", "tooltip",
  ]
  private static let namedByAuthor: Set<String> = [
    "textbox", "searchbox", "combobox", "listbox", "slider", "spinbutton", "progressbar", "meter",
    "dialog", "alertdialog",
  ]
  private static let controls: Set<String> = ["input", "select", "textarea"]

  func judgeNames(_ outcome: inout Outcome) {
    for place in told {
      let node = tree.nodes[place]
      let type = ASCII.lowercased(node["type"] ?? "text")
      let role = role(of: place) ?? ""
      let kind: String
      var isNamed: Bool?
      switch node.name {
      case "a" where node["href"] != nil: kind = "a link"
      case "button", "summary": kind = "a button"
      case "input" where type == "submit" || type == "reset":
        kind = "a button"
        // Without a value a browser writes its own.
        if node["value"] == nil { isNamed = true }
      case "input" where type == "button": kind = "a button"
      case "iframe", "frame":
        kind = "a frame"
        isNamed = namedByAttributes(node)
      case "object": kind = "an object"
      case "meter", "progress", "output":
        kind = "a control"
        isNamed = node.name == "output" || isLabelled(place) || namedByAttributes(node)
      case "dialog" where node["open"] == nil: continue
      case _ where Self.controls.contains(node.name): continue
      case _ where Self.namedByAuthor.contains(role) || node.name == "dialog":
        kind = role.hasSuffix("dialog") || node.name == "dialog" ? "a dialog" : "a control"
        isNamed = namedByAttributes(node) || isLabelled(place)
      case _ where Self.namedByContent.contains(role): kind = "a control"
      default: continue
      }
      let hasName =
        isNamed
        ?? (namedByAttributes(node) || node.name == "input" && isSaid(node["value"])
          || node.name == "button" && isLabelled(place) || !text(of: place).isEmpty)
      outcome.demand(hasName, place, "\(kind) with a name", "a `\(node.name)` without one")
    }
  }

  /// A title that says something will do where there is no label (WCAG 2.2, technique H65), a
  /// placeholder will not (HTML, 4.10.5.3.10).
  func judgeLabels(_ outcome: inout Outcome) {
    let unlabelled: Set<String> = ["hidden", "submit", "button", "reset", "image"]
    for place in told {
      let node = tree.nodes[place]
      guard Self.controls.contains(node.name),
        !(node.name == "input" && unlabelled.contains(ASCII.lowercased(node["type"] ?? "text")))
      else { continue }
      let name = node["name"].map { " “\($0)”" } ?? ""
      let title = isSaid(node["title"]) ? node["title"] : nil
      outcome.demand(
        isLabelled(place) || namedByAttributes(node, title: false)
          || title.map(Self.isWord) == true,
        place, "a control with a label",
        "a `\(node.name)`\(name) "
          + (title.map { "with nothing but the title \(ASCII.trimmed($0).quoted)" } ?? "without one")
      )
    }
    judgeRadioGroups(&outcome)
  }

  /// Whether a title says more than which key leads to a control.
  private static func isWord(_ text: String) -> Bool {
    text.count { $0.isLetter } > 1 || text.contains { $0.isLetter && !$0.isASCII }
  }

  /// Choices between which somebody decides have a common name (WCAG 2.2, 1.3.1, technique H71), be
  /// it that of their column or row (technique H51).
  private func judgeRadioGroups(_ outcome: inout Outcome) {
    var groups: [String: [Int]] = [:]
    var order: [String] = []
    for place in told {
      let node = tree.nodes[place]
      guard node.name == "input", ASCII.lowercased(node["type"] ?? "") == "radio",
        let name = node["name"], !name.isEmpty
      else { continue }
      let form = ancestors(of: place).first { tree.nodes[$0].name == "form" } ?? 0
      let key = "\(form) \(name)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(place)
    }
    for key in order {
      guard let group = groups[key], group.count > 1 else { continue }
      outcome.demand(
        ancestors(of: group[0]).contains(where: isNamedGroup), group[0],
        "choices with a name in common", "\(group.count) without a `legend`")
    }
  }

  private func isNamedGroup(_ place: Int) -> Bool {
    let node = tree.nodes[place]
    if node.name == "fieldset" {
      let legend = tree.children(of: place).first { tree.nodes[$0].name == "legend" }
      return legend.map { !text(of: $0).isEmpty } ?? false || namedByAttributes(node)
    }
    let table = ancestors(of: place).first { tree.nodes[$0].name == "table" }
    if node.name == "td", let table {
      return (table + 1..<tree.nodes[table].end).contains {
        tree.nodes[$0].name == "th" && !text(of: $0).isEmpty
      }
    }
    return ["group", "radiogroup"].contains(role(of: place) ?? "") && namedByAttributes(node)
  }

  func judgeImages(_ outcome: inout Outcome) {
    for place in told {
      let node = tree.nodes[place]
      let role = role(of: place)
      if role == "presentation" || role == "none" { continue }
      switch node.name {
      case "area" where node["href"] != nil:
        outcome.demand(
          isSaid(node["alt"]) || namedByAttributes(node), place, "an image with `alt`",
          "a place in an image without it")
      case "img":
        // Nothing says that an image is decoration; a space says nothing.
        let hasText = node["alt"].map { $0.isEmpty || isSaid($0) } ?? false
        outcome.demand(
          hasText || namedByAttributes(node), place, "an image with `alt`", "an image without it")
      case "input" where ASCII.lowercased(node["type"] ?? "") == "image":
        outcome.demand(
          isSaid(node["alt"]) || namedByAttributes(node), place,
          "an image with `alt`", "an image button without it")
      case _ where role == "img" || role == "image":
        let hasTitle = tree.children(of: place).contains {
          tree.nodes[$0].name == "title" && !text(of: $0).isEmpty
        }
        outcome.demand(
          hasTitle || namedByAttributes(node), place, "a drawing with a name", "one without")
      default: break
      }
    }
  }
}
