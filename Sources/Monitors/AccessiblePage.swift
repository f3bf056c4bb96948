import Markup

/// A page as assistive technology meets it, as far as markup alone tells.
struct AccessiblePage {
  struct Barrier {
    var element: Int
    var rule: String
    var found: String
  }

  struct Outcome {
    /// How many elements were looked at.
    var judged = 0
    var barriers: [Barrier] = []

    mutating func demand(
      _ holds: Bool, _ element: Int, _ rule: String, _ found: @autoclosure () -> String
    ) {
      judged += 1
      if !holds { barriers.append(Barrier(element: element, rule: rule, found: found())) }
    }
  }

  let tree: MarkupTree
  /// The outermost element.
  private let root: Int
  /// Elements that are not hidden, in order.
  let elements: [Int]
  private let ids: [String: Int]
  private let labelled: Set<String>

  init?(_ tree: MarkupTree) {
    guard let root = tree.children(of: 0).first(where: { tree.nodes[$0].kind == .element }) else {
      return nil
    }
    self.root = root
    self.tree = tree
    var elements: [Int] = []
    var ids: [String: Int] = [:]
    var labelled: Set<String> = []
    var place = 1
    while place < tree.nodes.count {
      let node = tree.nodes[place]
      guard node.kind == .element, !PageText.isHidden(node), node.name != "template" else {
        place = node.kind == .element ? node.end : place + 1
        continue
      }
      elements.append(place)
      place += 1
    }
    for (place, node) in tree.nodes.enumerated() where node.kind == .element {
      if let id = node["id"], ids[id] == nil { ids[id] = place }
      if node.name == "label", let target = node["for"] { labelled.insert(target) }
    }
    self.elements = elements
    self.ids = ids
    self.labelled = labelled
  }

  /// Whether it is a document of its own.
  var isWhole: Bool {
    tree.nodes[root].name == "html"
      && tree.nodes.contains { $0.name == "head" || $0.name == "title" || $0.name == "main" }
  }

  func place(_ element: Int) -> String { tree.path(of: element) }

  func judge(_ barrier: AccessibilityRule.Barrier) -> Outcome {
    var outcome = Outcome()
    switch barrier {
    case .language:
      let language = tree.nodes[root]["lang"] ?? ""
      outcome.demand(!language.isEmpty, root, "the page's language in `lang`", "none")
    case .title:
      let title = elements.first { tree.nodes[$0].name == "title" }
      let text = title.map { self.text(of: $0) } ?? ""
      outcome.demand(!text.isEmpty, title ?? root, "a title", "none")
    case .names: judgeNames(&outcome)
    case .labels: judgeLabels(&outcome)
    case .images: judgeImages(&outcome)
    case .headings: judgeHeadings(&outcome)
    case .landmarks:
      let mains = elements.filter {
        tree.nodes[$0].name == "main" || tree.nodes[$0]["role"] == "main"
      }
      outcome.demand(
        mains.count == 1, mains.dropFirst().first ?? root, "one main landmark", "\(mains.count)")
    case .ids: judgeIDs(&outcome)
    case .tables: judgeTables(&outcome)
    case .contrast: judgeContrast(&outcome)
    case .zoom: judgeZoom(&outcome)
    }
    return outcome
  }

  // MARK: - Names

  private func text(of element: Int) -> String { name(from: element, depth: 20) }

  /// The text of an element with the alternatives of images in it.
  private func name(from element: Int, depth: Int) -> String {
    guard depth > 0 else { return "" }
    var parts: [String] = []
    for child in tree.children(of: element) {
      let node = tree.nodes[child]
      switch node.kind {
      case .text: parts.append(node.text)
      case .document: break
      case .element:
        if PageText.isHidden(node) || node["aria-hidden"] == "true" { continue }
        if let label = node["aria-label"] ?? node["alt"], !label.isEmpty {
          parts.append(label)
        } else {
          parts.append(name(from: child, depth: depth - 1))
        }
      }
    }
    return ASCII.trimmed(parts.joined(separator: " "))
  }

