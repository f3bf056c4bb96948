/// Something upstream that can be slow or gone.
enum Source: String, Sendable, CaseIterable {
  case revenueMetrics = "revenue_metrics"
  case costModel = "cost_model"
  case deliverabilityFeed = "deliverability_feed"
  case alertStore = "alert_store"
  case auditStore = "audit_store"
  case operationsMonitoring = "ops_monitoring"
  case notificationDelivery = "notification_delivery"
  case executiveAPI = "executive-api"
  case queueEventsAPI = "queue-events-api"
  case tenantSMTPAPI = "tenant-smtp-api"
  case centralSMTPOpsAPI = "central-smtp-ops-api"
  case mailboxProviders = "mailbox-providers"

  enum Condition: String, Sendable, CaseIterable {
    case ok, degraded, down
  }
}
