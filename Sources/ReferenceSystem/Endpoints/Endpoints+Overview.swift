import GRDB

/// The first page of leaders: five groups of figures over the tenants in scope.
enum OverviewEndpoints {
  static let routes: [Route] = [overview]

  static let roles: [Role] = [
    .ceo, .cfo, .coo, .cto, .vicePresident, .executiveAssistant, .supportRead, .analyticsRead,
    .operations, .procurementDirector,
  ]

  private static let sources: [Source] = [
    .revenueMetrics, .costModel, .deliverabilityFeed, .alertStore, .operationsMonitoring,
    .auditStore,
  ]

  private static let overview = Route(
    id: "getOverview", method: .get, path: "/api/v1/exec/overview",
    summary: "Key figures over the tenants in the caller's scope.", access: .roles(roles),
    audit: .init(action: "exec.overview.read", area: .exec, target: "aggregate:overview"),
    query: [Window.parameter],
    responseSchema: Schema.object([
      "timeframe": Window.schema,
      "tenants_in_scope": Schema.count,
      "revenue_protection": Schema.object([
        "estimated_protected_revenue": Schema.optional(Schema.amount),
        "active_alerts": Schema.optional(Schema.count), "currency": Schema.string,
        "label": Schema.string,
      ]),
      "cost_optimization": Schema.object([
        "approx_infra_cost": Schema.optional(Schema.amount),
        "savings_opportunities": Schema.optional(Schema.count), "currency": Schema.string,
        "period": Schema.string, "label": Schema.string,
      ]),
      "deliverability": Schema.object([
        "global_delivery_rate": Schema.optional(Schema.rate),
        "critical_issues": Schema.optional(Schema.count),
      ]),
      "operations": Schema.object([
        "uptime_rolling_30d": Schema.optional(Schema.rate),
        "incidents_open": Schema.optional(Schema.count),
      ]),
      "risk_compliance": Schema.object([
        "open_risks": Schema.optional(Schema.count),
        "last_audit_passed_at": Schema.optional(Schema.instant),
      ]),
      "links": Schema.list(Schema.object(["title": Schema.string, "href": Schema.string])),
    ])
  ) { call in
    let principal = try call.principal()
    let window = try call.filter("window", of: Window.self) ?? .month
    let freshness = try Freshness(call, sources: sources)
    let figures = try OverviewFigures(
      database: call.database, scope: principal.tenantScope, window: window,
      lastDay: freshness.lastDay)
    return .ok(
      [
        "timeframe": window.json(upTo: freshness.lastDay),
        "tenants_in_scope": .integer(figures.tenants),
        "revenue_protection": [
          "estimated_protected_revenue": call.figure(
            .revenueMetrics, .number(figures.revenueProtected.cents)),
          "active_alerts": call.figure(.alertStore, .integer(figures.revenueAlerts)),
          "currency": "USD", "label": call.labels.risk,
        ],
        "cost_optimization": [
          "approx_infra_cost": call.figure(.costModel, .number(figures.cost.cents)),
          "savings_opportunities": call.figure(.costModel, .integer(figures.savings)),
          "currency": "USD", "period": "month", "label": call.labels.cost,
        ],
        "deliverability": [
          "global_delivery_rate": call.figure(
            .deliverabilityFeed, JSON(figures.deliveryRate?.rounded(digits: 4))),
          "critical_issues": call.figure(.alertStore, .integer(figures.criticalIssues)),
        ],
        "operations": [
          "uptime_rolling_30d": call.figure(
            .operationsMonitoring, JSON(figures.uptime?.rounded(digits: 5))),
          "incidents_open": call.figure(.operationsMonitoring, .integer(figures.openIncidents)),
        ],
        "risk_compliance": [
          "open_risks": call.figure(.alertStore, .integer(figures.openRisks)),
          "last_audit_passed_at": call.figure(.auditStore, JSON(figures.lastAudit)),
        ],
        "links": .array(links(for: principal)),
      ], meta: freshness.meta)
  }

  /// The areas that the caller can open from here.
  private static func links(for principal: Principal) -> [JSON] {
    let areas: [(title: String, href: String, roles: [Role])] = [
      ("Tenant Summary", "/api/v1/exec/tenants", TenantEndpoints.roles),
      ("Revenue Protection", "/api/v1/exec/revenue-protection", RevenueEndpoints.roles),
      ("Cost Optimization", "/api/v1/exec/cost-optimization", CostEndpoints.roles),
      ("Alerts and Notifications", "/api/v1/notifications", NotificationEndpoints.roles),
      ("System Health", "/api/v1/ops/health", OperationsEndpoints.roles),
    ]
    return areas.filter { area in principal.role.map(area.roles.contains) ?? false }
      .map { ["title": .string($0.title), "href": .string($0.href)] }
  }
}
