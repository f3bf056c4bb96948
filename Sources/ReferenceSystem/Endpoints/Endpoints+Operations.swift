import GRDB

/// System Health for those who run the platform and those who answer for it.
enum OperationsEndpoints {
  static let routes: [Route] = [health, service, dimension]

  static let roles: [Role] = [.coo, .cto, .operations]
  private static let base = "/api/v1/ops/health"
  private static let stateSchema = Schema.choice(HealthModel.State.allCases.map(\.rawValue))
  private static let linkSchema = Schema.object(["title": Schema.string, "href": Schema.string])

  private static let serviceMembers: JSON = [
    "name": Schema.string, "title": Schema.string, "state": stateSchema,
    "last_checked_at": Schema.instant, "scope_of_impact": Schema.string, "href": Schema.string,
  ]

  private static let dimensionMembers: JSON = [
    "name": Schema.string, "title": Schema.string, "state": stateSchema,
    "last_checked_at": Schema.instant, "scope_of_impact": Schema.string,
    "summary": Schema.string, "href": Schema.string,
  ]

  private static let health = Route(
    id: "getSystemHealth", method: .get, path: base,
    summary: "Services and dimensions at a glance.", access: .roles(roles),
    audit: .init(action: "ops.health.read", area: .ops, target: "aggregate:health"),
    responseSchema: Schema.object([
      "services": Schema.list(Schema.object(serviceMembers)),
      "dimensions": Schema.list(Schema.object(dimensionMembers)),
      "queue": Schema.object([
        "depth": Schema.count, "dead_letters": Schema.count,
        "oldest_waiting_seconds": Schema.count,
      ]),
      "kpi_note": Schema.string, "polling": HealthModel.pollingSchema,
      "links": Schema.list(linkSchema),
    ])
  ) { call in
    let model = HealthModel(call: call)
    let counts = try EventQueue(database: call.database).counts()
    let waiting = counts.oldest.map { max(0, call.now.seconds - $0.seconds) } ?? 0
    return .ok(
      [
        "services": .array(HealthModel.services.map { serviceJSON($0, model) }),
        "dimensions": .array(try HealthModel.dimensions.map { try dimensionJSON($0, model) }),
        "queue": [
          "depth": .integer(counts.depth), "dead_letters": .integer(counts.dead),
          "oldest_waiting_seconds": .integer(waiting),
        ],
        "kpi_note": model.kpiNote, "polling": model.polling, "links": links,
      ], meta: try meta(call))
  }

  private static let service = Route(
    id: "getServiceHealth", method: .get, path: base + "/services/{name}",
    summary: "One service: recent checks, figures against targets, where to go on.",
    access: .roles(roles),
    audit: .init(action: "ops.service.read", area: .ops, target: "service:{name}"),
    responseSchema: Schema.object(
      serviceMembers.merging([
        "metrics": Schema.list(
          Schema.object([
            "name": Schema.string, "value": Schema.optional(Schema.number),
            "target": Schema.string, "unit": Schema.string, "met": Schema.optional(Schema.boolean),
          ])),
        "recent_checks": Schema.list(
          Schema.object([
            "checked_at": Schema.instant, "state": stateSchema, "latency_ms": Schema.count,
            "error_rate": Schema.rate,
          ])),
        "kpi_note": Schema.string, "polling": HealthModel.pollingSchema,
        "links": Schema.list(linkSchema),
      ]))
  ) { call in
    let model = HealthModel(call: call)
    let name = call.path("name")
    guard let service = HealthModel.services.first(where: { $0.source.rawValue == name }) else {
      throw Failure.notFound("service")
    }
    let checks = try Row.fetchAll(
      call.database,
      sql: "SELECT * FROM health_checks WHERE service = ? ORDER BY checked_at DESC LIMIT 12",
      arguments: [name])
    let ok = model.state(of: service.source) == .healthy
    let latency = checks.map { $0["latency_ms"] as Int }.max()
    let errors = checks.map { $0["error_rate"] as Double }.max()
    return .ok(
      serviceJSON(service, model).merging([
        "metrics": [
          metric(
            "latency", ok ? latency.map(Double.init) : nil, "milliseconds",
            below: Double(service.latencyTarget)),
          metric("error_rate", ok ? errors : nil, "share of requests", below: 0.01),
        ],
        "recent_checks": .array(checks.map(checkJSON)), "kpi_note": model.kpiNote,
        "polling": model.polling, "links": links,
      ]), meta: try meta(call))
  }

