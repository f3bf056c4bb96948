import GRDB

/// Recommendations to save cost, and the initiatives by which they are followed up.
enum RecommendationEndpoints {
  static let routes: [Route] = [list, detail, track, initiatives, setStatus]

  private static let base = CostEndpoints.base
  private static let roles = CostEndpoints.roles

  enum Status: String, CaseIterable {
    case planned, running, done, dropped
  }

  static let opportunityMembers: JSON = [
    "id": Schema.string,
    "type": Schema.choice(["consolidate_instances", "rebalance_ip_pools", "adjust_plan"]),
    "title": Schema.string, "estimated_savings": CostEndpoints.savingsSchema,
    "confidence": Schema.choice(["low", "medium", "high"]),
    "resource_type": Schema.choice(CostEndpoints.ResourceType.allCases.map(\.rawValue)),
    "tenant_id": Schema.optional(Schema.string), "href": Schema.string,
  ]

  private static let initiativeSchema = Schema.object([
    "id": Schema.string, "recommendation_id": Schema.string, "owner_user_id": Schema.string,
    "status": Schema.choice(Status.allCases.map(\.rawValue)), "note": Schema.string,
    "created_at": Schema.instant, "updated_at": Schema.instant,
  ])

  private static let list = Route(
    id: "listRecommendations", method: .get, path: base + "/recommendations",
    summary: "What could save cost, the largest range first.", access: .roles(roles),
    audit: .init(
      action: "exec.cost.recommendations", area: .exec, target: "aggregate:recommendations"),
    query: CostFilter.parameters,
    responseSchema: Schema.object(["items": Schema.list(Schema.named("SavingsOpportunity"))])
  ) { call in
    let freshness = try Freshness(call, sources: [.costModel])
    return .ok(
      ["items": call.listing(.costModel, try opportunities(call))],
      meta: freshness.meta)
  }

  private static let detail = Route(
    id: "getRecommendation", method: .get, path: base + "/recommendations/{recommendationId}",
    summary: "One recommendation with its reason and what was begun on it.",
    access: .roles(roles),
    audit: .init(
      action: "exec.cost.recommendation", area: .exec,
      target: "recommendation:{recommendationId}"),
    responseSchema: Schema.object(
      opportunityMembers.merging([
        "rationale": Schema.string, "vendor_id": Schema.optional(Schema.string),
        "initiatives": Schema.list(initiativeSchema),
      ]))
  ) { call in
    let row = try recommendation(call)
    let id: String = row["id"]
    let freshness = try Freshness(call, sources: [.costModel])
    return .ok(
      opportunity(row, call).merging([
        "rationale": JSON(row["rationale"] as String),
        "vendor_id": JSON(row["vendor_id"] as String?),
        "initiatives": .array(
          try tracked(call, condition: "recommendation_id = ?", [id]).map(initiativeJSON)),
      ]), meta: freshness.meta)
  }

  private static let track = Route(
    id: "trackRecommendation", method: .post,
    path: base + "/recommendations/{recommendationId}/track",
    summary: "Begins an initiative on a recommendation.", access: .roles(roles),
    audit: .init(
      action: "exec.cost.track", area: .exec, target: "recommendation:{recommendationId}"),
    requestSchema: Schema.object(["note": Schema.string], optional: ["note"]),
    responseSchema: initiativeSchema, successStatus: 201
  ) { call in
    let recommendation: String = try recommendation(call)["id"]
    let note = String((try call.body()["note"]?.string ?? "").prefix(500))
    let count = try Int.fetchOne(call.database, sql: "SELECT COUNT(*) FROM tracked_initiatives")
    let id = "trk_\((count ?? 0) + 1)"
    try call.database.execute(
      sql: "INSERT INTO tracked_initiatives VALUES (?, ?, ?, 'planned', ?, ?, ?)",
      arguments: [
        id, recommendation, try call.principal().id, note, call.now.seconds, call.now.seconds,
      ])
    return .ok(try initiative(id, call), status: 201).audited(["initiative": .string(id)])
  }

