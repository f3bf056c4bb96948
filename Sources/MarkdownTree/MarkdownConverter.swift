import CCMarkGFM
import CMarkArena
import SourceText

/// Turns cmark's nodes into a ``MarkdownTree``; the only code that knows cmark.
///
/// cmark's blocks begin where they say. Their ends may be `next line:0` or, for HTML, wrong; inline
/// columns count bytes and assume that every line of a paragraph is indented as the first one is.
struct MarkdownConverter {
  private(set) var tree: MarkdownTree
  private(set) var isTooDeep = false
  private let source: SourceFile
  private let start: Int
  private let keepsEmphasis: Bool
  /// The 0-based line at which the parsed text begins.
  private let firstLine: Int
  private let lineStarts: [Int]

  init(source: SourceFile, start: Int, keepsEmphasis: Bool) {
    self.source = source
    self.keepsEmphasis = keepsEmphasis
    tree = MarkdownTree(source: source)
    let bytes = source.bytes
    // A byte order mark is no text, but its scalar counts in the columns of the first line.
    let isMarked = start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.start = isMarked ? 3 : start
    firstLine = source.position(ofByte: start).line - 1
    lineStarts = source.lineStarts
  }

  mutating func convert() {
    let memory = waymark_arena_begin()
    defer { waymark_arena_end() }
    guard let parser = cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS, memory) else { return }
    source.bytes.withUnsafeBytes { buffer in
      let text = buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
      cmark_parser_feed(parser, text, buffer.count - start)
    }
    guard let document = cmark_parser_finish(parser) else { return }
    tree.blocks.reserveCapacity(source.lineCount * 2)
    tree.inlines.reserveCapacity(source.lineCount * 2)
    tree.literals.reserveCapacity(source.bytes.count)
    tree.first = blocks(in: document, depth: 1).first
  }

}

extension MarkdownConverter {
  /// Adds the children of a node; gives the first and the end of the last.
  private mutating func blocks(
    in parent: OpaquePointer, depth: Int
  ) -> (first: Int32, end: Int32?) {
    guard depth <= MarkdownLimits.depth * 2 + 2 else {
      isTooDeep = true
      return (MarkdownTree.Block.none, nil)
    }
    var first = MarkdownTree.Block.none
    var previous = MarkdownTree.Block.none
    var end: Int32?
    var child = cmark_node_first_child(parent)
    while let node = child {
      child = cmark_node_next(node)
      guard let index = block(node, depth: depth) else { continue }
      if previous == MarkdownTree.Block.none {
        first = index
      } else {
        tree.blocks[Int(previous)].next = index
      }
      previous = index
      end = tree.blocks[Int(index)].range.upperBound
    }
    return (first, end)
  }

  private mutating func block(_ node: OpaquePointer, depth: Int) -> Int32? {
    guard let (kind, number) = kind(of: node) else { return nil }
    let index = Int32(tree.blocks.count)
    let begin = offset(line: cmark_node_get_start_line(node), cmark_node_get_start_column(node) - 1)
    let none = Int32(tree.inlines.count)
    tree.blocks.append(
      MarkdownTree.Block(
        kind: kind, number: number, range: begin..<begin, inlines: none..<none))
    var end: Int32
    switch kind {
    case .paragraph, .heading:
      inlines(of: node, start: begin)
      end = self.end(of: node, from: begin)
    case .html:
      let literal = add(cmark_node_get_literal(node))
      end = htmlEnd(of: node, literal)
      tree.inlines.append(MarkdownTree.Inline(kind: .html, literal: literal, range: begin..<end))
    case .code, .rule: end = self.end(of: node, from: begin)
    case .bulletList, .orderedList, .item, .quote:
      let children = blocks(in: node, depth: depth + 1)
      tree.blocks[Int(index)].firstChild = children.first
      end = children.end ?? self.end(of: node, from: begin)
    }
    end = max(begin, end)
    tree.blocks[Int(index)].range = begin..<end
    tree.blocks[Int(index)].inlines = none..<Int32(tree.inlines.count)
    return index
  }

