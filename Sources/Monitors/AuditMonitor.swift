package import JSONTree
package import Queries

/// Which requests must leave an entry in an audit log, and how entries are told.
package struct AuditRule: Sendable {
  package struct Demand: Sendable {
    package var route: RoutePattern
    /// What the entry calls it; `nil` where any will do.
    package var action: String?

    package init(route: RoutePattern, action: String? = nil) {
      self.route = route
      self.action = action
    }
  }

  package var demands: [Demand]
  /// The response header that names the request.
  package var header: String
  /// Where an entry has that name.
  package var id: JSONPath
  /// Where an entry has the action; `nil` where none is compared.
  package var action: JSONPath?
  /// What each entry must have, not null and not empty.
  package var needed: [JSONPath]

  package init(
    demands: [Demand], header: String, id: JSONPath, action: JSONPath? = nil,
    needed: [JSONPath] = []
  ) {
    self.demands = demands
    self.header = header
    self.id = id
    self.action = action
    self.needed = needed
  }
}

extension AuditRule {
  /// What of the log an exchange demands; `nil` for nothing.
  func demand(of exchange: ObservedExchange, _ path: RequestPath) -> Demand? {
    guard exchange.status != nil else { return nil }
    return demands.first { $0.route.matches(method: exchange.method, path) }
  }

  /// Whether the log must hold an entry for an exchange that the rule is about.
  package func demands(_ exchange: ObservedExchange, where applies: Applicability) -> Bool {
    let view = ExchangeView(exchange)
    return demand(of: exchange, view.route) != nil && applies.includes(view)
  }
}

/// The entries of an audit log of one instance of the target.
package struct AuditLog: Sendable {
  package var entries: [JSONValue]
  /// Whether older entries were left out.
  package var isCut: Bool

  package init(entries: [JSONValue], isCut: Bool) {
    self.entries = entries
    self.isCut = isCut
  }
}

/// Compares sensitive requests with the audit log that they must have been written to.
struct AuditMonitor: Watching {
  private struct Expected {
    var id: String?
    var action: String?
    var instance: String
    var exchange: ObservedExchange
  }

  private let rule: AuditRule
  private var expected: [Expected] = []
  private var logs: [String: Result<AuditLog, MonitorProblem>] = [:]

  init(_ rule: AuditRule) { self.rule = rule }

  let subject = "a sensitive request"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let exchange = view.exchange
    guard let demand = rule.demand(of: exchange, view.route) else { return }
    expected.append(
      Expected(
        id: exchange.headers.first(rule.header), action: demand.action,
        instance: exchange.instance, exchange: exchange.outline))
  }

  mutating func provide(_ log: Result<AuditLog, MonitorProblem>, of instance: String) {
    logs[instance] = log
  }

  mutating func finish(_ report: inout MonitorReport) {
    var indices: [String: [String: [JSONValue]]] = [:]
    for item in expected {
      guard let log = logs[item.instance] else {
        report.skip("whose audit log was not read")
        continue
      }
      switch log {
      case .failure(let problem):
        report.problem = "the audit log could not be read: \(problem.message)"
      case .success(let log):
        if indices[item.instance] == nil { indices[item.instance] = index(log.entries) }
        judge(item, indices[item.instance] ?? [:], isCut: log.isCut, &report)
      }
    }
    expected = []
    logs = [:]
  }

  private func judge(
    _ item: Expected, _ entries: [String: [JSONValue]], isCut: Bool,
    _ report: inout MonitorReport
  ) {
    func tell(_ rule: String, _ found: String) {
      report.add(item.exchange, "the audit log", rule: rule, found: found)
    }
    guard let id = item.id else {
      report.count()
      report.add(
        item.exchange, "header \(rule.header)", rule: "names the request for the audit log",
        found: "no such header")
      return
    }
    let own = entries[id] ?? []
    if own.isEmpty, isCut { return report.skip("older than what was read of the audit log") }
    report.count()
    guard !own.isEmpty else { return tell("an entry for the request", "none for \(id)") }
    let fitting = own.filter { entry in
      guard let action = item.action, let path = rule.action else { return true }
      return Self.text(path, entry) == action
    }
    guard let entry = fitting.first else {
      let actions = own.compactMap { entry in rule.action.flatMap { Self.text($0, entry) } }
      return tell(
        "an entry of action \(item.action ?? "")",
        "\(actions.joined(separator: ", ")) for \(id)")
    }
    for path in rule.needed where Self.text(path, entry)?.isEmpty != false {
      tell("\(path.text) in the entry", "nothing there for \(id)")
    }
  }

  private func index(_ entries: [JSONValue]) -> [String: [JSONValue]] {
    Dictionary(grouping: entries) { Self.text(rule.id, $0) ?? "" }
  }

  private static func text(_ path: JSONPath, _ entry: JSONValue) -> String? {
    guard let match = try? path.evaluate(on: entry).first else { return nil }
    switch match.value {
    case .null: return nil
    case .string(let text): return text
    case .object(let object): return object.isEmpty ? nil : match.value.serialized()
    case .array(let list): return list.isEmpty ? nil : match.value.serialized()
    default: return match.value.serialized()
    }
  }
}

/// Why something that a monitor needs could not be had.
package struct MonitorProblem: Error, Sendable, Hashable {
  /// One sentence without a full stop.
  package let message: String

  package init(_ message: String) { self.message = message }
}
