import GRDB

/// A condition in SQL that keeps rows to the tenants that someone may see.
struct TenantFilter {
  let sql: String
  let arguments: StatementArguments

  /// - Parameters:
  ///   - column: the column that holds the tenant's identifier
  ///   - sharedRows: whether rows of no tenant are kept for a limited scope
  init(_ scope: TenantScope, column: String, sharedRows: Bool = false) {
    switch scope {
    case .all:
      sql = "1"
      arguments = []
    case .only(let tenants):
      let marks = tenants.map { _ in "?" }.joined(separator: ",")
      sql = "(\(column) IN (\(marks))" + (sharedRows ? " OR \(column) IS NULL)" : ")")
      arguments = StatementArguments(tenants)
    }
  }
}
