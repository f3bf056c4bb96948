/// Revenue Protection: dashboard, board view, incidents, initiatives.
enum RevenuePages {
  static let routes: [Route] = [dashboard, board, incident, initiative]

  private static let base = "/exec/revenue-protection"
  private static let filters = ["severity", "region", "segment", "channel", "tenant"]
  private static let trail = [Page.Link(title: "Revenue Protection", href: base)]

  private static let dashboard = Route.page(
    "pageRevenue", base, .roles(RevenueEndpoints.roles),
    audit: .init(
      action: "exec.revenue_protection.read", area: .exec, target: "aggregate:revenue-protection"),
    query: [Window.parameter]
      + filters.map { Route.Parameter(name: $0, summary: "", schema: Schema.string) }
  ) { call in
    let query = call.passing("window", "severity", "region", "segment", "channel", "tenant")
    let (data, meta) = try call.fetch("getRevenueProtection", query: query)
    var sections = [try headline(data, call), trends(data), risks(data), issues(data)]
    if call.mayUse("listIncidents") { sections += try drillDowns(call) }
    sections.append(method(data))
    return Page(
      title: "Revenue Protection", introduction: PageParts.freshness(meta),
      notice: PageParts.partial(meta), sections: sections)
  }

  private static func headline(_ data: JSON, _ call: Call) throws -> Page.Section {
    var blocks: [Page.Block] = [
      PageParts.search(
        base,
        [
          PageParts.window(call),
          PageParts.choice(
            "severity", "Severity", Severity.allCases.map(\.rawValue),
            current: call.query("severity")),
          PageParts.choice("region", "Region", Region.names, current: call.query("region")),
          PageParts.choice("segment", "Segment", Segment.names, current: call.query("segment")),
          PageParts.choice("channel", "Channel", Channel.names, current: call.query("channel")),
          .init(name: "tenant", title: "", kind: .hidden, value: call.query("tenant") ?? ""),
        ])
    ]
    blocks += try PageParts.oneTenant(call, base)
    blocks += [figures(data), .label(Format.text(data["label"]))]
    if call.mayUse("getRevenueBoardView") {
      blocks.append(.links([.init(title: "Board view", href: base + "/board")]))
    }
    return Page.Section("Estimated revenue at risk", blocks)
  }

  private static func figures(_ data: JSON) -> Page.Block {
    let rates = data["kpis"]
    return .cards([
      .init(
        title: "Estimated revenue at risk", value: Format.money(data["estimated_at_risk"]),
        note: PageParts.period(data)),
      .init(title: "Protected amount", value: Format.money(data["protected_amount"])),
      .init(title: "Bounce rate", value: Format.percent(rates?["bounce_rate"])),
      .init(title: "Complaint rate", value: Format.percent(rates?["complaint_rate"])),
      .init(title: "Spam placement", value: Format.percent(rates?["spam_rate"])),
    ])
  }

  private static func chart(_ data: JSON) -> Page.Block {
    let points = (data["series"]?.elements ?? []).map {
      Chart.Point(name: Format.time($0["day"]), value: $0["estimated_at_risk"]?.number ?? 0)
    }
    return .chart(
      Chart(
        title: "Estimated revenue at risk by day", kind: .line, points: points,
        told: { Format.money(.number($0)) }))
  }

  private static func trends(_ data: JSON) -> Page.Section {
    Page.Section(
      "Trends",
      [
        chart(data),
        .table(
          Page.Table(
            caption: "The windows side by side",
            columns: ["Window", "Estimated at risk", "Protected", "Bounce rate", "Complaint rate"],
            rows: (data["trends"]?.elements ?? []).map { trend in
              [
                Page.Cell(
                  trend["window"]?.string.flatMap(Window.init(rawValue:)).map {
                    "Last \($0.days) days"
                  } ?? Format.missing),
                Page.Cell(Format.money(trend["estimated_at_risk"])),
                Page.Cell(Format.money(trend["protected_amount"])),
                Page.Cell(Format.percent(trend["bounce_rate"])),
                Page.Cell(Format.percent(trend["complaint_rate"])),
              ]
            })), .label(Format.text(data["label"])),
      ])
  }

  private static func risks(_ data: JSON) -> Page.Section {
    Page.Section(
      "Top risks",
      [
        .table(
          Page.Table(
            caption: "Largest estimates first",
            columns: ["Where", "Segment", "Region", "Estimated at risk"],
            rows: (data["top_risks"]?.elements ?? []).map { risk in
              let tenant = risk["tenant"]
              return [
                tenant?["name"]?.string.map { name in
                  Page.Cell(
                    "\(name) (\(Format.text(tenant?["reference"])))",
                    href: "/exec/tenants/\(Format.text(tenant?["id"]))")
                } ?? "All tenants of this group", Page.Cell(Format.words(risk["segment"])),
                Page.Cell(Format.text(risk["region"]).uppercased()),
                Page.Cell(Format.money(risk["estimated_at_risk"])),
              ]
            })), .label(Format.text(data["label"])),
      ])
  }

  private static func issues(_ data: JSON) -> Page.Section {
    Page.Section(
      "Open critical issues of high-value tenants",
      [
        .text("Open now: \(Format.count(data["critical_issue_count"]))."),
        .table(
          Page.Table(
            caption: "Critical issues", columns: ["Issue", "Raised"],
            rows: (data["critical_issues"]?.elements ?? []).map { issue in
              [
                Page.Cell(
                  Format.text(issue["title"]), href: "/exec/alerts/\(Format.text(issue["id"]))"),
                Page.Cell(Format.time(issue["created_at"])),
              ]
            }, empty: "None that you may see.")),
      ])
  }

