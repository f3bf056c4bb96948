import GRDB

extension Control {
  /// What a test may look at: outbox, people, markers, routes, audit entries.
  static let inspectionOperations: [Operation] = [
    Operation(method: "GET", path: "/") { control, _ in
      Answer(
        body: [
          "instance": .string(control.instance.id), "base_url": .string(control.target),
          "operations": .array(operations.map { .string("\($0.method) \($0.path)") }),
        ])
    },
    Operation(method: "GET", path: "/outbox") { control, request in
      let recipient = request.query["to"]
      let messages = try await control.instance.database.read { database in
        try Row.fetchAll(
          database,
          sql: "SELECT * FROM outbox WHERE ? IS NULL OR recipient = ? ORDER BY id DESC LIMIT 50",
          arguments: [recipient, recipient]
        ).map(Self.message)
      }
      let latest = messages.first?["code"] ?? .null
      return Answer(body: ["latest_code": latest, "messages": .array(messages)])
    },
    Operation(method: "GET", path: "/users") { control, _ in
      let settings = control.instance.settings
      return Answer(
        body: [
          "password": .string(settings.password),
          "users": .array(Fixture.people.map(Self.person)),
          "services": .array(
            Fixture.services.map {
              [
                "id": .string($0.id), "name": .string($0.name),
                "scopes": JSON($0.scopes.split(separator: " ").map(String.init)),
                "token": .string(settings.serviceToken($0.id)),
              ]
            }),
        ])
    },
    Operation(method: "GET", path: "/canaries") { control, _ in
      let settings = control.instance.settings
      return Answer(
        body: [
          "tenants": .array(
            Fixture.tenants.map { tenant in
              [
                "id": .string(tenant.id), "name": .string(tenant.name),
                "canaries": JSON(Fixture.canaryPlaces.map { settings.canary(tenant.id, $0) }),
              ]
            })
        ])
    },
    Operation(method: "GET", path: "/routes") { _, _ in
      Answer(body: ["routes": .array(RouteTable.all.map(Self.route))])
    },
    Operation(method: "GET", path: "/audit") { control, request in
      let limit = 500
      let before = request.query["before"].flatMap { Int($0) }
      let entries = try await control.instance.database.read {
        try AuditLog(database: $0).entries(
          area: nil, actor: nil, action: nil, before: before, limit: limit)
      }
      let next = entries.count == limit ? entries.last.map { String($0.id) } : nil
      return Answer(
        body: ["entries": .array(entries.map(\.json)), "next_before": JSON(next)])
    },
  ]

  private static func message(_ row: Row) -> JSON {
    [
      "id": JSON(row["id"] as Int), "to": JSON(row["recipient"] as String),
      "channel": JSON(row["channel"] as String), "subject": JSON(row["subject"] as String),
      "body": JSON(row["body"] as String), "code": JSON(row["code"] as String?),
      "sent_at": JSON(Instant(seconds: row["sent_at"])),
    ]
  }

  private static func person(_ person: Fixture.Person) -> JSON {
    [
      "id": .string(person.id), "email": .string(person.email), "name": .string(person.name),
      "role": .string(person.role.rawValue), "tenant_scope": person.scope.json,
      "delegated_by": JSON(person.delegatedBy), "active": .bool(person.active),
    ]
  }

  private static func route(_ route: Route) -> JSON {
    [
      "id": .string(route.id), "method": .string(route.method.rawValue),
      "path": .string(route.path), "surface": .string(route.surface.rawValue),
      "open": .bool(route.isOpen),
      "roles": route.roles.map { JSON($0.map(\.rawValue)) } ?? .null,
      "scope": JSON(route.scope), "step_up": .bool(route.stepUp != nil),
      "audit_action": JSON(route.audit?.action),
    ]
  }
}
