/// Tables of tenants, their traffic, infrastructure, alerts and what leaders do about them.
enum BusinessSchema {
  static let tables = """
    CREATE TABLE tenants (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, reference TEXT NOT NULL UNIQUE,
      segment TEXT NOT NULL, region TEXT NOT NULL, plan TEXT NOT NULL,
      lifecycle_stage TEXT NOT NULL, status TEXT NOT NULL, high_value INTEGER NOT NULL,
      note TEXT NOT NULL);
    CREATE TABLE daily_metrics (
      tenant_id TEXT NOT NULL REFERENCES tenants(id), day TEXT NOT NULL, channel TEXT NOT NULL,
      sent INTEGER NOT NULL, delivered INTEGER NOT NULL, bounced INTEGER NOT NULL,
      complained INTEGER NOT NULL, spam_placed INTEGER NOT NULL,
      revenue_protected REAL NOT NULL, revenue_at_risk REAL NOT NULL,
      PRIMARY KEY (tenant_id, day, channel));
    CREATE INDEX daily_metrics_day ON daily_metrics(day);
    CREATE TABLE vendors (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, service TEXT NOT NULL,
      contract_ends TEXT NOT NULL, delivery_rate REAL NOT NULL, note TEXT NOT NULL);
    CREATE TABLE vps_instances (
      id TEXT PRIMARY KEY, tenant_id TEXT REFERENCES tenants(id),
      vendor_id TEXT NOT NULL REFERENCES vendors(id), region TEXT NOT NULL, size TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('active', 'idle')), utilization REAL NOT NULL,
      approximate_cost REAL NOT NULL CHECK (approximate_cost >= 0));
    CREATE TABLE smtp_ip_addresses (
      id TEXT PRIMARY KEY, tenant_id TEXT REFERENCES tenants(id),
      vendor_id TEXT NOT NULL REFERENCES vendors(id), pool TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('active', 'idle')),
      approximate_cost REAL NOT NULL DEFAULT 4.99 CHECK (approximate_cost >= 0));
    CREATE TABLE business_events (
      id TEXT PRIMARY KEY, type TEXT NOT NULL, tenant_id TEXT REFERENCES tenants(id),
      source TEXT NOT NULL, occurred_at INTEGER NOT NULL, received_at INTEGER NOT NULL,
      idempotency_key TEXT UNIQUE, payload TEXT NOT NULL);
    CREATE INDEX business_events_occurred ON business_events(occurred_at);
    CREATE TABLE alerts (
      id TEXT PRIMARY KEY, category TEXT NOT NULL,
      severity TEXT NOT NULL CHECK (severity IN ('critical', 'high', 'medium')),
      tenant_id TEXT REFERENCES tenants(id), event_id TEXT REFERENCES business_events(id),
      title TEXT NOT NULL, summary TEXT NOT NULL, context TEXT NOT NULL, rule TEXT NOT NULL,
      impact REAL, status TEXT NOT NULL CHECK (status IN ('open', 'resolved')),
      created_at INTEGER NOT NULL, resolved_at INTEGER);
    CREATE INDEX alerts_created ON alerts(created_at);
    CREATE TABLE alert_receipts (
      alert_id TEXT NOT NULL REFERENCES alerts(id), user_id TEXT NOT NULL,
      read_at INTEGER, acknowledged_at INTEGER, PRIMARY KEY (alert_id, user_id));
    CREATE TABLE incidents (
      id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL REFERENCES tenants(id), title TEXT NOT NULL,
      severity TEXT NOT NULL, status TEXT NOT NULL, channel TEXT NOT NULL,
      started_at INTEGER NOT NULL, resolved_at INTEGER, estimated_at_risk REAL NOT NULL,
      cause TEXT NOT NULL, timeline TEXT NOT NULL);
    CREATE TABLE initiatives (
      id TEXT PRIMARY KEY, tenant_id TEXT REFERENCES tenants(id), title TEXT NOT NULL,
      status TEXT NOT NULL, roi_basis TEXT NOT NULL, roi REAL NOT NULL, invested REAL NOT NULL,
      protected_amount REAL NOT NULL, started_at INTEGER NOT NULL, note TEXT NOT NULL);
    CREATE TABLE recommendations (
      id TEXT PRIMARY KEY, type TEXT NOT NULL, title TEXT NOT NULL,
      tenant_id TEXT REFERENCES tenants(id), vendor_id TEXT REFERENCES vendors(id),
      resource_type TEXT NOT NULL, savings_low REAL NOT NULL, savings_high REAL NOT NULL,
      confidence TEXT NOT NULL, rationale TEXT NOT NULL);
    CREATE TABLE tracked_initiatives (
      id TEXT PRIMARY KEY, recommendation_id TEXT NOT NULL REFERENCES recommendations(id),
      owner_user_id TEXT NOT NULL, status TEXT NOT NULL, note TEXT NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);
    CREATE TABLE reputation_tiers (
      tenant_id TEXT NOT NULL REFERENCES tenants(id), week_start TEXT NOT NULL,
      tier TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (tenant_id, week_start));
    CREATE TABLE provider_snapshots (
      tenant_id TEXT NOT NULL REFERENCES tenants(id), provider TEXT NOT NULL,
      taken_at INTEGER NOT NULL, rating TEXT NOT NULL, PRIMARY KEY (tenant_id, provider, taken_at));
    CREATE TABLE tenant_snapshots (
      id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL REFERENCES tenants(id),
      created_by TEXT NOT NULL, created_at INTEGER NOT NULL, purpose TEXT NOT NULL,
      body TEXT NOT NULL);
    CREATE TABLE health_checks (
      service TEXT NOT NULL, checked_at INTEGER NOT NULL, state TEXT NOT NULL,
      latency_ms INTEGER NOT NULL, error_rate REAL NOT NULL, PRIMARY KEY (service, checked_at));
    CREATE TABLE dimension_history (
      dimension TEXT NOT NULL, metric TEXT NOT NULL, day TEXT NOT NULL, value REAL NOT NULL,
      PRIMARY KEY (dimension, metric, day));
    """

