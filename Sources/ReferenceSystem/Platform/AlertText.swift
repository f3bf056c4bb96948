/// What an alert says to its reader.
struct AlertText {
  let title: String
  let summary: String
  let context: String

  /// - Parameter reference: the tenant's own marker for alerts; nil without a tenant
  init(verdict: AlertClassifier.Verdict, tenantName: String?, reference: String?) {
    let place = tenantName.map { " at \($0)" } ?? ""
    let mark = reference.map { " (reference \($0))" } ?? ""
    let amount = verdict.impact.map { " Approximate impact: \(Format.money(.number($0)))." } ?? ""
    switch verdict.category {
    case .revenueRisk:
      title = "Estimated revenue at risk\(place)"
      context = """
        The estimate is directional: messages that did not arrive, times the average value of a \
        message. See Revenue Protection for the method.
        """
    case .deliverability:
      title = "Deliverability needs attention\(place)"
      context = "More messages than usual bounced or met complaints. See the tenant's summary."
    case .costAnomaly:
      title = "Approximate infrastructure cost off its plan\(place)"
      context = """
        Modelled from provider invoices and usage; internal, non-authoritative and not an \
        invoice. Validate with finance.
        """
    case .systemHealth:
      title = "A platform service runs below its target\(place)"
      context = "Executive figures may arrive late while this lasts. See System Health."
    case .compliance:
      title = "Security incident under review\(place)"
      context = "The security officer leads the review; details are kept to those who need them."
    }
    summary = "\(verdict.rule)\(place)\(mark).\(amount)"
  }
}
