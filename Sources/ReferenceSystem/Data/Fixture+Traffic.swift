import GRDB

extension Fixture {
  /// How many full days of history there are.
  static let days = 90

  func insertTraffic() throws {
    let statement = try database.makeStatement(
      sql: "INSERT INTO daily_metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for tenant in Self.tenants {
      var generator = generator("traffic:" + tenant.id)
      for age in (1...Self.days).reversed() {
        let day = (today - age * Instant.day).date
        for channel in Channel.allCases {
          let share = channel == .transactional ? 0.4 : 0.6
          let sent = Int(Double(tenant.volume) * share * generator.number(0.8...1.2))
          // Marketing mail fares worse, and every few days one tenant has a bad one.
          let trouble = generator.integer(1...25) == 1 ? 4.0 : 1.0
          let rate = min(
            0.4,
            tenant.bounce * (channel == .marketing ? 1.3 : 0.7) * trouble
              * generator.number(0.7...1.3))
          let bounced = Int(Double(sent) * rate)
          let complained = Int(Double(sent) * rate * generator.number(0.01...0.04))
          let spam = Int(Double(sent) * rate * generator.number(0.2...0.6))
          let value = Double(sent) * generator.number(0.018...0.024)
          try statement.execute(arguments: [
            tenant.id, day, channel.rawValue, sent, sent - bounced, bounced, complained, spam,
            (value * (1 - rate)).cents, (value * rate * 1.5).cents,
          ])
        }
      }
    }
  }

  func insertReputation() throws {
    for tenant in Self.tenants {
      var generator = generator("reputation:" + tenant.id)
      for week in 1...12 {
        let start = today.startOfWeek - week * 7 * Instant.day
        let score = max(0, 100 - tenant.bounce * 900 - generator.number(0...8)).rounded(digits: 1)
        let tier =
          switch score {
          case 80...: "Healthy"
          case 60..<80: "Watch"
          case 40..<60: "At Risk"
          default: "Critical"
          }
        try database.execute(
          sql: "INSERT INTO reputation_tiers VALUES (?, ?, ?, ?)",
          arguments: [tenant.id, start.date, tier, score])
      }
      for (provider, words) in [
        ("Mailbox provider A", ["high", "medium", "low", "bad"]),
        ("Mailbox provider B", ["green", "yellow", "yellow", "red"]),
      ] {
        for month in 1...3 {
          let taken = today - month * 30 * Instant.day + generator.integer(0...4 * Instant.day)
          let index = min(3, Int(tenant.bounce * 45 + generator.number(0...0.6)))
          try database.execute(
            sql: "INSERT INTO provider_snapshots VALUES (?, ?, ?, ?)",
            arguments: [tenant.id, provider, min(taken, today - 3600).seconds, words[index]])
        }
      }
    }
  }
}
