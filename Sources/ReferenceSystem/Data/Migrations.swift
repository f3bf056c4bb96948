import GRDB

/// The schema's history; a database of any earlier state is brought to the newest one.
enum Migrations {
  static func apply(to database: DatabaseQueue) throws {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 business tables") { try $0.execute(sql: BusinessSchema.tables) }
    migrator.registerMigration("2 platform tables") { try $0.execute(sql: PlatformSchema.tables) }
    migrator.registerMigration("3 business views") { try $0.execute(sql: BusinessSchema.views) }
    try migrator.migrate(database)
  }
}
