/// The start page and the executive overview.
enum OverviewPages {
  static let routes: [Route] = [start, overview]

  private static let start = Route.page("pageStart", "/", .signedIn) { call in
    let areas = PageArea.all.filter { call.mayUse($0.endpoint) }
    guard !areas.isEmpty else {
      return Page(
        title: "No area is open to you",
        sections: [
          Page.Section(
            "What you can do",
            [.text("Your role includes no area of this surface. Ask your administrator.")])
        ])
    }
    return Page(
      title: "Start",
      sections: [
        Page.Section(
          "Where to",
          [
            .cards(
              areas.map {
                Page.Card(
                  title: $0.title, value: "", note: $0.summary,
                  link: .init(title: "Open \($0.title)", href: $0.href))
              })
          ])
      ])
  }

  private static let overview = Route.page(
    "pageOverview", "/exec/overview", .roles(OverviewEndpoints.roles),
    audit: .init(action: "exec.overview.read", area: .exec, target: "aggregate:overview"),
    query: [Window.parameter]
  ) { call in
    let (data, meta) = try call.fetch("getOverview", query: call.passing("window"))
    let revenue = data["revenue_protection"]
    let cost = data["cost_optimization"]
    let mail = data["deliverability"]
    let operations = data["operations"]
    let risk = data["risk_compliance"]
    func links(_ all: [(endpoint: String, title: String, href: String)]) -> [Page.Block] {
      let open = all.filter { call.mayUse($0.endpoint) }
      return open.isEmpty
        ? [] : [.links(open.map { Page.Link(title: $0.title, href: $0.href) })]
    }
    return Page(
      title: "Executive Overview",
      introduction: "Key figures of \(Format.count(data["tenants_in_scope"])) tenants. "
        + PageParts.freshness(meta),
      notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "Revenue protection",
          [
            .cards([
              .init(
                title: "Estimated protected revenue",
                value: Format.money(revenue?["estimated_protected_revenue"])),
              .init(
                title: "Active revenue alerts", value: Format.count(revenue?["active_alerts"])),
            ]), .label(Format.text(revenue?["label"])),
          ]
            + links([
              ("getRevenueProtection", "Revenue Protection in detail", "/exec/revenue-protection")
            ])),
        Page.Section(
          "Cost optimization",
          [
            .cards([
              .init(
                title: "Approximate infrastructure cost",
                value: Format.money(cost?["approx_infra_cost"]), note: "a month"),
              .init(
                title: "Savings opportunities",
                value: Format.count(cost?["savings_opportunities"])),
            ]), .label(Format.text(cost?["label"])),
          ]
            + links([
              ("getCostOptimization", "Cost Optimization in detail", "/exec/cost-optimization")
            ])),
        Page.Section(
          "Deliverability health",
          [
            .cards([
              .init(
                title: "Delivery rate", value: Format.percent(mail?["global_delivery_rate"]),
                note: "over all tenants in scope"),
              .init(title: "Critical issues", value: Format.count(mail?["critical_issues"])),
            ])
          ] + links([("listTenants", "Find a tenant", "/exec/tenants")])),
        Page.Section(
          "Operational health",
          [
            .cards([
              .init(
                title: "Uptime, rolling 30 days",
                value: Format.percent(operations?["uptime_rolling_30d"])),
              .init(title: "Open incidents", value: Format.count(operations?["incidents_open"])),
            ])
          ]
            + links([
              ("getSystemHealth", "System Health", "/ops/health"),
              ("listNotifications", "Alerts and notifications", "/exec/alerts"),
            ])),
        Page.Section(
          "Risk and compliance",
          [
            .cards([
              .init(title: "Open risks", value: Format.count(risk?["open_risks"])),
              .init(
                title: "Last audit passed", value: Format.time(risk?["last_audit_passed_at"])),
            ])
          ]),
      ] + PageParts.sensitive(call))
  }
}

/// Parts that several pages share.
enum PageParts {
  /// When the figures are from, and how often they come.
  static func freshness(_ meta: JSON) -> String {
    guard meta["as_of"] != nil else { return "" }
    let stale = meta["stale"] == true ? " They are older than usual." : ""
    return "As of \(Format.time(meta["as_of"])); \(Format.text(meta["cadence"])).\(stale)"
  }

  /// What is missing; nil if nothing is.
  static func partial(_ meta: JSON) -> String? {
    guard meta["partial"] == true else { return nil }
    let sources = (meta["degraded_sources"]?.elements ?? []).map { Format.words($0) }
    return """
      Some figures are late or missing, because these sources are degraded: \
      \(sources.joined(separator: ", ")). Nothing was put in their place.
      """
  }

  /// The actions that ask for a one-time code, for those who may take them.
  static func sensitive(_ call: Call) -> [Page.Section] {
    guard call.mayUse("getConsolidatedView") else { return [] }
    return [
      Page.Section(
        "Sensitive views",
        [
          .text("These ask for a one-time code, and using them is logged."),
          .links([
            .init(title: "Consolidated view of all tenants", href: "/exec/consolidated"),
            .init(title: "Export data", href: "/exec/export"),
          ]),
        ])
    ]
  }

  static func choice(
    _ name: String, _ title: String, _ values: [String], current: String?
  ) -> Page.Form.Field {
    .init(
      name: name, title: title,
      kind: .choice(
        [("", "All")] + values.map { ($0, Format.words(.string($0))) }), value: current ?? "")
  }

  static func window(_ call: Call, default standard: Window = .month) -> Page.Form.Field {
    .init(
      name: "window", title: "Window",
      kind: .choice(Window.allCases.map { ($0.rawValue, "Last \($0.days) days") }),
      value: call.query("window") ?? standard.rawValue)
  }

  static func search(_ action: String, _ fields: [Page.Form.Field]) -> Page.Block {
    .form(
      Page.Form(
        name: "Filter", method: "get", action: action,
        fields: fields.filter { if case .hidden = $0.kind { !$0.value.isEmpty } else { true } },
        button: "Show"))
  }

  /// A link to the next page of a list; empty on the last one.
  static func more(_ path: String, _ query: [String: String], _ meta: JSON) -> [Page.Block] {
    guard let cursor = meta["next_cursor"]?.string else { return [] }
    let parts = query.merging(["cursor": cursor]) { $1 }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(PagePath.encoded($0.value))" }
    return [.links([.init(title: "Next page", href: path + "?" + parts.joined(separator: "&"))])]
  }
}
