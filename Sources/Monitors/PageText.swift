import Markup

/// What a page says to people, by block and by region.
///
/// Text of style sheets, scripts and hidden elements is left out; names that are read aloud or shown
/// on demand (`alt`, `title`, `aria-label`, `placeholder`, buttons' values) are in. Folded-up details
/// count as shown, since one click shows them.
struct PageText {
  struct Piece {
    var text: String
    /// The element in the tree.
    var element: Int
    /// The attribute that says it; `nil` for text.
    var attribute: String?
    var region: Int
  }

  struct Region {
    var parent: Int
    var element: Int
    /// Places of the pieces in it, those of regions within it included.
    var pieces: Range<Int>
    /// Whether it holds the page as a whole: the body or its main part.
    var isPage: Bool
  }

  let tree: MarkupTree
  let pieces: [Piece]
  let regions: [Region]
  /// What each region is called; empty for those that nothing names.
  private(set) var names: [String] = []

  init(_ tree: MarkupTree) {
    self.tree = tree
    var walk = Walk(tree: tree)
    walk.run()
    pieces = walk.pieces
    regions = walk.regions
    var ids: [String: Int] = [:]
    for (place, node) in tree.nodes.enumerated() {
      if let id = node["id"], ids[id] == nil { ids[id] = place }
    }
    names = regions.map { name(of: $0, ids) }
  }

  /// The place of a piece, for people.
  func place(of piece: Piece) -> String {
    tree.path(of: piece.element) + (piece.attribute.map { "/@\($0)" } ?? "")
  }

  /// What a region is called: its label, or its first heading.
  private func name(of region: Region, _ ids: [String: Int]) -> String {
    guard tree.nodes.indices.contains(region.element) else { return "" }
    let node = tree.nodes[region.element]
    if let label = node["aria-label"], !label.isEmpty { return label }
    if let list = node["aria-labelledby"] {
      let texts = list.split(separator: " ").compactMap { ids[String($0)] }.map(text(within:))
      if !texts.isEmpty { return texts.joined(separator: " ") }
    }
    let first = (region.element..<node.end).first { Self.headings.contains(tree.nodes[$0].name) }
    return first.map(text(within:)) ?? ""
  }

  private static let headings: Set<String> = [
    "h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "figcaption",
  ]

  /// All text within an element, white space folded.
  func text(within element: Int) -> String {
    tree.content(of: element).split { $0.isWhitespace }.joined(separator: " ")
  }

  // MARK: - What is near what

  /// A region and those around it, from the inside.
  func regions(around region: Int) -> [Int] {
    var result: [Int] = []
    var current = region
    while current >= 0 {
      result.append(current)
      current = regions[current].parent
    }
    return result
  }

  /// The outermost region around that is not the whole page.
  func section(around region: Int) -> Int {
    regions(around: region).last { !regions[$0].isPage } ?? region
  }

  /// Whether the region, or one around it that is not the whole page, has one of these pieces.
  ///
  /// - Parameter pieces: In order.
  func isNear(_ region: Int, anyOf pieces: [Int]) -> Bool {
    regions(around: region).contains { around in
      guard around == region || !regions[around].isPage else { return false }
      let range = regions[around].pieces
      let last = pieces.isEmpty ? -1 : pieces[pieces.place(of: range.upperBound - 1)]
      return range.contains(last)
    }
  }

  /// Which regions bear one of these names, with `*`, or stand in one that does; all for no names.
  func regions(named patterns: [String]) -> [Bool] {
    var result: [Bool] = []
    for (number, region) in regions.enumerated() {
      let isWithin = region.parent >= 0 && result[region.parent]
      result.append(
        patterns.isEmpty || isWithin
          || patterns.contains { Wildcard.matches($0, names[number]) })
    }
    return result
  }

  private struct Walk {
    let tree: MarkupTree
    var pieces: [Piece] = []
    var regions: [Region] = [Region(parent: -1, element: 0, pieces: 0..<0, isPage: true)]
    private var region = 0
    private var block = 0
    private var text = ""
    /// Blocks and regions to return to, with the place at which they end.
    private var open: [(end: Int, block: Int, region: Int)] = []

