import GRDB

/// The alert centre: a badge, a list, one alert, reading and acknowledging.
enum NotificationEndpoints {
  static let routes: [Route] = [badge, list, detail, read, acknowledge]

  static let roles: [Role] = [
    .ceo, .cfo, .coo, .cto, .vicePresident, .executiveAssistant, .procurementDirector,
    .operations, .securityOfficer,
  ]
  private static let badgeRoles: [Role] = [
    .ceo, .cfo, .coo, .cto, .vicePresident, .executiveAssistant, .procurementDirector,
  ]

  /// The groups of categories by which the list is asked for.
  enum ListScope: String, CaseIterable {
    case exec, ops, security

    var categories: [AlertCategory] {
      switch self {
      case .exec: [.revenueRisk, .deliverability, .costAnomaly]
      case .ops: [.systemHealth]
      case .security: [.compliance]
      }
    }
  }

  enum Status: String, CaseIterable {
    case unread, read, acknowledged, open, resolved

    func matches(_ alert: Alert) -> Bool {
      switch self {
      case .unread: alert.readAt == nil
      case .read: alert.readAt != nil
      case .acknowledged: alert.acknowledgedAt != nil
      case .open, .resolved: alert.status == rawValue
      }
    }
  }

  private static let delivery: JSON =
    "Alerts arrive through a queue and are polled about every 60 seconds; delivery takes time."

  private static let badge = Route(
    id: "getNotificationsSummary", method: .get, path: "/api/v1/exec/notifications/summary",
    summary: "How many open alerts the caller has not read.", access: .roles(badgeRoles),
    responseSchema: Schema.object([
      "unread_critical": Schema.optional(Schema.count),
      "unread_high": Schema.optional(Schema.count), "unread_total": Schema.optional(Schema.count),
      "poll_after_seconds": Schema.count,
    ])
  ) { call in
    let principal = try call.principal()
    let unread = try AlertStore(database: call.database).alerts(
      visibleTo: principal, categories: principal.visibleCategories(call),
      statement: "alerts.status = 'open' AND alert_receipts.read_at IS NULL")
    func count(_ severity: Severity) -> JSON {
      call.figure(.alertStore, .integer(unread.count { $0.severity == severity }))
    }
    return .ok(
      [
        "unread_critical": count(.critical), "unread_high": count(.high),
        "unread_total": call.figure(.alertStore, .integer(unread.count)),
        "poll_after_seconds": 60,
      ], meta: try Freshness(call, sources: [.alertStore]).pollingMeta(call))
  }

  private static let list = Route(
    id: "listNotifications", method: .get, path: "/api/v1/notifications",
    summary: "The alerts that the caller may see, the most severe first, then the newest.",
    access: .roles(roles),
    audit: .init(action: "notifications.list", area: .exec, target: "aggregate:notifications"),
    query: [
      .init(
        name: "scope", summary: "A group of categories.",
        schema: Schema.choice(ListScope.allCases.map(\.rawValue))),
      .init(
        name: "severity", summary: "A severity.",
        schema: Schema.choice(Severity.allCases.map(\.rawValue))),
      .init(
        name: "category", summary: "A category.",
        schema: Schema.choice(AlertCategory.allCases.map(\.rawValue))),
      .init(
        name: "status", summary: "What the caller did, or how the alert stands.",
        schema: Schema.choice(Status.allCases.map(\.rawValue))),
      .init(name: "tenant", summary: "A tenant in scope.", schema: Schema.string),
      .init(name: "from", summary: "Created at or after.", schema: Schema.instant),
      .init(name: "to", summary: "Created before.", schema: Schema.instant),
      Paging.limit, Paging.cursor,
    ],
    responseSchema: Schema.object([
      "items": Schema.list(Schema.named("Notification")), "delivery_note": Schema.string,
    ])
  ) { call in
    let principal = try call.principal()
    var categories = principal.visibleCategories(call)
    if let scope = try call.filter("scope", of: ListScope.self) {
      categories = categories.filter(scope.categories.contains)
    }
    if let category = try call.filter("category", of: AlertCategory.self) {
      categories = categories.filter { $0 == category }
    }
    if let tenant = call.query("tenant") { _ = try call.tenant(tenant) }
    let severity = try call.filter("severity", of: Severity.self)
    let status = try call.filter("status", of: Status.self)
    let from = try call.instant("from")
    let to = try call.instant("to")
    let alerts = try AlertStore(database: call.database).alerts(
      visibleTo: principal, categories: categories, unsorted: call.isOn(.alertsUnsorted)
    ).filter { alert in
      (severity.map { $0 == alert.severity } ?? true)
        && (status.map { $0.matches(alert) } ?? true)
        && (call.query("tenant").map { $0 == alert.tenant } ?? true)
        && (from.map { alert.createdAt >= $0 } ?? true)
        && (to.map { alert.createdAt < $0 } ?? true)
    }
    let down = call.instance.controls.condition(of: .alertStore) == .down
    let page = try Paging.page(down ? [] : alerts, of: call) { $0.id }
    return .ok(
      [
        "items": .array(page.items.map { item($0, call) }), "delivery_note": delivery,
      ],
      meta: page.meta.merging(try Freshness(call, sources: [.alertStore]).pollingMeta(call)))
  }

