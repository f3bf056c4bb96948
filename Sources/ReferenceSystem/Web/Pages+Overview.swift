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
      sections: PageParts.unread(call) + [
        Page.Section(
          "Where to",
          [
            .cards(
              areas.map {
                Page.Card(
                  title: $0.title, note: $0.summary,
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
      introduction: """
        Key figures of \(Format.count(data["tenants_in_scope"])) tenants, \
        \(PageParts.period(data)). \(PageParts.freshness(meta))
        """,
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
      ] + PageParts.unread(call) + PageParts.sensitive(call), isDashboard: true)
  }
}