  /// A name by attributes (Accessible Name 1.2, steps 2B, 2C and 2I).
  private func namedByAttributes(_ node: MarkupTree.Node) -> Bool {
    if let label = node["aria-label"], !ASCII.trimmed(label).isEmpty { return true }
    if let list = node["aria-labelledby"] {
      let found = list.split(separator: " ").compactMap { ids[String($0)] }
      if found.contains(where: { !text(of: $0).isEmpty }) { return true }
    }
    return node["title"].map { !ASCII.trimmed($0).isEmpty } ?? false
  }

  private func judgeNames(_ outcome: inout Outcome) {
    for place in elements {
      let node = tree.nodes[place]
      let type = node["type"]
      let role = node["role"]
      let kind: String
      switch node.name {
      case "a" where node["href"] != nil: kind = "a link"
      case "button", "summary": kind = "a button"
      case "input" where type == "submit" || type == "reset": continue
      case "input" where type == "button": kind = "a button"
      case "iframe", "frame": kind = "a frame"
      default:
        guard role == "button" || role == "link" || role == "tab" || role == "menuitem" else {
          continue
        }
        kind = "a control"
      }
      let hasValue = node.name == "input" && node["value"]?.isEmpty == false
      let isNamed = namedByAttributes(node) || hasValue || !text(of: place).isEmpty
      outcome.demand(isNamed, place, "\(kind) with a name", "a `\(node.name)` without one")
    }
  }

  private func judgeLabels(_ outcome: inout Outcome) {
    let unlabelled: Set<String> = ["hidden", "submit", "button", "reset", "image"]
    for place in elements {
      let node = tree.nodes[place]
      guard ["input", "select", "textarea"].contains(node.name),
        !(node.name == "input" && unlabelled.contains(node["type"] ?? "text"))
      else { continue }
      let isLabelled =
        namedByAttributes(node) || node["id"].map(labelled.contains) ?? false
        || ancestors(of: place).contains { tree.nodes[$0].name == "label" }
      let name = node["name"].map { " “\($0)”" } ?? ""
      outcome.demand(
        isLabelled, place, "a control with a label", "a `\(node.name)`\(name) without one")
    }
  }

  private func ancestors(of place: Int) -> [Int] {
    var result: [Int] = []
    var parent = tree.nodes[place].parent
    while parent >= 0 {
      result.append(parent)
      parent = tree.nodes[parent].parent
    }
    return result
  }

  private func judgeImages(_ outcome: inout Outcome) {
    for place in elements {
      let node = tree.nodes[place]
      let role = node["role"]
      if node["aria-hidden"] == "true" || role == "presentation" || role == "none" {
        continue
      }
      switch node.name {
      case "img", "area":
        let hasText = node["alt"] != nil || namedByAttributes(node)
        outcome.demand(hasText, place, "an image with `alt`", "an image without it")
      case "input" where node["type"] == "image":
        outcome.demand(
          node["alt"]?.isEmpty == false || namedByAttributes(node), place,
          "an image with `alt`", "an image button without it")
      case "svg" where role == "img":
        let hasTitle = tree.children(of: place).contains {
          tree.nodes[$0].name == "title" && !text(of: $0).isEmpty
        }
        outcome.demand(
          hasTitle || namedByAttributes(node), place, "a drawing with a name", "one without")
      default: break
      }
    }
  }

  // MARK: - Structure

  private func level(of node: MarkupTree.Node) -> Int? {
    guard node.name.utf8.count == 2, node.name.hasPrefix("h"),
      let level = Int(node.name.dropFirst()), 1...6 ~= level
    else { return nil }
    return level
  }

