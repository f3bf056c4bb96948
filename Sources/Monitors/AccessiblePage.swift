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
  let root: Int
  /// Elements that are not hidden, in order.
  let elements: [Int]
  /// Elements that are kept from screen readers by `aria-hidden`, themselves or from around.
  let silent: Set<Int>
  /// The first element of each id.
  let ids: [String: Int]
  /// Labels by the id that they are for.
  let labels: [String: [Int]]

  init?(_ tree: MarkupTree) {
    guard let root = tree.children(of: 0).first(where: { tree.nodes[$0].kind == .element }) else {
      return nil
    }
    self.root = root
    self.tree = tree
    var elements: [Int] = []
    var silent: Set<Int> = []
    var place = 1
    var silentUntil = 0
    while place < tree.nodes.count {
      let node = tree.nodes[place]
      guard node.kind == .element, !PageText.isHidden(node), node.name != "template" else {
        place = node.kind == .element ? node.end : place + 1
        continue
      }
      if node["aria-hidden"] == "true" { silentUntil = max(silentUntil, node.end) }
      if place < silentUntil { silent.insert(place) }
      elements.append(place)
      place += 1
    }
    var ids: [String: Int] = [:]
    var labels: [String: [Int]] = [:]
    for (place, node) in tree.nodes.enumerated() where node.kind == .element {
      if let id = node["id"], ids[id] == nil { ids[id] = place }
      if node.name == "label", let target = node["for"] {
        labels[target, default: []].append(place)
      }
    }
    self.elements = elements
    self.silent = silent
    self.ids = ids
    self.labels = labels
  }

  /// Elements that screen readers tell.
  var told: some Sequence<Int> { elements.lazy.filter { !silent.contains($0) } }

  /// Whether it is a document of its own.
  var isWhole: Bool {
    tree.nodes[root].name == "html"
      && tree.nodes.contains { $0.name == "head" || $0.name == "title" || $0.name == "main" }
  }

  func place(_ element: Int) -> String { tree.path(of: element) }

  func judge(_ barrier: AccessibilityRule.Barrier) -> Outcome {
    var outcome = Outcome()
    switch barrier {
    case .language: judgeLanguage(&outcome)
    case .title:
      let title = elements.first {
        tree.nodes[$0].name == "title"
          && !ancestors(of: $0).contains { tree.nodes[$0].name == "svg" }
      }
      let text = title.map { self.text(of: $0) } ?? ""
      outcome.demand(!text.isEmpty, title ?? root, "a title", "none")
    case .names: judgeNames(&outcome)
    case .labels: judgeLabels(&outcome)
    case .images: judgeImages(&outcome)
    case .headings: judgeHeadings(&outcome)
    case .landmarks:
      let mains = told.filter { tree.nodes[$0].name == "main" || role(of: $0) == "main" }
      outcome.demand(
        mains.count == 1, mains.dropFirst().first ?? root, "one main landmark", "\(mains.count)")
    case .ids: judgeIDs(&outcome)
    case .tables: judgeTables(&outcome)
    case .contrast: judgeContrast(&outcome)
    case .zoom: judgeZoom(&outcome)
    case .focus: judgeFocus(&outcome)
    case .aria: judgeARIA(&outcome)
    case .lists: judgeLists(&outcome)
    case .timing: judgeTiming(&outcome)
    }
    return outcome
  }

  func ancestors(of place: Int) -> [Int] {
    var result: [Int] = []
    var parent = tree.nodes[place].parent
    while parent >= 0 {
      result.append(parent)
      parent = tree.nodes[parent].parent
    }
    return result
  }

  /// The first role that is written; `nil` for none.
  func role(of place: Int) -> String? {
    guard let role = tree.nodes[place]["role"] else { return nil }
    return role.split(whereSeparator: \.isWhitespace).first.map(ASCII.lowercased)
  }
}
