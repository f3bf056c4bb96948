import GRDB

extension Fixture {
  /// Four alerts of each category and severity, from events that crossed the thresholds.
  func insertAlerts() throws {
    var generator = generator("alerts")
    let severities: [Severity] = [.medium, .critical, .high]
    var number = 0
    for round in 0..<4 {
      for severity in severities {
        for category in AlertCategory.allCases {
          number += 1
          let tenant =
            category == .systemHealth
            ? nil : Self.tenants[(number * 5 + round) % Self.tenants.count]
          // The first round is the newest, so that every class has alerts of the last week.
          let age = round * 21 * Instant.day + generator.integer(3600...20 * Instant.day)
          try insertAlert(
            number, category, severity, tenant: tenant, at: settings.start - age,
            open: round < 3, &generator)
        }
      }
    }
  }

  private func insertAlert(
    _ number: Int, _ category: AlertCategory, _ severity: Severity, tenant: Tenant?,
    at time: Instant, open: Bool, _ generator: inout SeededGenerator
  ) throws {
    let (type, payload) = Self.event(for: category, severity, &generator)
    let digits = String(repeating: "0", count: 3 - String(number).count) + String(number)
    let event = "evt_alert_\(digits)"
    try database.execute(
      sql: "INSERT INTO business_events VALUES (?, ?, ?, 'platform', ?, ?, NULL, ?)",
      arguments: [
        event, type.rawValue, tenant?.id, time.seconds - 40, time.seconds - 30, payload.text,
      ])
    guard let verdict = AlertClassifier.classify(type, payload: payload) else { return }
    let text = AlertText(
      verdict: verdict, tenantName: tenant?.name,
      reference: tenant.map { settings.canary($0.id, "alert") })
    try database.execute(
      sql: "INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        "alr_\(digits)", verdict.category.rawValue, verdict.severity.rawValue, tenant?.id, event,
        text.title, text.summary, text.context, verdict.rule, verdict.impact,
        open ? "open" : "resolved", time.seconds, open ? nil : time.seconds + 5 * 3600,
      ])
  }

  /// An event that the thresholds put into this class.
  private static func event(
    for category: AlertCategory, _ severity: Severity, _ generator: inout SeededGenerator
  ) -> (EventType, JSON) {
    let amount: JSON =
      switch severity {
      case .critical: .number(generator.number(10_500...48_000).cents)
      case .high: .number(generator.number(1_100...9_800).cents)
      case .medium: .number(generator.number(120...980).cents)
      }
    switch (category, severity) {
    case (.revenueRisk, _): return (.revenueImpact, ["amount": amount])
    case (.deliverability, .critical):
      let bounced = generator.integer(1_600...3_500)
      return (
        .emailDeliverability, ["sent": 10_000, "bounced": .integer(bounced), "amount": amount]
      )
    case (.deliverability, _):
      return (.emailDeliverability, ["sent": 10_000, "bounced": 700, "amount": amount])
    case (.costAnomaly, .critical):
      return (
        .costOptimization, ["budget": 4_000, "actual": .integer(generator.integer(4_900...7_000))]
      )
    case (.costAnomaly, .high):
      let savings = generator.integer(5_100...9_000)
      return (.costOptimization, ["budget": 9_000, "actual": 9_000, "savings": .integer(savings)])
    case (.costAnomaly, .medium):
      let actual = generator.integer(4_120...4_700)
      return (.costOptimization, ["budget": 4_000, "actual": .integer(actual)])
    case (.systemHealth, .high):
      let score = generator.integer(45...69)
      return (.operationalEfficiency, ["score": .integer(score), "area": "queue"])
    case (.systemHealth, _):
      return (
        .resourceUsage,
        ["resource_id": "vps_1", "resource_type": "vps", "utilization": 0.98, "amount": amount]
      )
    case (.compliance, _):
      let incident: JSON = [
        "customer_data": .bool(severity == .critical), "summary": "Unusual access to an account",
      ]
      return (.strategicDecision, ["amount": amount, "security_incident": incident])
    }
  }
}
