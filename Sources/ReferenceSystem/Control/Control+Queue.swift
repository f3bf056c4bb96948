import GRDB

extension Control {
  /// The queue between events and notifications.
  static let queueOperations: [Operation] = [
    Operation(method: "GET", path: "/queue") { control, _ in try await control.queueAnswer() },
    Operation(method: "POST", path: "/queue/pause") { control, _ in
      control.instance.controls.isQueuePaused = true
      return try await control.queueAnswer()
    },
    Operation(method: "POST", path: "/queue/resume") { control, _ in
      control.instance.controls.isQueuePaused = false
      control.instance.wakeups.wake()
      return try await control.queueAnswer()
    },
    Operation(method: "POST", path: "/queue/fail") { control, request in
      guard let count = request.body["count"]?.integer, (0...10_000).contains(count) else {
        return refusal("count must be a number of deliveries")
      }
      control.instance.controls.failNextDeliveries(count)
      return try await control.queueAnswer()
    },
    Operation(method: "POST", path: "/queue/drain") { control, _ in
      try await QueueWorker(instance: control.instance).work(ignoringBackoff: true)
      return try await control.queueAnswer()
    },
    Operation(method: "POST", path: "/queue/retry-dead") { control, _ in
      let now = control.instance.clock.now
      try await control.instance.database.write {
        try EventQueue(database: $0).retryDead(at: now)
      }
      control.instance.wakeups.wake()
      return try await control.queueAnswer()
    },
  ]

  private func queueAnswer() async throws -> Answer {
    let paused = instance.controls.isQueuePaused
    return try await instance.database.read { database in
      let jobs = try Row.fetchAll(
        database, sql: "SELECT * FROM queue_jobs ORDER BY id DESC LIMIT 200"
      ).map(Self.job)
      let counts = try EventQueue(database: database).counts()
      return Answer(
        body: [
          "paused": .bool(paused), "depth": .integer(counts.depth),
          "dead_letters": .array(jobs.filter { $0["status"]?.string == "dead" }),
          "jobs": .array(jobs),
        ])
    }
  }

  private static func job(_ row: Row) -> JSON {
    [
      "id": JSON(row["id"] as Int), "event_id": JSON(row["event_id"] as String),
      "status": JSON(row["status"] as String), "attempts": JSON(row["attempts"] as Int),
      "available_at": JSON(Instant(seconds: row["available_at"])),
      "last_error": JSON(row["last_error"] as String?),
    ]
  }
}
