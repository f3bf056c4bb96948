/// Cost Optimization: cards, breakdowns, vendors, recommendations and their initiatives.
enum CostPages {
  static let routes: [Route] = [dashboard, attribution, vendors, recommendation, track, status]

  private static let base = "/exec/cost-optimization"
  private static let roles = CostEndpoints.roles
  private static let trail = [Page.Link(title: "Cost Optimization", href: base)]

  private static let dashboard = Route.page(
    "pageCost", base, .roles(roles),
    audit: .init(
      action: "exec.cost_optimization.read", area: .exec, target: "aggregate:cost-optimization"),
    query: ["window", "segment", "resource_type", "tenant"].map {
      Route.Parameter(name: $0, summary: "", schema: Schema.string)
    }
  ) { call in
    let query = call.passing("window", "segment", "resource_type", "tenant")
    let (data, meta) = try call.fetch("getCostOptimization", query: query)
    return Page(
      title: "Cost Optimization", introduction: PageParts.freshness(meta),
      notice: PageParts.partial(meta),
      sections: [
        try spend(data, call), breakdown(data), drivers(data), savings(data, call),
        try initiatives(call),
      ])
  }

  /// The spend of a month, and of the window if it is another one.
  private static func spendCards(_ data: JSON, _ call: Call) throws -> [Page.Card] {
    let window = data["period"]?.string.flatMap(Window.init(rawValue:)) ?? .month
    let query = call.passing("segment", "resource_type", "tenant")
    let month =
      window == .month ? data : try call.fetch("getCostOptimization", query: query).data
    var cards = [
      Page.Card(
        title: "Estimated monthly spend", value: Format.money(month["infra_cost_estimate"]),
        note: PageParts.period(month))
    ]
    if window != .month {
      cards.append(
        .init(
          title: "Estimated spend in \(window.days) days",
          value: Format.money(data["infra_cost_estimate"]), note: PageParts.period(data)))
    }
    return cards
  }

  private static func spend(_ data: JSON, _ call: Call) throws -> Page.Section {
    let explanation = data["explanation"]
    func items(_ name: String) -> [String] {
      (explanation?[name]?.elements ?? []).map { Format.text($0) }
    }
    return Page.Section(
      "Estimated spend",
      [
        PageParts.search(
          base,
          [
            PageParts.window(call),
            PageParts.choice("segment", "Segment", Segment.names, current: call.query("segment")),
            PageParts.choice(
              "resource_type", "Resource type",
              CostEndpoints.ResourceType.allCases.map(\.rawValue),
              current: call.query("resource_type")),
            .init(name: "tenant", title: "", kind: .hidden, value: call.query("tenant") ?? ""),
          ])
      ] + (try PageParts.oneTenant(call, base)) + [
        .cards(
          try spendCards(data, call) + [
            .init(
              title: "Possible savings", value: Format.range(data["savings_range"]),
              note: "a month, not a promise")
          ]), .label(Format.text(data["label"])),
        .details(
          summary: "How it's calculated",
          [
            .text(Format.text(explanation?["summary"])), .list(items("inputs")),
            .list(items("assumptions")),
          ]),
      ])
  }

  private static func breakdown(_ data: JSON) -> Page.Section {
    func table(_ name: String, _ key: String, _ caption: String) -> Page.Block {
      .table(
        Page.Table(
          caption: caption, columns: [Format.words(.string(key)), "Approximate cost"],
          rows: (data["breakdown"]?[name]?.elements ?? []).map {
            [Page.Cell(Format.words($0[key])), Page.Cell(Format.money($0["approximate_cost"]))]
          }))
    }
    let bars = (data["breakdown"]?["by_segment"]?.elements ?? []).map {
      Chart.Point(name: Format.words($0["segment"]), value: $0["approximate_cost"]?.number ?? 0)
    }
    return Page.Section(
      "Breakdown",
      [
        .chart(
          Chart(
            title: "Approximate cost by segment", kind: .bars, points: bars,
            pointTitle: "Segment", told: { Format.money(.number($0)) })),
        table("by_resource_type", "resource_type", "By resource type"),
        table("by_segment", "segment", "By segment"), .label(Format.text(data["label"])),
      ])
  }

