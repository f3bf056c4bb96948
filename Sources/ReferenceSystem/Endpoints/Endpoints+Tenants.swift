import GRDB

/// The list of tenants, one tenant's summary, and snapshots of it.
enum TenantEndpoints {
  static let routes: [Route] = [list, summary, configuration] + SnapshotEndpoints.routes

  static let roles: [Role] = [.ceo, .cfo, .coo, .cto, .vicePresident, .supportRead]

  private static let list = Route(
    id: "listTenants", method: .get, path: "/api/v1/exec/tenants",
    summary: "The tenants in the caller's scope, by name.", access: .roles(roles),
    audit: .init(action: "exec.tenants.list", area: .exec, target: "aggregate:tenants"),
    query: [
      .init(
        name: "q", summary: "A part of the name, identifier or reference.", schema: Schema.string),
      .init(name: "segment", summary: "A segment.", schema: Schema.choice(Segment.names)),
      .init(name: "region", summary: "A region.", schema: Schema.choice(Region.names)),
      Paging.limit, Paging.cursor,
    ],
    responseSchema: Schema.object([
      "items": Schema.list(
        Schema.object([
          "id": Schema.string, "name": Schema.string, "reference": Schema.string,
          "segment": Schema.choice(Segment.names), "region": Schema.choice(Region.names),
          "plan": Schema.string, "lifecycle_stage": Schema.string, "status": Schema.string,
          "open_alerts": Schema.count, "href": Schema.string,
        ]))
    ])
  ) { call in
    let scope = try call.principal().tenantScope
    let filter = TenantFilter(scope, column: "tenants.id")
    let segment = try call.filter("segment", of: Segment.self)
    let region = try call.filter("region", of: Region.self)
    let search = call.query("q")?.lowercased()
    let categories = try call.principal().visibleCategories(call).map(\.rawValue)
    let marks = categories.map { _ in "?" }.joined(separator: ",")
    let rows = try Row.fetchAll(
      call.database,
      sql: """
        SELECT tenants.*, (SELECT COUNT(*) FROM alerts
          WHERE alerts.tenant_id = tenants.id AND alerts.status = 'open'
            AND alerts.category IN (\(marks))) AS open_alerts
        FROM tenants WHERE \(filter.sql) ORDER BY name
        """,
      arguments: StatementArguments(categories) + filter.arguments)
    let items = rows.filter { row in
      let words: [String] = [row["name"], row["id"], row["reference"]]
      return (segment.map { $0.rawValue == row["segment"] } ?? true)
        && (region.map { $0.rawValue == row["region"] } ?? true)
        && (search.map { text in words.contains { $0.lowercased().contains(text) } } ?? true)
    }
    let page = try Paging.page(items, of: call) { $0["id"] as String }
    return .ok(["items": .array(page.items.map(item))], meta: page.meta)
  }

  private static func item(_ row: Row) -> JSON {
    let id: String = row["id"]
    return [
      "id": .string(id), "name": JSON(row["name"] as String),
      "reference": JSON(row["reference"] as String), "segment": JSON(row["segment"] as String),
      "region": JSON(row["region"] as String), "plan": JSON(row["plan"] as String),
      "lifecycle_stage": JSON(row["lifecycle_stage"] as String),
      "status": JSON(row["status"] as String), "open_alerts": JSON(row["open_alerts"] as Int),
      "href": .string("/api/v1/exec/tenants/\(id)/summary"),
    ]
  }

  private static let summary = Route(
    id: "getTenantSummary", method: .get, path: "/api/v1/exec/tenants/{tenantId}/summary",
    summary: "One tenant's traffic, reputation, directional revenue, cost signals and alerts.",
    access: .roles(roles),
    audit: .init(action: "exec.tenant.read", area: .exec, target: "tenant:{tenantId}"),
    responseSchema: Schema.named("TenantSummary")
  ) { call in
    let tenant = try call.tenant(call.path("tenantId"))
    let summary = try TenantSummary(call, tenant: tenant)
    return .ok(summary.data, meta: summary.freshness.meta)
  }

  private static let configuration = Route(
    id: "getTenantConfiguration", method: .get,
    path: "/api/v1/exec/tenants/{tenantId}/configuration",
    summary: "How a tenant is set up for sending, as leaders need to know it.",
    access: .roles(roles),
    audit: .init(action: "exec.tenant.configuration", area: .exec, target: "tenant:{tenantId}"),
    responseSchema: Schema.object([
      "tenant_id": Schema.string, "plan": Schema.string, "region": Schema.string,
      "machines": Schema.count, "dedicated_addresses": Schema.count,
      "pools": Schema.list(Schema.string),
    ])
  ) { call in
    let tenant = try call.tenant(call.path("tenantId"))
    let id: String = tenant["id"]
    let machines = try Int.fetchOne(
      call.database, sql: "SELECT COUNT(*) FROM vps_instances WHERE tenant_id = ?",
      arguments: [id])
    let pools = try String.fetchAll(
      call.database, sql: "SELECT pool FROM smtp_ip_addresses WHERE tenant_id = ?",
      arguments: [id])
    return .ok([
      "tenant_id": .string(id), "plan": JSON(tenant["plan"] as String),
      "region": JSON(tenant["region"] as String), "machines": .integer(machines ?? 0),
      "dedicated_addresses": .integer(pools.count), "pools": JSON(Set(pools).sorted()),
    ])
  }
}

extension Call {
  /// The tenant `id`, if the caller may see it.
  ///
  /// A limited caller learns nothing about tenants outside the scope, not even that they exist.
  func tenant(_ id: String) throws -> Row {
    guard try principal().tenantScope.contains(id) else { throw Failure.tenantScopeMismatch }
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM tenants WHERE id = ?", arguments: [id])
    guard let row else { throw Failure.notFound("tenant") }
    return row
  }
}
