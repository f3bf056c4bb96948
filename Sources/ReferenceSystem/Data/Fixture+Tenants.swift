import GRDB

extension Fixture {
  struct Tenant: Sendable {
    let id: String
    let name: String
    let segment: Segment
    let region: Region
    let stage: String
    /// How its mail fares; the mean share of messages that bounce.
    let bounce: Double
    /// Messages a day on an average day.
    let volume: Int

    var plan: String {
      switch segment {
      case .enterprise: "Enterprise Dedicated"
      case .growth: "Growth"
      case .startup: "Starter"
      }
    }
  }

  static let tenants: [Tenant] = [
    .init(
      id: "ten_001", name: "Alderbrook Retail", segment: .enterprise, region: .northAmerica,
      stage: "active", bounce: 0.012, volume: 42_000),
    .init(
      id: "ten_002", name: "Bright Harbour Travel", segment: .growth, region: .europe,
      stage: "active", bounce: 0.021, volume: 15_500),
    .init(
      id: "ten_003", name: "Cobalt Ledger", segment: .enterprise, region: .europe, stage: "active",
      bounce: 0.009, volume: 51_000),
    .init(
      id: "ten_004", name: "Dune Fitness", segment: .startup, region: .asiaPacific,
      stage: "onboarding", bounce: 0.046, volume: 2_400),
    .init(
      id: "ten_005", name: "Elm Street Books", segment: .startup, region: .northAmerica,
      stage: "active", bounce: 0.018, volume: 3_100),
    .init(
      id: "ten_006", name: "Fjord Insurance", segment: .enterprise, region: .europe,
      stage: "at_risk", bounce: 0.064, volume: 36_500),
    .init(
      id: "ten_007", name: "Golden Lotus Foods", segment: .growth, region: .asiaPacific,
      stage: "active", bounce: 0.025, volume: 18_200),
    .init(
      id: "ten_008", name: "Highline Tickets", segment: .growth, region: .northAmerica,
      stage: "active", bounce: 0.033, volume: 22_700),
    .init(
      id: "ten_009", name: "Indigo Clinics", segment: .enterprise, region: .asiaPacific,
      stage: "active", bounce: 0.014, volume: 29_300),
    .init(
      id: "ten_010", name: "Juniper Games", segment: .startup, region: .europe, stage: "active",
      bounce: 0.052, volume: 5_800),
    .init(
      id: "ten_011", name: "Kestrel Logistics", segment: .growth, region: .europe, stage: "active",
      bounce: 0.016, volume: 12_900),
    .init(
      id: "ten_012", name: "Lantern Learning", segment: .startup, region: .asiaPacific,
      stage: "paused", bounce: 0.081, volume: 1_900),
    .init(
      id: "ten_013", name: "Meridian Motors", segment: .enterprise, region: .northAmerica,
      stage: "active", bounce: 0.011, volume: 47_600),
    .init(
      id: "ten_014", name: "Northgate Energy", segment: .growth, region: .northAmerica,
      stage: "active", bounce: 0.028, volume: 9_700),
  ]

  /// The places in a tenant's data that carry a marker of their own.
  static let canaryPlaces = ["reference", "note", "incident", "alert", "initiative"]

  /// The tenants that the scope-limited people of the fixture see.
  static let limitedScope = ["ten_002", "ten_003", "ten_006", "ten_010"]

  func insertTenants() throws {
    for tenant in Self.tenants {
      try database.execute(
        sql: "INSERT INTO tenants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          tenant.id, tenant.name, settings.canary(tenant.id, "reference"),
          tenant.segment.rawValue, tenant.region.rawValue, tenant.plan, tenant.stage,
          tenant.stage == "paused" ? "paused" : "active", tenant.segment == .enterprise,
          "Account note \(settings.canary(tenant.id, "note")): review the sending plan each quarter.",
        ])
    }
  }
}