  private static func drivers(_ data: JSON) -> Page.Section {
    let drivers = data["drivers"]
    let idle = drivers?["idle_resources"]?.elements ?? []
    return Page.Section(
      "Key drivers",
      [
        tenantTable(drivers?["costly_tenants"], caption: "Costly tenants"),
        vendorTable(drivers?["costly_vendors"], caption: "Costly vendors"),
        .table(
          Page.Table(
            caption: "Idle resources", columns: ["Resource", "Type", "Approximate cost"],
            rows: idle.map { item in
              [
                Page.Cell(Format.text(item["id"])),
                Page.Cell(Format.words(item["resource_type"])),
                Page.Cell(Format.money(item["approximate_cost"])),
              ]
            }, empty: "No resource is idle.")), .label(Format.text(data["label"])),
        .links([
          .init(title: "Tenant attribution", href: base + "/tenants"),
          .init(title: "Vendor comparison", href: base + "/vendors"),
        ]),
      ])
  }

  private static func savings(_ data: JSON, _ call: Call) -> Page.Section {
    Page.Section(
      "Recommendations",
      [
        .table(
          Page.Table(
            caption: "What could save cost",
            columns: ["Recommendation", "Kind", "Estimated savings a month", "Confidence"],
            rows: (data["savings_opportunities"]?.elements ?? []).map { item in
              [
                Page.Cell(
                  Format.text(item["title"]),
                  href: "\(base)/recommendations/\(Format.text(item["id"]))"),
                Page.Cell(Format.words(item["type"])),
                Page.Cell(Format.range(item["estimated_savings"])),
                Page.Cell(Format.words(item["confidence"])),
              ]
            })),
        .label(call.labels.savings.string ?? ""),
      ])
  }

  private static func initiatives(_ call: Call) throws -> Page.Section {
    let items = try call.fetch("listCostInitiatives").data["items"]?.elements ?? []
    return Page.Section(
      "Initiatives that were begun",
      [initiativeTable(items, caption: "Initiatives")])
  }

  private static func initiativeTable(_ items: [JSON], caption: String) -> Page.Block {
    .table(
      Page.Table(
        caption: caption,
        columns: ["Initiative", "Recommendation", "Status", "Note", "Begun", "Changed"],
        rows: items.map { item in
          let recommendation = Format.text(item["recommendation_id"])
          return [
            Page.Cell(Format.text(item["id"])),
            Page.Cell(recommendation, href: "\(base)/recommendations/\(recommendation)"),
            Page.Cell(Format.words(item["status"])), Page.Cell(Format.text(item["note"])),
            Page.Cell(Format.time(item["created_at"])),
            Page.Cell(Format.time(item["updated_at"])),
          ]
        }, empty: "No initiative was begun yet."))
  }

  private static func tenantTable(_ list: JSON?, caption: String) -> Page.Block {
    .table(
      Page.Table(
        caption: caption, columns: ["Tenant", "Reference", "Segment", "Approximate cost"],
        rows: (list?.elements ?? []).map { item in
          [
            Page.Cell(
              Format.text(item["name"]), href: "\(base)?tenant=\(Format.text(item["tenant_id"]))"),
            Page.Cell(Format.text(item["reference"])), Page.Cell(Format.words(item["segment"])),
            Page.Cell(Format.money(item["approximate_cost"])),
          ]
        }))
  }

  private static func vendorTable(_ list: JSON?, caption: String) -> Page.Block {
    .table(
      Page.Table(
        caption: caption,
        columns: [
          "Vendor", "Service", "Resources", "Approximate cost", "Approximate cost each",
          "Delivery or uptime", "Contract ends",
        ],
        rows: (list?.elements ?? []).map { item in
          [
            Page.Cell(Format.text(item["name"])), Page.Cell(Format.words(item["service"])),
            Page.Cell(Format.count(item["resources"])),
            Page.Cell(Format.money(item["approximate_cost"])),
            Page.Cell(Format.money(item["cost_per_resource"])),
            Page.Cell(Format.percent(item["delivery_rate"])),
            Page.Cell(Format.time(item["contract_ends"])),
          ]
        }))
  }

