import MarkdownTree
import SourceText

/// Inline Markdown as plain text, with a way back to the source.
///
/// White space is folded; the text of links and code is kept; comments and tags are left out.
struct PlainText {
  /// Where an inline run begins in the plain text.
  private struct Run {
    var plain: Int
    var inline: Int32
  }

  private(set) var bytes: [UInt8] = []
  /// Where the source breaks a line.
  private(set) var breaks: [(offset: Int, isHard: Bool)] = []
  private(set) var links: [PlainLink] = []
  private(set) var comments: [(text: ArraySlice<UInt8>, range: Range<Int32>)] = []
  private var runs: [Run] = []
  private var isSpacePending = false

  /// Begins anew and keeps the room it has.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    breaks.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    comments.removeAll(keepingCapacity: true)
    isSpacePending = false
  }

  var isEmpty: Bool { bytes.isEmpty }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  var endsInColon: Bool { bytes.last == UInt8(ascii: ":") }

  /// Adds a paragraph's or heading's text after a space; runs from `limit` on are left out.
  mutating func append(_ block: Int32, of tree: MarkdownTree, before limit: Int32 = .max) {
    isSpacePending = !bytes.isEmpty
    var openLinks = 0
    for index in tree.blocks[Int(block)].inlineIndices {
      let inline = tree.inlines[index]
      if inline.range.lowerBound >= limit, inline.kind == .text || inline.kind == .code { return }
      switch inline.kind {
      case .text, .code:
        runs.append(Run(plain: bytes.count, inline: Int32(index)))
        let isBare = openLinks == 0 && inline.kind == .text
        append(tree.literals, inline.literal, at: inline, findingLinks: isBare)
      case .softBreak, .hardBreak:
        isSpacePending = !bytes.isEmpty
        breaks.append((bytes.count, inline.kind == .hardBreak))
      case .html: appendMarkup(tree.literal(inline), inline.range)
      case .linkStart:
        openLinks += 1
        links.append(
          PlainLink(
            target: String(decoding: tree.literal(inline), as: UTF8.self),
            label: bytes.count..<bytes.count, source: inline.range))
      case .linkEnd:
        openLinks -= 1
        closeLink(at: inline)
      case .emphasisStart, .emphasisEnd, .strongStart, .strongEnd: break
      }
    }
  }

  /// Adds the first paragraph of a list item without the mark of a task (GFM, section 5.3).
  ///
  /// Whether a task is done says nothing about what must hold, so ticking it changes no text.
  mutating func append(item block: Int32, of tree: MarkdownTree, before limit: Int32 = .max) {
    let isFirst = isEmpty
    append(block, of: tree, before: limit)
    guard isFirst, bytes.count > 3, bytes[3] == 0x20, Self.isTask(bytes[...]),
      Self.isTask(tree.source.bytes[Int(tree.blocks[Int(block)].range.lowerBound)...])
    else { return }
    let length = 4
    bytes.removeFirst(length)
    for index in runs.indices { runs[index].plain = max(0, runs[index].plain - length) }
    for index in breaks.indices { breaks[index].offset = max(0, breaks[index].offset - length) }
    for index in links.indices {
      let label = links[index].label
      links[index].label = max(0, label.lowerBound - length)..<max(0, label.upperBound - length)
    }
  }

  /// Whether bytes begin with `[ ]` or `[x]`.
  private static func isTask(_ bytes: ArraySlice<UInt8>) -> Bool {
    let mark = Array(bytes.prefix(3))
    return mark.count == 3 && mark[0] == UInt8(ascii: "[") && mark[2] == UInt8(ascii: "]")
      && (mark[1] == 0x20 || mark[1] | 0x20 == UInt8(ascii: "x"))
  }

  /// Adds a comment that stands in a block of its own.
  mutating func append(comment text: ArraySlice<UInt8>, range: Range<Int32>) {
    comments.append((text, range))
  }

  private mutating func closeLink(at inline: MarkdownTree.Inline) {
    guard let index = links.lastIndex(where: { !$0.isClosed }) else { return }
    links[index].isClosed = true
    var start = links[index].label.lowerBound
    if start < bytes.count, bytes[start] == 0x20 { start += 1 }
    links[index].label = start..<max(start, bytes.count)
  }

  private mutating func append(
    _ literals: [UInt8], _ range: Range<Int32>, at inline: MarkdownTree.Inline, findingLinks: Bool
  ) {
    let plain = bytes.count
    var hasAddress = false
    literals.withUnsafeBufferPointer { literals in
      let end = Int(range.upperBound)
      var index = Int(range.lowerBound)
      while index < end {
        if literals[index].isASCIISpace {
          isSpacePending = !bytes.isEmpty
          index += 1
          continue
        }
        // Everything up to white space that must be folded is copied as it is.
        let start = index
        while index < end {
          let byte = literals[index]
          if byte == UInt8(ascii: ":"), index + 2 < end, literals[index + 1] == UInt8(ascii: "/") {
            hasAddress = true
          }
          if byte <= 0x20, byte.isASCIISpace,
            byte != 0x20 || index + 1 == end || literals[index + 1].isASCIISpace
          {
            break
          }
          index += 1
        }
        if isSpacePending { bytes.append(0x20) }
        isSpacePending = false
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: literals[start..<index]))
      }
    }
    if hasAddress, findingLinks { findAddresses(from: plain, in: inline) }
  }

  /// Bare web addresses, which cmark's own extension finds but then spoils positions.
  private mutating func findAddresses(from plain: Int, in inline: MarkdownTree.Inline) {
    var index = plain
    while index < bytes.count {
      guard
        let scheme = ["https://", "http://"].first(where: { bytes[index...].starts(with: $0.utf8) }
        ),
        index == 0 || !bytes[index - 1].isASCIIWord
      else {
        index += 1
        continue
      }
      let start = index
      index += scheme.utf8.count
      let hostStart = index
      while index < bytes.count, !Self.endsAddress(bytes[index]) { index += 1 }
      while index > hostStart, Self.isTrailing(bytes[index - 1]) { index -= 1 }
      guard index > hostStart else { continue }
      var link = PlainLink(
        target: String(decoding: bytes[start..<index], as: UTF8.self), label: start..<index,
        source: inline.range)
      link.isBare = true
      link.isClosed = true
      links.append(link)
    }
  }

  private static func endsAddress(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "|")
  }

  private static func isTrailing(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: ")"),
      UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private mutating func appendMarkup(_ literal: ArraySlice<UInt8>, _ range: Range<Int32>) {
    if literal.starts(with: "<!--".utf8) {
      comments.append((literal, range))
    } else if literal.count >= 4,
      literal.starts(with: "<br".utf8) || literal.starts(with: "<BR".utf8)
    {
      isSpacePending = !bytes.isEmpty
    }
  }
}

