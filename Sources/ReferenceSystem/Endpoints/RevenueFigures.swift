import GRDB

/// The filters of Revenue Protection as one condition in SQL on metrics joined with tenants.
struct RevenueFilter {
  let sql: String
  let arguments: StatementArguments
  let json: JSON

  static let parameters: [Route.Parameter] = [
    .init(
      name: "severity", summary: "Only tenants with an open alert of this severity.",
      schema: Schema.choice(Severity.allCases.map(\.rawValue))),
    .init(name: "region", summary: "A region.", schema: Schema.choice(Region.names)),
    .init(name: "segment", summary: "A segment.", schema: Schema.choice(Segment.names)),
    .init(name: "channel", summary: "A channel.", schema: Schema.choice(Channel.names)),
    .init(name: "tenant", summary: "A tenant in scope.", schema: Schema.string),
  ]

  static let schema = Schema.object([
    "severity": Schema.optional(Schema.string), "region": Schema.optional(Schema.string),
    "segment": Schema.optional(Schema.string), "channel": Schema.optional(Schema.string),
    "tenant": Schema.optional(Schema.string),
  ])

  /// - Parameters:
  ///   - tenantColumn: the column that holds the tenant's identifier
  ///   - channelColumn: the column that holds the channel
  init(_ call: Call, tenantColumn: String, channelColumn: String) throws {
    let principal = try call.principal()
    let severity = try call.filter("severity", of: Severity.self)?.rawValue
    let region = try call.filter("region", of: Region.self)?.rawValue
    let segment = try call.filter("segment", of: Segment.self)?.rawValue
    let channel = try call.filter("channel", of: Channel.self)?.rawValue
    let tenant = call.query("tenant")
    if let tenant {
      guard principal.role?.seesTenantDetail == true || call.isOn(.roleCheckSkipped) else {
        throw Failure.insufficientPermissions
      }
      _ = try call.tenant(tenant)
    }
    let scope = TenantFilter(principal.tenantScope, column: tenantColumn)
    var conditions = [scope.sql]
    var values = scope.arguments
    func add(_ condition: String, _ value: String?) {
      guard let value else { return }
      conditions.append(condition)
      values += [value]
    }
    add("tenants.region = ?", region)
    add("tenants.segment = ?", segment)
    add("\(channelColumn) = ?", channel)
    add("\(tenantColumn) = ?", tenant)
    add(
      """
      \(tenantColumn) IN (SELECT alerts.tenant_id FROM alerts
        WHERE alerts.status = 'open' AND alerts.severity = ?)
      """, severity)
    sql = conditions.joined(separator: " AND ")
    arguments = values
    json = [
      "severity": JSON(severity), "region": JSON(region), "segment": JSON(segment),
      "channel": JSON(channel), "tenant": JSON(tenant),
    ]
  }
}

/// The sums behind Revenue Protection.
struct RevenueFigures {
  struct Totals {
    let atRisk: Double
    let protected: Double
    let bounceRate: Double?
    let complaintRate: Double?
    let spamRate: Double?

    init(_ row: Row) {
      atRisk = row["at_risk"] ?? 0
      protected = row["protected"] ?? 0
      let sent: Double = row["sent"] ?? 0
      func rate(_ column: String) -> Double? {
        sent > 0 ? ((row[column] as Double?) ?? 0) / sent : nil
      }
      bounceRate = rate("bounced")
      complaintRate = rate("complained")
      spamRate = rate("spam_placed")
    }
  }

  private static let sums = """
    SUM(revenue_at_risk) AS at_risk, SUM(revenue_protected) AS protected, SUM(sent) AS sent,
    SUM(bounced) AS bounced, SUM(complained) AS complained, SUM(spam_placed) AS spam_placed
    """

  let database: Database
  let filter: RevenueFilter
  let lastDay: Instant

  /// Sums over `window`, one for each group of rows.
  func grouped(by columns: String, in window: Window, ordered order: String) throws -> [Row] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT \(columns), \(Self.sums) FROM daily_metrics
        JOIN tenants ON tenants.id = daily_metrics.tenant_id
        WHERE day BETWEEN ? AND ? AND \(filter.sql) GROUP BY \(columns) ORDER BY \(order)
        """,
      arguments: [window.firstDay(upTo: lastDay).date, lastDay.date] + filter.arguments)
  }

  func totals(in window: Window) throws -> Totals {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT \(Self.sums) FROM daily_metrics
        JOIN tenants ON tenants.id = daily_metrics.tenant_id
        WHERE day BETWEEN ? AND ? AND \(filter.sql)
        """,
      arguments: [window.firstDay(upTo: lastDay).date, lastDay.date] + filter.arguments)
    return Totals(rows.first ?? Row())
  }
}
