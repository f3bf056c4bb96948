import GRDB

/// The services and dimensions of System Health, and how each one stands.
struct HealthModel {
  enum State: String, CaseIterable {
    case healthy = "Healthy"
    case degraded = "Degraded"
    case unavailable = "Unavailable"
  }

  struct Service: Sendable {
    let source: Source
    let title: String
    let impact: String
    /// The target of latency, in milliseconds.
    let latencyTarget: Int
  }

  struct Dimension: Sendable {
    let name: String
    let title: String
    let source: Source
    let impact: String
    let metrics: [(name: String, unit: String, target: String)]
  }

  static let services: [Service] = [
    .init(
      source: .executiveAPI, title: "Executive API",
      impact: "Executive pages and figures may be late or missing.", latencyTarget: 200),
    .init(
      source: .queueEventsAPI, title: "Queue & Events API",
      impact: "Events wait; alerts and executive figures may be late.", latencyTarget: 100),
    .init(
      source: .tenantSMTPAPI, title: "Tenant SMTP API",
      impact: "Tenants may be unable to hand over mail.", latencyTarget: 300),
    .init(
      source: .centralSMTPOpsAPI, title: "Central SMTP Ops API",
      impact: "Operations on sending infrastructure may wait.", latencyTarget: 400),
  ]

  static let dimensions: [Dimension] = [
    .init(
      name: "executive-uptime", title: "Uptime of the executive surfaces", source: .executiveAPI,
      impact: "Executives may find their pages closed.",
      metrics: [("uptime", "share of checks", "at least 0.999")]),
    .init(
      name: "queue", title: "Queue depth, latency and dead letters", source: .queueEventsAPI,
      impact: "Alerts may be late, or wait among the dead letters.",
      metrics: [
        ("depth_peak", "jobs", "below 500"), ("latency_p95_seconds", "seconds", "below 30"),
        ("dead_letters", "jobs", "0"),
      ]),
    .init(
      name: "providers", title: "Mailbox and infrastructure providers", source: .mailboxProviders,
      impact: "Mail of tenants may be taken late or turned away.",
      metrics: [("acceptance_rate", "share of messages", "at least 0.95")]),
    .init(
      name: "capacity", title: "Capacity of machines and addresses", source: .operationsMonitoring,
      impact: "What is free of machines and addresses is not known.",
      metrics: [
        ("vps_utilization", "share", "below 0.8"), ("smtp_ip_utilization", "share", "below 0.8"),
      ]),
  ]

  let call: Call

  func state(of source: Source) -> State {
    if call.isOn(.unhealthyReportedHealthy) { return .healthy }
    switch call.instance.controls.condition(of: source) {
    case .ok: return .healthy
    case .degraded: return .degraded
    case .down: return .unavailable
    }
  }

  func impact(of service: Service) -> String {
    scope(of: service.impact, in: state(of: service.source))
  }

  func impact(of dimension: Dimension) throws -> String {
    scope(of: dimension.impact, in: try state(of: dimension))
  }

  private func scope(of impact: String, in state: State) -> String {
    let base = state == .healthy ? "No impact is known." : impact
    return call.isOn(.addressInHealthDetail) ? base + " Host 10.20.0.17:5432 was checked." : base
  }

  /// A dimension is as well as its source; the queue also suffers from dead letters.
  func state(of dimension: Dimension) throws -> State {
    let state = state(of: dimension.source)
    guard dimension.name == "queue", state == .healthy, !call.isOn(.unhealthyReportedHealthy) else {
      return state
    }
    return try EventQueue(database: call.database).counts().dead > 0 ? .degraded : .healthy
  }

  var lastCheck: Instant {
    // Checks run every five minutes; the newest is the last full five minutes of the clock.
    Instant(seconds: call.now.seconds - call.now.seconds % 300)
  }

  var kpiNote: JSON {
    let late =
      !call.isOn(.unhealthyReportedHealthy)
      && (Source.allCases.contains { call.instance.controls.condition(of: $0) != .ok })
    return late
      ? "Executive figures may be degraded or late while an issue lasts."
      : "No issue is known that degrades executive figures."
  }

  var polling: JSON {
    [
      "cadence": call.isOn(.realTimeClaimed) ? "real-time" : "checked every 5 minutes",
      "note": call.isOn(.realTimeClaimed)
        ? "States are live to the second."
        : "States are those of the last check, not of this moment.",
    ]
  }

  static let pollingSchema = Schema.object(["cadence": Schema.string, "note": Schema.string])
}
