import GRDB

/// What Revenue Protection leads to: incidents and protection initiatives.
enum DrillDownEndpoints {
  static let routes: [Route] = [incidents, incident, initiatives, initiative]

  private static let roles = RevenueEndpoints.detailRoles

  enum IncidentStatus: String, CaseIterable {
    case open, resolved
  }

  private static let tenantSchema = Schema.object(["id": Schema.string, "name": Schema.string])

  private static let incidentMembers: JSON = [
    "id": Schema.string, "title": Schema.string,
    "severity": Schema.choice(Severity.allCases.map(\.rawValue)),
    "status": Schema.choice(IncidentStatus.allCases.map(\.rawValue)),
    "channel": Schema.choice(Channel.names), "started_at": Schema.instant,
    "resolved_at": Schema.optional(Schema.instant), "estimated_at_risk": Schema.amount,
    "currency": Schema.string, "label": Schema.string, "tenant": tenantSchema,
    "href": Schema.string,
  ]

  private static let base = "/api/v1/exec/revenue-protection"

  private static let incidents = Route(
    id: "listIncidents", method: .get, path: base + "/incidents",
    summary: "Incidents of the tenants in scope, the newest first.", access: .roles(roles),
    audit: .init(action: "exec.incidents.list", area: .exec, target: "aggregate:incidents"),
    query: RevenueFilter.parameters.filter { $0.name != "severity" } + [
      .init(
        name: "severity", summary: "A severity.",
        schema: Schema.choice(Severity.allCases.map(\.rawValue))),
      .init(
        name: "status", summary: "Open or resolved.",
        schema: Schema.choice(IncidentStatus.allCases.map(\.rawValue))),
      Paging.limit, Paging.cursor,
    ],
    responseSchema: Schema.object(["items": Schema.list(Schema.object(incidentMembers))])
  ) { call in
    let severity = try call.filter("severity", of: Severity.self)
    let status = try call.filter("status", of: IncidentStatus.self)
    let region = try call.filter("region", of: Region.self)
    let segment = try call.filter("segment", of: Segment.self)
    let channel = try call.filter("channel", of: Channel.self)
    if let tenant = call.query("tenant") { _ = try call.tenant(tenant) }
    let wanted: [(column: String, value: String?)] = [
      ("severity", severity?.rawValue), ("status", status?.rawValue),
      ("region", region?.rawValue), ("segment", segment?.rawValue),
      ("channel", channel?.rawValue), ("tenant_id", call.query("tenant")),
    ]
    let rows = try fetch("incidents", call, order: "incidents.started_at DESC, incidents.id")
      .filter { row in
        wanted.allSatisfy { entry in entry.value.map { $0 == row[entry.column] } ?? true }
      }
    let page = try Paging.page(rows, of: call) { $0["id"] as String }
    return .ok(["items": .array(page.items.map { incidentJSON($0, call) })], meta: page.meta)
  }

  private static let incident = Route(
    id: "getIncident", method: .get, path: base + "/incidents/{incidentId}",
    summary: "One incident with its cause and course.", access: .roles(roles),
    audit: .init(action: "exec.incident.read", area: .exec, target: "incident:{incidentId}"),
    responseSchema: Schema.object(
      incidentMembers.merging([
        "cause": Schema.string,
        "timeline": Schema.list(Schema.object(["at": Schema.instant, "note": Schema.string])),
        "links": Schema.list(Schema.object(["title": Schema.string, "href": Schema.string])),
      ]))
  ) { call in
    let row = try one("incidents", call.path("incidentId"), "incident", call)
    let tenant: String = row["tenant_id"]
    return .ok(
      incidentJSON(row, call).merging([
        "cause": JSON(row["cause"] as String),
        "timeline": JSON.parse(row["timeline"] as String) ?? [],
        "links": [
          ["title": "Tenant Summary", "href": .string("/api/v1/exec/tenants/\(tenant)/summary")],
          ["title": "Alerts", "href": .string("/api/v1/notifications?tenant=\(tenant)")],
        ],
      ]))
  }

