import GRDB

/// The sums behind the overview, kept to the tenants that someone may see.
struct OverviewFigures {
  let tenants: Int
  let revenueProtected: Double
  let revenueAlerts: Int
  let cost: Double
  let savings: Int
  let deliveryRate: Double?
  let criticalIssues: Int
  let uptime: Double?
  let openIncidents: Int
  let openRisks: Int
  let lastAudit: Instant?

  init(database: Database, scope: TenantScope, window: Window, lastDay: Instant) throws {
    let own = TenantFilter(scope, column: "tenant_id")
    let shared = TenantFilter(scope, column: "tenant_id", sharedRows: false)
    func count(_ sql: String, _ arguments: StatementArguments) throws -> Int {
      try Int.fetchOne(database, sql: sql, arguments: arguments) ?? 0
    }
    let byID = TenantFilter(scope, column: "id")
    tenants = try count("SELECT COUNT(*) FROM tenants WHERE \(byID.sql)", byID.arguments)
    let traffic = try Row.fetchOne(
      database,
      sql: """
        SELECT SUM(revenue_protected) AS protected, SUM(sent) AS sent, SUM(delivered) AS delivered
        FROM daily_metrics WHERE day BETWEEN ? AND ? AND \(own.sql)
        """,
      arguments: [window.firstDay(upTo: lastDay).date, lastDay.date] + own.arguments)
    revenueProtected = traffic?["protected"] ?? 0
    let sent: Int = traffic?["sent"] ?? 0
    let delivered: Int = traffic?["delivered"] ?? 0
    deliveryRate = sent > 0 ? Double(delivered) / Double(sent) : nil
    cost =
      try Double.fetchOne(
        database,
        sql: """
          SELECT COALESCE(SUM(approximate_cost), 0) FROM business_cost_allocation
          WHERE \(shared.sql)
          """,
        arguments: shared.arguments) ?? 0
    savings = try count(
      "SELECT COUNT(*) FROM recommendations WHERE \(shared.sql)", shared.arguments)
    let open = "SELECT COUNT(*) FROM alerts WHERE status = 'open' AND \(own.sql)"
    revenueAlerts = try count(open + " AND category = 'revenue_risk'", own.arguments)
    criticalIssues = try count(
      open + " AND category = 'deliverability' AND severity = 'critical'", own.arguments)
    openRisks = try count(open + " AND category = 'compliance'", own.arguments)
    openIncidents = try count(
      "SELECT COUNT(*) FROM incidents WHERE status != 'resolved' AND \(own.sql)", own.arguments)
    uptime = try Double.fetchOne(
      database,
      sql: """
        SELECT AVG(value) FROM (SELECT value FROM dimension_history
          WHERE dimension = 'executive-uptime' AND metric = 'uptime' ORDER BY day DESC LIMIT 30)
        """)
    lastAudit = try String.fetchOne(
      database, sql: "SELECT value FROM settings WHERE name = 'last_audit_passed_at'"
    ).flatMap(Instant.init(iso8601:))
  }
}
