import GRDB

/// One-time codes: made here, delivered by Loop, for which the outbox stands.
struct StepUpCodes {
  /// How long a code can be used, in seconds.
  static let codeLifetime = 300
  /// How long a session counts as stepped up, in seconds.
  static let stepUpLifetime = 600
  /// How many wrong codes end a challenge.
  static let attempts = 5

  enum Outcome: Equatable {
    case accepted(until: Instant)
    case wrong(attemptsLeft: Int)
    case expired
    /// No code is waiting: none was sent, it was used, or there were too many attempts.
    case noCode
  }

  let database: Database
  let now: Instant

  func hasUsableCode(session: String) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM step_up_codes
          WHERE session = ? AND used = 0 AND expires_at > ? AND attempts < ?)
        """,
      arguments: [session, now.seconds, Self.attempts]) ?? false
  }

  /// What the session's newest code was sent for.
  func reason(session: String) throws -> String? {
    try String.fetchOne(
      database,
      sql: "SELECT reason FROM step_up_codes WHERE session = ? ORDER BY id DESC LIMIT 1",
      arguments: [session])
  }

  /// Sends a new code; earlier ones of the session are void from then on.
  @discardableResult
  func send(to person: Principal, session: String, reason: String) throws -> Instant {
    let code = Crypto.oneTimeCode()
    let expires = now + Self.codeLifetime
    try database.execute(
      sql: "UPDATE step_up_codes SET used = 1 WHERE session = ?", arguments: [session])
    try database.execute(
      sql: """
        INSERT INTO step_up_codes (session, code_hash, reason, expires_at) VALUES (?, ?, ?, ?)
        """,
      arguments: [session, Crypto.fingerprint(of: session + code), reason, expires.seconds])
    try database.execute(
      sql: """
        INSERT INTO outbox (recipient, channel, subject, body, code, sent_at)
        VALUES (?, 'loop', 'Your one-time code', ?, ?, ?)
        """,
      arguments: [
        person.email, "\(code) is your one-time code for: \(reason). It expires in 5 minutes.",
        code, now.seconds,
      ])
    return expires
  }

  func redeem(_ code: String, session: String, controls: InstanceControls) throws -> Outcome {
    guard
      let row = try Row.fetchOne(
        database,
        sql: "SELECT * FROM step_up_codes WHERE session = ? ORDER BY id DESC LIMIT 1",
        arguments: [session])
    else { return .noCode }
    let attempts: Int = row["attempts"]
    let used: Bool = row["used"]
    if used, !controls.isOn(.stepUpCodeReusable) { return .noCode }
    if attempts >= Self.attempts, !controls.isOn(.stepUpAttemptsUnlimited) { return .noCode }
    let expires = Instant(seconds: row["expires_at"])
    if expires <= now, !controls.isOn(.stepUpCodeNeverExpires) { return .expired }
    let id: Int = row["id"]
    guard Crypto.constantTimeEqual(row["code_hash"], Crypto.fingerprint(of: session + code)) else {
      try database.execute(
        sql: "UPDATE step_up_codes SET attempts = attempts + 1 WHERE id = ?", arguments: [id])
      return .wrong(attemptsLeft: max(0, Self.attempts - attempts - 1))
    }
    let until = now + Self.stepUpLifetime
    try database.execute(sql: "UPDATE step_up_codes SET used = 1 WHERE id = ?", arguments: [id])
    try database.execute(
      sql: "UPDATE sessions SET step_up_until = ? WHERE token_hash = ?",
      arguments: [until.seconds, session])
    return .accepted(until: until)
  }
}
