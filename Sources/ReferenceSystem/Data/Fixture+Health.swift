import GRDB

extension Fixture {
  /// The services of System Health: name and target of latency in milliseconds.
  static let healthServices: [(source: Source, latency: Int)] = [
    (.executiveAPI, 120), (.queueEventsAPI, 60), (.tenantSMTPAPI, 180), (.centralSMTPOpsAPI, 220),
  ]

  func insertHealth() throws {
    for service in Self.healthServices {
      var generator = generator("health:" + service.source.rawValue)
      for index in 0..<48 {
        let time = settings.start - index * 300 - 60
        let bad = index == 30
        try database.execute(
          sql: "INSERT INTO health_checks VALUES (?, ?, ?, ?, ?)",
          arguments: [
            service.source.rawValue, time.seconds, bad ? "Degraded" : "Healthy",
            service.latency * (bad ? 4 : 1) * generator.integer(50...95) / 100,
            (bad ? 0.03 : generator.number(0...0.002)).rounded(digits: 5),
          ])
      }
    }
    let series: [(dimension: String, metric: String, range: ClosedRange<Double>)] = [
      ("executive-uptime", "uptime", 0.9985...1), ("queue", "depth_peak", 20...180),
      ("queue", "latency_p95_seconds", 1...9), ("queue", "dead_letters", 0...2),
      ("providers", "acceptance_rate", 0.96...0.995), ("capacity", "vps_utilization", 0.45...0.72),
      ("capacity", "smtp_ip_utilization", 0.3...0.6),
    ]
    for entry in series {
      var generator = generator("dimension:\(entry.dimension):\(entry.metric)")
      for age in (1...30).reversed() {
        let whole = ["dead_letters", "depth_peak"].contains(entry.metric)
        var value = generator.number(entry.range)
        // The last week met its targets, as the states of the last check say.
        if age <= 7, entry.metric == "uptime" { value = max(value, 0.9992) }
        if age <= 7, entry.metric == "dead_letters" { value = 0 }
        try database.execute(
          sql: "INSERT INTO dimension_history VALUES (?, ?, ?, ?)",
          arguments: [
            entry.dimension, entry.metric, (today - age * Instant.day).date,
            whole ? value.rounded() : value.rounded(digits: 5),
          ])
      }
    }
  }

  func insertAuditHistory() throws {
    var generator = generator("audit")
    let log = AuditLog(database: database)
    let actions: [(action: String, area: Route.Audit.Area, target: String)] = [
      ("exec.overview.read", .exec, "aggregate:overview"),
      ("exec.revenue_protection.read", .exec, "aggregate:revenue-protection"),
      ("exec.cost_optimization.read", .exec, "aggregate:cost-optimization"),
      ("auth.sign_in", .security, "session"), ("ops.health.read", .ops, "aggregate:health"),
    ]
    let readers = Self.people.filter { [.ceo, .cfo, .coo].contains($0.role) && $0.active }
    for age in (1...60).reversed() {
      let entry = generator.pick(actions)
      let person = generator.pick(readers)
      try log.write(
        AuditLog.Entry(
          timestamp: settings.start - age * Instant.day / 2 - generator.integer(0...3600),
          actor: person.id, actorRole: person.role.rawValue, action: entry.action,
          area: entry.area, target: entry.target, outcome: "allowed",
          requestID: "req_"
            + Crypto.hexadecimal((0..<10).map { _ in UInt8(generator.integer(0...255)) }),
          metadata: ["filters": .object([])]))
    }
  }
}
