import GRDB

/// Cost Optimization: an approximate spend, savings as ranges, and what drives them.
enum CostEndpoints {
  static let routes: [Route] =
    [dashboard, attribution, vendors, vendor] + RecommendationEndpoints.routes

  static let roles: [Role] = [.ceo, .cfo, .coo, .vicePresident, .procurementDirector]
  static let base = "/api/v1/exec/cost-optimization"

  enum ResourceType: String, CaseIterable {
    case machine = "vps"
    case address = "smtp_ip"
  }

  static let savingsSchema = Schema.object([
    "low": Schema.optional(Schema.amount), "high": Schema.optional(Schema.amount),
    "currency": Schema.string, "period": Schema.string, "label": Schema.string,
  ])

  private static func costSchema(_ key: JSON, _ amount: JSON = Schema.amount) -> JSON {
    Schema.object(
      key.merging([
        "approximate_cost": amount, "currency": Schema.string, "period": Schema.string,
        "label": Schema.string,
      ]))
  }

  private static let attributionSchema = costSchema([
    "tenant_id": Schema.string, "name": Schema.string, "reference": Schema.string,
    "segment": Schema.choice(Segment.names), "resources": Schema.count,
  ])

  private static let vendorSchema = costSchema(
    [
      "id": Schema.string, "name": Schema.string, "service": Schema.string,
      "resources": Schema.count, "cost_per_resource": Schema.optional(Schema.amount),
      "delivery_rate": Schema.rate, "contract_ends": Schema.date, "note": Schema.string,
      "href": Schema.string,
    ], Schema.optional(Schema.amount))

  private static func explanation(_ call: Call) -> JSON {
    [
      "summary": """
      The sum of the approximate monthly cost of every machine and address: modelled from \
      provider invoices and usage, prorated for the window.
      """,
      "inputs": ["Provider invoices of the last closed month", "Usage in daily batches"],
      "assumptions": [
        "A dedicated address costs \(call.instance.settings.addressCost) USD a month.",
        "Shared machines belong to no tenant and are not divided.",
        "Discounts and taxes are left out.",
      ],
    ]
  }

  private static let dashboard = Route(
    id: "getCostOptimization", method: .get, path: base,
    summary: "Approximate spend with its explanation, savings as ranges, drivers, breakdowns.",
    access: .roles(roles),
    audit: .init(
      action: "exec.cost_optimization.read", area: .exec, target: "aggregate:cost-optimization"),
    query: [Window.parameter] + CostFilter.parameters,
    responseSchema: Schema.object([
      "timeframe": Window.schema, "infra_cost_estimate": Schema.optional(Schema.amount),
      "currency": Schema.string, "period": Schema.string, "label": Schema.string,
      "explanation": Schema.object([
        "summary": Schema.string, "inputs": Schema.list(Schema.string),
        "assumptions": Schema.list(Schema.string),
      ]),
      "savings_opportunities": Schema.list(Schema.named("SavingsOpportunity")),
      "drivers": Schema.object([
        "costly_tenants": Schema.list(attributionSchema),
        "costly_vendors": Schema.list(vendorSchema),
        "idle_resources": Schema.list(
          costSchema([
            "id": Schema.string, "resource_type": Schema.string,
            "tenant_id": Schema.optional(Schema.string),
          ])),
      ]),
      "breakdown": Schema.object([
        "by_resource_type": Schema.list(costSchema(["resource_type": Schema.string])),
        "by_segment": Schema.list(costSchema(["segment": Schema.string])),
      ]),
    ])
  ) { call in
    let window = try call.filter("window", of: Window.self) ?? .month
    let freshness = try Freshness(call, sources: [.costModel])
    let figures = try CostFigures(call, window: window)
    let total = figures.rows.reduce(0) { $0 + $1.cost }
    return .ok(
      [
        "timeframe": window.json(upTo: freshness.lastDay),
        "infra_cost_estimate": call.figure(.costModel, .number(total.cents)),
        "currency": "USD", "period": .string(window.rawValue), "label": call.labels.cost,
        "explanation": explanation(call),
        "savings_opportunities": call.listing(
          .costModel, try RecommendationEndpoints.opportunities(call)),
        "drivers": [
          "costly_tenants": call.listing(
            .costModel, Array(tenantCosts(figures, call).prefix(5))),
          "costly_vendors": call.listing(.costModel, try vendorCosts(figures, call)),
          "idle_resources": call.listing(.costModel, try idleResources(figures, call)),
        ],
        "breakdown": [
          "by_resource_type": call.listing(
            .costModel,
            figures.sums { $0.resourceType }.map {
              cost(["resource_type": .string($0.key)], $0.cost, window, call)
            }),
          "by_segment": call.listing(
            .costModel,
            figures.sums { $0.segment ?? "shared" }.map {
              cost(["segment": .string($0.key)], $0.cost, window, call)
            }),
        ],
      ], meta: freshness.meta)
  }

