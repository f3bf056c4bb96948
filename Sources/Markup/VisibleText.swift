/// The text that a person would read with style sheets and scripts off, of a document and of each
/// element in it.
///
/// Much like `innerText` (WHATWG HTML, section 3.2.7): what is never rendered or hidden is left
/// out, white space is folded outside `pre`, blocks and `br` begin a line, cells of a row are
/// apart by a space. No-break spaces become spaces.
package struct VisibleText: Sendable {
  package enum Form: Sendable {
    case lines
    /// On one line, with all white space folded and in lower case: for finding words.
    case folded
  }

  /// UTF-8.
  package let bytes: [UInt8]
  /// For each node of the tree where its text begins and ends; begins at -1 where it has none.
  private let starts: [Int32]
  private let ends: [Int32]

  package init(_ tree: MarkupTree, _ form: Form = .lines) {
    var layout = TextLayout(tree, form)
    layout.run()
    bytes = layout.folder.bytes
    starts = layout.starts
    ends = layout.ends
  }

  /// The text of all.
  package var text: String { text(of: 0) }

  /// The text of a node; empty where it is not shown.
  package func text(of index: Int) -> String {
    String(decoding: bytes[range(of: index)], as: UTF8.self)
  }

  /// Where the text of a node stands in ``bytes``, without blanks around it.
  package func range(of index: Int) -> Range<Int> {
    guard starts[index] >= 0 else { return 0..<0 }
    // Blanks that the end of a line took away may have stood before it.
    var start = min(Int(starts[index]), bytes.count)
    var end = min(Int(ends[index]), bytes.count)
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A { end -= 1 }
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
    return start..<max(start, end)
  }

  /// Whether the node is laid out at all, with text or without.
  package func isShown(_ index: Int) -> Bool { starts[index] >= 0 }
}

private struct TextLayout {
  let tree: MarkupTree
  var folder: TextFolder
  var starts: [Int32]
  var ends: [Int32]

  init(_ tree: MarkupTree, _ form: VisibleText.Form) {
    self.tree = tree
    folder = TextFolder(isFlat: form == .folded)
    starts = Array(repeating: -1, count: tree.nodes.count)
    ends = starts
  }

  mutating func run() {
    let nodes = tree.nodes
    // Elements that are entered, with the index where each ends.
    var open: [(index: Int, end: Int)] = []
    var index = 0
    while index < nodes.count {
      while let last = open.last, last.end <= index {
        open.removeLast()
        leave(last.index)
      }
      switch nodes[index].kind {
      case .text where tree.isHidden(index): index += 1
      case .text:
        starts[index] = Int32(clamping: folder.bytes.count)
        folder.append(nodes[index].text)
        ends[index] = Int32(clamping: folder.bytes.count)
        index += 1
      case .element where !enter(index):
        index = nodes[index].end
      case .element, .document:
        if nodes[index].kind == .document { starts[0] = 0 }
        open.append((index, nodes[index].end))
        index += 1
      }
    }
    while let last = open.popLast() { leave(last.index) }
  }

  /// Whether the element's children are to be visited; `leave` follows if so.
  private mutating func enter(_ index: Int) -> Bool {
    let name = tree.nodes[index].name
    guard !Self.neverShown.contains(name), !tree.isHidden(index) else { return false }
    if name == "br" { folder.breakLine(isForced: true) }
    if Self.blocks.contains(name) { folder.breakLine() }
    if name == "td" || name == "th" { folder.separate() }
    if Self.preformatted.contains(name) { folder.preformattedDepth += 1 }
    starts[index] = Int32(clamping: folder.bytes.count)
    return true
  }

  private mutating func leave(_ index: Int) {
    ends[index] = Int32(clamping: folder.bytes.count)
    let name = tree.nodes[index].name
    if Self.preformatted.contains(name) { folder.preformattedDepth -= 1 }
    if Self.blocks.contains(name) { folder.breakLine() }
    if name == "td" || name == "th" { folder.separate() }
  }

  /// What should be in `head` rather than `head` itself: libxml2 knows HTML 4 and takes a `main`
  /// that comes without `body` to be in there.
  private static let neverShown: Set<String> = [
    "script", "style", "template", "title", "meta", "link", "base", "object", "iframe",
    "audio", "video", "canvas", "datalist", "param", "source", "track", "noembed", "noframes",
  ]

  private static let preformatted: Set<String> = ["pre", "textarea", "listing", "plaintext"]

  private static let blocks: Set<String> = MarkupTree.blocks
}

extension MarkupTree {
  /// Names of the elements that are blocks unless a style sheet says otherwise.
  package static let blocks: Set<String> = [
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
  private(set) var bytes: [UInt8] = []
  private var needsSpace = false
  private var isAtLineStart = true
  /// Nothing breaks lines or is preformatted, and letters become small.
  private let isFlat: Bool

  init(isFlat: Bool) { self.isFlat = isFlat }

  mutating func append(_ text: String) {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    var text = isFlat && !isASCII ? text.lowercased() : text
    text.withUTF8 { append($0) }
  }

  private mutating func append(_ content: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < content.count {
      let byte = content[index]
      let isNoBreakSpace =
        byte == 0xC2 && index + 1 < content.count && content[index + 1] == 0xA0
      index += isNoBreakSpace ? 2 : 1
      if isFlat, isNoBreakSpace || byte == 0x20 || 0x09...0x0D ~= byte {
        separate()
      } else if isNoBreakSpace {
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
        put(isFlat && byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
    }
  }

  mutating func separate() {
    if !isAtLineStart { needsSpace = true }
  }

  /// Ends the line; an empty line is kept only where the author forced it.
  mutating func breakLine(isForced: Bool = false) {
    guard !isFlat else { return separate() }
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
