import GRDB

/// Revenue Protection: what is at risk, by which method that is known, and where to look.
enum RevenueEndpoints {
  static let routes: [Route] = [dashboard, board] + DrillDownEndpoints.routes

  static let roles: [Role] = [.ceo, .cfo, .coo, .cto, .vicePresident, .analyticsRead]
  static let detailRoles: [Role] = [.ceo, .cfo, .coo, .cto, .vicePresident]

  private static let methodology: JSON = [
    "summary": """
    Messages that did not arrive in each full day, times the average revenue of a delivered \
    message of that tenant, times one and a half for the messages that follow it.
    """,
    "assumptions": [
      "A message that bounces would have earned as much as one that arrives.",
      "Revenue a message is an average over the tenant's last quarter.",
      "Figures are daily sums; nothing within a day is known.",
    ],
  ]

  private static let methodologySchema = Schema.object([
    "summary": Schema.string, "assumptions": Schema.list(Schema.string),
  ])

  private static let riskSchema = Schema.object([
    "tenant": Schema.optional(
      Schema.object(["id": Schema.string, "name": Schema.string, "reference": Schema.string])),
    "segment": Schema.choice(Segment.names), "region": Schema.choice(Region.names),
    "estimated_at_risk": Schema.amount, "currency": Schema.string, "label": Schema.string,
  ])

  private static let issueSchema = Schema.object([
    "id": Schema.string, "title": Schema.string, "severity": Schema.string,
    "tenant_id": Schema.string, "created_at": Schema.instant,
  ])

  private static let kpiSchema = Schema.object([
    "bounce_rate": Schema.optional(Schema.rate), "complaint_rate": Schema.optional(Schema.rate),
    "spam_rate": Schema.optional(Schema.rate),
  ])

  private static let dashboard = Route(
    id: "getRevenueProtection", method: .get, path: "/api/v1/exec/revenue-protection",
    summary: "Estimated revenue at risk with its method, rates, issues and trends.",
    access: .roles(roles),
    audit: .init(
      action: "exec.revenue_protection.read", area: .exec, target: "aggregate:revenue-protection"),
    query: [Window.parameter] + RevenueFilter.parameters,
    responseSchema: Schema.object([
      "timeframe": Window.schema, "filters": RevenueFilter.schema,
      "estimated_at_risk": Schema.optional(Schema.amount),
      "protected_amount": Schema.optional(Schema.amount), "currency": Schema.string,
      "label": Schema.string, "methodology": methodologySchema, "kpis": kpiSchema,
      "top_risks": Schema.list(riskSchema),
      "critical_issue_count": Schema.optional(Schema.count),
      "critical_issues": Schema.list(issueSchema),
      "trends": Schema.list(
        Schema.object([
          "window": Schema.choice(Window.allCases.map(\.rawValue)),
          "estimated_at_risk": Schema.optional(Schema.amount),
          "protected_amount": Schema.optional(Schema.amount),
          "bounce_rate": Schema.optional(Schema.rate),
          "complaint_rate": Schema.optional(Schema.rate), "label": Schema.string,
        ])),
      "series": Schema.list(
        Schema.object([
          "day": Schema.date, "estimated_at_risk": Schema.amount,
          "protected_amount": Schema.amount, "label": Schema.string,
        ])),
    ])
  ) { call in
    let window = try call.filter("window", of: Window.self) ?? .month
    let freshness = try Freshness(
      call, sources: [.revenueMetrics, .deliverabilityFeed, .alertStore])
    let filter = try RevenueFilter(
      call, tenantColumn: "daily_metrics.tenant_id", channelColumn: "daily_metrics.channel")
    let figures = RevenueFigures(
      database: call.database, filter: filter, lastDay: freshness.lastDay)
    let issues = try criticalIssues(call)
    let detailed = try call.principal().role?.seesTenantDetail == true
    return .ok(
      headline(call, try figures.totals(in: window)).merging([
        "timeframe": window.json(upTo: freshness.lastDay), "filters": filter.json,
        "methodology": methodology,
        "top_risks": call.listing(
          .revenueMetrics, try topRisks(call, figures, in: window, detailed: detailed)),
        "critical_issue_count": call.figure(.alertStore, .integer(issues.count)),
        "critical_issues": call.listing(.alertStore, detailed ? issues : []),
        "trends": .array(try Window.allCases.map { try trend(call, figures, in: $0) }),
        "series": call.listing(.revenueMetrics, try series(call, figures, in: window)),
      ]), meta: freshness.meta)
  }