  private static let initiativeSchema = Schema.object([
    "id": Schema.string, "title": Schema.string,
    "status": Schema.choice(["planned", "running", "done"]), "roi": Schema.number,
    "roi_basis": Schema.choice(["measured", "estimated"]), "invested": Schema.amount,
    "protected_amount": Schema.amount, "currency": Schema.string, "label": Schema.string,
    "started_at": Schema.instant, "note": Schema.string, "tenant": tenantSchema,
    "href": Schema.string,
  ])

  private static let initiatives = Route(
    id: "listInitiatives", method: .get, path: base + "/initiatives",
    summary: "Protection initiatives of the tenants in scope.", access: .roles(roles),
    audit: .init(action: "exec.initiatives.list", area: .exec, target: "aggregate:initiatives"),
    query: [Paging.limit, Paging.cursor],
    responseSchema: Schema.object(["items": Schema.list(initiativeSchema)])
  ) { call in
    let rows = try fetch("initiatives", call, order: "initiatives.id")
    let page = try Paging.page(rows, of: call) { $0["id"] as String }
    return .ok(["items": .array(page.items.map { initiativeJSON($0, call) })], meta: page.meta)
  }

  private static let initiative = Route(
    id: "getInitiative", method: .get, path: base + "/initiatives/{initiativeId}",
    summary: "One protection initiative with its measured or estimated return.",
    access: .roles(roles),
    audit: .init(action: "exec.initiative.read", area: .exec, target: "initiative:{initiativeId}"),
    responseSchema: initiativeSchema
  ) { call in
    .ok(initiativeJSON(try one("initiatives", call.path("initiativeId"), "initiative", call), call))
  }

  private static func fetch(_ table: String, _ call: Call, order: String) throws -> [Row] {
    let scope = TenantFilter(try call.principal().tenantScope, column: "\(table).tenant_id")
    return try Row.fetchAll(
      call.database,
      sql: """
        SELECT \(table).*, tenants.name AS tenant_name, tenants.segment, tenants.region
        FROM \(table) JOIN tenants ON tenants.id = \(table).tenant_id
        WHERE \(scope.sql) ORDER BY \(order)
        """,
      arguments: scope.arguments)
  }

  /// A row of a tenant in scope; rows of others do not exist for the caller.
  private static func one(
    _ table: String, _ id: String, _ what: String, _ call: Call
  ) throws -> Row {
    let rows = try fetch(table, call, order: "\(table).id")
    guard let row = rows.first(where: { $0["id"] == id }) else { throw Failure.notFound(what) }
    return row
  }

  private static func incidentJSON(_ row: Row, _ call: Call) -> JSON {
    let id: String = row["id"]
    return [
      "id": .string(id), "title": JSON(row["title"] as String),
      "severity": JSON(row["severity"] as String), "status": JSON(row["status"] as String),
      "channel": JSON(row["channel"] as String),
      "started_at": JSON(Instant(seconds: row["started_at"])),
      "resolved_at": JSON((row["resolved_at"] as Int?).map(Instant.init(seconds:))),
      "estimated_at_risk": JSON(row["estimated_at_risk"] as Double), "currency": "USD",
      "label": call.labels.risk, "tenant": tenantJSON(row),
      "href": .string("\(base)/incidents/\(id)"),
    ]
  }

  private static func initiativeJSON(_ row: Row, _ call: Call) -> JSON {
    let id: String = row["id"]
    let measured = row["roi_basis"] == "measured"
    let label: JSON =
      measured
      ? "Measured over the initiative's term; internal and not audited."
      : "Estimated: directional, not audited, to be measured when the initiative ends."
    return [
      "id": .string(id), "title": JSON(row["title"] as String),
      "status": JSON(row["status"] as String), "roi": JSON(row["roi"] as Double),
      "roi_basis": JSON(row["roi_basis"] as String), "invested": JSON(row["invested"] as Double),
      "protected_amount": JSON(row["protected_amount"] as Double), "currency": "USD",
      "label": call.isOn(.riskCalledGuaranteed) ? call.labels.risk : label,
      "started_at": JSON(Instant(seconds: row["started_at"])),
      "note": JSON(row["note"] as String), "tenant": tenantJSON(row),
      "href": .string("\(base)/initiatives/\(id)"),
    ]
  }

  private static func tenantJSON(_ row: Row) -> JSON {
    ["id": JSON(row["tenant_id"] as String), "name": JSON(row["tenant_name"] as String)]
  }
}
