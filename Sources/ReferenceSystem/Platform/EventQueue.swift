import GRDB

/// The queue between events and notifications, in the database.
struct EventQueue {
  /// A job that failed so often is a dead letter.
  static let maximumAttempts = 4

  struct Job: Sendable {
    let id: Int
    let eventID: String
    let attempts: Int
  }

  let database: Database

  func enqueue(_ event: AcceptedEvent, at now: Instant) throws {
    try database.execute(
      sql: "INSERT INTO business_events VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        event.id, event.type, event.tenant, event.source, event.occurredAt.seconds, now.seconds,
        event.idempotencyKey, event.payload.text,
      ])
    try database.execute(
      sql: """
        INSERT INTO queue_jobs (event_id, status, available_at, enqueued_at)
        VALUES (?, 'queued', ?, ?)
        """,
      arguments: [event.id, now.seconds, now.seconds])
  }

  /// The next job that may be tried; `now` nil ignores when it becomes available.
  func next(at now: Instant?) throws -> Job? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT * FROM queue_jobs WHERE status = 'queued' AND (? IS NULL OR available_at <= ?)
        ORDER BY available_at, id LIMIT 1
        """,
      arguments: [now?.seconds, now?.seconds]
    ).map { Job(id: $0["id"], eventID: $0["event_id"], attempts: $0["attempts"]) }
  }

  /// When the earliest waiting job becomes available.
  func nextAvailability() throws -> Instant? {
    try Int.fetchOne(
      database, sql: "SELECT MIN(available_at) FROM queue_jobs WHERE status = 'queued'"
    ).map(Instant.init(seconds:))
  }

  func finish(_ job: Job, at now: Instant) throws {
    try database.execute(
      sql: """
        UPDATE queue_jobs SET status = 'done', attempts = attempts + 1, finished_at = ?,
          last_error = NULL WHERE id = ?
        """,
      arguments: [now.seconds, job.id])
  }

  /// Notes a failed attempt: tried again after 1, 2, 4 seconds, then put with the dead letters.
  func fail(_ job: Job, error: String, at now: Instant) throws {
    let attempts = job.attempts + 1
    let dead = attempts >= Self.maximumAttempts
    try database.execute(
      sql: """
        UPDATE queue_jobs SET status = ?, attempts = ?, available_at = ?, last_error = ?,
          finished_at = ? WHERE id = ?
        """,
      arguments: [
        dead ? "dead" : "queued", attempts, now.seconds + (1 << job.attempts), error,
        dead ? now.seconds : nil, job.id,
      ])
  }

  func drop(_ job: Job) throws {
    try database.execute(sql: "DELETE FROM queue_jobs WHERE id = ?", arguments: [job.id])
  }

  func retryDead(at now: Instant) throws {
    try database.execute(
      sql: """
        UPDATE queue_jobs SET status = 'queued', attempts = 0, available_at = ?, finished_at = NULL
        WHERE status = 'dead'
        """,
      arguments: [now.seconds])
  }

  func counts() throws -> (depth: Int, dead: Int, oldest: Instant?) {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT COUNT(*) FILTER (WHERE status = 'queued') AS depth,
          COUNT(*) FILTER (WHERE status = 'dead') AS dead,
          MIN(CASE WHEN status = 'queued' THEN enqueued_at END) AS oldest FROM queue_jobs
        """)
    return (
      row?["depth"] ?? 0, row?["dead"] ?? 0,
      (row?["oldest"] as Int?).map(Instant.init(seconds:))
    )
  }

  /// Makes the alert that an event calls for, if it calls for one.
  func deliver(_ job: Job, settings: InstanceSettings, at now: Instant) throws {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT business_events.*, tenants.name AS tenant_name FROM business_events
        LEFT JOIN tenants ON tenants.id = business_events.tenant_id
        WHERE business_events.id = ?
        """,
      arguments: [job.eventID])
    guard let row, let type = EventType(rawValue: row["type"]) else { return }
    let payload = JSON.parse(row["payload"] as String) ?? [:]
    if type == .resourceUsage { try noteUsage(payload) }
    guard let verdict = AlertClassifier.classify(type, payload: payload) else { return }
    let tenant: String? = row["tenant_id"]
    let text = AlertText(
      verdict: verdict, tenantName: row["tenant_name"],
      reference: tenant.map { settings.canary($0, "alert") })
    try database.execute(
      sql: "INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, NULL)",
      arguments: [
        "alr_" + job.eventID.dropFirst(4), verdict.category.rawValue, verdict.severity.rawValue,
        tenant, job.eventID, text.title, text.summary, text.context, verdict.rule, verdict.impact,
        now.seconds,
      ])
  }
  /// Keeps what an event tells about a machine or address; costs are never negative.
  private func noteUsage(_ payload: JSON) throws {
    let resource = payload["resource_id"]?.string
    let cost = payload["approximate_cost"]?.number.map { max(0, $0) }
    switch payload["resource_type"]?.string {
    case "vps":
      try database.execute(
        sql: """
          UPDATE vps_instances SET utilization = COALESCE(?, utilization),
            approximate_cost = COALESCE(?, approximate_cost) WHERE id = ?
          """,
        arguments: [payload["utilization"]?.number, cost, resource])
    case "smtp_ip":
      try database.execute(
        sql: """
          UPDATE smtp_ip_addresses SET approximate_cost = COALESCE(?, approximate_cost)
          WHERE id = ?
          """,
        arguments: [cost, resource])
    default: return
    }
  }
}
