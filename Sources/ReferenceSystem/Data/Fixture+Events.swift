import GRDB

extension Fixture {
  /// One event a tenant and day, below the thresholds of alerts.
  func insertEvents() throws {
    let statement = try database.makeStatement(
      sql: "INSERT INTO business_events VALUES (?, ?, ?, ?, ?, ?, NULL, ?)")
    for tenant in Self.tenants {
      var generator = generator("events:" + tenant.id)
      for age in (1...Self.days).reversed() {
        let type = generator.pick(EventType.allCases)
        let time = today - age * Instant.day + generator.integer(0...Instant.day - 1)
        try statement.execute(arguments: [
          "evt_\(tenant.id.dropFirst(4))_\(age)", type.rawValue, tenant.id,
          "platform", time.seconds, time.seconds + 2,
          quietPayload(type, tenant: tenant, &generator).text,
        ])
      }
    }
  }

  private func quietPayload(
    _ type: EventType, tenant: Tenant, _ generator: inout SeededGenerator
  ) -> JSON {
    switch type {
    case .revenueImpact: return ["amount": .number(generator.number(1...95).cents)]
    case .costOptimization:
      let budget = generator.number(200...900).cents
      return ["budget": .number(budget), "actual": .number((budget * 0.97).cents)]
    case .operationalEfficiency:
      return ["score": .integer(generator.integer(78...99)), "area": "sending"]
    case .strategicDecision: return ["title": "Plan review", "decision": "keep"]
    case .emailDeliverability:
      let bounced = Int(Double(tenant.volume) * tenant.bounce)
      return ["sent": .integer(tenant.volume), "bounced": .integer(bounced)]
    case .resourceUsage:
      return [
        "resource_id": "vps_\(generator.integer(1...40))", "resource_type": "vps",
        "utilization": .number(generator.number(0.2...0.9).rounded(digits: 3)),
      ]
    }
  }
}
