import GRDB

/// The data that an instance starts with: the same seed and clock give the same rows.
struct Fixture {
  let settings: InstanceSettings
  let database: Database

  /// The first moment of the day that the clock starts in; data end with the day before.
  var today: Instant { settings.start.startOfDay }

  /// A migrated database in memory that holds the fixture.
  static func template(_ settings: InstanceSettings) throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try Migrations.apply(to: queue)
    try queue.write { try Fixture(settings: settings, database: $0).insertAll() }
    return queue
  }

  private func insertAll() throws {
    try insertTenants()
    try insertPeople()
    try insertServices()
    try insertTraffic()
    try insertReputation()
    try insertVendors()
    try insertInfrastructure()
    try insertEvents()
    try insertAlerts()
    try insertIncidents()
    try insertInitiatives()
    try insertRecommendations()
    try insertHealth()
    try insertAuditHistory()
    try database.execute(
      sql: "INSERT INTO settings VALUES ('last_audit_passed_at', ?)",
      arguments: [(today - 19 * Instant.day + 15 * 3600).description])
  }

  func generator(_ stream: String) -> SeededGenerator {
    SeededGenerator(seed: settings.seed, stream: stream)
  }
}