  private func kind(of node: OpaquePointer) -> (MarkdownTree.Block.Kind, Int32)? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: (.paragraph, 0)
    case CMARK_NODE_HEADING: (.heading, cmark_node_get_heading_level(node))
    case CMARK_NODE_LIST:
      cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        ? (.orderedList, cmark_node_get_list_start(node)) : (.bulletList, 0)
    case CMARK_NODE_ITEM: (.item, 0)
    case CMARK_NODE_BLOCK_QUOTE: (.quote, 0)
    case CMARK_NODE_CODE_BLOCK: (.code, 0)
    case CMARK_NODE_HTML_BLOCK: (.html, 0)
    case CMARK_NODE_THEMATIC_BREAK: (.rule, 0)
    default: nil
    }
  }

  /// The offset of a byte in one of cmark's lines.
  private func offset(line: Int32, _ byte: Int32) -> Int32 {
    let line = Int(line) - 1 + firstLine
    guard line < lineStarts.count else { return Int32(source.bytes.count) }
    let begin = line == firstLine ? start : lineStarts[max(0, line)]
    return Int32(min(begin + Int(max(0, byte)), source.bytes.count))
  }

  /// The exclusive end that cmark gives, without the line ends that it sometimes counts in.
  private func end(of node: OpaquePointer, from begin: Int32) -> Int32 {
    trimmed(
      offset(line: cmark_node_get_end_line(node), cmark_node_get_end_column(node)), from: begin)
  }

  private func trimmed(_ end: Int32, from begin: Int32) -> Int32 {
    var end = end
    while end > begin {
      switch source.bytes[Int(end) - 1] {
      case 0x20, 0x09, 0x0A, 0x0D: end -= 1
      default: return end
      }
    }
    return end
  }

  /// cmark gives the line before the last one; the literal tells how many there are.
  private func htmlEnd(of node: OpaquePointer, _ literal: Range<Int32>) -> Int32 {
    let text = tree.literals[Int(literal.lowerBound)..<Int(literal.upperBound)]
    var lines: Int32 = 0
    for byte in text where byte == 0x0A { lines += 1 }
    let first = cmark_node_get_start_line(node)
    let begin = offset(line: first, cmark_node_get_start_column(node) - 1)
    let next = offset(line: first + max(1, lines), 0)
    return trimmed(next, from: begin)
  }

  private mutating func add(_ text: UnsafePointer<CChar>?) -> Range<Int32> {
    let begin = Int32(tree.literals.count)
    guard let text else { return begin..<begin }
    var length = 0
    while text[length] != 0 { length += 1 }
    text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
      tree.literals.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    }
    return begin..<Int32(tree.literals.count)
  }
}

extension MarkdownConverter {
  /// How far cmark's inline columns of one paragraph are off, line by line.
  ///
  /// They are right on the paragraph's first line. Further lines count from the first one's column,
  /// without their own indentation where they continue the paragraph, with it where they do so
  /// lazily; but what follows a line break begins where the line's text begins.
  private struct Columns {
    var firstLine: Int32
    var indentation: Int32
    var line: Int32 = 0
    var shift: Int32 = 0
    var followsBreak = false
  }

  /// Adds the runs below a paragraph or heading, without recursion: emphasis nests without bound.
  private mutating func inlines(of block: OpaquePointer, start: Int32) {
    var columns = Columns(
      firstLine: cmark_node_get_start_line(block),
      indentation: cmark_node_get_start_column(block) - 1)
    var next = cmark_node_first_child(block)
    while let node = next {
      enter(node, &columns)
      if let child = cmark_node_first_child(node) {
        next = child
        continue
      }
      next = nil
      var current = node
      while true {
        leave(current)
        if let sibling = cmark_node_next(current) {
          next = sibling
          break
        }
        guard let parent = cmark_node_parent(current), parent != block else { break }
        current = parent
      }
    }
  }

