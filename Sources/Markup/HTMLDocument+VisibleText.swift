import CLibXML2

extension HTMLDocument {
  /// The text that a person would read with style sheets and scripts off.
  ///
  /// Much like `innerText` (WHATWG HTML, section 3.2.7): what is never rendered or hidden is left
  /// out, white space is folded outside `pre`, blocks and `br` begin a line, cells of a row are
  /// apart by a space. No-break spaces become spaces.
  package var visibleText: String {
    guard let root = xmlDocGetRootElement(pointer) else { return "" }
    return Self.visibleText(of: root)
  }

  /// The visible text of each element that a selector matches, in document order.
  package func visibleTexts(_ selector: CSSSelector) throws(MarkupEvaluationError) -> [String] {
    let nodes = try select(selector, detail: .full)
    var texts: [String] = []
    for node in nodes {
      guard let path = node.source?.path, let element = element(at: path) else { continue }
      texts.append(Self.visibleText(of: element))
    }
    return texts
  }

  private func element(at path: String) -> xmlNodePtr? {
    guard let context = xmlXPathNewContext(pointer) else { return nil }
    defer { xmlXPathFreeContext(context) }
    let object = xmlXPathEvalExpression(path, context)
    defer { xmlXPathFreeObject(object) }
    guard let set = object?.pointee.nodesetval, set.pointee.nodeNr == 1 else { return nil }
    return set.pointee.nodeTab?[0]
  }

  private static func visibleText(of root: xmlNodePtr) -> String {
    var folder = TextFolder()
    var node = root
    while true {
      let entered = enter(node, &folder)
      if entered, let child = node.pointee.children {
        node = child
        continue
      }
      if entered { leave(node, &folder) }
      while node != root, node.pointee.next == nil, let parent = node.pointee.parent {
        node = parent
        leave(node, &folder)
      }
      guard node != root, let next = node.pointee.next else { return folder.text }
      node = next
    }
  }

  /// Whether the node's children are to be visited; `leave` follows if so.
  private static func enter(_ node: xmlNodePtr, _ folder: inout TextFolder) -> Bool {
    switch node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      if let content = node.pointee.content {
        folder.append(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
      }
      return false
    case XML_ELEMENT_NODE:
      let name = LibXML.string(node.pointee.name)
      guard !neverShown.contains(name), !isHidden(node, name) else { return false }
      if name == "br" { folder.breakLine(isForced: true) }
      if blocks.contains(name) { folder.breakLine() }
      if name == "td" || name == "th" { folder.separate() }
      if preformatted.contains(name) { folder.preformattedDepth += 1 }
      return true
    default: return false
    }
  }

  private static func leave(_ node: xmlNodePtr, _ folder: inout TextFolder) {
    guard node.pointee.type == XML_ELEMENT_NODE else { return }
    let name = LibXML.string(node.pointee.name)
    if preformatted.contains(name) { folder.preformattedDepth -= 1 }
    if blocks.contains(name) { folder.breakLine() }
    if name == "td" || name == "th" { folder.separate() }
  }

  private static func isHidden(_ node: xmlNodePtr, _ name: String) -> Bool {
    if xmlHasProp(node, "hidden") != nil { return true }
    if name == "dialog", xmlHasProp(node, "open") == nil { return true }
    if name != "summary", let parent = node.pointee.parent,
      LibXML.string(parent.pointee.name) == "details", xmlHasProp(parent, "open") == nil
    {
      return true
    }
    guard xmlHasProp(node, "style") != nil else { return false }
    let style = LibXML.take(xmlGetProp(node, "style")).lowercased().filter { !$0.isWhitespace }
    return style.split(separator: ";").contains {
      $0.hasPrefix("display:none") || $0.hasPrefix("visibility:hidden")
    }
  }

  private static let neverShown: Set<String> = [
    "head", "script", "style", "template", "title", "meta", "link", "base", "object", "iframe",
    "audio", "video", "canvas", "datalist", "param", "source", "track", "noembed", "noframes",
  ]

  private static let preformatted: Set<String> = ["pre", "textarea", "listing", "plaintext"]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary",
    "table", "tbody", "textarea", "tfoot", "thead", "tr", "ul",
  ]
}

/// Folds white space as lines of text are laid out (CSS Text 3, section 4.1).
private struct TextFolder {
  var preformattedDepth = 0
  private var bytes: [UInt8] = []
  private var needsSpace = false
  private var isAtLineStart = true

  var text: String {
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  mutating func append(_ content: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < content.count {
      let byte = content[index]
      let isNoBreakSpace =
        byte == 0xC2 && index + 1 < content.count && content[index + 1] == 0xA0
      index += isNoBreakSpace ? 2 : 1
      if isNoBreakSpace {
        put(0x20)
      } else if byte == 0x20 || 0x09...0x0D ~= byte {
        if preformattedDepth == 0 {
          separate()
        } else if byte == 0x0A {
          breakLine(isForced: true)
        } else if byte != 0x0D {
          put(byte)
        }
      } else {
        put(byte)
      }
    }
  }

  mutating func separate() {
    if !isAtLineStart { needsSpace = true }
  }

  /// Ends the line; an empty line is kept only where the author forced it.
  mutating func breakLine(isForced: Bool = false) {
    needsSpace = false
    while !isAtLineStart, bytes.last == 0x20 { bytes.removeLast() }
    if !isAtLineStart || isForced && !bytes.isEmpty { bytes.append(0x0A) }
    isAtLineStart = true
  }

  private mutating func put(_ byte: UInt8) {
    if needsSpace { bytes.append(0x20) }
    needsSpace = false
    isAtLineStart = false
    bytes.append(byte)
  }
}
