import GRDB

/// One alert as its reader sees it.
struct Alert: Sendable {
  let id: String
  let category: AlertCategory
  let severity: Severity
  let tenant: String?
  let tenantName: String?
  let segment: String?
  let region: String?
  let title: String
  let summary: String
  let context: String
  let rule: String
  let impact: Double?
  let status: String
  let createdAt: Instant
  let readAt: Instant?
  let acknowledgedAt: Instant?
}

/// Reading alerts, and what a person has seen or acknowledged of them.
struct AlertStore {
  let database: Database

  /// The alerts that `principal` may see: the most severe first, then the newest.
  ///
  /// - Parameters:
  ///   - categories: those that the caller's role may see
  ///   - statement: a further condition in SQL on `alerts` and `tenants`
  func alerts(
    visibleTo principal: Principal, categories: [AlertCategory], statement: String = "1",
    _ arguments: StatementArguments = [], unsorted: Bool = false
  ) throws -> [Alert] {
    let scope = TenantFilter(principal.tenantScope, column: "alerts.tenant_id")
    let marks = categories.map { _ in "?" }.joined(separator: ",")
    let order =
      unsorted
      ? "alerts.id"
      : """
      CASE alerts.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 ELSE 2 END,
      alerts.created_at DESC, alerts.id
      """
    return try Row.fetchAll(
      database,
      sql: """
        SELECT alerts.*, tenants.name AS tenant_name, tenants.segment, tenants.region,
          alert_receipts.read_at, alert_receipts.acknowledged_at
        FROM alerts LEFT JOIN tenants ON tenants.id = alerts.tenant_id
        LEFT JOIN alert_receipts
          ON alert_receipts.alert_id = alerts.id AND alert_receipts.user_id = ?
        WHERE \(scope.sql) AND alerts.category IN (\(marks)) AND \(statement)
        ORDER BY \(order)
        """,
      arguments: StatementArguments([principal.id]) + scope.arguments
        + StatementArguments(categories.map(\.rawValue)) + arguments
    ).map(Self.alert)
  }

  private static func alert(_ row: Row) -> Alert {
    Alert(
      id: row["id"], category: AlertCategory(rawValue: row["category"]) ?? .systemHealth,
      severity: Severity(rawValue: row["severity"]) ?? .medium, tenant: row["tenant_id"],
      tenantName: row["tenant_name"], segment: row["segment"], region: row["region"],
      title: row["title"], summary: row["summary"], context: row["context"], rule: row["rule"],
      impact: row["impact"], status: row["status"],
      createdAt: Instant(seconds: row["created_at"]),
      readAt: (row["read_at"] as Int?).map(Instant.init(seconds:)),
      acknowledgedAt: (row["acknowledged_at"] as Int?).map(Instant.init(seconds:)))
  }

  /// Notes that `user` has read or acknowledged an alert; what was noted before stays.
  func note(_ alert: String, by user: String, acknowledged: Bool, at now: Instant) throws {
    try database.execute(
      sql: """
        INSERT INTO alert_receipts (alert_id, user_id, read_at, acknowledged_at)
        VALUES (:alert, :user, :now, :acknowledged)
        ON CONFLICT (alert_id, user_id) DO UPDATE SET
          read_at = COALESCE(read_at, excluded.read_at),
          acknowledged_at = COALESCE(acknowledged_at, excluded.acknowledged_at)
        """,
      arguments: [
        "alert": alert, "user": user, "now": now.seconds,
        "acknowledged": acknowledged ? now.seconds : nil,
      ])
  }

  func resolve(_ alert: String, at now: Instant) throws {
    try database.execute(
      sql: "UPDATE alerts SET status = 'resolved', resolved_at = ? WHERE id = ?",
      arguments: [now.seconds, alert])
  }

  func everybody() throws -> [String] {
    try String.fetchAll(database, sql: "SELECT id FROM users")
  }
}

extension Principal {
  /// The categories of alerts that this caller may see.
  func visibleCategories(_ call: Call) -> [AlertCategory] {
    call.isOn(.sensitiveAlertsShown) ? AlertCategory.allCases : role?.alertCategories ?? []
  }
}
