/// How long answers may take.
package struct BudgetRule: Sendable {
  /// Microseconds, for each answer.
  package var each: Int?
  /// Microseconds, that 95 of 100 answers of a route keep to.
  package var most: Int?
  /// How many answers of a route it takes to speak of 95 of 100.
  package var least: Int
  /// The routes that are judged apart; each address by itself where there are none.
  package var routes: [RoutePattern]

  package init(each: Int? = nil, most: Int? = nil, least: Int = 5, routes: [RoutePattern] = []) {
    self.each = each
    self.most = most
    self.least = least
    self.routes = routes
  }
}

/// Holds the time that answers take against a budget, route by route.
struct BudgetMonitor: Watching {
  private struct Sample {
    var duration: Int
    var exchange: ObservedExchange
  }

  private static let mostSamples = 100_000

  private let rule: BudgetRule
  private var samples: [String: [Sample]] = [:]
  private var count = 0

  init(_ rule: BudgetRule) { self.rule = rule }

  let subject = "an answer with a time"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let exchange = view.exchange
    guard exchange.status != nil, exchange.duration > 0, exchange.kind != .browser else { return }
    if let each = rule.each {
      report.count()
      if exchange.duration > each {
        report.add(
          view, "the time", rule: "at most \(Self.text(each))", found: Self.text(exchange.duration))
      }
    }
    guard rule.most != nil, count < Self.mostSamples else { return }
    count += 1
    let route = rule.routes.first { $0.matches(method: exchange.method, view.route) }
    samples[route?.text ?? "\(exchange.method) \(view.path)", default: []].append(
      Sample(duration: exchange.duration, exchange: exchange.outline))
  }

  mutating func finish(_ report: inout MonitorReport) {
    guard let most = rule.most else { return }
    for (route, found) in samples.sorted(by: { $0.key < $1.key }) {
      guard found.count >= rule.least else {
        report.skip("routes with fewer than \(rule.least) answers")
        continue
      }
      report.count(found.count)
      let sorted = found.sorted { $0.duration < $1.duration }
      // The nearest rank: the smallest time that 95 of 100 answers keep to.
      let sample = sorted[(sorted.count * 95 + 99) / 100 - 1]
      guard sample.duration > most else { continue }
      report.add(
        sample.exchange, "the time of \(route)",
        rule: "95 of 100 answers within \(Self.text(most))",
        found: "\(Self.text(sample.duration)) over \(found.count) answers")
    }
    samples = [:]
  }

  private static func text(_ microseconds: Int) -> String {
    microseconds < 10_000
      ? "\(microseconds / 1000).\(microseconds % 1000 / 100) ms" : "\(microseconds / 1000) ms"
  }
}
