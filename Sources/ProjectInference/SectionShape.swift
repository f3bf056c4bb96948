import JourneyModel
import MarkdownTree
import SourceText

/// What stands below an H2, as far as it can be seen without knowing the language.
struct SectionShape: Sendable {
  /// Without a number before it.
  var title: String
  /// Items of numbered lists at the top level.
  var steps = 0
  /// Items of bullet lists at the top level.
  var bullets = 0
  var paragraphs = 0
  /// Every item and paragraph, at whatever depth, by its own text.
  var statements: [Statement] = []
  var tables: [TableShape] = []

  struct Statement: Sendable {
    var text: String
    var hasLink = false
    /// 0 at the top level; what stands below an H3 is one deeper.
    var depth = 0
    var isGroup = false
  }

  /// More of a section than this does not change what it is.
  static let mostStatements = 400

  /// The share of its statements that say what must, should or may be.
  var modalShare: Double {
    let texts = statements.filter { !$0.isGroup || ModalWords.modality(of: $0.text) != nil }
    guard !texts.isEmpty else { return 0 }
    return Double(texts.count { ModalWords.binds($0.text) }) / Double(texts.count)
  }

  /// Whether a statement begins with a story id.
  var namesStories: Bool { statements.contains { StoryGuess.isStory(beginning: $0.text) } }

  var links: Int { statements.count(where: \.hasLink) }
}

/// A table's headings and its first rows.
struct TableShape: Sendable {
  var header: [String]
  var rows: [[String]]

  func cells(of column: Int) -> [String] {
    rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }.filter { !$0.isEmpty }
  }
}

extension SectionShape {
  /// The sections of a document in order; none where it cannot be read.
  static func shapes(of source: SourceFile) -> [SectionShape] {
    let (tree, _) = MarkdownDocument.parse(source, from: HeadingScan.frontMatterEnd(of: source))
    var shapes: [SectionShape] = []
    var depth = 0
    for block in tree.topLevel {
      let kind = tree.blocks[Int(block)].kind
      if kind == .heading {
        let level = tree.blocks[Int(block)].number
        if level == 2 {
          shapes.append(SectionShape(title: HeadingScan.withoutNumber(tree.text(of: block))))
          depth = 0
        } else if level == 3, !shapes.isEmpty {
          shapes[shapes.count - 1].statements.append(
            Statement(text: HeadingScan.withoutNumber(tree.text(of: block)), isGroup: true))
          depth = 1
        }
      } else if !shapes.isEmpty {
        shapes[shapes.count - 1].add(block, of: tree, depth: depth)
      }
    }
    return shapes
  }

  private mutating func add(_ block: Int32, of tree: MarkdownTree, depth: Int) {
    switch tree.blocks[Int(block)].kind {
    case .paragraph:
      if let table = tree.table(in: block) {
        tables.append(TableShape(table))
      } else {
        paragraphs += 1
        keep(Statement(text: tree.text(of: block), hasLink: tree.hasLink(block), depth: depth))
      }
    case .orderedList, .bulletList:
      let items = tree.children(of: block).reduce(0) { count, _ in count + 1 }
      if tree.blocks[Int(block)].kind == .orderedList { steps += items } else { bullets += items }
      addItems(of: block, of: tree, depth: depth)
    default: break
    }
  }

  /// Without recursion: how deep foreign documents nest is not bounded.
  private mutating func addItems(of list: Int32, of tree: MarkdownTree, depth: Int) {
    var stack = tree.children(of: list).reversed().map { ($0, depth) }
    while let (item, depth) = stack.popLast(), statements.count < Self.mostStatements {
      var statement = Statement(text: "", depth: depth)
      var nested: [(Int32, Int)] = []
      for child in tree.children(of: item) {
        switch tree.blocks[Int(child)].kind {
        case .paragraph, .heading:
          if !statement.text.isEmpty { statement.text += " " }
          statement.text += tree.text(of: child)
          statement.hasLink = statement.hasLink || tree.hasLink(child)
        case .bulletList, .orderedList:
          nested += tree.children(of: child).map { ($0, depth + 1) }
        default: break
        }
      }
      statement.isGroup = !nested.isEmpty
      keep(statement)
      stack += nested.reversed()
    }
  }

  private mutating func keep(_ statement: Statement) {
    if statements.count < Self.mostStatements { statements.append(statement) }
  }
}

extension TableShape {
  private static let mostRows = 200

  init(_ table: PipeTable) {
    let plain: (PipeTable.Cell) -> String = { cell in
      String(cell.text.filter { $0 != "*" && $0 != "`" }).trimmedOfBlanks
    }
    header = table.header.map(plain)
    rows = table.rows.prefix(Self.mostRows).map { $0.map(plain) }
  }
}

extension MarkdownTree {
  /// A block's own text in one line.
  fileprivate func text(of block: Int32) -> String {
    var bytes: [UInt8] = []
    for inline in inlines[blocks[Int(block)].inlineIndices] {
      switch inline.kind {
      case .text, .code: bytes += literal(inline)
      case .softBreak, .hardBreak: bytes.append(0x20)
      case .html, .linkStart, .linkEnd: break
      case .emphasisStart, .emphasisEnd, .strongStart, .strongEnd: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  fileprivate func hasLink(_ block: Int32) -> Bool {
    inlines[blocks[Int(block)].inlineIndices].contains { $0.kind == .linkStart }
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmedOfBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// As the name of a group: without blanks and a colon at its end.
  var withoutColon: String {
    var rest = trimmedOfBlanks[...]
    while let last = rest.last, last == ":" || last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
