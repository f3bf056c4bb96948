import JSONTree

/// What a monitor demands.
package enum MonitorRule: Sendable {
  case wording(WordingRule)
  case canaries(CanaryRule)
  case secrets(SecretsRule)
  case schema(SchemaRule)
  case internals(InternalsRule)
  case audit(AuditRule)
  case accessibility(AccessibilityRule)
  case budget(BudgetRule)
  case headers(HeadersRule)
  case access(AccessRule)

  /// As bindings write it.
  package var name: String {
    switch self {
    case .wording: "wording"
    case .canaries: "canaries"
    case .secrets: "secrets"
    case .schema: "schema"
    case .internals: "internals"
    case .audit: "audit"
    case .accessibility: "accessibility"
    case .budget: "budget"
    case .headers: "headers"
    case .access: "access"
    }
  }

  func watch() -> any Watching {
    switch self {
    case .wording(let rule): WordingMonitor(rule)
    case .canaries(let rule): CanaryMonitor(rule)
    case .secrets(let rule): SecretsMonitor(rule)
    case .schema(let rule): SchemaMonitor(rule)
    case .internals(let rule): InternalsMonitor(rule)
    case .audit(let rule): AuditMonitor(rule)
    case .accessibility(let rule): AccessibilityMonitor(rule)
    case .budget(let rule): BudgetMonitor(rule)
    case .headers(let rule): HeadersMonitor(rule)
    case .access(let rule): AccessMonitor(rule)
    }
  }
}

/// A monitor at work on the exchanges of a run.
///
/// A value: a copy goes on from what was seen so far, so that a replay can judge one changed exchange
/// after the others.
package struct Monitor: Sendable {
  package let id: String
  package let applies: Applicability
  private var watching: any Watching
  private var report: MonitorReport

  /// - Parameter redact: Replaces secrets of the run in texts before they are cut.
  package init(
    id: String, applies: Applicability = Applicability(), rule: MonitorRule,
    redact: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.id = id
    self.applies = applies
    watching = rule.watch()
    report = MonitorReport(redact: redact)
  }

  package mutating func observe(_ view: ExchangeView) {
    guard applies.includes(view) else { return }
    report.begin()
    ExcerptRedaction.during(report.redact) { watching.observe(view, &report) }
  }

  package mutating func observe(_ exchange: ObservedExchange) { observe(ExchangeView(exchange)) }

  /// Takes the audit log of an instance of the target.
  package mutating func provide(
    _ log: Result<AuditLog, MonitorProblem>, of instance: String
  ) {
    watching.provide(log, of: instance)
  }

  /// Requests that would show what was not seen so far.
  package var probes: [AccessProbe] { watching.probes }

  /// Says what was found; nothing is to be observed afterwards.
  package mutating func finish() -> MonitorResult {
    report.begin(isEnd: true)
    ExcerptRedaction.during(report.redact) { watching.finish(&report) }
    return MonitorResult(report, subject: watching.subject)
  }

  /// How many findings there are so far.
  package var findingCount: Int { report.findingCount }
}