  private static let dimension = Route(
    id: "getDimensionHealth", method: .get, path: base + "/dimensions/{name}",
    summary: "One dimension: its alerts and its trend over 30 days.", access: .roles(roles),
    audit: .init(action: "ops.dimension.read", area: .ops, target: "dimension:{name}"),
    responseSchema: Schema.object(
      dimensionMembers.merging([
        "metrics": Schema.list(
          Schema.object([
            "name": Schema.string, "unit": Schema.string, "target": Schema.string,
            "trend": Schema.list(Schema.object(["day": Schema.date, "value": Schema.number])),
          ])),
        "alert_history": Schema.list(
          Schema.object([
            "id": Schema.string, "severity": Schema.string, "title": Schema.string,
            "status": Schema.string, "created_at": Schema.instant,
          ])),
        "polling": HealthModel.pollingSchema, "links": Schema.list(linkSchema),
      ]))
  ) { call in
    let model = HealthModel(call: call)
    let name = call.path("name")
    guard let dimension = HealthModel.dimensions.first(where: { $0.name == name }) else {
      throw Failure.notFound("dimension")
    }
    let alerts = try AlertStore(database: call.database).alerts(
      visibleTo: call.principal(), categories: [.systemHealth])
    return .ok(
      try dimensionJSON(dimension, model).merging([
        "metrics": .array(
          try dimension.metrics.map { metric in
            [
              "name": .string(metric.name), "unit": .string(metric.unit),
              "target": .string(metric.target),
              "trend": .array(try trend(name, metric.name, call)),
            ]
          }),
        "alert_history": .array(alerts.prefix(10).map(alertJSON)), "polling": model.polling,
        "links": links,
      ]), meta: try meta(call))
  }

  private static let links: JSON = [
    ["title": "Alerts on system health", "href": "/api/v1/notifications?category=system_health"],
    ["title": "Runbook: platform services", "href": "https://runbooks.waymark.example/platform"],
  ]

  private static func meta(_ call: Call) throws -> JSON {
    let freshness = try Freshness(call, sources: [.operationsMonitoring])
    return freshness.meta
      .setting("as_of", JSON(Instant(seconds: call.now.seconds - call.now.seconds % 300)))
      .setting("cadence", HealthModel(call: call).polling["cadence"] ?? "")
  }

  private static func serviceJSON(_ service: HealthModel.Service, _ model: HealthModel) -> JSON {
    [
      "name": .string(service.source.rawValue), "title": .string(service.title),
      "state": .string(model.state(of: service.source).rawValue),
      "last_checked_at": JSON(model.lastCheck),
      "scope_of_impact": .string(model.impact(of: service)),
      "href": .string("\(base)/services/\(service.source.rawValue)"),
    ]
  }

  private static func dimensionJSON(
    _ dimension: HealthModel.Dimension, _ model: HealthModel
  ) throws -> JSON {
    let state = try model.state(of: dimension)
    return [
      "name": .string(dimension.name), "title": .string(dimension.title),
      "state": .string(state.rawValue), "last_checked_at": JSON(model.lastCheck),
      "scope_of_impact": .string(try model.impact(of: dimension)),
      "summary": state == .healthy
        ? "Within its targets at the last check." : "Outside its targets at the last check.",
      "href": .string("\(base)/dimensions/\(dimension.name)"),
    ]
  }

  private static func metric(
    _ name: String, _ value: Double?, _ unit: String, below target: Double
  ) -> JSON {
    [
      "name": .string(name), "value": JSON(value), "target": .string("below \(JSON(target).text)"),
      "unit": .string(unit), "met": value.map { .bool($0 < target) } ?? .null,
    ]
  }

  private static func checkJSON(_ row: Row) -> JSON {
    [
      "checked_at": JSON(Instant(seconds: row["checked_at"])),
      "state": JSON(row["state"] as String), "latency_ms": JSON(row["latency_ms"] as Int),
      "error_rate": JSON(row["error_rate"] as Double),
    ]
  }

  private static func trend(_ dimension: String, _ metric: String, _ call: Call) throws -> [JSON] {
    try Row.fetchAll(
      call.database,
      sql: "SELECT * FROM dimension_history WHERE dimension = ? AND metric = ? ORDER BY day",
      arguments: [dimension, metric]
    ).map { ["day": JSON($0["day"] as String), "value": JSON($0["value"] as Double)] }
  }

  private static func alertJSON(_ alert: Alert) -> JSON {
    [
      "id": .string(alert.id), "severity": .string(alert.severity.rawValue),
      "title": .string(alert.title), "status": .string(alert.status),
      "created_at": JSON(alert.createdAt),
    ]
  }
}
