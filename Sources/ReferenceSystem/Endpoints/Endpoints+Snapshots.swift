import GRDB

/// Snapshots of a tenant's summary for internal reporting.
enum SnapshotEndpoints {
  static let routes: [Route] = [createSnapshot, snapshots, snapshot]

  private static let snapshotRoles: [Role] = [.ceo, .cfo, .coo, .cto, .vicePresident]

  private static let snapshotSchema = Schema.object([
    "id": Schema.string, "tenant_id": Schema.string, "created_by": Schema.string,
    "created_at": Schema.instant, "purpose": Schema.string, "label": Schema.string,
    "summary": Schema.named("TenantSummary"),
  ])

  private static let createSnapshot = Route(
    id: "createTenantSnapshot", method: .post, path: "/api/v1/exec/tenants/{tenantId}/snapshots",
    summary: "Keeps the summary as it is now, for internal reporting.",
    access: .roles(snapshotRoles),
    audit: .init(action: "exec.tenant.snapshot", area: .exec, target: "tenant:{tenantId}"),
    requestSchema: Schema.object(["purpose": Schema.string], optional: ["purpose"]),
    responseSchema: snapshotSchema, successStatus: 201
  ) { call in
    let tenant = try call.tenant(call.path("tenantId"))
    let summary = try TenantSummary(call, tenant: tenant)
    guard
      !summary.freshness.degraded.contains(where: {
        call.instance.controls.condition(of: $0) == .down
      })
    else { throw Failure.sourceUnavailable(summary.freshness.degraded.map(\.rawValue)) }
    let purpose = String((try call.body()["purpose"]?.string ?? "Internal reporting").prefix(200))
    let tenantID: String = tenant["id"]
    let number = try Int.fetchOne(call.database, sql: "SELECT COUNT(*) FROM tenant_snapshots") ?? 0
    let id = "snp_\(number + 1)"
    let creator = try call.principal().id
    try call.database.execute(
      sql: """
        INSERT INTO tenant_snapshots (id, tenant_id, created_by, created_at, purpose, body)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [id, tenantID, creator, call.now.seconds, purpose, summary.data.text])
    let row = try Row.fetchOne(
      call.database, sql: "SELECT * FROM tenant_snapshots WHERE id = ?", arguments: [id])
    guard let row else { throw Failure.notFound("snapshot") }
    return .ok(snapshotJSON(row), status: 201).audited(["snapshot": .string(id)])
  }

  private static let snapshots = Route(
    id: "listTenantSnapshots", method: .get, path: "/api/v1/exec/tenants/{tenantId}/snapshots",
    summary: "The snapshots of a tenant, the newest first.", access: .roles(snapshotRoles),
    audit: .init(action: "exec.tenant.snapshots.list", area: .exec, target: "tenant:{tenantId}"),
    responseSchema: Schema.object(["items": Schema.list(snapshotSchema)])
  ) { call in
    let tenant: String = try call.tenant(call.path("tenantId"))["id"]
    let rows = try Row.fetchAll(
      call.database,
      sql: """
        SELECT * FROM tenant_snapshots WHERE tenant_id = ? ORDER BY created_at DESC, rowid DESC
        """,
      arguments: [tenant])
    return .ok(["items": .array(rows.map(snapshotJSON))])
  }

  private static let snapshot = Route(
    id: "getTenantSnapshot", method: .get,
    path: "/api/v1/exec/tenants/{tenantId}/snapshots/{snapshotId}",
    summary: "One snapshot of a tenant.", access: .roles(snapshotRoles),
    audit: .init(action: "exec.tenant.snapshot.read", area: .exec, target: "tenant:{tenantId}"),
    responseSchema: snapshotSchema
  ) { call in
    let tenant: String = try call.tenant(call.path("tenantId"))["id"]
    let row = try Row.fetchOne(
      call.database, sql: "SELECT * FROM tenant_snapshots WHERE id = ? AND tenant_id = ?",
      arguments: [call.path("snapshotId"), tenant])
    guard let row else { throw Failure.notFound("snapshot") }
    return .ok(snapshotJSON(row))
  }

  private static func snapshotJSON(_ row: Row) -> JSON {
    [
      "id": JSON(row["id"] as String), "tenant_id": JSON(row["tenant_id"] as String),
      "created_by": JSON(row["created_by"] as String),
      "created_at": JSON(Instant(seconds: row["created_at"])),
      "purpose": JSON(row["purpose"] as String),
      "label": "Internal snapshot of directional and approximate figures; not a regulatory report.",
      "summary": JSON.parse(row["body"] as String) ?? .null,
    ]
  }
}
