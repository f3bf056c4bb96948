import GRDB

/// The door for other systems: events come in, are checked, and wait in the queue.
enum EventEndpoints {
  static let routes: [Route] =
    [publish(nil, "publishEvent", "")]
    + [
      publish(.revenueImpact, "publishRevenueImpact", "/revenue-impact"),
      publish(.costOptimization, "publishCostOptimization", "/cost-optimization"),
      publish(.emailDeliverability, "publishDeliverability", "/deliverability"),
      publish(.resourceUsage, "publishResourceUsage", "/resource-usage"), status,
    ]

  private static let base = "/api/v1/internal/events"
  private static let scope = "events:publish"

  private static func requestSchema(_ type: EventType?) -> JSON {
    var members: JSON = [
      "payload": type?.payloadSchema
        ?? ["oneOf": .array(EventType.allCases.map(\.payloadSchema))],
      "tenant_id": Schema.string, "occurred_at": Schema.instant, "source": Schema.string,
      "idempotency_key": Schema.string,
    ]
    if type == nil {
      members = members.setting("type", Schema.choice(EventType.allCases.map(\.rawValue)))
    }
    return Schema.object(
      members, optional: ["tenant_id", "occurred_at", "source", "idempotency_key"])
  }

  private static func publish(_ type: EventType?, _ id: String, _ suffix: String) -> Route {
    Route(
      id: id, method: .post, path: base + suffix,
      summary: "Checks an event and puts it into the queue.", access: .service(scope: scope),
      audit: .init(action: "events.publish", area: .ops, target: "queue"), rate: .events,
      requestSchema: requestSchema(type),
      responseSchema: Schema.object([
        "event_id": Schema.string, "queued": Schema.boolean, "duplicate": Schema.boolean,
      ]), successStatus: 202
    ) { call in
      let event = try EventIntake(call).event(fixed: type)
      if let key = event.idempotencyKey,
        let known = try String.fetchOne(
          call.database, sql: "SELECT id FROM business_events WHERE idempotency_key = ?",
          arguments: [key])
      {
        return .ok(["event_id": .string(known), "queued": true, "duplicate": true], status: 202)
      }
      try EventQueue(database: call.database).enqueue(event, at: call.now)
      call.instance.wakeups.wake()
      return .ok(["event_id": .string(event.id), "queued": true, "duplicate": false], status: 202)
        .audited(["event": .string(event.id), "type": .string(event.type)])
    }
  }

  private static let status = Route(
    id: "getEvent", method: .get, path: base + "/{eventId}",
    summary: "How far an event has come in the queue.", access: .service(scope: scope),
    rate: .events,
    responseSchema: Schema.object([
      "event_id": Schema.string, "type": Schema.string, "received_at": Schema.instant,
      "status": Schema.choice(["queued", "done", "dead"]), "attempts": Schema.count,
      "last_error": Schema.optional(Schema.string),
    ])
  ) { call in
    let row = try Row.fetchOne(
      call.database,
      sql: """
        SELECT business_events.*, queue_jobs.status, queue_jobs.attempts, queue_jobs.last_error
        FROM business_events LEFT JOIN queue_jobs ON queue_jobs.event_id = business_events.id
        WHERE business_events.id = ?
        """,
      arguments: [call.path("eventId")])
    guard let row else { throw Failure.notFound("event") }
    return .ok([
      "event_id": JSON(row["id"] as String), "type": JSON(row["type"] as String),
      "received_at": JSON(Instant(seconds: row["received_at"])),
      "status": .string(row["status"] ?? "done"), "attempts": .integer(row["attempts"] ?? 1),
      "last_error": JSON(row["last_error"] as String?),
    ])
  }
}