  private static let detail = Route(
    id: "getNotification", method: .get, path: "/api/v1/notifications/{notificationId}",
    summary: "One alert with its context, the tenants it touches and where to go on.",
    access: .roles(roles),
    audit: .init(
      action: "notifications.read", area: .exec, target: "notification:{notificationId}"),
    responseSchema: Schema.named("NotificationDetail")
  ) { call in
    let alert = try call.alert(call.path("notificationId"))
    return .ok(detailJSON(alert, call))
  }

  private static let read = Route(
    id: "markNotificationRead", method: .post, path: "/api/v1/notifications/{notificationId}/read",
    summary: "Marks an alert as read by the caller; may be repeated.", access: .roles(roles),
    audit: .init(
      action: "notifications.mark_read", area: .exec, target: "notification:{notificationId}"),
    responseSchema: Schema.named("Notification")
  ) { call in
    let alert = try call.alert(call.path("notificationId"))
    try AlertStore(database: call.database).note(
      alert.id, by: call.principal().id, acknowledged: false, at: call.now)
    return .ok(item(try call.alert(alert.id), call))
  }

  private static let acknowledge = Route(
    id: "acknowledgeNotifications", method: .post, path: "/api/v1/notifications/ack",
    summary: """
      Acknowledges alerts for the caller alone; may be repeated. The cause stays as it is.
      """,
    access: .roles(roles),
    audit: .init(action: "notifications.acknowledge", area: .exec, target: "notifications"),
    requestSchema: Schema.object(["ids": Schema.list(Schema.string)]),
    responseSchema: Schema.object([
      "acknowledged": Schema.list(Schema.named("Notification")), "note": Schema.string,
    ])
  ) { call in
    guard let ids = try call.body()["ids"]?.elements?.map(\.string), !ids.isEmpty,
      ids.count <= 100, !ids.contains(nil)
    else { throw Failure.validation([.issue("ids", "must be a list of 1 to 100 identifiers")]) }
    let store = AlertStore(database: call.database)
    let alerts = try ids.compactMap(\.self).map(call.alert)
    for alert in alerts {
      let people =
        call.isOn(.acknowledgementForEveryone)
        ? try store.everybody() : [try call.principal().id]
      for person in people {
        try store.note(alert.id, by: person, acknowledged: true, at: call.now)
      }
      if call.isOn(.acknowledgementResolvesAlert) { try store.resolve(alert.id, at: call.now) }
    }
    return .ok([
      "acknowledged": .array(try alerts.map { item(try call.alert($0.id), call) }),
      "note": "Acknowledged for you only. This does not say that the cause is resolved.",
    ]).audited(["ids": JSON(alerts.map(\.id))])
  }

  static let itemMembers: JSON = [
    "id": Schema.string, "type": Schema.choice(AlertCategory.allCases.map(\.rawValue)),
    "category": Schema.choice(AlertCategory.allCases.map(\.rawValue)),
    "severity": Schema.choice(Severity.allCases.map(\.rawValue)), "title": Schema.string,
    "summary": Schema.string, "status": Schema.choice(["open", "resolved"]),
    "tenant_id": Schema.optional(Schema.string), "created_at": Schema.instant,
    "read": Schema.boolean, "read_at": Schema.optional(Schema.instant),
    "acknowledged": Schema.boolean, "acknowledged_at": Schema.optional(Schema.instant),
    "actions": Schema.list(
      Schema.object(["type": Schema.string, "method": Schema.string, "href": Schema.string])),
  ]

