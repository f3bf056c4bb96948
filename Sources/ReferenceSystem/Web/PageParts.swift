/// Parts that several pages share.
enum PageParts {
  /// When the figures are from, and how often they come.
  static func freshness(_ meta: JSON) -> String {
    guard meta["as_of"] != nil else { return "" }
    let stale = meta["stale"] == true ? " They are older than usual." : ""
    return "As of \(Format.time(meta["as_of"])); \(Format.text(meta["cadence"])).\(stale)"
  }

  /// The days that figures cover.
  static func period(_ data: JSON) -> String {
    let frame = data["timeframe"]
    return "\(Format.time(frame?["from"])) to \(Format.time(frame?["to"]))"
  }

  /// What is missing and which figures it feeds; nil if nothing is.
  static func partial(_ meta: JSON) -> String? {
    guard meta["partial"] == true else { return nil }
    let sources = (meta["degraded_sources"]?.elements ?? []).map { name -> String in
      let fed = name.string.flatMap(Source.init(rawValue:))?.figures
      return Format.words(name) + (fed.map { " (\($0))" } ?? "")
    }
    return """
      Some figures are late or missing, because these sources are degraded: \
      \(sources.joined(separator: ", ")). Nothing was put in their place.
      """
  }

  /// How many alerts the reader has not read; nothing for readers without a badge.
  static func unread(_ call: Call) -> [Page.Section] {
    guard call.mayUse("getNotificationsSummary"),
      let counts = try? call.fetch("getNotificationsSummary").data
    else { return [] }
    return [
      Page.Section(
        "Alerts for you",
        [
          .cards([
            .init(title: "Unread critical", value: Format.count(counts["unread_critical"])),
            .init(title: "Unread high", value: Format.count(counts["unread_high"])),
            .init(title: "All unread", value: Format.count(counts["unread_total"])),
          ]),
          .links([.init(title: "Open the alert centre", href: "/exec/alerts")]),
        ])
    ]
  }

  /// Says that a page shows one tenant only, and leads back to all.
  static func oneTenant(_ call: Call, _ path: String) throws -> [Page.Block] {
    guard let id = call.query("tenant") else { return [] }
    let all = Page.Link(title: "Show all tenants", href: path)
    guard call.mayUse("getTenantSummary") else {
      return [.text("Only the figures of \(id) are shown."), .links([all])]
    }
    let name = try call.tenantName(id)
    let summary = Page.Link(title: "Tenant Summary of \(name)", href: "/exec/tenants/\(id)")
    return [.text("Only the figures of \(name) are shown."), .links([summary, all])]
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

extension Source {
  /// The figures that are late or missing with this source; nil where pages show none of it.
  fileprivate var figures: String? {
    switch self {
    case .revenueMetrics: "revenue at risk and protected revenue"
    case .costModel: "costs and savings"
    case .deliverabilityFeed: "delivery, bounce, complaint and spam rates"
    case .alertStore: "alerts and their counts"
    case .operationsMonitoring: "uptime and checks"
    case .auditStore, .notificationDelivery, .executiveAPI, .queueEventsAPI, .tenantSMTPAPI,
      .centralSMTPOpsAPI, .mailboxProviders:
      nil
    }
  }
}
