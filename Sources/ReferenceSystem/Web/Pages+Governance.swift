/// Audit log, roles, consolidated view and exports.
enum GovernancePages {
  static let routes: [Route] = [
    auditLog, roles, ask, approve, reject, consolidated, export, download,
  ]

  private static let rolesPath = "/exec/roles"

  private static let auditLog = Route.page(
    "pageAuditLog", "/exec/audit-log", .roles(AuditEndpoints.roles),
    stepUp: "Reading the audit log",
    audit: .init(action: "audit.read", area: .security, target: "audit-log"),
    query: ["scope", "actor", "action", "cursor"].map {
      Route.Parameter(name: $0, summary: "", schema: Schema.string)
    }
  ) { call in
    let query = call.passing("scope", "actor", "action", "cursor")
    let (data, meta) = try call.fetch("listAuditEntries", query: query)
    return Page(
      title: "Audit log", introduction: "Reading this page was logged too.",
      sections: [
        Page.Section(
          "Entries",
          [
            PageParts.search(
              "/exec/audit-log",
              [
                PageParts.choice(
                  "scope", "Area", Route.Audit.Area.allCases.map(\.rawValue),
                  current: call.query("scope")),
                .init(
                  name: "actor", title: "Person or service",
                  kind: .text(type: "text", autocomplete: "off"), value: call.query("actor") ?? ""),
              ]),
            .table(
              Page.Table(
                caption: "The newest first",
                columns: ["When", "Who", "Role", "Action", "Target", "Outcome", "Request"],
                rows: (data["items"]?.elements ?? []).map { entry in
                  [
                    Page.Cell(Format.time(entry["timestamp"])),
                    Page.Cell(Format.text(entry["actor_user_id"])),
                    Page.Cell(title(entry["actor_role"])),
                    Page.Cell(Format.text(entry["action_type"])),
                    Page.Cell(Format.text(entry["target_scope"])),
                    Page.Cell(
                      Format.words(entry["outcome"]), badge: Format.text(entry["outcome"])),
                    Page.Cell(Format.text(entry["request_id"])),
                  ]
                }, empty: "No entry matches.")),
          ] + PageParts.more("/exec/audit-log", query.filter { $0.key != "cursor" }, meta)
            + [.links([.init(title: "Export the audit log", href: "/exec/export?view=audit-log")])])
      ])
  }

  private static let roles = Route.page(
    "pageRoles", rolesPath, .roles(AdministrationEndpoints.roles),
    audit: .init(
      action: "security.role_changes.list", area: .security, target: "aggregate:role-changes"),
    query: [.init(name: "done", summary: "", schema: Schema.string)]
  ) { call in
    let changes = try call.fetch("listRoleChanges").data["items"]?.elements ?? []
    let people = try call.fetch("listUsers").data["items"]?.elements ?? []
    let messages = [
      "asked": "The change was asked for. Another person must approve it.",
      "approved": "The change was approved and is in effect.",
      "rejected": "The change was rejected.",
    ]
    return Page(
      title: "Role administration",
      introduction: """
        Every change takes two people and a one-time code from each; all of it is logged.
        """, message: call.query("done").flatMap { messages[$0] },
      sections: [
        Page.Section(
          "Ask for a change",
          [try needsCode(call), .form(askForm(people, call))].compactMap(\.self)),
        Page.Section("Changes", [changeTable(changes, people, call)]),
        Page.Section("People", [peopleTable(people)]),
      ])
  }

  private static func needsCode(_ call: Call) throws -> Page.Block? {
    guard try !call.principal().hasStepUp(at: call.now) else { return nil }
    return .links([
      .init(
        title: "Confirm with a one-time code before you change roles",
        href: "/step-up?next=/exec/roles")
    ])
  }