  private static let attribution = Route(
    id: "listCostAttribution", method: .get, path: base + "/tenants",
    summary: "The approximate share of each tenant in scope.", access: .roles(roles),
    audit: .init(
      action: "exec.cost.attribution", area: .exec, target: "aggregate:cost-attribution"),
    query: [Window.parameter],
    responseSchema: Schema.object(["items": Schema.list(attributionSchema)])
  ) { call in
    let freshness = try Freshness(call, sources: [.costModel])
    let window = try call.filter("window", of: Window.self) ?? .month
    let figures = try CostFigures(call, window: window)
    return .ok(
      ["items": call.listing(.costModel, tenantCosts(figures, call))], meta: freshness.meta)
  }

  private static let vendors = Route(
    id: "listVendors", method: .get, path: base + "/vendors",
    summary: "The vendors side by side: modelled cost, measured delivery.", access: .roles(roles),
    audit: .init(action: "exec.cost.vendors", area: .exec, target: "aggregate:vendors"),
    query: [Window.parameter],
    responseSchema: Schema.object(["items": Schema.list(vendorSchema)])
  ) { call in
    let freshness = try Freshness(call, sources: [.costModel])
    let window = try call.filter("window", of: Window.self) ?? .month
    let figures = try CostFigures(call, window: window)
    return .ok(
      ["items": call.listing(.costModel, try vendorCosts(figures, call))], meta: freshness.meta)
  }

  private static let vendor = Route(
    id: "getVendor", method: .get, path: base + "/vendors/{vendorId}",
    summary: "One vendor.", access: .roles(roles),
    audit: .init(action: "exec.cost.vendor", area: .exec, target: "vendor:{vendorId}"),
    responseSchema: vendorSchema
  ) { call in
    let freshness = try Freshness(call, sources: [.costModel])
    let figures = try CostFigures(call, window: .month)
    let found = try vendorCosts(figures, call).first {
      $0["id"]?.string == call.path("vendorId")
    }
    guard let found else { throw Failure.notFound("vendor") }
    return .ok(found, meta: freshness.meta)
  }

  static func savingsJSON(low: Double, high: Double, _ call: Call) -> JSON {
    [
      "low": call.figure(.costModel, .number(low.cents)),
      "high": call.figure(.costModel, .number(high.cents)),
      "currency": "USD", "period": "month", "label": call.labels.savings,
    ]
  }

  private static func cost(_ key: JSON, _ amount: Double, _ window: Window, _ call: Call) -> JSON {
    key.merging([
      "approximate_cost": call.figure(.costModel, .number(amount.cents)), "currency": "USD",
      "period": .string(window.rawValue), "label": call.labels.cost,
    ])
  }

  private static func tenantCosts(_ figures: CostFigures, _ call: Call) -> [JSON] {
    figures.sums { $0.tenant }.compactMap { sum in
      guard let row = figures.rows.first(where: { $0.tenant == sum.key }), let name = row.tenantName
      else { return nil }
      return cost(
        [
          "tenant_id": .string(sum.key), "name": .string(name),
          "reference": JSON(row.reference), "segment": JSON(row.segment),
          "resources": .integer(sum.resources),
        ], sum.cost, figures.window, call)
    }
  }

  private static func vendorCosts(_ figures: CostFigures, _ call: Call) throws -> [JSON] {
    let vendors = try Row.fetchAll(call.database, sql: "SELECT * FROM vendors")
    return figures.sums { $0.vendor }.compactMap { sum in
      guard let row = vendors.first(where: { $0["id"] == sum.key }) else { return nil }
      let each = (sum.cost / Double(max(1, sum.resources))).cents
      return cost(
        [
          "id": .string(sum.key), "name": JSON(row["name"] as String),
          "service": JSON(row["service"] as String), "resources": .integer(sum.resources),
          "cost_per_resource": call.figure(.costModel, .number(each)),
          "delivery_rate": JSON(row["delivery_rate"] as Double),
          "contract_ends": JSON(row["contract_ends"] as String),
          "note": JSON(row["note"] as String), "href": .string("\(base)/vendors/\(sum.key)"),
        ], sum.cost, figures.window, call)
    }
  }

  private static func idleResources(_ figures: CostFigures, _ call: Call) throws -> [JSON] {
    let scope = TenantFilter(
      try call.principal().tenantScope, column: "tenant_id")
    return try Row.fetchAll(
      call.database,
      sql: """
        SELECT resources.*, tenants.segment FROM (
          SELECT id, tenant_id, 'vps' AS resource_type, status, approximate_cost FROM vps_instances
          UNION ALL
          SELECT id, tenant_id, 'smtp_ip', status, approximate_cost FROM smtp_ip_addresses
        ) AS resources LEFT JOIN tenants ON tenants.id = resources.tenant_id
        WHERE resources.status = 'idle' AND \(scope.sql)
        ORDER BY resources.approximate_cost DESC, resources.id
        """,
      arguments: scope.arguments
    ).filter {
      figures.filter.admits(
        tenant: $0["tenant_id"], segment: $0["segment"], resourceType: $0["resource_type"])
    }.map { row in
      cost(
        [
          "id": JSON(row["id"] as String), "resource_type": JSON(row["resource_type"] as String),
          "tenant_id": JSON(row["tenant_id"] as String?),
        ], (row["approximate_cost"] as Double) * figures.share, figures.window, call)
    }
  }
}
