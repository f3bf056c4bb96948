import JourneyModel

/// Finds out which columns of tables hold statements and modalities.
package struct TableGuess: Sendable, Hashable {
  package var text: String
  package var modality: String?

  /// The columns that most tables of a section have; `nil` where no table holds statements.
  init?(_ tables: [TableShape], in role: Section.Role) {
    var counts: [Self: Int] = [:]
    for table in tables {
      guard let guess = Self(table, in: role) else { continue }
      counts[guess, default: 0] += max(1, table.rows.count)
    }
    let best = counts.max { ($0.value, $1.key.text) < ($1.value, $0.key.text) }
    guard let best else { return nil }
    self = best.key
  }

  /// The column with the longest texts, and the one that holds nothing but modal words.
  private init?(_ table: TableShape, in role: Section.Role) {
    let modal = role == .guardrails ? Self.modalColumn(of: table) : nil
    var best: (column: Int, words: Double)?
    for column in table.header.indices where column != modal && !table.header[column].isEmpty {
      let cells = table.cells(of: column)
      guard cells.count * 2 > table.rows.count else { continue }
      let words = Double(cells.reduce(0) { $0 + $1.split(separator: " ").count })
      let average = words / Double(cells.count)
      if average > best?.words ?? 1.5 { best = (column, average) }
    }
    guard let best else { return nil }
    text = table.header[best.column]
    modality = modal.map { table.header[$0] }
  }

  /// The first column most of whose cells are modal words.
  static func modalColumn(of table: TableShape) -> Int? {
    table.header.indices.first { column in
      guard !table.header[column].isEmpty else { return false }
      let cells = table.cells(of: column)
      let modal = cells.count { ModalWords.modality(of: $0) != nil }
      return modal > 0 && modal * 10 >= cells.count * 6
    }
  }
}