  private static func drillDowns(_ call: Call) throws -> [Page.Section] {
    var query = call.passing("severity", "region", "segment", "channel", "tenant")
    query["limit"] = "10"
    let incidents = try call.fetch("listIncidents", query: query).data["items"]?.elements ?? []
    let initiatives = try call.fetch("listInitiatives").data["items"]?.elements ?? []
    return [
      Page.Section(
        "Incidents",
        [
          .table(
            Page.Table(
              caption: "Incidents, the newest first",
              columns: ["Incident", "Severity", "Status", "Started", "Estimated at risk"],
              rows: incidents.map { item in
                [
                  Page.Cell(
                    Format.text(item["title"]),
                    href: "\(base)/incidents/\(Format.text(item["id"]))"),
                  Page.Cell(
                    Format.words(item["severity"]), badge: Format.text(item["severity"])),
                  Page.Cell(Format.words(item["status"]), badge: Format.text(item["status"])),
                  Page.Cell(Format.time(item["started_at"])),
                  Page.Cell(Format.money(item["estimated_at_risk"])),
                ]
              }, empty: "No incident matches.")), .label(call.labels.risk.string ?? ""),
        ]),
      Page.Section(
        "Protection initiatives",
        [
          .table(
            Page.Table(
              caption: "Initiatives and their return",
              columns: ["Initiative", "Status", "Return on investment"],
              rows: initiatives.map { item in
                [
                  Page.Cell(
                    Format.text(item["title"]),
                    href: "\(base)/initiatives/\(Format.text(item["id"]))"),
                  Page.Cell(Format.words(item["status"])),
                  Page.Cell("\(item["roi"]?.text ?? "") times, \(Format.text(item["roi_basis"]))"),
                ]
              }))
        ]),
    ]
  }

  private static func method(_ data: JSON) -> Page.Section {
    let method = data["methodology"]
    return Page.Section(
      "How this is estimated",
      [
        .text(Format.text(method?["summary"])),
        .list((method?["assumptions"]?.elements ?? []).map { Format.text($0) }),
      ])
  }

  private static let board = Route.page(
    "pageRevenueBoard", base + "/board", .roles(RevenueEndpoints.detailRoles),
    audit: .init(
      action: "exec.revenue_protection.board", area: .exec, target: "aggregate:revenue-protection"),
    query: [Window.parameter]
  ) { call in
    let (data, meta) = try call.fetch("getRevenueBoardView", query: call.passing("window"))
    let window = ["window": call.query("window") ?? Window.quarter.rawValue]
    let trend = try call.fetch("getRevenueProtection", query: window).data
    return Page(
      title: "Revenue Protection for the board", introduction: PageParts.freshness(meta),
      trail: trail, notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "In short",
          [
            PageParts.search(base + "/board", [PageParts.window(call, default: .quarter)]),
            figures(data), .label(Format.text(data["label"])), chart(trend),
            .text(Format.text(data["statement"])),
          ]), method(data),
      ])
  }

  private static let incident = Route.page(
    "pageIncident", base + "/incidents/{incidentId}", .roles(RevenueEndpoints.detailRoles),
    audit: .init(action: "exec.incident.read", area: .exec, target: "incident:{incidentId}")
  ) { call in
    let data = try call.fetch("getIncident", ["incidentId": call.path("incidentId")]).data
    let tenant = data["tenant"]
    return Page(
      title: Format.text(data["title"]), trail: trail,
      sections: [
        Page.Section(
          "What happened",
          [
            .cards([
              .init(
                title: "Severity", value: Format.words(data["severity"]),
                badge: data["severity"]?.string),
              .init(title: "Status", value: Format.words(data["status"])),
              .init(
                title: "Estimated at risk", value: Format.money(data["estimated_at_risk"])),
              .init(title: "Channel", value: Format.words(data["channel"])),
            ]), .label(Format.text(data["label"])), .text("Cause: \(Format.text(data["cause"]))."),
            .table(
              Page.Table(
                caption: "Course", columns: ["When", "What"],
                rows: (data["timeline"]?.elements ?? []).map {
                  [Page.Cell(Format.time($0["at"])), Page.Cell(Format.text($0["note"]))]
                })),
          ]),
        Page.Section(
          "Go on",
          [
            .links([
              .init(
                title: "Tenant Summary of \(Format.text(tenant?["name"]))",
                href: "/exec/tenants/\(Format.text(tenant?["id"]))"),
              .init(
                title: "Alerts of this tenant",
                href: "/exec/alerts?tenant=\(Format.text(tenant?["id"]))"),
            ])
          ]),
      ])
  }

  private static let initiative = Route.page(
    "pageInitiative", base + "/initiatives/{initiativeId}", .roles(RevenueEndpoints.detailRoles),
    audit: .init(action: "exec.initiative.read", area: .exec, target: "initiative:{initiativeId}")
  ) { call in
    let data = try call.fetch("getInitiative", ["initiativeId": call.path("initiativeId")]).data
    let tenant = data["tenant"]
    return Page(
      title: Format.text(data["title"]), trail: trail,
      sections: [
        Page.Section(
          "What it brings",
          [
            .cards([
              .init(title: "Status", value: Format.words(data["status"])),
              .init(
                title: "Return on investment", value: "\(data["roi"]?.text ?? "") times",
                note: Format.words(data["roi_basis"])),
              .init(title: "Invested", value: Format.money(data["invested"])),
              .init(title: "Protected amount", value: Format.money(data["protected_amount"])),
            ]), .label(Format.text(data["label"])), .text(Format.text(data["note"])),
            .links([
              .init(
                title: "Tenant Summary of \(Format.text(tenant?["name"]))",
                href: "/exec/tenants/\(Format.text(tenant?["id"]))")
            ]),
          ])
      ])
  }
}
