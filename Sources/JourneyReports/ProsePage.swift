import MarkdownTree
import RunEvents
import SourceText

/// Writes a journey's Markdown as HTML, with the verdict of each promise beside its sentence.
///
/// A promise belongs to the innermost block that holds its line: an item of a list, a row of a
/// table, a paragraph. Of what the text links to, only web addresses and stories become links;
/// images are their texts; markup is text.
struct ProsePage {
  let page: LivingDocument.Page
  let html: HTMLBuilder
  let stories: Set<String>
  private var tree = MarkdownTree(source: SourceFile(path: "", bytes: []))
  /// Promises that have found no place yet, by the line on which they begin.
  private var waiting: [Int: [ObligationResult]]
  private var hasTitle = false

  init(_ page: LivingDocument.Page, stories: Set<String>, promises: [ObligationResult]) {
    self.page = page
    html = page.html
    self.stories = stories
    waiting = Dictionary(grouping: promises) { $0.record.line }
  }

  mutating func write(_ markdown: String, path: String) {
    let source = SourceFile(path: path, text: markdown)
    tree =
      MarkdownDocument.parse(source, from: Self.textStart(of: source), keepsEmphasis: true).tree
    for block in tree.topLevel { write(block) }
  }

  /// Promises for which the text has no place: all of them where the log carries no text.
  mutating func writeRest(of journey: JourneyRecord) {
    let rest = waiting.sorted { $0.key < $1.key }.flatMap(\.value)
    guard !rest.isEmpty else { return }
    html.markup("<ul class=\"rest\">\n")
    for promise in rest {
      open("li", promise)
      let context = promise.record.context
      if !context.isEmpty {
        html.element("span", ["class": "context"], context.joined(separator: " \u{203A} "))
      }
      html.text(promise.record.text)
      writeReason(promise)
      html.markup("</li>\n")
    }
    html.markup("</ul>\n")
  }

  /// Front matter is for machines: the text begins behind its second fence.
  private static func textStart(of source: SourceFile) -> Int {
    func isFence(_ number: Int) -> Bool {
      guard let line = source.lineBytes(number) else { return false }
      let text = line.prefix(while: { $0 != 0x20 && $0 != 0x09 })
      return text.elementsEqual("---".utf8) || (number > 1 && text.elementsEqual("...".utf8))
    }
    guard isFence(1) else { return 0 }
    var number = 2
    while number <= source.lineCount, !isFence(number) { number += 1 }
    return number < source.lineCount ? source.lineStarts[number] : 0
  }

  // MARK: - Promises

  /// The promises that begin on these lines and have no place yet.
  private mutating func take(_ lines: ClosedRange<Int>) -> [ObligationResult] {
    guard !waiting.isEmpty else { return [] }
    return lines.flatMap { waiting.removeValue(forKey: $0) ?? [] }
  }

  private func lines(_ bytes: Range<Int32>) -> ClosedRange<Int> {
    let range = tree.range(bytes)
    return range.start.line...max(range.start.line, range.end.line)
  }

  /// Opens the element of a sentence and writes the verdict; a promise that the run left out has
  /// no anchor, since nothing is told of it.
  private func open(_ name: StaticString, _ promise: ObligationResult) {
    guard !promise.isDeselected else {
      html.open(name, ["class": "promise out"])
      html.element("span", ["class": "verdict"], "left out")
      return
    }
    let anchor = Anchor.of(promise.record)
    let standing = promise.verdict.standing.rawValue
    html.open(name, ["id": anchor, "class": "promise \(standing)"])
    let words =
      [standing] + promise.marks.map(\.rawValue)
      + [page.past.mark(of: promise.record.id)].compactMap(\.self)
    html.element(
      "a", ["class": "verdict", "href": Anchor.reference(anchor)],
      words.joined(separator: " \u{B7} "))
    html.text(" ")
  }

  /// Why a sentence is not kept, where there is more to say than that nothing is bound to it.
  private func writeReason(_ promise: ObligationResult) {
    guard !promise.isDeselected, promise.verdict.standing != .kept,
      !promise.checks.isEmpty || promise.record.pendingReason != nil
    else { return }
    html.text(" ")
    let row = page.past.row(of: promise).map { "; \($0)" } ?? ""
    html.element("span", ["class": "reason"], Wording.cut(promise.reason, 300) + row)
  }

  /// Opens a block: with one promise it is the promise's element, several stand below it.
  private func openBlock(_ name: StaticString, _ promises: [ObligationResult]) {
    if promises.count == 1 { open(name, promises[0]) } else { html.open(name) }
  }

  private func writeList(of promises: [ObligationResult]) {
    guard promises.count > 1 else { return }
    html.markup("<ul class=\"rest\">\n")
    for promise in promises {
      open("li", promise)
      html.text(promise.record.text)
      writeReason(promise)
      html.markup("</li>\n")
    }
    html.markup("</ul>\n")
  }

