import GRDB

/// The audit log; reading it leaves an entry too.
enum AuditEndpoints {
  static let routes: [Route] = [list]

  static let roles: [Role] = [.ceo, .securityOfficer]

  static let entrySchema = Schema.object([
    "id": Schema.string, "timestamp": Schema.instant, "actor_user_id": Schema.string,
    "actor_role": Schema.string, "action_type": Schema.string,
    "scope": Schema.choice(Route.Audit.Area.allCases.map(\.rawValue)),
    "target_scope": Schema.string, "outcome": Schema.choice(["allowed", "denied", "failed"]),
    "request_id": Schema.string, "metadata": Schema.freeObject,
  ])

  private static let list = Route(
    id: "listAuditEntries", method: .get, path: "/api/v1/exec/audit-log",
    summary: "Who did or tried what, the newest first.", access: .roles(roles),
    stepUp: "Reading the audit log",
    audit: .init(action: "audit.read", area: .security, target: "audit-log"),
    query: [
      .init(
        name: "scope", summary: "The area of the surface.",
        schema: Schema.choice(Route.Audit.Area.allCases.map(\.rawValue))),
      .init(name: "actor", summary: "A person or service by identifier.", schema: Schema.string),
      .init(name: "action", summary: "An action type.", schema: Schema.string),
      Paging.limit, Paging.cursor,
    ],
    responseSchema: Schema.object(["items": Schema.list(entrySchema)])
  ) { call in
    guard call.instance.controls.condition(of: .auditStore) != .down else {
      throw Failure.sourceUnavailable([Source.auditStore.rawValue])
    }
    let area = try call.filter("scope", of: Route.Audit.Area.self)
    let limit = try call.limit()
    var before: Int?
    if let key = try call.cursorKey() {
      guard let id = Int(key) else {
        throw Failure.invalidFilter("cursor", "does not belong to this list")
      }
      before = id
    }
    let entries = try AuditLog(database: call.database).entries(
      area: area, actor: call.query("actor"), action: call.query("action"), before: before,
      limit: limit + 1)
    let page = entries.prefix(limit)
    let next = entries.count > limit ? page.last.map { Cursor.make(key: String($0.id)) } : nil
    return .ok(["items": .array(page.map(\.json))], meta: ["next_cursor": JSON(next)])
  }
}