  /// Nobody asks for a change of their own role, so the reader is not among the people.
  private static func askForm(_ people: [JSON], _ call: Call) -> Page.Form {
    let others = people.filter { $0["id"]?.string != call.caller?.id && $0["active"] == true }
    return Page.Form(
      name: "Ask for a change of role", action: rolesPath,
      fields: [
        .init(
          name: "user_id", title: "Person",
          kind: .choice(
            [("", "Choose a person")]
              + others.map { (Format.text($0["id"]), Format.text($0["name"])) }),
          isRequired: true),
        .init(
          name: "role", title: "New role",
          kind: .choice(
            [("", "Choose a role")] + Role.allCases.map { ($0.rawValue, $0.title) }),
          isRequired: true),
        .init(
          name: "tenants", title: "Tenants", kind: .text(type: "text", autocomplete: "off"),
          value: "all", hint: "all, or IDs separated by commas"),
        .init(
          name: "reason", title: "Reason", kind: .text(type: "text", autocomplete: "off"),
          isRequired: true),
      ], button: "Ask for this change")
  }

  private static func changeTable(
    _ changes: [JSON], _ people: [JSON], _ call: Call
  ) -> Page.Block {
    func name(_ id: JSON?) -> String {
      people.first { $0["id"] == id }?["name"]?.string ?? Format.text(id)
    }
    return .table(
      Page.Table(
        caption: "Changes, the newest first",
        columns: [
          "Change", "Person", "From", "To", "Reason", "Asked by", "Status", "Approve", "Reject",
        ],
        rows: changes.map { change in
          let id = Format.text(change["id"])
          let isPending = change["status"] == "pending"
          let isOwn = ["requested_by", "user_id"].contains {
            change[$0]?.string == call.caller?.id
          }
          func decision(_ verb: String, _ title: String) -> Page.Cell {
            guard isPending else { return "" }
            if isOwn, !call.isOn(.roleChangeWithoutSecondPerson) {
              return "Another person decides"
            }
            return Page.Cell(
              "",
              form: Page.Form(
                action: "\(rolesPath)/\(id)/\(verb)", fields: [], button: "\(title) \(id)"))
          }
          return [
            Page.Cell(id), Page.Cell(name(change["user_id"])),
            Page.Cell(title(change["from_role"])),
            Page.Cell("\(title(change["to_role"])), \(tenants(change["to_tenant_scope"]))"),
            Page.Cell(Format.text(change["reason"])), Page.Cell(name(change["requested_by"])),
            Page.Cell(Format.words(change["status"]), badge: Format.text(change["status"])),
            decision("approve", "Approve"), decision("reject", "Reject"),
          ]
        }, empty: "No change was asked for."))
  }

  private static func peopleTable(_ people: [JSON]) -> Page.Block {
    .table(
      Page.Table(
        caption: "People and their roles", columns: ["Name", "Role", "Tenants", "Active"],
        rows: people.map { person in
          [
            Page.Cell(Format.text(person["name"])), Page.Cell(title(person["role"])),
            Page.Cell(tenants(person["tenant_scope"])),
            Page.Cell(person["active"] == true ? "Yes" : "No"),
          ]
        }))
  }

  private static func title(_ role: JSON?) -> String {
    role?.string.flatMap(Role.init(rawValue:))?.title ?? Format.text(role)
  }

  private static func tenants(_ scope: JSON?) -> String {
    scope == "all"
      ? "All tenants" : (scope?.elements ?? []).map { Format.text($0) }.joined(separator: ", ")
  }

  private static let ask = Route.action(
    "actRoleChange", rolesPath, .roles(AdministrationEndpoints.roles),
    stepUp: "Changing roles or scopes",
    audit: .init(action: "security.role_change.requested", area: .security, target: "role-change")
  ) { call in
    let fields = call.request.form
    let tenants = (fields["tenants"] ?? "").trimmingSpaces
    let list = tenants.split(separator: ",").map { JSON.string(String($0).trimmingSpaces) }
    let data = try call.fetch(
      "requestRoleChange",
      body: [
        "user_id": JSON(fields["user_id"]), "role": JSON(fields["role"]),
        "tenant_scope": tenants == "all" ? "all" : .array(list), "reason": JSON(fields["reason"]),
      ]
    ).data
    return Reply(status: 303, body: .empty, headers: [("Location", rolesPath + "?done=asked")])
      .audited(
        target: "role-change:\(Format.text(data["id"]))", ["user": data["user_id"] ?? .null])
  }

  private static let approve = decision(
    "actApproveRole", "approve", "approveRoleChange", "approved")
  private static let reject = decision("actRejectRole", "reject", "rejectRoleChange", "rejected")

