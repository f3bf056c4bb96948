import GRDB

/// Signing in and out, and finding who holds a token.
struct Sessions {
  /// How long a session lasts, in seconds.
  static let lifetime = 8 * 3600

  let database: Database
  let now: Instant

  /// The person or service that holds `token`, if it is valid now.
  func principal(forToken token: String) throws -> Principal? {
    let fingerprint = Crypto.fingerprint(of: token)
    let person = try Row.fetchOne(
      database,
      sql: """
        SELECT users.*, sessions.* FROM sessions JOIN users ON users.id = sessions.user_id
        WHERE sessions.token_hash = ? AND sessions.expires_at > ? AND users.active = 1
        """,
      arguments: [fingerprint, now.seconds])
    if let person { return Self.principal(person) }
    guard
      let service = try Row.fetchOne(
        database, sql: "SELECT * FROM services WHERE token_hash = ?", arguments: [fingerprint])
    else { return nil }
    let scopes: String = service["scopes"]
    return Principal(
      id: service["id"], name: service["name"], email: "", tenantScope: .all,
      kind: .service(scopes: scopes.split(separator: " ").map(String.init)))
  }

  /// Checks a password and opens a session; nil if address or password is wrong.
  func signIn(email: String, password: String) throws -> (token: String, principal: Principal)? {
    let user = try Row.fetchOne(
      database, sql: "SELECT * FROM users WHERE email = ?", arguments: [email.lowercased()])
    // An unknown address costs as much time as a wrong password, so that neither can be told apart.
    let rounds: Int = user?["password_rounds"] ?? 10_000
    let hash = Crypto.passwordHash(
      password, salt: user?["password_salt"] ?? "none", iterations: rounds)
    guard let user, Crypto.constantTimeEqual(hash, user["password_hash"]), user["active"] == true
    else { return nil }
    return try open(for: user)
  }

  /// A person's principal with a session that is stored nowhere.
  func impersonate(email: String) throws -> Principal? {
    try Row.fetchOne(database, sql: "SELECT * FROM users WHERE email = ?", arguments: [email])
      .map {
        Self.principal(
          $0,
          session: Principal.Session(
            key: "none", createdAt: now, expiresAt: now + Self.lifetime,
            stepUpUntil: now + Self.lifetime))
      }
  }

  func signOut(session key: String) throws {
    try database.execute(
      sql: "DELETE FROM step_up_codes WHERE session = ?", arguments: [key])
    try database.execute(sql: "DELETE FROM sessions WHERE token_hash = ?", arguments: [key])
  }

  private func open(for user: Row) throws -> (token: String, principal: Principal) {
    let token = "wms_" + Crypto.randomHexadecimal(bytes: 32)
    let key = Crypto.fingerprint(of: token)
    let expires = now + Self.lifetime
    let id: String = user["id"]
    try database.execute(
      sql: """
        INSERT INTO sessions (token_hash, user_id, created_at, expires_at) VALUES (?, ?, ?, ?)
        """,
      arguments: [key, id, now.seconds, expires.seconds])
    let session = Principal.Session(
      key: key, createdAt: now, expiresAt: expires, stepUpUntil: nil)
    return (token, Self.principal(user, session: session))
  }

  private static func principal(_ row: Row) -> Principal {
    principal(
      row,
      session: Principal.Session(
        key: row["token_hash"], createdAt: Instant(seconds: row["created_at"]),
        expiresAt: Instant(seconds: row["expires_at"]),
        stepUpUntil: (row["step_up_until"] as Int?).map(Instant.init(seconds:))))
  }

  private static func principal(_ row: Row, session: Principal.Session) -> Principal {
    Principal(
      id: row["id"], name: row["name"], email: row["email"],
      tenantScope: TenantScope(stored: row["tenant_scope"]),
      kind: .person(Role(rawValue: row["role"]) ?? .tenantUser, session: session),
      requiresMFA: row["requires_mfa"])
  }
}
