import GRDB

/// Everything that the summary of one tenant shows.
struct TenantSummary {
  let data: JSON
  let freshness: Freshness

  private static let sources: [Source] = [
    .revenueMetrics, .costModel, .deliverabilityFeed, .alertStore,
  ]

  init(_ call: Call, tenant: Row) throws {
    let freshness = try Freshness(call, sources: Self.sources)
    self.freshness = freshness
    let id: String = tenant["id"]
    let metrics = try Row.fetchOne(
      call.database, sql: "SELECT * FROM executive_business_summary WHERE tenant_id = ?",
      arguments: [id])
    let sent: Int = metrics?["sent"] ?? 0
    let delivered: Int = metrics?["delivered"] ?? 0
    func rate(_ column: String) -> JSON {
      guard sent > 0, let count: Int = metrics?[column] else { return .null }
      return .number((Double(count) / Double(sent)).rounded(digits: 5))
    }
    var note: String = tenant["note"]
    if call.isOn(.snapshotLeaksOtherTenant) {
      let other = try String.fetchOne(
        call.database, sql: "SELECT reference FROM tenants WHERE id != ? ORDER BY id",
        arguments: [id])
      note += " See also \(other ?? "")."
    }
    data = [
      "profile": [
        "id": .string(id), "name": JSON(tenant["name"] as String),
        "reference": JSON(tenant["reference"] as String),
        "segment": JSON(tenant["segment"] as String), "region": JSON(tenant["region"] as String),
        "plan": JSON(tenant["plan"] as String),
        "lifecycle_stage": JSON(tenant["lifecycle_stage"] as String),
        "status": JSON(tenant["status"] as String), "note": .string(note),
      ],
      "volume": [
        "sent_30d": call.figure(.deliverabilityFeed, .integer(sent)),
        "delivered_30d": call.figure(.deliverabilityFeed, .integer(delivered)),
      ],
      "deliverability": [
        "delivery_rate_30d": call.figure(.deliverabilityFeed, rate("delivered")),
        "bounce_rate_30d": call.figure(.deliverabilityFeed, rate("bounced")),
        "complaint_rate_30d": call.figure(.deliverabilityFeed, rate("complained")),
        "reputation_band": call.figure(
          .deliverabilityFeed, try Self.internalTier(of: id, in: call.database)["tier"] ?? .null),
        "internal_tier": call.figure(
          .deliverabilityFeed, try Self.internalTier(of: id, in: call.database)),
        "provider_snapshots": call.listing(
          .deliverabilityFeed, try Self.providerSnapshots(of: id, in: call.database)),
      ],
      "directional_revenue": [
        "estimated_at_risk_30d": call.figure(
          .revenueMetrics, JSON((metrics?["revenue_at_risk"] as Double?)?.cents)),
        "estimated_protected_30d": call.figure(
          .revenueMetrics, JSON((metrics?["revenue_protected"] as Double?)?.cents)),
        "currency": "USD", "label": call.labels.risk,
      ],
      "approximate_infra_cost_signals": [
        "vps_cost_band": call.figure(
          .costModel, try Self.costBand(of: id, resource: "vps", in: call.database)),
        "smtp_ip_cost_band": call.figure(
          .costModel, try Self.costBand(of: id, resource: "smtp_ip", in: call.database)),
        "label": call.labels.cost,
      ],
      "alerts": try Self.alerts(of: id, call),
      "links": .array(Self.links(to: id)),
    ]
  }

  private static func internalTier(of tenant: String, in database: Database) throws -> JSON {
    let row = try Row.fetchOne(
      database,
      sql: "SELECT * FROM reputation_tiers WHERE tenant_id = ? ORDER BY week_start DESC LIMIT 1",
      arguments: [tenant])
    guard let row else { return .null }
    return [
      "tier": JSON(row["tier"] as String),
      "computed_for_week_of": JSON(row["week_start"] as String),
      "label": "Internal tier, computed in weekly batches; no provider's own rating.",
    ]
  }

  private static func providerSnapshots(of tenant: String, in database: Database) throws -> [JSON] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT provider, rating, MAX(taken_at) AS taken_at FROM provider_snapshots
        WHERE tenant_id = ? GROUP BY provider ORDER BY provider
        """,
      arguments: [tenant]
    ).map { row in
      [
        "provider": JSON(row["provider"] as String), "rating": JSON(row["rating"] as String),
        "taken_at": JSON(Instant(seconds: row["taken_at"])),
        "label": "Provider snapshot at one point in time, taken about every 30 days.",
      ]
    }
  }

  /// Costs are shown as a band: a tenant's exact share is not known.
  private static func costBand(
    of tenant: String, resource: String, in database: Database
  ) throws -> JSON {
    let cost =
      try Double.fetchOne(
        database,
        sql: """
          SELECT COALESCE(SUM(approximate_cost), 0) FROM business_cost_allocation
          WHERE tenant_id = ? AND resource_type = ?
          """,
        arguments: [tenant, resource]) ?? 0
    switch cost {
    case ..<25: return "under 25 USD a month"
    case ..<100: return "25 to 100 USD a month"
    case ..<250: return "100 to 250 USD a month"
    case ..<500: return "250 to 500 USD a month"
    default: return "over 500 USD a month"
    }
  }

  private static func alerts(of tenant: String, _ call: Call) throws -> JSON {
    let principal = try call.principal()
    let categories =
      principal.role == .supportRead ? [.deliverability] : principal.visibleCategories(call)
    let alerts = try AlertStore(database: call.database).alerts(
      visibleTo: principal, categories: categories, statement: "alerts.tenant_id = ?", [tenant]
    ).filter { $0.status == "open" }
    return [
      "open": call.figure(.alertStore, .integer(alerts.count)),
      "critical": call.figure(
        .alertStore, .integer(alerts.count { $0.severity == .critical })),
      "high": call.figure(.alertStore, .integer(alerts.count { $0.severity == .high })),
      "recent": call.listing(
        .alertStore,
        alerts.filter { $0.severity != .medium }.prefix(5).map {
          [
            "id": .string($0.id), "severity": .string($0.severity.rawValue),
            "category": .string($0.category.rawValue), "title": .string($0.title),
            "created_at": JSON($0.createdAt),
          ]
        }),
    ]
  }

  private static func links(to tenant: String) -> [JSON] {
    [
      [
        "title": "Revenue risk",
        "href": .string("/api/v1/exec/revenue-protection?tenant=\(tenant)"),
      ],
      ["title": "Cost", "href": .string("/api/v1/exec/cost-optimization?tenant=\(tenant)")],
      [
        "title": "Configuration",
        "href": .string("/api/v1/exec/tenants/\(tenant)/configuration"),
      ],
      [
        "title": "Incidents",
        "href": .string("/api/v1/exec/revenue-protection/incidents?tenant=\(tenant)"),
      ],
    ]
  }
}