  /// The two views from which executive figures are taken.
  ///
  /// `executive_business_summary` has one row a tenant over its last 30 days of metrics;
  /// `business_cost_allocation` one row a tenant, vendor and type of resource (a null tenant is
  /// shared infrastructure), in US dollars a month.
  static let views = """
    CREATE VIEW business_cost_allocation AS
      SELECT tenant_id, vendor_id, 'vps' AS resource_type, status, COUNT(*) AS resources,
        SUM(approximate_cost) AS approximate_cost
      FROM vps_instances GROUP BY tenant_id, vendor_id, status
      UNION ALL
      SELECT tenant_id, vendor_id, 'smtp_ip', status, COUNT(*), SUM(approximate_cost)
      FROM smtp_ip_addresses GROUP BY tenant_id, vendor_id, status;
    CREATE VIEW executive_business_summary AS
      SELECT tenants.id AS tenant_id, tenants.name, tenants.reference, tenants.segment,
        tenants.region, SUM(daily_metrics.sent) AS sent, SUM(daily_metrics.delivered) AS delivered,
        SUM(daily_metrics.bounced) AS bounced, SUM(daily_metrics.complained) AS complained,
        SUM(daily_metrics.revenue_protected) AS revenue_protected,
        SUM(daily_metrics.revenue_at_risk) AS revenue_at_risk,
        (SELECT COALESCE(SUM(approximate_cost), 0) FROM business_cost_allocation
          WHERE business_cost_allocation.tenant_id = tenants.id) AS approximate_cost,
        (SELECT COUNT(*) FROM alerts
          WHERE alerts.tenant_id = tenants.id AND alerts.status = 'open') AS open_alerts
      FROM tenants JOIN daily_metrics ON daily_metrics.tenant_id = tenants.id
      WHERE daily_metrics.day > (SELECT date(MAX(day), '-30 days') FROM daily_metrics)
      GROUP BY tenants.id;
    """
}
