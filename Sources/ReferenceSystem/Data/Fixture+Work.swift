import GRDB

extension Fixture {
  private static let causes = [
    "A mailbox provider deferred messages after a complaint spike",
    "A stale list was imported and bounced",
    "A dedicated address fell onto a block list",
    "Authentication records of a sending domain had expired",
  ]

  func insertIncidents() throws {
    for (index, tenant) in Self.tenants.enumerated() {
      var generator = generator("incidents:" + tenant.id)
      for number in 0...(index % 3 == 0 ? 1 : 0) {
        let started = settings.start - generator.integer(1...(number == 0 ? 6 : 80)) * Instant.day
        let open = number == 0 && index % 2 == 0
        let severity = Severity.allCases[(index + number) % 3]
        let cause = generator.pick(Self.causes)
        let timeline: JSON = [
          ["at": JSON(started), "note": "Detected by the weekly and daily batches."],
          ["at": JSON(started + 3 * 3600), "note": .string(cause + ".")],
        ]
        try database.execute(
          sql: "INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            "inc_\(tenant.id.dropFirst(4))_\(number + 1)", tenant.id,
            "Deliverability incident at \(tenant.name), reference \(settings.canary(tenant.id, "incident"))",
            severity.rawValue, open ? "open" : "resolved",
            Channel.allCases[index % 2].rawValue, started.seconds,
            open ? nil : started.seconds + 9 * 3600,
            generator.number(400...28_000).cents, cause, timeline.text,
          ])
      }
    }
  }

  func insertInitiatives() throws {
    let titles = [
      "Warm up a dedicated address pool", "Clean inactive recipients",
      "Repair authentication records",
    ]
    for (index, tenant) in Self.tenants.enumerated() where index % 2 == 0 || index == 1 {
      var generator = generator("initiatives:" + tenant.id)
      try database.execute(
        sql: "INSERT INTO initiatives VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          "ini_\(tenant.id.dropFirst(4))", tenant.id, titles[index % 3] + " for \(tenant.name)",
          ["running", "planned", "done"][index % 3], index % 3 == 2 ? "measured" : "estimated",
          generator.number(1.1...3.4).rounded(digits: 1), generator.number(800...6_000).cents,
          generator.number(2_000...18_000).cents,
          (today - generator.integer(10...80) * Instant.day).seconds,
          "Initiative reference \(settings.canary(tenant.id, "initiative")).",
        ])
    }
  }

  func insertRecommendations() throws {
    typealias Entry = (
      type: String, title: String, tenant: String?, vendor: String?, resource: String, low: Double,
      high: Double, confidence: String, why: String
    )
    let entries: [Entry] = [
      (
        "consolidate_instances", "Consolidate idle machines of shared infrastructure", nil,
        "ven_stratus", "vps", 60, 140, "medium",
        "One of five shared machines has been idle for 30 days."
      ),
      (
        "consolidate_instances", "Consolidate machines of Alderbrook Retail", "ten_001",
        "ven_bedrock", "vps", 40, 95, "high", "Utilization stays under a third outside campaigns."
      ),
      (
        "rebalance_ip_pools", "Rebalance address pools of Fjord Insurance", "ten_006",
        "ven_peerline", "smtp_ip", 10, 30, "low",
        "Two dedicated addresses carry a tenth of the traffic."
      ),
      (
        "rebalance_ip_pools", "Release idle shared addresses", nil, "ven_mailrail", "smtp_ip", 9,
        10, "high", "Two shared addresses are idle."
      ),
      (
        "adjust_plan", "Move Lantern Learning to a shared pool", "ten_012", nil, "smtp_ip", 4, 6,
        "medium", "The tenant is paused."
      ),
      (
        "adjust_plan", "Review the plan of Bright Harbour Travel", "ten_002", nil, "vps", 15, 60,
        "low", "Traffic fell by a fifth over the quarter."
      ),
      (
        "consolidate_instances", "Consolidate machines of Meridian Motors", "ten_013",
        "ven_stratus", "vps", 55, 120, "medium", "One machine of five has been idle for 30 days."
      ),
    ]
    for (index, entry) in entries.enumerated() {
      try database.execute(
        sql: "INSERT INTO recommendations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          "rec_\(index + 1)", entry.type, entry.title, entry.tenant, entry.vendor, entry.resource,
          entry.low, entry.high, entry.confidence, entry.why,
        ])
    }
  }
}
