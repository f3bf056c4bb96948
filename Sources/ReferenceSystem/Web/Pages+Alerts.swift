/// The alert centre and one alert.
enum AlertPages {
  static let routes: [Route] = [list, badge, detail, acknowledge]

  private static let base = "/exec/alerts"
  private static let roles = NotificationEndpoints.roles
  private static let filters = [
    "severity", "category", "status", "tenant", "from", "to", "cursor",
  ]

  private static let list = Route.page(
    "pageAlerts", base, .roles(roles),
    audit: .init(action: "notifications.list", area: .exec, target: "aggregate:notifications"),
    query: filters.map { Route.Parameter(name: $0, summary: "", schema: Schema.string) }
  ) { call in
    let query = call.passing("severity", "category", "status", "tenant", "from", "to", "cursor")
    let (data, meta) = try listed(call, query)
    let rows = (data["items"]?.elements ?? []).map { item -> [Page.Cell] in
      [
        Page.Cell(Format.text(item["title"]), href: "\(base)/\(Format.text(item["id"]))"),
        Page.Cell(Format.words(item["severity"]), badge: Format.text(item["severity"])),
        Page.Cell(Format.words(item["category"])), Page.Cell(Format.time(item["created_at"])),
        Page.Cell(Format.text(item["summary"])),
        Page.Cell(Format.words(item["status"]), badge: Format.text(item["status"])),
        Page.Cell(state(item)),
      ]
    }
    return Page(
      title: "Alerts and Notifications",
      introduction: """
        \(try counts(call, meta)) Last refreshed \(Format.time(meta["as_of"])). \
        \(Format.text(data["delivery_note"]))
        """,
      notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "Alert centre",
          [
            PageParts.search(base, fields(call)),
            .table(
              Page.Table(
                caption: "The most severe first, then the newest",
                columns: [
                  "Alert", "Severity", "Category", "Raised", "Description", "Cause", "For you",
                ], rows: rows, empty: "No alert matches.")),
            .text("Amounts in descriptions are approximate and directional."),
          ] + PageParts.more(base, query.filter { $0.key != "cursor" }, meta))
      ])
  }

  /// The alerts; a tenant that is not there is a filter that is not valid.
  private static func listed(
    _ call: Call, _ query: [String: String]
  ) throws -> (data: JSON, meta: JSON) {
    do {
      return try call.fetch("listNotifications", query: query)
    } catch let failure as Failure where failure.code == .notFound && query["tenant"] != nil {
      throw Failure.invalidFilter("tenant", "is not the ID of a tenant that you may see")
    }
  }

  private static func counts(_ call: Call, _ meta: JSON) throws -> String {
    let total = "\(Format.count(meta["total"])) alerts match."
    guard call.mayUse("getNotificationsSummary") else { return total }
    let unread = try call.fetch("getNotificationsSummary").data
    return """
      \(total) Unread: \(Format.count(unread["unread_critical"])) critical, \
      \(Format.count(unread["unread_high"])) high, \
      \(Format.count(unread["unread_total"])) in all.
      """
  }

  private static func fields(_ call: Call) -> [Page.Form.Field] {
    let categories = (call.caller.map { $0.visibleCategories(call) } ?? []).map(\.rawValue)
    func date(_ name: String, _ title: String) -> Page.Form.Field {
      .init(
        name: name, title: title, kind: .text(type: "date", autocomplete: "off"),
        value: call.query(name) ?? "")
    }
    return [
      PageParts.choice(
        "severity", "Severity", Severity.allCases.map(\.rawValue), current: call.query("severity")),
      PageParts.choice("category", "Category", categories, current: call.query("category")),
      PageParts.choice(
        "status", "Status", NotificationEndpoints.Status.allCases.map(\.rawValue),
        current: call.query("status")),
      .init(
        name: "tenant", title: "Tenant ID", kind: .text(type: "text", autocomplete: "off"),
        value: call.query("tenant") ?? ""), date("from", "From"), date("to", "Before"),
    ]
  }

  private static func state(_ item: JSON) -> String {
    if item["acknowledged"] == true { return "Acknowledged by you" }
    return item["read"] == true ? "Read" : "Unread"
  }

  private static let badge = Route(
    id: "pageAlertBadge", method: .get, path: base + "/badge", summary: "", access: .roles(roles),
    responseSchema: Schema.freeObject, isDocument: true, surface: .page
  ) { call in
    let body: JSON = ["unread": call.unread.map { .integer($0) } ?? .null]
    return Reply(status: 200, body: .document(body.bytes, type: "application/json"))
  }

  private static let detail = Route.page(
    "pageAlert", base + "/{notificationId}", .roles(roles),
    audit: .init(
      action: "notifications.read", area: .exec, target: "notification:{notificationId}"),
    query: [.init(name: "done", summary: "", schema: Schema.string)]
  ) { call in
    let id = call.path("notificationId")
    _ = try call.fetch("markNotificationRead", ["notificationId": id])
    let data = try call.fetch("getNotification", ["notificationId": id]).data
    let done = call.query("done") == "acknowledged"
    return Page(
      title: Format.text(data["title"]),
      trail: [.init(title: "Alerts and Notifications", href: base)],
      message: done
        ? "Acknowledged for you. This does not say that the cause is resolved." : nil,
      sections: [
        Page.Section(
          "What it is about",
          [
            .cards([
              .init(
                title: "Severity", value: Format.words(data["severity"]),
                badge: data["severity"]?.string),
              .init(title: "Category", value: Format.words(data["category"])),
              .init(title: "Raised", value: Format.time(data["created_at"])),
              .init(title: "Cause", value: Format.words(data["status"])),
              .init(title: "Approximate impact", value: Format.money(data["approximate_impact"])),
            ]), .text(Format.text(data["summary"])),
            .text("Threshold crossed: \(Format.text(data["rule"]))."),
            .text(Format.text(data["context"])),
            .label(Format.text(data["label"])),
          ]), acknowledgement(data, id), tenants(data, call),
      ])
  }

  private static func acknowledgement(_ data: JSON, _ id: String) -> Page.Section {
    guard data["acknowledged"] != true else {
      return Page.Section(
        "Acknowledgement",
        [
          .text("You acknowledged this alert \(Format.time(data["acknowledged_at"]))."),
          .text("An acknowledgement is yours alone and does not resolve the cause."),
        ])
    }
    return Page.Section(
      "Acknowledgement",
      [
        .text("An acknowledgement is yours alone and does not resolve the cause."),
        .form(Page.Form(action: "\(base)/\(id)/acknowledge", fields: [], button: "Acknowledge")),
      ])
  }

  private static func tenants(_ data: JSON, _ call: Call) -> Page.Section {
    var links: [Page.Link] = []
    let impacted = data["impacted_tenants"]?.elements ?? []
    if call.mayUse("getTenantSummary") {
      links += impacted.map {
        Page.Link(
          title: "Tenant Summary of \(Format.text($0["name"]))",
          href: "/exec/tenants/\(Format.text($0["id"]))")
      }
    }
    let area: (endpoint: String, title: String, href: String) =
      switch data["category"]?.string {
      case "cost_anomaly":
        ("getCostOptimization", "Cost Optimization", "/exec/cost-optimization")
      case "system_health": ("getSystemHealth", "System Health", "/ops/health")
      case "compliance": ("listAuditEntries", "Audit log", "/exec/audit-log")
      default: ("getRevenueProtection", "Revenue Protection", "/exec/revenue-protection")
      }
    if call.mayUse(area.endpoint) { links.append(.init(title: area.title, href: area.href)) }
    links.append(.init(title: "All alerts", href: base))
    return Page.Section(
      "Impacted tenants and where to go on",
      [
        .text(
          impacted.isEmpty
            ? "No single tenant is impacted."
            : "Impacted: " + impacted.map { Format.text($0["name"]) }.joined(separator: ", ") + "."),
        .links(links),
      ])
  }

  private static let acknowledge = Route.action(
    "actAcknowledge", base + "/{notificationId}/acknowledge", .roles(roles),
    audit: .init(
      action: "notifications.acknowledge", area: .exec, target: "notification:{notificationId}")
  ) { call in
    let id = call.path("notificationId")
    _ = try call.fetch("acknowledgeNotifications", body: ["ids": [.string(id)]])
    return Reply(
      status: 303, body: .empty, headers: [("Location", "\(base)/\(id)?done=acknowledged")])
  }
}
