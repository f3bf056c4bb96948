/// Which alert, if any, an event calls for: the thresholds of the alert classes.
enum AlertClassifier {
  struct Verdict: Sendable, Equatable {
    let category: AlertCategory
    let severity: Severity
    /// The threshold that was crossed, in words.
    let rule: String
    let impact: Double?
  }

  static func classify(_ type: EventType, payload: JSON) -> Verdict? {
    security(payload) ?? bounce(type, payload) ?? cost(type, payload)
      ?? efficiency(type, payload) ?? impact(type, payload)
  }

  private static func security(_ payload: JSON) -> Verdict? {
    guard let incident = payload["security_incident"] else { return nil }
    let impact = payload["amount"]?.number
    if incident["customer_data"]?.bool == true {
      return Verdict(
        category: .compliance, severity: .critical,
        rule: "A security incident that touches customer data", impact: impact)
    }
    return Verdict(
      category: .compliance, severity: (impact ?? 0) >= 1000 ? .high : .medium,
      rule: "A security incident without customer data", impact: impact)
  }

  private static func bounce(_ type: EventType, _ payload: JSON) -> Verdict? {
    guard type == .emailDeliverability, let sent = payload["sent"]?.number, sent > 0,
      let bounced = payload["bounced"]?.number, bounced / sent > 0.15
    else { return nil }
    return Verdict(
      category: .deliverability, severity: .critical, rule: "A bounce rate above 15 %",
      impact: payload["amount"]?.number)
  }

  private static func cost(_ type: EventType, _ payload: JSON) -> Verdict? {
    guard type == .costOptimization else { return nil }
    let budget = payload["budget"]?.number ?? 0
    let actual = payload["actual"]?.number ?? 0
    if budget > 0, actual > budget * 1.2 {
      return Verdict(
        category: .costAnomaly, severity: .critical, rule: "More than 20 % over budget",
        impact: actual - budget)
    }
    if let savings = payload["savings"]?.number, savings > 5000 {
      return Verdict(
        category: .costAnomaly, severity: .high, rule: "Possible savings above 5,000 USD",
        impact: savings)
    }
    return graded(max(0, actual - budget), .costAnomaly, "over budget")
  }

  private static func efficiency(_ type: EventType, _ payload: JSON) -> Verdict? {
    guard type == .operationalEfficiency, let score = payload["score"]?.number, score < 70 else {
      return nil
    }
    return Verdict(
      category: .systemHealth, severity: .high, rule: "An efficiency below 70", impact: nil)
  }

  private static func impact(_ type: EventType, _ payload: JSON) -> Verdict? {
    guard let amount = payload["amount"]?.number else { return nil }
    let category: AlertCategory =
      switch type {
      case .emailDeliverability: .deliverability
      case .resourceUsage, .operationalEfficiency: .systemHealth
      case .costOptimization: .costAnomaly
      case .revenueImpact, .strategicDecision: .revenueRisk
      }
    return graded(amount, category, "of estimated revenue impact")
  }

  private static func graded(
    _ amount: Double, _ category: AlertCategory, _ measure: String
  ) -> Verdict? {
    let severity: Severity
    let span: String
    switch amount {
    case let amount where amount > 10_000: (severity, span) = (.critical, "Above 10,000 USD")
    case 1000...: (severity, span) = (.high, "From 1,000 to 10,000 USD")
    case 100...: (severity, span) = (.medium, "From 100 to 1,000 USD")
    default: return nil
    }
    return Verdict(
      category: category, severity: severity, rule: "\(span) \(measure)", impact: amount)
  }
}