  private mutating func enter(_ node: OpaquePointer, _ columns: inout Columns) {
    let kind: MarkdownTree.Inline.Kind
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: kind = .text
    case CMARK_NODE_CODE: kind = .code
    case CMARK_NODE_HTML_INLINE: kind = .html
    case CMARK_NODE_SOFTBREAK: kind = .softBreak
    case CMARK_NODE_LINEBREAK: kind = .hardBreak
    case CMARK_NODE_LINK: kind = .linkStart
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_IMAGE:
      align(node, &columns)
      if let (begin, _) = emphasis(node) { mark(begin) }
      return
    default: return
    }
    var literal = Int32(tree.literals.count)..<Int32(tree.literals.count)
    switch kind {
    case .text, .code, .html: literal = add(cmark_node_get_literal(node))
    case .linkStart: literal = add(cmark_node_get_url(node))
    case .softBreak, .hardBreak, .linkEnd: columns.followsBreak = true
    case .emphasisStart, .emphasisEnd, .strongStart, .strongEnd: break
    }
    let range = sourceRange(of: node, &columns)
    tree.inlines.append(MarkdownTree.Inline(kind: kind, literal: literal, range: range))
  }

  private mutating func leave(_ node: OpaquePointer) {
    if cmark_node_get_type(node) == CMARK_NODE_LINK { mark(.linkEnd) }
    if let (_, end) = emphasis(node) { mark(end) }
  }

  /// Adds a run without text where the one before it ends.
  private mutating func mark(_ kind: MarkdownTree.Inline.Kind) {
    let end = tree.inlines.last?.range.upperBound ?? 0
    tree.inlines.append(
      MarkdownTree.Inline(
        kind: kind, literal: Int32(tree.literals.count)..<Int32(tree.literals.count),
        range: end..<end))
  }

  private func emphasis(
    _ node: OpaquePointer
  ) -> (MarkdownTree.Inline.Kind, MarkdownTree.Inline.Kind)? {
    guard keepsEmphasis else { return nil }
    return switch cmark_node_get_type(node) {
    case CMARK_NODE_EMPH: (.emphasisStart, .emphasisEnd)
    case CMARK_NODE_STRONG: (.strongStart, .strongEnd)
    default: nil
    }
  }

  private func sourceRange(of node: OpaquePointer, _ columns: inout Columns) -> Range<Int32> {
    let line = cmark_node_get_start_line(node)
    guard line > 0 else { return 0..<0 }
    align(node, &columns)
    let begin = offset(line: line, cmark_node_get_start_column(node) - 1 + columns.shift)
    let endLine = cmark_node_get_end_line(node)
    let endShift = endLine == line ? columns.shift : shift(of: endLine, columns)
    let end = offset(line: endLine, cmark_node_get_end_column(node) + endShift)
    return begin..<max(begin, end)
  }

  /// Finds the shift of the line that a node begins, when it is the first one there.
  private func align(_ node: OpaquePointer, _ columns: inout Columns) {
    let line = cmark_node_get_start_line(node)
    guard line > 0, line != columns.line else { return }
    // An automatic link's own position is wrong, its text's is right.
    let begin = offset(line: line, indentation(line))
    let isAutomatic =
      cmark_node_get_type(node) == CMARK_NODE_LINK && byte(begin) == UInt8(ascii: "<")
    columns.shift = shift(of: line, columns)
    if isAutomatic { return }
    if columns.followsBreak, line != columns.firstLine {
      let column = cmark_node_get_start_column(node) - 1 - delimiter(of: node, at: begin)
      columns.shift = indentation(line) - column
    }
    columns.line = line
    columns.followsBreak = false
  }

  private func shift(of line: Int32, _ columns: Columns) -> Int32 {
    line == columns.firstLine ? 0 : indentation(line) - columns.indentation
  }

  /// How many bytes before a node's position its markup begins: code counts from its text.
  private func delimiter(of node: OpaquePointer, at begin: Int32) -> Int32 {
    let mark: UInt8
    switch cmark_node_get_type(node) {
    case CMARK_NODE_CODE: mark = UInt8(ascii: "`")
    case CMARK_NODE_TEXT where byte(begin) == UInt8(ascii: "<"): return 1
    default: return 0
    }
    var end = begin
    while byte(end) == mark { end += 1 }
    return end - begin
  }

  private func byte(_ offset: Int32) -> UInt8? {
    Int(offset) < source.bytes.count ? source.bytes[Int(offset)] : nil
  }

  /// How many bytes stand before the text of a paragraph's further line.
  private func indentation(_ line: Int32) -> Int32 {
    let begin = Int(offset(line: line, 0))
    var index = begin
    while index < source.bytes.count {
      switch source.bytes[index] {
      case 0x20, 0x09, UInt8(ascii: ">"): index += 1
      default: return Int32(index - begin)
      }
    }
    return Int32(index - begin)
  }
}
