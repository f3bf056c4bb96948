import GRDB

/// People and changes of their roles, which take two people.
enum AdministrationEndpoints {
  static let routes: [Route] = [users, list, request, detail, approve, reject]

  static let roles: [Role] = [.securityOfficer, .platformAdmin]
  private static let base = "/api/v1/admin/role-changes"

  private static let changeSchema = Schema.object([
    "id": Schema.string, "user_id": Schema.string, "from_role": Schema.string,
    "to_role": Schema.choice(Role.allCases.map(\.rawValue)), "to_tenant_scope": Schema.anything,
    "reason": Schema.string, "requested_by": Schema.string, "requested_at": Schema.instant,
    "status": Schema.choice(["pending", "approved", "rejected"]),
    "decided_by": Schema.optional(Schema.string), "decided_at": Schema.optional(Schema.instant),
    "note": Schema.string,
  ])

  private static let users = Route(
    id: "listUsers", method: .get, path: "/api/v1/admin/users",
    summary: "The people of this surface with their roles and tenant scopes.",
    access: .roles(roles),
    audit: .init(action: "security.users.list", area: .security, target: "aggregate:users"),
    responseSchema: Schema.object([
      "items": Schema.list(
        Schema.object([
          "id": Schema.string, "name": Schema.string, "email": Schema.string,
          "role": Schema.string, "tenant_scope": Schema.anything,
          "delegated_by": Schema.optional(Schema.string), "active": Schema.boolean,
        ]))
    ])
  ) { call in
    let rows = try Row.fetchAll(call.database, sql: "SELECT * FROM users ORDER BY id")
    return .ok([
      "items": .array(
        rows.map { row in
          [
            "id": JSON(row["id"] as String), "name": JSON(row["name"] as String),
            "email": JSON(row["email"] as String), "role": JSON(row["role"] as String),
            "tenant_scope": TenantScope(stored: row["tenant_scope"]).json,
            "delegated_by": JSON(row["delegated_by"] as String?),
            "active": .bool(row["active"]),
          ]
        })
    ])
  }

  private static let list = Route(
    id: "listRoleChanges", method: .get, path: base,
    summary: "Changes of roles that were asked for, the newest first.", access: .roles(roles),
    audit: .init(
      action: "security.role_changes.list", area: .security, target: "aggregate:role-changes"),
    responseSchema: Schema.object(["items": Schema.list(changeSchema)])
  ) { call in
    let rows = try Row.fetchAll(
      call.database, sql: "SELECT * FROM role_changes ORDER BY requested_at DESC, rowid DESC")
    return .ok(["items": .array(rows.map(json))])
  }

  private static let detail = Route(
    id: "getRoleChange", method: .get, path: base + "/{changeId}",
    summary: "One change of a role.", access: .roles(roles),
    audit: .init(
      action: "security.role_change.read", area: .security, target: "role-change:{changeId}"),
    responseSchema: changeSchema
  ) { call in .ok(json(try change(call))) }

  private static let request = Route(
    id: "requestRoleChange", method: .post, path: base,
    summary: "Asks for a change of role or tenant scope; another person must approve it.",
    access: .roles(roles), stepUp: "Changing roles or scopes",
    audit: .init(action: "security.role_change.requested", area: .security, target: "role-change"),
    requestSchema: Schema.object(
      [
        "user_id": Schema.string, "role": Schema.choice(Role.allCases.map(\.rawValue)),
        "tenant_scope": [
          "oneOf": [["const": "all"], Schema.list(Schema.string)]
        ],
        "reason": Schema.string,
      ], optional: ["tenant_scope"]),
    responseSchema: changeSchema, successStatus: 201
  ) { call in
    let body = try call.body()
    var issues: [JSON] = []
    let user = try body["user_id"]?.string.flatMap {
      try Row.fetchOne(call.database, sql: "SELECT * FROM users WHERE id = ?", arguments: [$0])
    }
    if user == nil { issues.append(.issue("user_id", "must name a person")) }
    let role = body["role"]?.string.flatMap(Role.init(rawValue:))
    if role == nil { issues.append(.issue("role", "must be a role")) }
    let reason = body["reason"]?.string?.trimmingSpaces ?? ""
    if reason.isEmpty || reason.utf8.count > 500 {
      issues.append(.issue("reason", "must be 1 to 500 bytes"))
    }
    let scope = try tenantScope(body["tenant_scope"], current: user, call, &issues)
    guard issues.isEmpty, let user, let role else { throw Failure.validation(issues) }
    let person: String = user["id"]
    guard try call.principal().id != person else {
      throw Failure(
        code: .insufficientPermissions, status: 403,
        message: "Nobody asks for a change of their own role.",
        details: [["reason": "own_role"]])
    }
    let count = try Int.fetchOne(call.database, sql: "SELECT COUNT(*) FROM role_changes") ?? 0
    let id = "rch_\(count + 1)"
    try call.database.execute(
      sql: """
        INSERT INTO role_changes (id, user_id, from_role, to_role, to_tenant_scope, reason,
          requested_by, requested_at, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending')
        """,
      arguments: [
        id, person, user["role"] as String, role.rawValue, scope.stored, reason,
        try call.principal().id, call.now.seconds,
      ])
    return .ok(json(try change(id, call)), status: 201)
      .audited(
        target: "role-change:\(id)", ["user": .string(person), "to": .string(role.rawValue)])
  }

