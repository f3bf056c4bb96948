import JourneyModel
import MarkdownTree
import SourceText

/// A row of a table whose columns the configuration names.
struct TableRow {
  /// The paragraph in which the table stands.
  var block: Int32
  var text: String
  var modality: Modality?
  var range: SourceRange
}

extension JourneyBuilder {
  /// Whether a block is a table with the columns that are configured for its section.
  func isObligationTable(_ block: Int32, in role: Section.Role) -> Bool {
    guard let columns = reader.options.tables[role], kind(of: block) == .paragraph,
      let table = tree.table(in: block)
    else { return false }
    return Self.column(columns.text, of: table) != nil
  }

  /// The rows that say something, as statements.
  func tableRows(_ block: Int32, in role: Section.Role) -> [TableRow] {
    guard let columns = reader.options.tables[role], let table = tree.table(in: block),
      let text = Self.column(columns.text, of: table)
    else { return [] }
    let modality = columns.modality.flatMap { Self.column($0, of: table) }
    return table.rows.compactMap { row in
      guard row.indices.contains(text), let first = row.first, let last = row.last,
        !row[text].text.isEmpty
      else { return nil }
      let level = modality.flatMap { row.indices.contains($0) ? row[$0].text : nil }
      return TableRow(
        block: block, text: row[text].text, modality: level.flatMap { self.modality(named: $0) },
        range: tree.range(first.range.lowerBound..<last.range.upperBound))
    }
  }

  private static func column(_ name: String, of table: PipeTable) -> Int? {
    let key = DocumentNames.key(name)
    return table.header.firstIndex { DocumentNames.key(plain($0.text)) == key }
  }

  private static func plain(_ markdown: String) -> String { plainText(markdown).string }

  private static func plainText(_ markdown: String) -> PlainText {
    let (tree, _) = MarkdownDocument.parse(SourceFile(path: "", text: markdown))
    var text = PlainText()
    for block in tree.topLevel where tree.blocks[Int(block)].kind == .paragraph {
      text.append(block, of: tree)
    }
    return text
  }

  /// The modality that a group's name or a cell gives; `nil` where it is no modal word.
  func modality(named name: String) -> Modality? {
    if let modality = reader.names.modality(of: name) { return modality }
    return ModalVerb(beginning: Self.plain(name))?.modality
  }

  mutating func read(row: TableRow, into clause: inout Clause) -> ItemContent {
    fill(
      &clause, from: Self.plainText(row.text), in: row.block, range: row.range, isFixed: true)
    return ItemContent(modality: row.modality)
  }
}
