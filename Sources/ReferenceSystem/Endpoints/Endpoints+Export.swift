import GRDB

/// What leaves the surface or joins all tenants: always after a one-time code.
enum ExportEndpoints {
  static let routes: [Route] = [consolidated, export]

  enum View: String, CaseIterable {
    case overview
    case tenants
    case revenueProtection = "revenue-protection"
    case costOptimization = "cost-optimization"
    case auditLog = "audit-log"

    /// The endpoint whose data is exported.
    var path: String { "/api/v1/exec/" + rawValue }
  }

  enum Format: String, CaseIterable {
    case json, csv
  }

  /// The views that someone may read, and so export.
  static func views(for principal: Principal) -> [View] {
    View.allCases.filter { source(of: $0)?.admits(principal) == true }
  }

  private static func source(of view: View) -> Route? {
    RouteTable.api.first { $0.path == view.path && $0.method == .get }
  }

  private static let rowSchema = Schema.object([
    "tenant_id": Schema.string, "name": Schema.string, "reference": Schema.string,
    "segment": Schema.choice(Segment.names), "region": Schema.choice(Region.names),
    "sent_30d": Schema.count, "delivery_rate_30d": Schema.optional(Schema.rate),
    "estimated_at_risk_30d": Schema.amount, "estimated_protected_30d": Schema.amount,
    "approximate_cost": Schema.amount, "open_alerts": Schema.count,
  ])

  private static let consolidated = Route(
    id: "getConsolidatedView", method: .get, path: "/api/v1/exec/consolidated",
    summary: "Every tenant side by side; the action is logged.",
    access: .roles([.ceo, .cfo, .coo]),
    stepUp: "Opening the consolidated view of all tenants",
    audit: .init(action: "exec.consolidated.read", area: .exec, target: "aggregate:consolidated"),
    responseSchema: Schema.object([
      "items": Schema.list(rowSchema), "currency": Schema.string, "risk_label": Schema.string,
      "cost_label": Schema.string, "logged": Schema.string,
    ])
  ) { call in
    let freshness = try Freshness(
      call, sources: [.revenueMetrics, .costModel, .deliverabilityFeed, .alertStore])
    let down = freshness.degraded.filter { call.instance.controls.condition(of: $0) == .down }
    guard down.isEmpty else { throw Failure.sourceUnavailable(down.map(\.rawValue)) }
    let scope = TenantFilter(try call.principal().tenantScope, column: "tenant_id")
    let rows = try Row.fetchAll(
      call.database,
      sql: """
        SELECT * FROM executive_business_summary WHERE \(scope.sql)
        ORDER BY revenue_at_risk DESC
        """,
      arguments: scope.arguments)
    return .ok(
      [
        "items": .array(rows.map(rowJSON)), "currency": "USD", "risk_label": call.labels.risk,
        "cost_label": call.labels.cost, "logged": "Opening this view was logged.",
      ], meta: freshness.meta)
  }

  private static func rowJSON(_ row: Row) -> JSON {
    let sent: Int = row["sent"]
    let delivered: Int = row["delivered"]
    let rate = sent > 0 ? (Double(delivered) / Double(sent)).rounded(digits: 5) : nil
    return [
      "tenant_id": JSON(row["tenant_id"] as String), "name": JSON(row["name"] as String),
      "reference": JSON(row["reference"] as String), "segment": JSON(row["segment"] as String),
      "region": JSON(row["region"] as String), "sent_30d": .integer(sent),
      "delivery_rate_30d": JSON(rate),
      "estimated_at_risk_30d": JSON((row["revenue_at_risk"] as Double).cents),
      "estimated_protected_30d": JSON((row["revenue_protected"] as Double).cents),
      "approximate_cost": JSON((row["approximate_cost"] as Double).cents),
      "open_alerts": JSON(row["open_alerts"] as Int),
    ]
  }

  private static let export = Route(
    id: "exportView", method: .get, path: "/api/v1/exec/export",
    summary: "One view as JSON or CSV for internal use; the action is logged.",
    access: .roles([.ceo, .cfo, .coo, .securityOfficer]),
    stepUp: "Exporting executive or audit data",
    audit: .init(action: "exec.export", area: .exec, target: "export"),
    query: [
      .init(
        name: "view", summary: "What is exported (required).",
        schema: Schema.choice(View.allCases.map(\.rawValue))),
      .init(
        name: "format", summary: "`json` if not given.",
        schema: Schema.choice(Format.allCases.map(\.rawValue))),
    ],
    responseSchema: Schema.object([
      "view": Schema.choice(View.allCases.map(\.rawValue)), "exported_at": Schema.instant,
      "exported_by": Schema.string, "statement": Schema.string, "content": Schema.freeObject,
      "content_meta": Schema.freeObject,
    ])
  ) { call in
    guard let view = try call.filter("view", of: View.self) else {
      throw Failure.invalidFilter("view", "is required")
    }
    let format = try call.filter("format", of: Format.self) ?? .json
    guard let source = source(of: view),
      source.admits(try call.principal()) || call.isOn(.roleCheckSkipped)
    else { throw Failure.insufficientPermissions }
    let inner = Call(
      instance: call.instance, database: call.database, route: source,
      request: IncomingRequest(method: "GET", path: view.path, query: ["limit": "100"]),
      requestID: call.requestID, now: call.now, caller: call.caller)
    guard case .success(let content, let meta) = try source.handler(inner).body else {
      throw Failure.notFound("view")
    }
    if let late = meta["degraded_sources"]?.elements, !late.isEmpty {
      throw Failure.sourceUnavailable(late.compactMap(\.string))
    }
    let statement = """
      Internal use only. Figures are directional or approximate; this is neither an invoice nor \
      a regulatory report. The export was logged.
      """
    let target = "export:\(view.rawValue)"
    if format == .csv {
      return Reply(
        status: 200,
        body: .document(
          Array(CommaSeparated.render(content, heading: statement).utf8),
          type: "text/csv; charset=utf-8"),
        headers: [("Content-Disposition", "attachment; filename=\"\(view.rawValue).csv\"")]
      ).audited(target: target, ["view": .string(view.rawValue), "format": "csv"])
    }
    return .ok([
      "view": .string(view.rawValue), "exported_at": JSON(call.now),
      "exported_by": .string(try call.principal().id), "statement": .string(statement),
      "content": content, "content_meta": meta,
    ]).audited(target: target, ["view": .string(view.rawValue), "format": "json"])
  }
}
