package import JourneyModel
package import MarkdownTree
package import ProjectConfiguration
package import SourceText

extension Backlog {
  /// Reads a backlog in the form that the project's configuration names.
  ///
  /// - Returns: The backlog, and what is wrong with the file as a whole; without any row of a story
  ///   there is no backlog but an error.
  package static func read(
    _ source: SourceFile, settings: BacklogSettings, pattern: StoryPattern
  ) -> (Backlog?, [Diagnostic]) {
    let columns = settings.columns
    var tables: [BacklogTable]
    var diagnostics: [Diagnostic] = []
    switch settings.format {
    case .csv:
      let text = DelimitedText(source)
      tables = [BacklogTable(records: text.records)]
      if let place = text.unterminated {
        diagnostics.append(.unterminatedField(in: source.path, at: place))
      }
    case .markdown:
      let (tree, found) = MarkdownDocument.parse(source)
      diagnostics += found
      tables = BacklogTable.tables(of: tree)
    }
    tables.removeAll { $0.column(columns.id) == nil }
    guard !tables.isEmpty else {
      return (nil, diagnostics + [.noBacklogTable(in: source.path, column: columns.id)])
    }
    let rows = tables.flatMap { $0.stories(columns) }
    return (Backlog(source: source, rows: rows, aliases: pattern.aliases), diagnostics)
  }
}

/// Rows of named columns, whatever they were written as.
package struct BacklogTable: Sendable {
  package typealias Field = DelimitedText.Field

  package var header: [Field]
  package var rows: [[Field]]

  /// - Parameter records: The first is the header.
  package init(records: [[Field]]) {
    header = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// Every table of a Markdown document.
  package static func tables(of tree: MarkdownTree) -> [BacklogTable] {
    tree.blocks.indices.compactMap { tree.table(in: Int32($0)) }.map { table in
      BacklogTable(
        records: ([table.header] + table.rows).map { cells in
          cells.map { Field(text: plain($0.text), range: tree.range($0.range)) }
        })
    }
  }

  /// The index of a column by its heading, without regard to case.
  package func column(_ heading: String) -> Int? {
    let wanted = heading.lowercased()
    return header.firstIndex { $0.text.lowercased() == wanted }
  }

  fileprivate func stories(_ columns: BacklogSettings.Columns) -> [BacklogStory] {
    guard let id = column(columns.id) else { return [] }
    let (title, phase, owner) = (
      column(columns.title), column(columns.phase), column(columns.owner)
    )
    return rows.compactMap { row in
      guard id < row.count, !row[id].text.isEmpty else { return nil }
      func text(_ column: Int?) -> String? {
        guard let column, column < row.count else { return nil }
        let text = row[column].text
        return text.isEmpty || text == "-" || text == "–" || text == "—" ? nil : text
      }
      return BacklogStory(
        id: row[id].text, title: text(title) ?? "", phase: text(phase), owner: text(owner),
        range: row[id].range)
    }
  }

  /// A cell's text without the marks of emphasis and code, and of a link only its label.
  private static func plain(_ cell: String) -> String {
    var text = cell
    if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
      text = String(text[text.index(after: text.startIndex)..<close])
    }
    text.removeAll { $0 == "*" || $0 == "`" }
    return text.trimmed
  }
}

extension Diagnostic {
  fileprivate static func noBacklogTable(in path: String, column: String) -> Diagnostic {
    Diagnostic(
      "WM014", .error, path: path, range: nil,
      "the backlog has no table with a column ‘\(column)’",
      help: "name the column of ids in waymark.yaml: backlog: {columns: {id: …}}")
  }

  fileprivate static func unterminatedField(in path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "WM014", .error, path: path, range: range, "a quoted field begins here and never ends",
      help: "close it with a quotation mark; one within the field is doubled")
  }
}