  private static let board = Route(
    id: "getRevenueBoardView", method: .get, path: "/api/v1/exec/revenue-protection/board",
    summary: "The few figures fit for a board.", access: .roles(detailRoles),
    audit: .init(
      action: "exec.revenue_protection.board", area: .exec, target: "aggregate:revenue-protection"),
    query: [Window.parameter],
    responseSchema: Schema.object([
      "timeframe": Window.schema, "estimated_at_risk": Schema.optional(Schema.amount),
      "protected_amount": Schema.optional(Schema.amount), "currency": Schema.string,
      "label": Schema.string, "kpis": kpiSchema, "methodology": methodologySchema,
      "statement": Schema.string,
    ])
  ) { call in
    let window = try call.filter("window", of: Window.self) ?? .quarter
    let freshness = try Freshness(call, sources: [.revenueMetrics, .deliverabilityFeed])
    let filter = try RevenueFilter(
      call, tenantColumn: "daily_metrics.tenant_id", channelColumn: "daily_metrics.channel")
    let figures = RevenueFigures(
      database: call.database, filter: filter, lastDay: freshness.lastDay)
    return .ok(
      headline(call, try figures.totals(in: window)).merging([
        "timeframe": window.json(upTo: freshness.lastDay), "methodology": methodology,
        "statement": "For internal discussion; not a regulatory or audited report.",
      ]), meta: freshness.meta)
  }

  private static func headline(_ call: Call, _ totals: RevenueFigures.Totals) -> JSON {
    [
      "estimated_at_risk": call.figure(.revenueMetrics, .number(totals.atRisk.cents)),
      "protected_amount": call.figure(.revenueMetrics, .number(totals.protected.cents)),
      "currency": "USD", "label": call.labels.risk,
      "kpis": [
        "bounce_rate": rate(call, totals.bounceRate),
        "complaint_rate": rate(call, totals.complaintRate),
        "spam_rate": rate(call, totals.spamRate),
      ],
    ]
  }

  private static func rate(_ call: Call, _ value: Double?) -> JSON {
    call.figure(.deliverabilityFeed, JSON(value?.rounded(digits: 5)))
  }

  private static func trend(
    _ call: Call, _ figures: RevenueFigures, in window: Window
  ) throws -> JSON {
    let totals = try figures.totals(in: window)
    return [
      "window": .string(window.rawValue),
      "estimated_at_risk": call.figure(.revenueMetrics, .number(totals.atRisk.cents)),
      "protected_amount": call.figure(.revenueMetrics, .number(totals.protected.cents)),
      "bounce_rate": rate(call, totals.bounceRate),
      "complaint_rate": rate(call, totals.complaintRate), "label": call.labels.risk,
    ]
  }

  private static func series(
    _ call: Call, _ figures: RevenueFigures, in window: Window
  ) throws -> [JSON] {
    try figures.grouped(by: "day", in: window, ordered: "day").map { row in
      let totals = RevenueFigures.Totals(row)
      return [
        "day": JSON(row["day"] as String), "estimated_at_risk": .number(totals.atRisk.cents),
        "protected_amount": .number(totals.protected.cents), "label": call.labels.risk,
      ]
    }
  }

  /// The five largest risks: by tenant, or by segment and region for those who see no tenants.
  private static func topRisks(
    _ call: Call, _ figures: RevenueFigures, in window: Window, detailed: Bool
  ) throws -> [JSON] {
    let columns =
      detailed
      ? "tenants.id, tenants.name, tenants.reference, tenants.segment, tenants.region"
      : "tenants.segment, tenants.region"
    return try figures.grouped(by: columns, in: window, ordered: "at_risk DESC").prefix(5).map {
      row in
      var tenant = JSON.null
      if detailed {
        tenant = [
          "id": JSON(row["id"] as String), "name": JSON(row["name"] as String),
          "reference": JSON(row["reference"] as String),
        ]
      }
      return [
        "tenant": tenant, "segment": JSON(row["segment"] as String),
        "region": JSON(row["region"] as String),
        "estimated_at_risk": .number(RevenueFigures.Totals(row).atRisk.cents),
        "currency": "USD", "label": call.labels.risk,
      ]
    }
  }

  /// Open critical alerts on revenue and deliverability of high-value tenants.
  private static func criticalIssues(_ call: Call) throws -> [JSON] {
    // Alerts belong to no channel; a filter by channel leaves them as they are.
    try AlertStore(database: call.database).alerts(
      visibleTo: call.principal(), categories: [.revenueRisk, .deliverability],
      statement: """
        alerts.status = 'open' AND alerts.severity = 'critical' AND tenants.high_value = 1
        """
    ).filter { alert in
      let wanted: [(String, String?)] = [
        ("region", alert.region), ("segment", alert.segment), ("tenant", alert.tenant),
        ("severity", alert.severity.rawValue),
      ]
      return wanted.allSatisfy { name, value in call.query(name).map { $0 == value } ?? true }
    }.map { alert in
      [
        "id": .string(alert.id), "title": .string(alert.title),
        "severity": .string(alert.severity.rawValue), "tenant_id": JSON(alert.tenant),
        "created_at": JSON(alert.createdAt),
      ]
    }
  }
}