  static let detailMembers: JSON = itemMembers.merging([
    "context": Schema.string, "rule": Schema.string,
    "approximate_impact": Schema.optional(Schema.amount), "currency": Schema.string,
    "label": Schema.string,
    "impacted_tenants": Schema.list(
      Schema.object(["id": Schema.string, "name": Schema.string, "segment": Schema.string])),
    "links": Schema.list(Schema.object(["title": Schema.string, "href": Schema.string])),
  ])

  private static func item(_ alert: Alert, _ call: Call) -> JSON {
    let path = "/api/v1/notifications/\(alert.id)"
    return [
      "id": .string(alert.id), "type": .string(alert.category.rawValue),
      "category": .string(alert.category.rawValue), "severity": .string(alert.severity.rawValue),
      "title": .string(alert.title), "summary": .string(alert.summary),
      "status": .string(alert.status), "tenant_id": JSON(alert.tenant),
      "created_at": JSON(alert.createdAt), "read": .bool(alert.readAt != nil),
      "read_at": JSON(alert.readAt), "acknowledged": .bool(alert.acknowledgedAt != nil),
      "acknowledged_at": JSON(alert.acknowledgedAt),
      "actions": [
        ["type": "open", "method": "GET", "href": .string(path)],
        ["type": "mark_read", "method": "POST", "href": .string(path + "/read")],
        ["type": "acknowledge", "method": "POST", "href": "/api/v1/notifications/ack"],
      ],
    ]
  }

  private static func detailJSON(_ alert: Alert, _ call: Call) -> JSON {
    var tenants: [JSON] = []
    if let tenant = alert.tenant, let name = alert.tenantName, let segment = alert.segment {
      tenants = [["id": .string(tenant), "name": .string(name), "segment": .string(segment)]]
    }
    return item(alert, call).merging([
      "context": .string(alert.context), "rule": .string(alert.rule),
      "approximate_impact": JSON(alert.impact?.cents), "currency": "USD",
      "label": alert.category == .costAnomaly ? call.labels.cost : call.labels.risk,
      "impacted_tenants": .array(tenants), "links": .array(links(from: alert)),
    ])
  }

  private static func links(from alert: Alert) -> [JSON] {
    var links: [JSON] = []
    switch alert.category {
    case .revenueRisk, .deliverability:
      links.append(["title": "Revenue Protection", "href": "/api/v1/exec/revenue-protection"])
    case .costAnomaly:
      links.append(["title": "Cost Optimization", "href": "/api/v1/exec/cost-optimization"])
    case .systemHealth: links.append(["title": "System Health", "href": "/api/v1/ops/health"])
    case .compliance: links.append(["title": "Audit log", "href": "/api/v1/exec/audit-log"])
    }
    if let tenant = alert.tenant {
      links.append([
        "title": "Tenant Summary", "href": .string("/api/v1/exec/tenants/\(tenant)/summary"),
      ])
    }
    return links
  }
}

extension Call {
  /// An alert that the caller may see; any other one does not exist for the caller.
  func alert(_ id: String) throws -> Alert {
    let principal = try principal()
    let found = try AlertStore(database: database).alerts(
      visibleTo: principal, categories: principal.visibleCategories(self),
      statement: "alerts.id = ?", [id])
    guard let alert = found.first else { throw Failure.notFound("notification") }
    return alert
  }

  /// A query parameter that holds a time.
  func instant(_ name: String) throws(Failure) -> Instant? {
    guard let text = query(name) else { return nil }
    guard let instant = Instant(iso8601: text) else {
      throw .invalidFilter(name, "must be a date or time in ISO 8601")
    }
    return instant
  }
}

extension Freshness {
  /// For lists that a worker fills through the day rather than a batch at night.
  func pollingMeta(_ call: Call) -> JSON {
    meta.setting("as_of", JSON(call.now))
      .setting("stale", .bool(stale && !degraded.isEmpty))
      .setting(
        "cadence",
        call.isOn(.realTimeClaimed)
          ? "real-time, delivered instantly" : "queued; poll about every 60 seconds")
  }
}