  private static let attribution = Route.page(
    "pageCostTenants", base + "/tenants", .roles(roles),
    audit: .init(action: "exec.cost.attribution", area: .exec, target: "aggregate:cost-attribution")
  ) { call in
    let (data, meta) = try call.fetch("listCostAttribution")
    return Page(
      title: "Tenant attribution", introduction: PageParts.freshness(meta), trail: trail,
      notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "Approximate share of each tenant",
          [
            tenantTable(data["items"], caption: "Costliest first"),
            .label(call.labels.cost.string ?? ""),
          ])
      ])
  }

  private static let vendors = Route.page(
    "pageVendors", base + "/vendors", .roles(roles),
    audit: .init(action: "exec.cost.vendors", area: .exec, target: "aggregate:vendors")
  ) { call in
    let (data, meta) = try call.fetch("listVendors")
    return Page(
      title: "Vendor comparison", introduction: PageParts.freshness(meta), trail: trail,
      notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "Vendors side by side",
          [
            vendorTable(data["items"], caption: "Costliest first"),
            .label(call.labels.cost.string ?? ""),
            .text("Compared on modelled cost and measured delivery; no provider is canonical."),
          ])
      ])
  }

  private static let recommendation = Route.page(
    "pageRecommendation", base + "/recommendations/{recommendationId}", .roles(roles),
    audit: .init(
      action: "exec.cost.recommendation", area: .exec,
      target: "recommendation:{recommendationId}"),
    query: [.init(name: "done", summary: "", schema: Schema.string)]
  ) { call in
    let id = call.path("recommendationId")
    let data = try call.fetch("getRecommendation", ["recommendationId": id]).data
    let savings = data["estimated_savings"]
    let messages = [
      "tracked": "The initiative was begun. Its progress is listed below.",
      "saved": "The status of the initiative was saved.",
    ]
    return Page(
      title: Format.text(data["title"]), trail: trail,
      message: call.query("done").flatMap { messages[$0] },
      sections: [
        Page.Section(
          "What it could bring",
          [
            .cards([
              .init(title: "Estimated savings", value: Format.range(savings), note: "a month"),
              .init(title: "Confidence", value: Format.words(data["confidence"])),
              .init(title: "Kind", value: Format.words(data["type"])),
            ]), .label(Format.text(savings?["label"])), .text(Format.text(data["rationale"])),
          ]),
        Page.Section(
          "Follow it up",
          [
            .form(
              Page.Form(
                name: "Begin an initiative", action: "\(base)/recommendations/\(id)/track",
                fields: [
                  .init(
                    name: "note", title: "Note", kind: .text(type: "text", autocomplete: "off"))
                ], button: "Track as an initiative")),
            initiativeTable(
              data["initiatives"]?.elements ?? [], caption: "Initiatives on this recommendation"),
          ] + (data["initiatives"]?.elements ?? []).map(statusForm)),
      ])
  }

  private static func statusForm(_ initiative: JSON) -> Page.Block {
    let id = Format.text(initiative["id"])
    return .form(
      Page.Form(
        name: "Status of \(id)", action: "\(base)/initiatives/\(id)/status",
        fields: [
          .init(
            name: "status", title: "Status of \(id)",
            kind: .choice(
              RecommendationEndpoints.Status.allCases.map {
                ($0.rawValue, Format.words(.string($0.rawValue)))
              }), value: Format.text(initiative["status"]))
        ], button: "Save status of \(id)"))
  }

  private static let track = Route.action(
    "actTrackRecommendation", base + "/recommendations/{recommendationId}/track", .roles(roles),
    audit: .init(
      action: "exec.cost.track", area: .exec, target: "recommendation:{recommendationId}")
  ) { call in
    let id = call.path("recommendationId")
    _ = try call.fetch(
      "trackRecommendation", ["recommendationId": id],
      body: ["note": .string(call.request.form["note"] ?? "")])
    return Reply(
      status: 303, body: .empty,
      headers: [("Location", "\(base)/recommendations/\(id)?done=tracked")])
  }

  private static let status = Route.action(
    "actInitiativeStatus", base + "/initiatives/{initiativeId}/status", .roles(roles),
    audit: .init(
      action: "exec.cost.initiative_status", area: .exec, target: "initiative:{initiativeId}")
  ) { call in
    let data = try call.fetch(
      "setCostInitiativeStatus", ["initiativeId": call.path("initiativeId")],
      body: ["status": .string(call.request.form["status"] ?? "")]
    ).data
    let recommendation = Format.text(data["recommendation_id"])
    return PageFailures.redirect(to: "\(base)/recommendations/\(recommendation)?done=saved")
  }
}