  // MARK: - Blocks

  private mutating func write(_ index: Int32) {
    let block = tree.blocks[Int(index)]
    switch block.kind {
    case .heading: writeHeading(block)
    case .paragraph: writeParagraph(index)
    case .bulletList:
      html.markup("<ul>\n")
      for item in tree.children(of: index) { writeItem(item) }
      html.markup("</ul>\n")
    case .orderedList:
      html.open("ol", ["start": "\(block.number)"])
      html.markup("\n")
      for item in tree.children(of: index) { writeItem(item) }
      html.markup("</ol>\n")
    case .item: writeItem(index)
    case .quote:
      html.markup("<blockquote>\n")
      for child in tree.children(of: index) { write(child) }
      html.markup("</blockquote>\n")
    case .code:
      let lines = lines(block.range)
      let text = lines.compactMap { tree.source.line($0) }
      html.element("pre", text.joined(separator: "\n"))
    case .rule: html.markup("<hr>\n")
    case .html:
      let text = tree.inlines[block.inlineIndices].map {
        String(decoding: tree.literal($0), as: UTF8.self)
      }.joined()
      if !text.hasPrefix("<!--") { html.element("pre", text) }
    }
  }

  /// The document's title stands above it already.
  private mutating func writeHeading(_ block: MarkdownTree.Block) {
    if block.number == 1, !hasTitle {
      hasTitle = true
      return
    }
    switch block.number {
    case 1, 2: html.element("h4") { writeInlines(block.inlineIndices, of: tree) }
    case 3: html.element("h5") { writeInlines(block.inlineIndices, of: tree) }
    default: html.element("h6") { writeInlines(block.inlineIndices, of: tree) }
    }
    html.markup("\n")
  }

  private mutating func writeParagraph(_ index: Int32) {
    let block = tree.blocks[Int(index)]
    if let table = tree.table(in: index) { return write(table, in: block) }
    let promises = take(lines(block.range))
    openBlock("p", promises)
    writeInlines(block.inlineIndices, of: tree)
    if promises.count == 1 { writeReason(promises[0]) }
    html.markup("</p>\n")
    writeList(of: promises)
  }

  /// An item's promise is on the lines before the lists in it.
  private mutating func writeItem(_ index: Int32) {
    let children = Array(tree.children(of: index))
    var own = lines(tree.blocks[Int(index)].range)
    var promises: [ObligationResult] = []
    if let inner = children.first(where: { tree.blocks[Int($0)].kind.isList }) {
      let first = lines(tree.blocks[Int(inner)].range).lowerBound
      own = own.lowerBound...max(own.lowerBound, first - 1)
      if first > own.lowerBound { promises = take(own) }
    } else {
      promises = take(own)
    }
    openBlock("li", promises)
    for (number, child) in children.enumerated() {
      let block = tree.blocks[Int(child)]
      if number == 0, block.kind == .paragraph, tree.table(in: child) == nil {
        writeInlines(block.inlineIndices, of: tree)
        if promises.count == 1 { writeReason(promises[0]) }
        html.markup("\n")
      } else {
        write(child)
      }
    }
    writeList(of: promises)
    html.markup("</li>\n")
  }

  /// The text before the table, then the table with the promises of its rows.
  private mutating func write(_ table: PipeTable, in block: MarkdownTree.Block) {
    let before = block.inlineIndices.prefix {
      tree.inlines[$0].range.lowerBound < table.range.lowerBound
    }
    if !before.isEmpty {
      html.markup("<p>")
      writeInlines(before.startIndex..<before.endIndex, of: tree)
      html.markup("</p>\n")
    }
    html.markup("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>")
    for cell in table.header {
      html.element("th", ["scope": "col"]) { writeCell(cell) }
    }
    html.markup("</tr></thead>\n<tbody>\n")
    for row in table.rows {
      guard let first = row.first else { continue }
      let promises = take(lines(first.range))
      openBlock("tr", [])
      for (number, cell) in row.enumerated() {
        html.open("td")
        if number == 0 {
          for promise in promises {
            open("span", promise)
            html.close("span")
          }
        }
        writeCell(cell)
        html.close("td")
      }
      html.markup("</tr>\n")
    }
    html.markup("</tbody></table></div>\n")
  }

  private func writeCell(_ cell: PipeTable.Cell) {
    let source = SourceFile(path: "", text: cell.text)
    let (tree, _) = MarkdownDocument.parse(source, keepsEmphasis: true)
    for block in tree.topLevel { writeInlines(tree.blocks[Int(block)].inlineIndices, of: tree) }
  }
}

extension MarkdownTree.Block.Kind {
  fileprivate var isList: Bool { self == .bulletList || self == .orderedList }
}
