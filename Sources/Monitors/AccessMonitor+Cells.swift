extension AccessMonitor {
  var columns: [String] { rule.matrix.roles + [Self.anonymous] }

  var table: MonitorTable {
    let rows = rule.matrix.rows.enumerated().map { number, row in
      MonitorTable.Row(
        name: row.route.text,
        cells: columns.map { role in
          text(of: cells[Cell(row: number, role: role)], isAllowed: row.allows(role))
        })
    }
    return MonitorTable(columns: columns, rows: rows.sorted { $0.name < $1.name })
  }

  /// `yes 12` or `no 3` with how often it was served or refused, `yes 0 of 2` for somebody with leave
  /// who was refused each time, `broken 1` where it does not hold, `yes ?` where nothing was seen.
  private func text(of seen: Seen?, isAllowed: Bool) -> String {
    let word = isAllowed ? "yes" : "no"
    guard let seen else { return "\(word) \(MonitorTable.unseenMark)" }
    if seen.broken > 0 { return "broken \(seen.broken)" }
    guard isAllowed else { return "no \(seen.refused)" }
    return seen.served > 0 ? "yes \(seen.served)" : "yes 0 of \(seen.refused)"
  }
}

extension AccessMatrix.Row {
  /// Whether a role, or `anonymous`, may use it.
  func allows(_ role: String) -> Bool {
    isOpen || roles.contains(role) || isForAllSignedIn && role != AccessMonitor.anonymous
  }

  /// - Parameter known: The roles of the matrix.
  func isForNobody(of known: [String]) -> Bool {
    !isOpen && !isForAllSignedIn && roles.isDisjoint(with: known)
  }
}

/// A table for the report: what was seen of each cell.
package struct MonitorTable: Sendable, Hashable {
  /// Ends a cell of which nothing was seen.
  package static let unseenMark = "?"

  package var columns: [String]
  package var rows: [Row]

  package struct Row: Sendable, Hashable {
    package var name: String
    package var cells: [String]

    package init(name: String, cells: [String]) {
      self.name = name
      self.cells = cells
    }
  }

  package init(columns: [String], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }

  var cellCount: Int { rows.reduce(0) { $0 + $1.cells.count } }

  var unseenCount: Int {
    rows.reduce(0) { $0 + $1.cells.count { $0.hasSuffix(Self.unseenMark) } }
  }
}
