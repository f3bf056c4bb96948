import GRDB

/// The table `admin_audit_log`, to which entries are only ever added.
struct AuditLog {
  struct Entry: Sendable {
    var id = 0
    let timestamp: Instant
    let actor: String
    let actorRole: String
    let action: String
    let area: Route.Audit.Area
    let target: String
    let outcome: String
    let requestID: String
    let metadata: JSON

    var json: JSON {
      [
        "id": "aud_\(id)",
        "timestamp": JSON(timestamp),
        "actor_user_id": .string(actor),
        "actor_role": .string(actorRole),
        "action_type": .string(action),
        "scope": .string(area.rawValue),
        "target_scope": .string(target),
        "outcome": .string(outcome),
        "request_id": .string(requestID),
        "metadata": metadata,
      ]
    }
  }

  let database: Database

  func write(_ entry: Entry) throws {
    try database.execute(
      sql: """
        INSERT INTO admin_audit_log (timestamp, actor_user_id, actor_role, action_type, area,
          target_scope, outcome, request_id, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        entry.timestamp.seconds, entry.actor, entry.actorRole, entry.action, entry.area.rawValue,
        entry.target, entry.outcome, entry.requestID, entry.metadata.text,
      ])
  }

  /// The newest entries first, at most `limit`, older than the entry `before`.
  func entries(
    area: Route.Audit.Area?, actor: String?, action: String?, before: Int?, limit: Int
  ) throws -> [Entry] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM admin_audit_log
        WHERE (:area IS NULL OR area = :area) AND (:actor IS NULL OR actor_user_id = :actor)
          AND (:action IS NULL OR action_type = :action) AND (:before IS NULL OR id < :before)
        ORDER BY id DESC LIMIT :limit
        """,
      arguments: [
        "area": area?.rawValue, "actor": actor, "action": action, "before": before,
        "limit": limit,
      ]
    ).map { row in
      Entry(
        id: row["id"], timestamp: Instant(seconds: row["timestamp"]),
        actor: row["actor_user_id"], actorRole: row["actor_role"], action: row["action_type"],
        area: Route.Audit.Area(rawValue: row["area"]) ?? .exec, target: row["target_scope"],
        outcome: row["outcome"], requestID: row["request_id"],
        metadata: JSON.parse(row["metadata"] as String) ?? [:])
    }
  }
}