    init(tree: MarkupTree) { self.tree = tree }

    mutating func run() {
      var place = 0
      while place < tree.nodes.count {
        while let last = open.last, last.end <= place { leave(last) }
        let node = tree.nodes[place]
        switch node.kind {
        case .document: place += 1
        case .text:
          text += node.text
          place += 1
        case .element: place = enter(node, place)
        }
      }
      while let last = open.last { leave(last) }
      flush()
      regions[0].pieces = 0..<pieces.count
    }

    /// Gives the place to go on with.
    private mutating func enter(_ node: MarkupTree.Node, _ place: Int) -> Int {
      addAttributes(of: node, place)
      guard !PageText.neverShown.contains(node.name), !PageText.isHidden(node) else {
        return node.end
      }
      if node.name == "head" { return place + 1 }
      let isRegion = PageText.isRegion(node)
      if isRegion || PageText.blocks.contains(node.name) {
        flush()
        open.append((node.end, block, region))
        block = place
        if isRegion {
          regions.append(
            Region(
              parent: region, element: place, pieces: pieces.count..<pieces.count,
              isPage: node.name == "main" || node.name == "body"
                || node["role"] == "main"))
          region = regions.count - 1
        }
      } else if node.name == "br" {
        text += " "
      }
      return place + 1
    }

    private mutating func leave(_ last: (end: Int, block: Int, region: Int)) {
      flush()
      if region != last.region {
        regions[region].pieces = regions[region].pieces.lowerBound..<pieces.count
      }
      (block, region) = (last.block, last.region)
      open.removeLast()
    }

    private mutating func flush() {
      defer { text = "" }
      let bytes = text.utf8
      guard bytes.contains(where: { !ASCII.isSpace($0) }) else { return }
      pieces.append(Piece(text: text, element: block, attribute: nil, region: region))
    }

    private mutating func addAttributes(of node: MarkupTree.Node, _ place: Int) {
      for attribute in node.attributes where !attribute.value.isEmpty {
        guard PageText.isShown(attribute.name, of: node) else { continue }
        pieces.append(
          Piece(text: attribute.value, element: place, attribute: attribute.name, region: region))
      }
    }
  }

  private static func isShown(_ attribute: String, of node: MarkupTree.Node) -> Bool {
    switch attribute {
    case "alt", "title", "aria-label", "aria-description", "aria-valuetext", "placeholder": true
    case "label": node.name == "option" || node.name == "optgroup" || node.name == "track"
    case "value":
      node.name == "input"
        && ["submit", "button", "reset"].contains(node["type"] ?? "text")
    case "content":
      node.name == "meta"
        && ["description", "og:title", "og:description"].contains(
          node["name"] ?? node["property"] ?? "")
    default: false
    }
  }

  static func isHidden(_ node: MarkupTree.Node) -> Bool {
    if node["hidden"] != nil { return true }
    guard let style = node["style"] else { return false }
    let folded = ASCII.lowercased(style).filter { !$0.isWhitespace }
    return folded.contains("display:none") || folded.contains("visibility:hidden")
  }

  private static func isRegion(_ node: MarkupTree.Node) -> Bool {
    if let role = node["role"] { return regionRoles.contains(role) }
    return regionElements.contains(node.name)
  }

  private static let regionElements: Set<String> = [
    "body", "main", "section", "article", "aside", "nav", "header", "footer", "dialog", "form",
    "fieldset", "figure",
  ]

  private static let regionRoles: Set<String> = [
    "main", "region", "group", "dialog", "alertdialog", "article", "complementary", "navigation",
    "banner", "contentinfo", "form", "search", "tabpanel", "figure",
  ]

  private static let neverShown: Set<String> = [
    "script", "style", "template", "link", "base", "param", "source", "track", "noembed",
    "noframes",
    "object", "audio", "video", "canvas", "iframe", "datalist",
  ]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "label", "legend",
    "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section",
    "select", "summary", "table", "tbody", "td", "text", "textarea", "tfoot", "th", "thead",
    "title", "desc", "tr", "ul",
  ]
}