  private static let initiatives = Route(
    id: "listCostInitiatives", method: .get, path: base + "/initiatives",
    summary: "The initiatives that were begun.", access: .roles(roles),
    audit: .init(action: "exec.cost.initiatives", area: .exec, target: "aggregate:initiatives"),
    query: CostFilter.parameters,
    responseSchema: Schema.object(["items": Schema.list(initiativeSchema)])
  ) { call in
    .ok(["items": .array(try tracked(call, condition: "1", []).map(initiativeJSON))])
  }

  private static let setStatus = Route(
    id: "setCostInitiativeStatus", method: .post,
    path: base + "/initiatives/{initiativeId}/status",
    summary: "Says how an initiative stands.", access: .roles(roles),
    audit: .init(
      action: "exec.cost.initiative_status", area: .exec, target: "initiative:{initiativeId}"),
    requestSchema: Schema.object(["status": Schema.choice(Status.allCases.map(\.rawValue))]),
    responseSchema: initiativeSchema
  ) { call in
    guard let status = try call.body()["status"]?.string.flatMap(Status.init(rawValue:)) else {
      throw Failure.validation([
        .issue(
          "status", "must be one of " + Status.allCases.map(\.rawValue).joined(separator: ", "))
      ])
    }
    let id = call.path("initiativeId")
    _ = try initiative(id, call)
    try call.database.execute(
      sql: "UPDATE tracked_initiatives SET status = ?, updated_at = ? WHERE id = ?",
      arguments: [status.rawValue, call.now.seconds, id])
    return .ok(try initiative(id, call))
  }

  /// What could save cost, the largest range first; ranges are not added up, as one saving can use
  /// up another.
  static func opportunities(_ call: Call) throws -> [JSON] {
    try rows(call).map { opportunity($0, call) }
  }

  private static func rows(_ call: Call) throws -> [Row] {
    let filter = try CostFilter(call)
    let scope = TenantFilter(try call.principal().tenantScope, column: "tenant_id")
    return try Row.fetchAll(
      call.database,
      sql: """
        SELECT recommendations.*, tenants.segment FROM recommendations
        LEFT JOIN tenants ON tenants.id = recommendations.tenant_id
        WHERE \(scope.sql) ORDER BY savings_high DESC, recommendations.id
        """,
      arguments: scope.arguments
    ).filter {
      filter.admits(
        tenant: $0["tenant_id"], segment: $0["segment"], resourceType: $0["resource_type"])
    }
  }

  private static func recommendation(_ call: Call) throws -> Row {
    let id = call.path("recommendationId")
    guard let row = try rows(call).first(where: { $0["id"] == id }) else {
      throw Failure.notFound("recommendation")
    }
    return row
  }

  private static func opportunity(_ row: Row, _ call: Call) -> JSON {
    let id: String = row["id"]
    return [
      "id": .string(id), "type": JSON(row["type"] as String),
      "title": JSON(row["title"] as String),
      "estimated_savings": CostEndpoints.savingsJSON(
        low: row["savings_low"], high: row["savings_high"], call),
      "confidence": JSON(row["confidence"] as String),
      "resource_type": JSON(row["resource_type"] as String),
      "tenant_id": JSON(row["tenant_id"] as String?),
      "href": .string("\(base)/recommendations/\(id)"),
    ]
  }

  private static func tracked(
    _ call: Call, condition: String, _ arguments: StatementArguments
  ) throws -> [Row] {
    let seen = Set(try rows(call).map { $0["id"] as String })
    return try Row.fetchAll(
      call.database,
      sql: "SELECT * FROM tracked_initiatives WHERE \(condition) ORDER BY created_at, id",
      arguments: arguments
    ).filter { seen.contains($0["recommendation_id"]) }
  }

  private static func initiative(_ id: String, _ call: Call) throws -> JSON {
    guard let row = try tracked(call, condition: "id = ?", [id]).first else {
      throw Failure.notFound("initiative")
    }
    return initiativeJSON(row)
  }

  private static func initiativeJSON(_ row: Row) -> JSON {
    [
      "id": JSON(row["id"] as String),
      "recommendation_id": JSON(row["recommendation_id"] as String),
      "owner_user_id": JSON(row["owner_user_id"] as String),
      "status": JSON(row["status"] as String), "note": JSON(row["note"] as String),
      "created_at": JSON(Instant(seconds: row["created_at"])),
      "updated_at": JSON(Instant(seconds: row["updated_at"])),
    ]
  }
}