  /// Whether it stands in a part that all pages have: headings there keep their levels whatever those
  /// of the content are (WAI, Page Structure Tutorial, Headings).
  private func isFixed(_ place: Int) -> Bool {
    let parts = ancestors(of: place).map { tree.nodes[$0]["role"] ?? tree.nodes[$0].name }
    if parts.contains(where: { ["main", "article", "section"].contains($0) }) {
      return false
    }
    return parts.contains {
      ["nav", "navigation", "aside", "complementary", "header", "banner", "footer", "contentinfo"]
        .contains($0)
    }
  }

  private func judgeHeadings(_ outcome: inout Outcome) {
    var last = 0
    var hasFirst = false
    for place in elements {
      let node = tree.nodes[place]
      guard let level = level(of: node) else { continue }
      if level == 1 { hasFirst = true }
      outcome.demand(
        !text(of: place).isEmpty || namedByAttributes(node), place, "a heading that says something",
        "an empty one")
      guard !isFixed(place) else { continue }
      outcome.demand(
        level <= last + 1 || last == 0, place, "headings that skip no level",
        "h\(level) after h\(last)")
      last = level
    }
    outcome.demand(hasFirst, root, "a heading of the first level", "none")
  }

  /// Only ids that something refers to are a barrier when they are not unique: WCAG 2.2 has no demand on
  /// the others any more (4.1.1, obsolete and removed).
  private func judgeIDs(_ outcome: inout Outcome) {
    var referenced: Set<Substring> = []
    for (place, node) in tree.nodes.enumerated() where node.kind == .element {
      let references =
        (node.name == "label" ? [node["for"]] : [])
        + [node["aria-labelledby"], node["aria-describedby"]]
      for id in references.flatMap({ ($0 ?? "").split(separator: " ") }) {
        referenced.insert(id)
        outcome.demand(
          ids[String(id)] != nil, place, "a reference to an element that is there",
          "no element “\(id)”")
      }
    }
    for (place, node) in tree.nodes.enumerated() where node.kind == .element {
      guard let id = node["id"], referenced.contains(id[...]) else { continue }
      outcome.demand(ids[id] == place, place, "an id of its own", "“\(id)” a second time")
    }
  }

  private func judgeTables(_ outcome: inout Outcome) {
    for place in elements where tree.nodes[place].name == "table" {
      let node = tree.nodes[place]
      if let role = node["role"], role == "presentation" || role == "none" { continue }
      let inside = tree.nodes[place..<node.end]
      // A table with headings or tables in its cells lays a page out.
      guard !inside.dropFirst().contains(where: { $0.name == "table" || level(of: $0) != nil })
      else {
        continue
      }
      let rows = inside.count { $0.name == "tr" }
      guard rows > 1 else { continue }
      outcome.demand(
        inside.contains { $0.name == "th" }, place, "a table with header cells",
        "none of \(rows) rows")
    }
  }

  private func judgeZoom(_ outcome: inout Outcome) {
    for place in elements {
      let node = tree.nodes[place]
      guard node.name == "meta", node["name"] == "viewport",
        let content = node["content"]
      else { continue }
      let settings = ASCII.lowercased(content).split { $0 == "," || $0 == ";" }
        .map { $0.filter { !$0.isWhitespace } }
      let forbids = settings.contains { setting in
        if setting == "user-scalable=no" || setting == "user-scalable=0" { return true }
        guard setting.hasPrefix("maximum-scale=") else { return false }
        return (Double(setting.dropFirst(14)) ?? 10) < 2
      }
      outcome.demand(!forbids, place, "a page that can be enlarged", "“\(content)”")
    }
  }

  private func judgeContrast(_ outcome: inout Outcome) {
    for place in elements {
      guard let style = tree.nodes[place]["style"],
        let colors = InlineColors(style: style), !text(of: place).isEmpty
      else { continue }
      let ratio = colors.contrast
      outcome.demand(
        ratio >= 4.5, place, "a contrast of at least 4.5", "\((ratio * 10).rounded(.down) / 10)")
    }
  }
}
