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
                })), note(data),
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
                columns: ["Dimension", "State", "Summary", "Last full day"],
                rows: try (data["dimensions"]?.elements ?? []).map { item in
                  [
                    Page.Cell(
                      Format.text(item["title"]),
                      href: "\(base)/dimensions/\(Format.text(item["name"]))"),
                    Page.Cell(Format.text(item["state"]), badge: Format.text(item["state"])),
                    Page.Cell(Format.text(item["summary"])),
                    Page.Cell(try latest(item["name"], call)),
                  ]
                }))
          ]), links,
      ])
  }

  /// Whether executive figures may suffer; it stands out if they may.
  private static func note(_ data: JSON) -> Page.Block {
    let isWell = (data["services"]?.elements ?? [data]).allSatisfy { $0["state"] == "Healthy" }
    let text = Format.text(data["kpi_note"])
    return isWell ? .text(text) : .label(text)
  }

  /// The newest value of each metric of a dimension, beside its target.
  private static func latest(_ dimension: JSON?, _ call: Call) throws -> String {
    let data = try call.fetch("getDimensionHealth", ["name": Format.text(dimension)]).data
    return (data["metrics"]?.elements ?? []).map { metric in
      let unit = Format.text(metric["unit"])
      let value = metric["trend"]?.elements?.last?["value"]?.number
      return """
        \(metricTitle(metric)): \(value.map { Format.measure($0, unit: unit) } ?? Format.missing) \
        (target \(Format.target(Format.text(metric["target"]), unit: unit)))
        """
    }.joined(separator: "; ")
  }

  private static func metricTitle(_ metric: JSON) -> String {
    switch metric["name"]?.string {
    case "depth_peak": "Highest depth"
    case "latency_p95_seconds": "Latency, 95th percentile"
    case "vps_utilization": "Use of machines"
    case "smtp_ip_utilization": "Use of sending addresses"
    default: Format.words(metric["name"])
    }
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
                note: "Last check \(Format.time(data["last_checked_at"]))",
                badge: data["state"]?.string),
              .init(title: "Scope of impact", note: Format.text(data["scope_of_impact"])),
            ]), note(data),
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
                    Page.Cell(metricTitle(metric)),
                    Page.Cell(
                      metric["value"].flatMap(\.number).map {
                        Format.measure($0, unit: Format.text(metric["unit"]))
                      } ?? Format.missing),
                    Page.Cell(
                      Format.target(
                        Format.text(metric["target"]), unit: Format.text(metric["unit"]))),
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
                }, pointTitle: "Checked", target: latencyTarget(data),
                told: { Format.measure($0, unit: "milliseconds") })),
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

  private static func latencyTarget(_ data: JSON) -> (value: Double, text: String)? {
    let metric = data["metrics"]?.elements?.first { $0["name"] == "latency" }
    let text = Format.text(metric?["target"])
    return Format.targetValue(text).map { ($0, Format.target(text, unit: "milliseconds")) }
  }

  private static let dimension = Route.page(
    "pageDimension", base + "/dimensions/{name}", .roles(roles),
    audit: .init(action: "ops.dimension.read", area: .ops, target: "dimension:{name}")
  ) { call in
    let (data, meta) = try call.fetch("getDimensionHealth", ["name": call.path("name")])
    let trends = (data["metrics"]?.elements ?? []).map { metric -> Page.Block in
      let unit = Format.text(metric["unit"])
      let target = Format.text(metric["target"])
      return .chart(
        Chart(
          title: metricTitle(metric), kind: .line,
          points: (metric["trend"]?.elements ?? []).map {
            Chart.Point(name: Format.time($0["day"]), value: $0["value"]?.number ?? 0)
          },
          target: Format.targetValue(target).map { ($0, Format.target(target, unit: unit)) },
          told: { Format.measure($0, unit: unit) }))
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
                note: "Last check \(Format.time(meta["as_of"])). \(Format.text(data["summary"]))",
                badge: data["state"]?.string)
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
