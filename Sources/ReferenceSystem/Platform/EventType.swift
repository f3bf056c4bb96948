/// What other systems tell this one about.
enum EventType: String, Sendable, CaseIterable {
  case revenueImpact = "revenue_impact"
  case costOptimization = "cost_optimization"
  case operationalEfficiency = "operational_efficiency"
  case strategicDecision = "strategic_decision"
  case emailDeliverability = "email_deliverability"
  case resourceUsage = "resource_usage"

  /// The schema of the payload.
  var payloadSchema: JSON {
    switch self {
    case .revenueImpact:
      Self.payload(["amount": Schema.amount, "cause": Schema.string], optional: ["cause"])
    case .costOptimization:
      Self.payload(
        ["budget": Schema.amount, "actual": Schema.amount, "savings": Schema.amount],
        optional: ["savings"])
    case .operationalEfficiency:
      Self.payload([
        "score": ["type": "number", "minimum": 0, "maximum": 100], "area": Schema.string,
      ])
    case .strategicDecision:
      Self.payload(
        ["title": Schema.string, "decision": Schema.string, "amount": Schema.amount],
        optional: ["amount"])
    case .emailDeliverability:
      Self.payload(
        [
          "sent": Schema.count, "bounced": Schema.count, "complained": Schema.count,
          "provider": Schema.string, "amount": Schema.amount,
        ], optional: ["complained", "provider", "amount"])
    case .resourceUsage:
      Self.payload(
        [
          "resource_id": Schema.string, "resource_type": Schema.choice(["vps", "smtp_ip"]),
          "utilization": Schema.rate, "approximate_cost": Schema.amount, "amount": Schema.amount,
        ], optional: ["approximate_cost", "amount"])
    }
  }

  /// Any event may tell of a security incident beside its own matter.
  private static func payload(_ members: JSON, optional: Set<String> = []) -> JSON {
    Schema.object(
      members.setting(
        "security_incident",
        Schema.object(["customer_data": Schema.boolean, "summary": Schema.string])),
      optional: optional.union(["security_incident"]))
  }
}