/// A link as it stands in a text.
struct PlainLink {
  var target: String
  /// The label's place in the plain text.
  var label: Range<Int>
  var source: Range<Int32>
  var isClosed = false
  var isBare = false

  init(target: String, label: Range<Int>, source: Range<Int32>) {
    self.target = target
    self.label = label
    self.source = source
  }
}

extension PlainText {
  /// How far the search for places in the source has come; places are asked for in order.
  struct Cursor {
    fileprivate var run = 0
    fileprivate var plain = 0
    fileprivate var source = -1
  }

  /// The source bytes of a stretch of the text.
  ///
  /// Runs know where they begin; within one, the first word of the stretch is looked for, because
  /// escapes and entities make the text shorter than its source.
  func source(
    _ stretch: Range<Int>, after cursor: inout Cursor, in tree: MarkdownTree, block: Range<Int32>
  ) -> Range<Int32> {
    guard !runs.isEmpty else { return block }
    var run = cursor.run
    while run + 1 < runs.count, runs[run + 1].plain <= stretch.lowerBound { run += 1 }
    if run != cursor.run || cursor.source < 0 {
      cursor.run = run
      cursor.plain = runs[run].plain
      cursor.source = Int(tree.inlines[Int(runs[run].inline)].range.lowerBound)
    }
    let first = bytes[stretch].prefix { $0 != 0x20 }
    let last = bytes[
      (bytes[stretch].lastIndex(of: 0x20).map { $0 + 1 } ?? stretch.lowerBound)..<stretch.upperBound
    ]
    // A character takes rarely more bytes in the source than `&nbsp;` does.
    let window = (stretch.upperBound - cursor.plain) * 6 + 256
    let end = min(Int(block.upperBound), cursor.source + window)
    while let next = find(first, in: bytes, from: cursor.plain, to: stretch.lowerBound),
      let place = find(first, in: tree.source.bytes, from: cursor.source, to: end)
    {
      cursor.plain = next + first.count
      cursor.source = place + first.count
    }
    guard let start = find(first, in: tree.source.bytes, from: cursor.source, to: end) else {
      // Written with an escape or entity within the word; later ones are looked for further on.
      cursor.source += stretch.upperBound - cursor.plain
      cursor.plain = stretch.upperBound
      return block
    }
    cursor.plain = stretch.lowerBound + first.count
    cursor.source = start + first.count
    if first.count < stretch.count,
      let place = find(last, in: tree.source.bytes, from: cursor.source, to: end)
    {
      cursor.plain = stretch.upperBound
      cursor.source = place + last.count
    }
    return Int32(start)..<Int32(cursor.source)
  }

  /// The inline run that a cursor has come to, which orders places within a document.
  func inline(at cursor: Cursor) -> Int32 { runs.isEmpty ? 0 : runs[cursor.run].inline }

  private func find(_ word: ArraySlice<UInt8>, in bytes: [UInt8], from: Int, to end: Int) -> Int? {
    guard let head = word.first else { return nil }
    var index = max(0, from)
    while index + word.count <= end {
      if bytes[index] == head, bytes[index..<index + word.count] == word { return index }
      index += 1
    }
    return nil
  }
}