  private static let approve = decision(
    "approveRoleChange", "approve", "approved",
    "Approves a change that another person asked for; it takes effect at once.")

  private static let reject = decision(
    "rejectRoleChange", "reject", "rejected", "Rejects a change that another person asked for.")

  private static func decision(
    _ id: String, _ verb: String, _ status: String, _ summary: String
  ) -> Route {
    Route(
      id: id, method: .post, path: base + "/{changeId}/" + verb, summary: summary,
      access: .roles(roles), stepUp: "Changing roles or scopes",
      audit: .init(
        action: "security.role_change." + status, area: .security,
        target: "role-change:{changeId}"),
      responseSchema: changeSchema
    ) { call in
      let row = try change(call)
      let change: String = row["id"]
      let person: String = row["user_id"]
      let decider = try call.principal().id
      guard row["status"] == "pending" else {
        throw Failure.conflict("This change was decided already.")
      }
      let isSecond = row["requested_by"] != decider && person != decider
      guard isSecond || call.isOn(.roleChangeWithoutSecondPerson) else {
        throw Failure(
          code: .insufficientPermissions, status: 403,
          message: "Another person must decide on this change.",
          details: [["reason": "second_person_required"]])
      }
      try call.database.execute(
        sql: "UPDATE role_changes SET status = ?, decided_by = ?, decided_at = ? WHERE id = ?",
        arguments: [status, decider, call.now.seconds, change])
      if status == "approved" {
        try call.database.execute(
          sql: "UPDATE users SET role = ?, tenant_scope = ? WHERE id = ?",
          arguments: [row["to_role"] as String, row["to_tenant_scope"] as String, person])
      }
      return .ok(json(try Self.change(change, call))).audited(["user": .string(person)])
    }
  }

  private static func tenantScope(
    _ wanted: JSON?, current user: Row?, _ call: Call, _ issues: inout [JSON]
  ) throws -> TenantScope {
    guard let wanted else { return TenantScope(stored: user?["tenant_scope"] ?? "") }
    if wanted.string == "all" { return .all }
    let known = Set(try String.fetchAll(call.database, sql: "SELECT id FROM tenants"))
    guard let names = wanted.elements?.map({ $0.string ?? "" }), known.isSuperset(of: names) else {
      issues.append(.issue("tenant_scope", "must be \"all\" or a list of tenants"))
      return .only([])
    }
    return .only(names)
  }

  private static func change(_ call: Call) throws -> Row { try change(call.path("changeId"), call) }

  private static func change(_ id: String, _ call: Call) throws -> Row {
    let row = try Row.fetchOne(
      call.database, sql: "SELECT * FROM role_changes WHERE id = ?", arguments: [id])
    guard let row else { throw Failure.notFound("role change") }
    return row
  }

  private static func json(_ row: Row) -> JSON {
    let status: String = row["status"]
    return [
      "id": JSON(row["id"] as String), "user_id": JSON(row["user_id"] as String),
      "from_role": JSON(row["from_role"] as String), "to_role": JSON(row["to_role"] as String),
      "to_tenant_scope": TenantScope(stored: row["to_tenant_scope"]).json,
      "reason": JSON(row["reason"] as String),
      "requested_by": JSON(row["requested_by"] as String),
      "requested_at": JSON(Instant(seconds: row["requested_at"])), "status": .string(status),
      "decided_by": JSON(row["decided_by"] as String?),
      "decided_at": JSON((row["decided_at"] as Int?).map(Instant.init(seconds:))),
      "note": status == "pending"
        ? "Waits for approval by another person; nothing has changed yet. Logged."
        : "Decided by another person than the one who asked. Logged.",
    ]
  }
}