  private static func decision(
    _ id: String, _ verb: String, _ endpoint: String, _ done: String
  ) -> Route {
    .action(
      id, "\(rolesPath)/{changeId}/\(verb)", .roles(AdministrationEndpoints.roles),
      stepUp: "Changing roles or scopes",
      audit: .init(
        action: "security.role_change." + done, area: .security, target: "role-change:{changeId}")
    ) { call in
      _ = try call.fetch(endpoint, ["changeId": call.path("changeId")])
      return Reply(
        status: 303, body: .empty, headers: [("Location", "\(rolesPath)?done=\(done)")])
    }
  }

  private static let consolidated = Route.page(
    "pageConsolidated", "/exec/consolidated", .roles([.ceo, .cfo, .coo]),
    stepUp: "Opening the consolidated view of all tenants",
    audit: .init(action: "exec.consolidated.read", area: .exec, target: "aggregate:consolidated")
  ) { call in
    let (data, meta) = try call.fetch("getConsolidatedView")
    return Page(
      title: "Consolidated view of all tenants",
      introduction: "\(Format.text(data["logged"])) \(PageParts.freshness(meta))",
      notice: PageParts.partial(meta),
      sections: [
        Page.Section(
          "Tenants side by side",
          [
            .table(
              Page.Table(
                caption: "The largest estimated risk first",
                columns: [
                  "Tenant", "Segment", "Region", "Delivery rate", "Estimated at risk",
                  "Approximate cost", "Open alerts",
                ],
                rows: (data["items"]?.elements ?? []).map { row in
                  [
                    Page.Cell(
                      Format.text(row["name"]),
                      href: "/exec/tenants/\(Format.text(row["tenant_id"]))"),
                    Page.Cell(Format.words(row["segment"])),
                    Page.Cell(Format.text(row["region"]).uppercased()),
                    Page.Cell(Format.percent(row["delivery_rate_30d"])),
                    Page.Cell(Format.money(row["estimated_at_risk_30d"])),
                    Page.Cell(Format.money(row["approximate_cost"])),
                    Page.Cell(Format.count(row["open_alerts"])),
                  ]
                })), .label(Format.text(data["risk_label"])),
            .label(Format.text(data["cost_label"])),
          ])
      ])
  }

  private static let export = Route.page(
    "pageExport", "/exec/export", .roles([.ceo, .cfo, .coo, .securityOfficer]),
    stepUp: "Exporting executive or audit data",
    audit: .init(action: "exec.export.form", area: .exec, target: "export"),
    query: [.init(name: "view", summary: "", schema: Schema.string)]
  ) { call in
    let views = try ExportEndpoints.views(for: call.principal())
    return Page(
      title: "Export data", introduction: "Every export is logged. For internal use only.",
      sections: [
        Page.Section(
          "What to export",
          [
            .form(
              Page.Form(
                name: "Export", method: "get", action: "/exec/export/file",
                fields: [
                  .init(
                    name: "view", title: "View",
                    kind: .choice(
                      views.map {
                        ($0.rawValue, Format.words(.string($0.rawValue.replacing("-", with: "_"))))
                      }), value: call.query("view") ?? ""),
                  .init(
                    name: "format", title: "Format",
                    kind: .choice([("csv", "CSV"), ("json", "JSON")]), value: "csv"),
                ], button: "Export"))
          ])
      ])
  }

  private static let download = Route(
    id: "pageExportFile", method: .get, path: "/exec/export/file", summary: "",
    access: .roles([.ceo, .cfo, .coo, .securityOfficer]),
    stepUp: "Exporting executive or audit data",
    audit: .init(action: "exec.export", area: .exec, target: "export"),
    query: ["view", "format"].map {
      Route.Parameter(name: $0, summary: "", schema: Schema.string)
    }, responseSchema: Schema.string, isDocument: true, surface: .page
  ) { call in
    guard let endpoint = ExportEndpoints.routes.first(where: { $0.id == "exportView" }) else {
      throw Failure.notFound("export")
    }
    var reply = try endpoint.handler(call)
    if case .success(let data, _) = reply.body {
      reply.body = .document(data.bytes, type: "application/json")
      let name = Format.text(data["view"])
      reply.headers.append(("Content-Disposition", "attachment; filename=\"\(name).json\""))
    }
    return reply
  }
}
