import Regexes

/// Changes of HTML that leave its tags alone.
enum HTMLEdit {
  /// Applies a replacement to the text between tags, scripts and styles left out.
  static func replacing(_ regex: LinearRegex, with replacement: String, in html: String) -> String {
    var result = ""
    var rest = html[...]
    var skipped: String?
    while let open = rest.firstIndex(of: "<") {
      let text = rest[..<open]
      result +=
        skipped == nil
        ? (try? regex.replacing(in: String(text), with: replacement)) ?? String(text) : String(text)
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      let tag = rest[open...close]
      result += tag
      let name = tag.dropFirst().prefix { $0.isLetter || $0 == "/" }.lowercased()
      if name == "script" || name == "style" { skipped = "/" + name }
      if name == skipped { skipped = nil }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// Puts markup at the end of every section, of the main part and, where there is neither, of the
  /// body: where readers of any part see it.
  static func adding(_ markup: String, to html: String) -> String {
    var result = html
    var isAdded = false
    for tag in ["</section>", "</main>"] where result.contains(tag) {
      result = result.replacing(tag, with: markup + tag)
      isAdded = true
    }
    if isAdded { return result }
    return result.contains("</body>")
      ? result.replacing("</body>", with: markup + "</body>") : result + markup
  }

  /// Turns the rows of table bodies and the items of lists round.
  static func reversingLists(in html: String) -> String {
    var result = html
    for (container, item) in [("tbody", "tr"), ("ul", "li"), ("ol", "li")] {
      result = reversing(container, item, in: result)
    }
    return result
  }

  private static func reversing(_ container: String, _ item: String, in html: String) -> String {
    var result = ""
    var rest = html[...]
    let end = "</\(container)>"
    while let open = rest.firstRange(of: "<\(container)"),
      let start = rest[open.upperBound...].firstIndex(of: ">"),
      let close = rest[start...].firstRange(of: end)
    {
      let inner = rest[rest.index(after: start)..<close.lowerBound]
      result += rest[...start]
      let items = inner.split(separator: "</\(item)>", omittingEmptySubsequences: false)
      let isNested = inner.contains("<\(container)")
      if items.count > 2, !isNested {
        result += items.dropLast().reversed().map { $0 + "</\(item)>" }.joined()
        result += items.last ?? ""
      } else {
        result += inner
      }
      result += end
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
