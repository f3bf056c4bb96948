import GRDB

/// One independent copy of the system: its data, clock, limits, faults and queue.
final class ReferenceInstance: Sendable {
  let id: String
  let settings: InstanceSettings
  let database: DatabaseQueue
  let clock: InstanceClock
  let controls = InstanceControls()
  let limiter = RateLimiter()
  let wakeups = Wakeups()
  /// The key of the tokens that forms carry against forged requests.
  let formKey = Crypto.randomBytes(32)
  private let template: DatabaseQueue

  /// - Parameter template: the fixture that the instance starts with and returns to on reset.
  init(
    id: String, settings: InstanceSettings, template: DatabaseQueue, database: DatabaseQueue
  ) throws {
    self.id = id
    self.settings = settings
    self.template = template
    self.database = database
    clock = InstanceClock(startingAt: settings.start)
    try template.backup(to: database)
  }

  /// Puts back data, clock, limits, sources and faults.
  ///
  /// - Parameter keepingSessions: people who are signed in stay so.
  func reset(keepingSessions: Bool) throws {
    let sessions = try database.read { try Row.fetchAll($0, sql: "SELECT * FROM sessions") }
    try template.backup(to: database)
    clock.freeze(false)
    clock.set(to: settings.start)
    controls.reset()
    limiter.reset()
    guard keepingSessions else { return }
    try database.write { database in
      for session in sessions {
        let key: String = session["token_hash"]
        let user: String = session["user_id"]
        let created: Int = session["created_at"]
        let expires: Int = session["expires_at"]
        try database.execute(
          sql: """
            INSERT INTO sessions (token_hash, user_id, created_at, expires_at)
            VALUES (?, ?, ?, ?)
            """,
          arguments: [key, user, created, expires])
      }
    }
  }
}

/// What is the same for every instance of a process.
struct InstanceSettings: Sendable {
  let seed: UInt64
  let start: Instant
  let password: String
  let passwordRounds: Int
  /// What an active dedicated address costs a month, in US dollars.
  let addressCost: Double
  /// The key from which canaries and service tokens are derived.
  var key: [UInt8] { Array("waymark-reference-\(seed)".utf8) }

  /// The fixed token of a service, the same for the same seed.
  func serviceToken(_ service: String) -> String {
    "svc_" + Crypto.hexadecimal(Crypto.authenticationCode(key: key, message: "token:" + service))
  }

  /// A marker that only the data of `tenant` carries.
  func canary(_ tenant: String, _ place: String) -> String {
    let code = Crypto.authenticationCode(key: key, message: "canary:\(tenant):\(place)")
    return "cnry_" + Crypto.hexadecimal(code.prefix(8))
  }
}
