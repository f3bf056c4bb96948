import Markup

/// Headings, tables, lists, ids and what the page as a whole says of itself.
extension AccessiblePage {
  func judgeHeadings(_ outcome: inout Outcome) {
    var last = 0
    var hasFirst = false
    for place in told {
      let node = tree.nodes[place]
      guard let level = headingLevel(place) else { continue }
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

  func headingLevel(_ place: Int) -> Int? {
    let node = tree.nodes[place]
    switch role(of: place) {
    case "heading": return node["aria-level"].flatMap { Int($0) } ?? 2
    case nil: break
    // Another role makes it no heading.
    default: return nil
    }
    guard node.name.utf8.count == 2, node.name.hasPrefix("h"),
      let level = Int(node.name.dropFirst()), 1...6 ~= level
    else { return nil }
    return level
  }

  /// Whether it stands in a part that all pages have: headings there keep their levels whatever those
  /// of the content are (WAI, Page Structure Tutorial, Headings).
  private func isFixed(_ place: Int) -> Bool {
    let parts = ancestors(of: place).map { role(of: $0) ?? tree.nodes[$0].name }
    if parts.contains(where: { ["main", "article", "section"].contains($0) }) { return false }
    return parts.contains {
      ["nav", "navigation", "aside", "complementary", "header", "banner", "footer", "contentinfo"]
        .contains($0)
    }
  }

  /// Only ids that something refers to are a barrier when they are not unique: WCAG 2.2 has no demand on
  /// the others any more (4.1.1, obsolete and removed).
  func judgeIDs(_ outcome: inout Outcome) {
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

  func judgeTables(_ outcome: inout Outcome) {
    for place in told where tree.nodes[place].name == "table" {
      let node = tree.nodes[place]
      if let role = role(of: place), role == "presentation" || role == "none" { continue }
      // A table with headings or tables in its cells lays a page out.
      let cells = (place + 1)..<node.end
      guard !cells.contains(where: { tree.nodes[$0].name == "table" || headingLevel($0) != nil })
      else {
        continue
      }
      let inside = tree.nodes[place..<node.end]
      let rows = inside.count { $0.name == "tr" }
      guard rows > 1 else { continue }
      let headers = (place..<node.end).filter { place in
        tree.nodes[place].name == "th" || ["columnheader", "rowheader"].contains(role(of: place))
      }
      outcome.demand(
        headers.contains { !text(of: $0).isEmpty || namedByAttributes(tree.nodes[$0]) }, place,
        "a table with header cells", "none in \(rows) rows")
      for cell in place..<node.end {
        for id in (tree.nodes[cell]["headers"] ?? "").split(whereSeparator: \.isWhitespace) {
          outcome.demand(
            headers.contains { tree.nodes[$0]["id"] == String(id) }, cell,
            "a cell whose headers are there", "no header “\(id)”")
        }
      }
    }
  }

  func judgeZoom(_ outcome: inout Outcome) {
    for place in elements {
      let node = tree.nodes[place]
      guard node.name == "meta", ASCII.lowercased(node["name"] ?? "") == "viewport",
        let content = node["content"]
      else { continue }
      let settings = ASCII.lowercased(content).split { $0 == "," || $0 == ";" }
        .map { $0.filter { !$0.isWhitespace } }
      let forbids = settings.contains { setting in
        if setting.hasPrefix("user-scalable=") {
          let value = setting.dropFirst(14)
          return value == "no" || Double(value).map { abs($0) < 1 } ?? false
        }
        guard setting.hasPrefix("maximum-scale=") else { return false }
        return (Double(setting.dropFirst(14)) ?? 10) < 2
      }
      outcome.demand(!forbids, place, "a page that can be enlarged", "“\(content)”")
    }
  }

  func judgeLanguage(_ outcome: inout Outcome) {
    let language = tree.nodes[root]["lang"] ?? ""
    outcome.demand(
      Self.isLanguage(language), root, "the page's language in `lang`",
      language.isEmpty ? "none" : "“\(language)”")
    for place in elements where place != root {
      guard let language = tree.nodes[place]["lang"], !language.isEmpty else { continue }
      outcome.demand(Self.isLanguage(language), place, "a language in `lang`", "“\(language)”")
    }
  }

  /// Begins with two or three letters, as every language in use does (RFC 5646, section 2.2.1).
  private static func isLanguage(_ text: String) -> Bool {
    let first = text.utf8.prefix { $0 != UInt8(ascii: "-") }
    return 2...3 ~= first.count && first.allSatisfy(ASCII.isLetter)
      && text.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  func judgeLists(_ outcome: inout Outcome) {
    for place in told {
      let node = tree.nodes[place]
      if node.name == "li", role(of: place) == nil {
        let parent = node.parent
        let isInList =
          ["ul", "ol", "menu"].contains(tree.nodes[parent].name) || role(of: parent) == "list"
        outcome.demand(isInList, place, "an item in a list", "a `li` outside of one")
      }
      guard ["ul", "ol"].contains(node.name), role(of: place) == nil else { continue }
      let stranger = tree.children(of: place).first { child in
        let node = tree.nodes[child]
        return node.kind == .element && !["li", "script", "template"].contains(node.name)
          && role(of: child) != "listitem"
      }
      outcome.demand(
        stranger == nil, stranger ?? place, "nothing but items in a list",
        "a `\(stranger.map { tree.nodes[$0].name } ?? "")`")
    }
  }

  /// Nothing moves on, or moves, by itself (WCAG 2.2, 2.2.1 and 2.2.2).
  func judgeTiming(_ outcome: inout Outcome) {
    for place in elements {
      let node = tree.nodes[place]
      if node.name == "meta", ASCII.lowercased(node["http-equiv"] ?? "") == "refresh" {
        let delay = Double((node["content"] ?? "").prefix { "0123456789.".contains($0) }) ?? 0
        // At once is a redirect, and twenty hours are long enough.
        outcome.demand(
          delay == 0 || delay > 72_000, place, "a page that stays",
          "it is loaded again after \(Int(min(delay, 72_000))) seconds")
      }
      if node.name == "blink" || node.name == "marquee" {
        outcome.demand(false, place, "text that stands still", "a `\(node.name)`")
      }
    }
  }
}
