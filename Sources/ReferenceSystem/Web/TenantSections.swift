/// The sections of a tenant's summary, as the page and its snapshots show them.
enum TenantSections {
  static func all(_ data: JSON, _ call: Call) -> [Page.Section] {
    let id = Format.text(data["profile"]?["id"])
    let links: [(endpoint: String, title: String, href: String)] = [
      ("getRevenueProtection", "Revenue risk", "/exec/revenue-protection?tenant=\(id)"),
      ("listIncidents", "Incidents", "/exec/revenue-protection?tenant=\(id)#incidents"),
      ("getCostOptimization", "Cost", "/exec/cost-optimization?tenant=\(id)"),
      ("getTenantConfiguration", "Configuration", "/exec/tenants/\(id)/configuration"),
      ("listNotifications", "Incidents and alerts", "/exec/alerts?tenant=\(id)"),
    ]
    return figures(data) + [
      alerts(data["alerts"] ?? .null),
      Page.Section(
        "Go on",
        [
          .links(
            links.filter { call.mayUse($0.endpoint) }
              .map { Page.Link(title: $0.title, href: $0.href) })
        ]),
    ]
  }

  static func figures(_ data: JSON) -> [Page.Section] {
    let profile = data["profile"]
    return [
      Page.Section(
        "Identification",
        [
          .cards([
            .init(
              title: "Name", value: Format.text(profile?["name"]),
              note: "Reference \(Format.text(profile?["reference"]))"),
            .init(title: "Tenant ID", value: Format.text(profile?["id"])),
            .init(
              title: "Segment", value: Format.words(profile?["segment"]),
              note: "Plan \(Format.text(profile?["plan"]))"),
            .init(
              title: "Status", value: Format.words(profile?["status"]),
              note: "Lifecycle: \(Format.words(profile?["lifecycle_stage"]))"),
          ]), .text(Format.text(profile?["note"])),
        ]),
      deliverability(data), revenue(data["directional_revenue"]),
      cost(data["approximate_infra_cost_signals"]),
    ]
  }

  private static func deliverability(_ data: JSON) -> Page.Section {
    let mail = data["deliverability"]
    let tier = mail?["internal_tier"]
    let snapshots = mail?["provider_snapshots"]?.elements ?? []
    return Page.Section(
      "Deliverability and reputation",
      [
        .cards([
          .init(
            title: "Messages sent", value: Format.count(data["volume"]?["sent_30d"]),
            note: "in 30 days"),
          .init(title: "Delivery rate", value: Format.percent(mail?["delivery_rate_30d"])),
          .init(title: "Bounce rate", value: Format.percent(mail?["bounce_rate_30d"])),
          .init(title: "Complaint rate", value: Format.percent(mail?["complaint_rate_30d"])),
          .init(
            title: "Internal reputation tier", value: Format.text(mail?["reputation_band"]),
            note: "Computed for the week of \(Format.time(tier?["computed_for_week_of"])). "
              + (tier?["label"]?.string ?? ""),
            badge: mail?["reputation_band"]?.string),
        ]),
        .table(
          Page.Table(
            caption: "Provider snapshots at one point in time",
            columns: ["Provider", "Rating", "Taken", "What it is"],
            rows: snapshots.map { snapshot in
              [
                Page.Cell(Format.text(snapshot["provider"])),
                Page.Cell(Format.text(snapshot["rating"])),
                Page.Cell(Format.time(snapshot["taken_at"])),
                Page.Cell(Format.text(snapshot["label"])),
              ]
            })),
      ])
  }

  private static func revenue(_ revenue: JSON?) -> Page.Section {
    Page.Section(
      "Directional revenue",
      [
        .cards([
          .init(
            title: "Estimated at risk", value: Format.money(revenue?["estimated_at_risk_30d"]),
            note: "in 30 days"),
          .init(
            title: "Estimated protected", value: Format.money(revenue?["estimated_protected_30d"]),
            note: "in 30 days"),
        ]), .label(Format.text(revenue?["label"])),
      ])
  }

  private static func cost(_ signals: JSON?) -> Page.Section {
    Page.Section(
      "Approximate infrastructure cost signals",
      [
        .cards([
          .init(title: "Machines (VPS)", value: Format.text(signals?["vps_cost_band"])),
          .init(title: "Sending addresses", value: Format.text(signals?["smtp_ip_cost_band"])),
        ]), .label(Format.text(signals?["label"])),
      ])
  }

  private static func alerts(_ alerts: JSON) -> Page.Section {
    Page.Section(
      "Active critical and high alerts",
      [
        .text(
          "Open: \(Format.count(alerts["open"])); critical: \(Format.count(alerts["critical"])); "
            + "high: \(Format.count(alerts["high"]))."),
        .table(
          Page.Table(
            caption: "The most urgent", columns: ["Alert", "Severity", "Category", "Raised"],
            rows: (alerts["recent"]?.elements ?? []).map { alert in
              [
                Page.Cell(
                  Format.text(alert["title"]), href: "/exec/alerts/\(Format.text(alert["id"]))"),
                Page.Cell(
                  Format.words(alert["severity"]), badge: Format.text(alert["severity"])),
                Page.Cell(Format.words(alert["category"])),
                Page.Cell(Format.time(alert["created_at"])),
              ]
            }, empty: "No critical or high alert is open.")),
      ])
  }
}
