/// System Health: at a glance, one service, one dimension.
enum HealthPages {
  static let routes: [Route] = [health, service, dimension]

  private static let base = "/ops/health"
  private static let roles = OperationsEndpoints.roles
  private static let trail = [Page.Link(title: "System Health", href: base)]

  private static let health = Route.page(
    "pageHealth", base, .roles(roles),
    audit: .init(action: "ops.health.read", area: .ops, target: "aggregate:health")
  ) { call in
    let (data, meta) = try call.fetch("getSystemHealth")
    let queue = data["queue"]
    return Page(
      title: "System Health", introduction: introduction(data), notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "Services",
          [
            .table(
              Page.Table(
                caption: "Services at their last check",
                columns: ["Service", "State", "Last check", "Scope of impact"],
                rows: (data["services"]?.elements ?? []).map { item in
                  [
                    Page.Cell(
                      Format.text(item["title"]),
                      href: "\(base)/services/\(Format.text(item["name"]))"),
                    Page.Cell(Format.text(item["state"]), badge: Format.text(item["state"])),
                    Page.Cell(Format.time(item["last_checked_at"])),
                    Page.Cell(Format.text(item["scope_of_impact"])),
                  ]
                })), .text(Format.text(data["kpi_note"])),
          ]),
        Page.Section(
          "Queue",
          [
            .cards([
              .init(title: "Waiting", value: Format.count(queue?["depth"])),
              .init(
                title: "Oldest waiting", value: Format.count(queue?["oldest_waiting_seconds"]),
                note: "seconds"),
              .init(title: "Dead letters", value: Format.count(queue?["dead_letters"])),
            ])
          ]),
        Page.Section(
          "Dimensions",
          [
            .table(
              Page.Table(
                caption: "Dimensions at their last check",
                columns: ["Dimension", "State", "Summary"],
                rows: (data["dimensions"]?.elements ?? []).map { item in
                  [
                    Page.Cell(
                      Format.text(item["title"]),
                      href: "\(base)/dimensions/\(Format.text(item["name"]))"),
                    Page.Cell(Format.text(item["state"]), badge: Format.text(item["state"])),
                    Page.Cell(Format.text(item["summary"])),
                  ]
                }))
          ]), links,
      ])
  }

  private static func introduction(_ data: JSON) -> String {
    let cadence = Format.text(data["polling"]?["cadence"])
    return "\(Format.words(.string(cadence))). \(Format.text(data["polling"]?["note"]))"
  }

  private static let links = Page.Section(
    "Go on",
    [
      .links([
        .init(title: "Alerts on system health", href: "/exec/alerts?category=system_health"),
        .init(
          title: "Runbook: platform services", href: "https://runbooks.waymark.example/platform"),
      ])
    ])

  private static let service = Route.page(
    "pageService", base + "/services/{name}", .roles(roles),
    audit: .init(action: "ops.service.read", area: .ops, target: "service:{name}")
  ) { call in
    let (data, meta) = try call.fetch("getServiceHealth", ["name": call.path("name")])
    let checks = data["recent_checks"]?.elements ?? []
    return Page(
      title: Format.text(data["title"]), introduction: introduction(data), trail: trail,
      notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "State",
          [
            .cards([
              .init(
                title: "State", value: Format.text(data["state"]),
                note: "Last check \(Format.time(data["last_checked_at"]))"),
              .init(
                title: "Scope of impact", value: "", note: Format.text(data["scope_of_impact"])),
            ]), .text(Format.text(data["kpi_note"])),
          ]),
        Page.Section(
          "Against targets",
          [
            .table(
              Page.Table(
                caption: "Highest of the recent checks",
                columns: ["Metric", "Value", "Target", "Met"],
                rows: (data["metrics"]?.elements ?? []).map { metric in
                  [
                    Page.Cell(Format.words(metric["name"])),
                    Page.Cell(
                      metric["value"].flatMap(\.number).map {
                        "\(JSON.number($0).text) \(Format.text(metric["unit"]))"
                      } ?? Format.missing), Page.Cell(Format.text(metric["target"])),
                    Page.Cell(
                      metric["met"]?.bool.map { $0 ? "Yes" : "No" } ?? Format.missing),
                  ]
                }))
          ]),
        Page.Section(
          "Recent checks",
          [
            .chart(
              Chart(
                title: "Latency of the recent checks", kind: .line,
                points: checks.reversed().map {
                  Chart.Point(
                    name: Format.time($0["checked_at"]), value: $0["latency_ms"]?.number ?? 0)
                }, told: { "\(Int($0)) milliseconds" })),
            .table(
              Page.Table(
                caption: "The newest first", columns: ["Checked", "State", "Error rate"],
                rows: checks.map { check in
                  [
                    Page.Cell(Format.time(check["checked_at"])),
                    Page.Cell(Format.text(check["state"]), badge: Format.text(check["state"])),
                    Page.Cell(Format.percent(check["error_rate"])),
                  ]
                })),
          ]), links,
      ])
  }

  private static let dimension = Route.page(
    "pageDimension", base + "/dimensions/{name}", .roles(roles),
    audit: .init(action: "ops.dimension.read", area: .ops, target: "dimension:{name}")
  ) { call in
    let (data, meta) = try call.fetch("getDimensionHealth", ["name": call.path("name")])
    let trends = (data["metrics"]?.elements ?? []).map { metric -> Page.Block in
      let unit = Format.text(metric["unit"])
      return .chart(
        Chart(
          title: "\(Format.words(metric["name"])), target \(Format.text(metric["target"]))",
          kind: .line,
          points: (metric["trend"]?.elements ?? []).map {
            Chart.Point(name: Format.time($0["day"]), value: $0["value"]?.number ?? 0)
          }, told: { "\(JSON.number($0.rounded(digits: 4)).text) \(unit)" }))
    }
    return Page(
      title: Format.text(data["title"]), introduction: introduction(data), trail: trail,
      notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "State",
          [
            .cards([
              .init(
                title: "State", value: Format.text(data["state"]),
                note: Format.text(data["summary"]))
            ])
          ]), Page.Section("Trend over 30 days", trends),
        Page.Section(
          "Alert history",
          [
            .table(
              Page.Table(
                caption: "Alerts on system health",
                columns: ["Alert", "Severity", "Cause", "Raised"],
                rows: (data["alert_history"]?.elements ?? []).map { alert in
                  [
                    Page.Cell(
                      Format.text(alert["title"]), href: "/exec/alerts/\(Format.text(alert["id"]))"),
                    Page.Cell(
                      Format.words(alert["severity"]), badge: Format.text(alert["severity"])),
                    Page.Cell(Format.words(alert["status"]), badge: Format.text(alert["status"])),
                    Page.Cell(Format.time(alert["created_at"])),
                  ]
                }))
          ]), links,
      ])
  }
}
