/// Tables of people, sessions, approvals, audit and the queue.
enum PlatformSchema {
  static let tables = """
    CREATE TABLE users (
      id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,
      tenant_scope TEXT NOT NULL, delegated_by TEXT, active INTEGER NOT NULL,
      password_salt TEXT NOT NULL, password_hash TEXT NOT NULL, password_rounds INTEGER NOT NULL,
      requires_mfa INTEGER NOT NULL);
    CREATE TABLE services (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, scopes TEXT NOT NULL,
      token_hash TEXT NOT NULL UNIQUE);
    CREATE TABLE sessions (
      token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id),
      created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, step_up_until INTEGER);
    CREATE TABLE step_up_codes (
      id INTEGER PRIMARY KEY, session TEXT NOT NULL, code_hash TEXT NOT NULL,
      reason TEXT NOT NULL, expires_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      used INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX step_up_codes_session ON step_up_codes(session);
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY, recipient TEXT NOT NULL, channel TEXT NOT NULL,
      subject TEXT NOT NULL, body TEXT NOT NULL, code TEXT, sent_at INTEGER NOT NULL);
    CREATE TABLE role_changes (
      id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id),
      from_role TEXT NOT NULL, to_role TEXT NOT NULL, to_tenant_scope TEXT NOT NULL,
      reason TEXT NOT NULL, requested_by TEXT NOT NULL, requested_at INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'rejected')),
      decided_by TEXT, decided_at INTEGER);
    CREATE TABLE admin_audit_log (
      id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, actor_user_id TEXT NOT NULL,
      actor_role TEXT NOT NULL, action_type TEXT NOT NULL, area TEXT NOT NULL,
      target_scope TEXT NOT NULL, outcome TEXT NOT NULL, request_id TEXT NOT NULL,
      metadata TEXT NOT NULL);
    CREATE TABLE queue_jobs (
      id INTEGER PRIMARY KEY, event_id TEXT NOT NULL REFERENCES business_events(id),
      status TEXT NOT NULL CHECK (status IN ('queued', 'done', 'dead')),
      attempts INTEGER NOT NULL DEFAULT 0, available_at INTEGER NOT NULL,
      enqueued_at INTEGER NOT NULL, finished_at INTEGER, last_error TEXT);
    CREATE INDEX queue_jobs_status ON queue_jobs(status, available_at);
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """
}
