/// Tenants: the list, one tenant's summary, its snapshots.
enum TenantPages {
  static let routes: [Route] = [list, summary, configuration, capture, snapshot]

  private static let list = Route.page(
    "pageTenants", "/exec/tenants", .roles(TenantEndpoints.roles),
    audit: .init(action: "exec.tenants.list", area: .exec, target: "aggregate:tenants"),
    query: ["q", "segment", "region", "cursor"].map {
      Route.Parameter(name: $0, summary: "", schema: Schema.string)
    }
  ) { call in
    let query = call.passing("q", "segment", "region", "cursor")
    let (data, meta) = try call.fetch("listTenants", query: query)
    let rows = (data["items"]?.elements ?? []).map { tenant -> [Page.Cell] in
      [
        Page.Cell(
          Format.text(tenant["name"]), href: "/exec/tenants/\(Format.text(tenant["id"]))"),
        Page.Cell(Format.text(tenant["id"])), Page.Cell(Format.text(tenant["reference"])),
        Page.Cell(Format.words(tenant["segment"])),
        Page.Cell(Format.text(tenant["region"]).uppercased()),
        Page.Cell(Format.words(tenant["status"])),
        Page.Cell(Format.count(tenant["open_alerts"])),
      ]
    }
    let search = Page.Form.Field(
      name: "q", title: "Name, ID or reference", kind: .text(type: "search", autocomplete: "off"),
      value: call.query("q") ?? "")
    return Page(
      title: "Tenants",
      introduction: "\(Format.count(meta["total"])) tenants that you may see match.",
      sections: [
        Page.Section(
          "Find a tenant",
          [
            PageParts.search(
              "/exec/tenants",
              [
                search,
                PageParts.choice(
                  "segment", "Segment", Segment.names, current: call.query("segment")),
                PageParts.choice("region", "Region", Region.names, current: call.query("region")),
              ]),
            .table(
              Page.Table(
                caption: "Tenants by name",
                columns: [
                  "Tenant", "ID", "Reference", "Segment", "Region", "Status", "Open alerts",
                ], rows: rows, empty: "No tenant that you may see matches.")),
          ] + PageParts.more("/exec/tenants", query, meta))
      ])
  }

  private static let summary = Route.page(
    "pageTenant", "/exec/tenants/{tenantId}", .roles(TenantEndpoints.roles),
    audit: .init(action: "exec.tenant.read", area: .exec, target: "tenant:{tenantId}"),
    query: [.init(name: "done", summary: "", schema: Schema.string)]
  ) { call in
    let id = call.path("tenantId")
    let (data, meta) = try call.fetch("getTenantSummary", ["tenantId": id])
    var sections = TenantSections.all(data, call)
    if call.mayUse("createTenantSnapshot") {
      sections.append(try snapshotSection(id, call))
    }
    return Page(
      title: Format.text(data["profile"]?["name"]), introduction: PageParts.freshness(meta),
      trail: [.init(title: "Tenants", href: "/exec/tenants")], notice: PageParts.partial(meta),
      message: call.query("done") == "snapshot"
        ? "The snapshot was kept. It is listed below." : nil,
      sections: sections)
  }

  private static func snapshotSection(_ id: String, _ call: Call) throws -> Page.Section {
    let kept = try call.fetch("listTenantSnapshots", ["tenantId": id]).data["items"]?.elements ?? []
    return Page.Section(
      "Snapshots for internal reporting",
      [
        .form(
          Page.Form(
            name: "Capture a snapshot", action: "/exec/tenants/\(id)/snapshots",
            fields: [
              .init(
                name: "purpose", title: "Purpose", kind: .text(type: "text", autocomplete: "off"),
                value: "Internal reporting")
            ], button: "Capture snapshot")),
        .table(
          Page.Table(
            caption: "Snapshots, the newest first", columns: ["Captured", "Purpose", "By"],
            rows: try kept.map { item in
              [
                Page.Cell(
                  Format.time(item["created_at"]),
                  href: "/exec/tenants/\(id)/snapshots/\(Format.text(item["id"]))"),
                Page.Cell(Format.text(item["purpose"])),
                Page.Cell(try call.personName(item["created_by"])),
              ]
            }, empty: "No snapshot was kept yet.")),
      ])
  }

  private static let configuration = Route.page(
    "pageTenantConfiguration", "/exec/tenants/{tenantId}/configuration",
    .roles(TenantEndpoints.roles),
    audit: .init(action: "exec.tenant.configuration", area: .exec, target: "tenant:{tenantId}")
  ) { call in
    let id = call.path("tenantId")
    let data = try call.fetch("getTenantConfiguration", ["tenantId": id]).data
    let name = try call.tenantName(id)
    return Page(
      title: "Configuration of \(id)",
      introduction: "How \(name) is set up; changed elsewhere, shown here to read.",
      trail: [
        .init(title: "Tenants", href: "/exec/tenants"),
        .init(title: name, href: "/exec/tenants/\(id)"),
      ],
      sections: [
        Page.Section(
          "How the tenant is set up",
          [
            .cards([
              .init(title: "Plan", value: Format.text(data["plan"])),
              .init(title: "Region", value: Format.text(data["region"]).uppercased()),
              .init(title: "Machines", value: Format.count(data["machines"])),
              .init(
                title: "Dedicated addresses", value: Format.count(data["dedicated_addresses"])),
            ])
          ])
      ])
  }

  private static let capture = Route.action(
    "actTenantSnapshot", "/exec/tenants/{tenantId}/snapshots",
    .roles([.ceo, .cfo, .coo, .cto, .vicePresident]),
    audit: .init(action: "exec.tenant.snapshot", area: .exec, target: "tenant:{tenantId}")
  ) { call in
    let id = call.path("tenantId")
    let purpose = call.request.form["purpose"] ?? ""
    _ = try call.fetch(
      "createTenantSnapshot", ["tenantId": id], body: ["purpose": .string(purpose)])
    return Reply(
      status: 303, body: .empty, headers: [("Location", "/exec/tenants/\(id)?done=snapshot")])
  }

  private static let snapshot = Route.page(
    "pageTenantSnapshot", "/exec/tenants/{tenantId}/snapshots/{snapshotId}",
    .roles([.ceo, .cfo, .coo, .cto, .vicePresident]),
    audit: .init(action: "exec.tenant.snapshot.read", area: .exec, target: "tenant:{tenantId}")
  ) { call in
    let id = call.path("tenantId")
    let data = try call.fetch(
      "getTenantSnapshot", ["tenantId": id, "snapshotId": call.path("snapshotId")]
    ).data
    let kept = data["summary"] ?? .null
    return Page(
      title: "Snapshot of \(Format.text(kept["profile"]?["name"]))",
      introduction: """
        Captured \(Format.time(data["created_at"])) by \(try call.personName(data["created_by"])) \
        for: \(Format.text(data["purpose"])).
        """,
      trail: [
        .init(title: "Tenants", href: "/exec/tenants"),
        .init(title: Format.text(kept["profile"]?["name"]), href: "/exec/tenants/\(id)"),
      ], notice: Format.text(data["label"]), sections: TenantSections.figures(kept))
  }
}
