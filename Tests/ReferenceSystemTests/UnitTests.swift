import GRDB
import Testing

@testable import ReferenceSystem

@Suite struct InstantTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_772_442_000, "2026-03-02T09:00:00Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
  ])
  func readsWhatItWrites(seconds: Int, text: String) {
    #expect(Instant(seconds: seconds).description == text)
    #expect(Instant(iso8601: text) == Instant(seconds: seconds))
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-30", "2026-03-02T25:00:00Z", "2026-03-02T09:00:00",
    "2026-03-02T09:00:00Zx", "now",
  ])
  func refusesOtherText(text: String) { #expect(Instant(iso8601: text) == nil) }

  @Test func weeksBeginOnMonday() {
    #expect(Instant(iso8601: "2026-03-01")?.startOfWeek.date == "2026-02-23")
    #expect(Instant(iso8601: "2026-03-02")?.startOfWeek.date == "2026-03-02")
  }

  @Test func offsetsAreApplied() {
    #expect(
      Instant(iso8601: "2026-03-02T09:00:00.250+02:00") == Instant(iso8601: "2026-03-02T07:00:00Z"))
  }
}

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"a":[1,2.5,true,null,"x\"\\\n\u0001"]}"#, "[]", #""é""#, "-3", "{}",
  ])
  func readsWhatItWrites(text: String) {
    #expect(JSON.parse(text)?.text == text)
  }

  @Test func refusesWhatIsDeepOrMalformed() {
    #expect(JSON.parse("{") == nil)
    #expect(JSON.parse(String(repeating: "[", count: 200)) == nil)
  }
}

@Suite struct AlertClassifierTests {
  @Test(
    arguments: [
      (.revenueImpact, ["amount": 10_000.01], .revenueRisk, .critical),
      (.revenueImpact, ["amount": 10_000], .revenueRisk, .high),
      (.revenueImpact, ["amount": 1_000], .revenueRisk, .high),
      (.revenueImpact, ["amount": 999], .revenueRisk, .medium),
      (.revenueImpact, ["amount": 100], .revenueRisk, .medium),
      (.emailDeliverability, ["sent": 100, "bounced": 16], .deliverability, .critical),
      (.costOptimization, ["budget": 100, "actual": 121], .costAnomaly, .critical),
      (.costOptimization, ["budget": 1, "actual": 1, "savings": 5_001], .costAnomaly, .high),
      (.operationalEfficiency, ["score": 69, "area": "x"], .systemHealth, .high),
      (
        .strategicDecision, ["security_incident": ["customer_data": true, "summary": "x"]],
        .compliance, .critical
      ),
    ] as [(EventType, JSON, AlertCategory, Severity)])
  func thresholds(type: EventType, payload: JSON, category: AlertCategory, severity: Severity) {
    let verdict = AlertClassifier.classify(type, payload: payload)
    #expect(verdict?.category == category)
    #expect(verdict?.severity == severity)
  }

  @Test(
    arguments: [
      (.revenueImpact, ["amount": 99]), (.emailDeliverability, ["sent": 100, "bounced": 15]),
      (.costOptimization, ["budget": 100, "actual": 120]),
      (.operationalEfficiency, ["score": 70, "area": "x"]),
    ] as [(EventType, JSON)])
  func belowThemNothingHappens(type: EventType, payload: JSON) {
    #expect(AlertClassifier.classify(type, payload: payload) == nil)
  }
}

@Suite struct CommaSeparatedTests {
  @Test func tablesAreQuotedAndFormulasDefused() {
    let text = CommaSeparated.render(
      ["items": [["a": "x,\"y\"", "b": "=1+1"], ["a": -2, "b": .null]]], heading: "Internal")
    #expect(text == "Internal\r\na,b\r\n\"x,\"\"y\"\"\",'=1+1\r\n-2,null\r\n")
  }
}

@Suite struct FixtureTests {
  @Test func coversWhatTheJourneysNeed() throws {
    #expect(Fixture.tenants.count >= 12)
    #expect(Set(Fixture.tenants.map(\.segment)) == Set(Segment.allCases))
    #expect(Set(Fixture.tenants.map(\.region)) == Set(Region.allCases))
    let settings = InstanceSettings(
      seed: 1, start: Instant(seconds: 1_772_442_000), password: "x", passwordRounds: 1,
      addressCost: 4.99)
    let template = try Fixture.template(settings)
    let counts = try template.read { database in
      try ["alerts", "daily_metrics", "business_events"].map {
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \($0)") ?? 0
      }
    }
    #expect(counts == [60, 14 * 90 * 2, 14 * 90 + 60])
    let classes = try template.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(DISTINCT category || severity) FROM alerts")
    }
    #expect(classes == 15)
  }

  @Test func costsAreNeverNegative() throws {
    let settings = InstanceSettings(
      seed: 1, start: Instant(seconds: 1_772_442_000), password: "x", passwordRounds: 1,
      addressCost: 4.99)
    let template = try Fixture.template(settings)
    #expect(throws: (any Error).self) {
      try template.write { try $0.execute(sql: "UPDATE vps_instances SET approximate_cost = -1") }
    }
  }
}
