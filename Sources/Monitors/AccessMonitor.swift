import Markup

/// Holds who got what against an access matrix.
///
/// A route that the matrix lacks, and an answer that is no refusal to a role that has no leave, are
/// findings; so is a refusal, to whomever, that carries members which it must withhold, values that
/// only answers of the same route to people with leave have, or a session.
struct AccessMonitor: Watching {
  struct Cell: Hashable {
    var row: Int
    var role: String
  }

  struct Seen {
    var served = 0
    var refused = 0
    var broken = 0
  }

  static let anonymous = "anonymous"
  /// What a target says of a request that it cannot read, or of one too many.
  private static let unreadable: Set<Int> = [400, 411, 413, 415, 422, 429]

  let rule: AccessRule
  private(set) var cells: [Cell: Seen] = [:]
  /// A served address of each row, the first by its text.
  private(set) var examples: [Int: String] = [:]
  /// How each row was asked for by those whom it served.
  private(set) var kinds: [Int: Set<ObservedExchange.Kind>] = [:]
  /// For each role, and for who has none, a served page with a form that posts.
  private(set) var forms: [String: String] = [:]
  private var refusals = RefusalWatch()
  private var probed = ProbedRefusals()
  private var links = LinkedRoutes()
  /// Routes that the target says it has and the matrix lacks.
  private let unlisted: [AccessRule.Route]

  init(_ rule: AccessRule) {
    self.rule = rule
    let listed = Set(rule.matrix.rows.map(\.route.text))
    unlisted = rule.discovered.filter { route in
      !listed.contains("\(route.method) \(route.path)")
        && !rule.matrix.rows.contains {
          $0.route.matches(method: route.method, path: Self.concrete(route.path))
        }
    }
  }

  let subject = "a request of a known role"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let exchange = view.exchange
    links.take(view)
    guard exchange.status != nil, exchange.actor.isKnown else { return }
    // What a browser's console says is no answer.
    guard exchange.kind != .browser || view.content == .html else { return }
    let matrix = rule.matrix
    // Of a page that a browser shows, the page says whether it refuses.
    if view.isShownApart, exchange.method == "GET" || !matrix.notices.isEmpty { return }
    guard let row = matrix.row(method: exchange.method, path: view.route) else {
      judgeUnknown(view, &report)
      return
    }
    let role = exchange.actor.role ?? Self.anonymous
    let isAllowed = matrix.rows[row].allows(role)
    let isRefused = isRefusal(view)
    if exchange.isProbe, !isAllowed, Self.unreadable.contains(view.status) {
      report.skip("requests that were not read as far as to who sends them")
      return
    }
    let entry = matrix.rows[row]
    let cell = Cell(row: row, role: role)
    let address = view.path + (view.query.isEmpty ? "" : "?" + view.query)
    let question = ProbedRefusals.Question(row: row, method: exchange.method, address: address)
    let depth = ProbedRefusals.Depth(of: view, isRefused: isRefused)
    if isAllowed { probed.note(view, question, entry.route, depth) }
    if exchange.isProbe, !isAllowed, isRefused {
      probed.hold(view, question, cell, depth)
    } else {
      report.count()
      var seen = cells[cell] ?? Seen()
      if isRefused { seen.refused += 1 } else { seen.served += 1 }
      if !isAllowed, !isRefused {
        seen.broken += 1
        report.add(
          view, "\(entry.route.text) × \(role)", rule: "a refusal", found: "status \(view.status)")
      }
      cells[cell] = seen
    }
    if isRefused {
      refusals.judge(
        view, row, isAllowed: isAllowed, withheld: matrix.withheld, &report)
      return
    }
    refusals.noteOpen(view)
    guard isAllowed, view.isSuccess else { return }
    noteForm(view, address, role)
    kinds[row, default: []].insert(exchange.kind)
    if examples[row].map({ address < $0 }) ?? true { examples[row] = address }
    if !entry.isOpen { refusals.learn(view, row) }
  }

  private mutating func noteForm(_ view: ExchangeView, _ address: String, _ role: String) {
    guard view.exchange.method == "GET", view.exchange.kind == .page,
      forms[role].map({ address < $0 }) ?? true,
      view.tree?.nodes.contains(where: FormTokens.isPosting) == true
    else { return }
    forms[role] = address
  }

  private func judgeUnknown(_ view: ExchangeView, _ report: inout MonitorReport) {
    report.count()
    guard !isRefusal(view) else { return }
    report.add(
      view, "\(view.exchange.method) \(view.path)", rule: "a route of the matrix, or a refusal",
      found: "no such route in the matrix, and status \(view.status)")
  }

  private func isRefusal(_ view: ExchangeView) -> Bool {
    if rule.matrix.refusals.contains(view.status) { return true }
    if !rule.matrix.notices.isEmpty, let page = view.page {
      let notices = rule.matrix.notices
      if page.pieces.contains(where: { notices.contains(ASCII.trimmed($0.text)) }) { return true }
    }
    guard 300..<400 ~= view.status, let location = view.exchange.headers.first("Location") else {
      return false
    }
    let path = RequestPath(URLParts.pathAndQuery(of: location).path)
    return rule.matrix.redirects.contains { $0.matches(path) }
  }

  // MARK: - The end

  mutating func finish(_ report: inout MonitorReport) {
    report.count(rule.discovered.count + links.count)
    for route in unlisted {
      report.add(
        nil, "\(route.method) \(route.path)", rule: "a row in the matrix",
        found: "the target has this route, and the matrix does not")
    }
    links.judge(rule.matrix, &report)
    let (counts, undecided) = probed.judged(by: rule.matrix)
    for (cell, count) in counts {
      report.count(count)
      cells[cell, default: Seen()].refused += count
    }
    for _ in 0..<undecided {
      report.skip("refusals of requests that nobody with leave is known to come further with")
    }
    refusals.finish(&report)
    report.table = table
  }

  /// A path template with something in place of its parameters.
  private static func concrete(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map {
      $0.contains("{") ? "x" : String($0)
    }.joined(separator: "/")
  }
}
