import JSONTree

/// Holds who got what against an access matrix.
///
/// A route that the matrix lacks, and an answer that is no refusal to a role that has no leave, are
/// findings; so is a refusal, to whomever, that carries members which it must withhold or values that
/// only answers of the same route to people with leave have.
struct AccessMonitor: Watching {
  private struct Cell: Hashable {
    var row: Int
    var role: String
  }

  private struct Seen {
    var served = 0
    var refused = 0
    var broken = 0
  }

  private struct Refusal {
    var row: Int
    var values: Set<String>
    var exchange: ObservedExchange
  }

  private static let mostValues = 20_000
  /// What a redirect may say for who does not follow it, in bytes (RFC 9110, section 15.4: a note with
  /// a link).
  private static let longestRedirect = 2000
  private static let mostRefusals = 20_000
  static let anonymous = "anonymous"

  private let rule: AccessRule
  private var cells: [Cell: Seen] = [:]
  /// Distinctive values of answers to people with leave, by row.
  private var privileged: [Int: Set<String>] = [:]
  private var refusals: [Refusal] = []

  /// Routes that the target has and the matrix lacks.
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
    guard exchange.status != nil, exchange.actor.isKnown else { return }
    // What a browser's console says is no answer.
    guard exchange.kind != .browser || view.content == .html else { return }
    let matrix = rule.matrix
    guard let row = matrix.row(method: exchange.method, path: view.route) else {
      judgeUnknown(view, &report)
      return
    }
    report.count()
    let role = exchange.actor.role ?? Self.anonymous
    let entry = matrix.rows[row]
    let isAllowed =
      entry.isOpen || entry.roles.contains(role)
      || entry.isForAllSignedIn && exchange.actor.role != nil
    let isRefused = isRefusal(view)
    var seen = cells[Cell(row: row, role: role)] ?? Seen()
    if isRefused { seen.refused += 1 } else { seen.served += 1 }
    if !isAllowed, !isRefused {
      seen.broken += 1
      report.add(
        view, "\(entry.route.text) × \(role)", rule: "a refusal", found: "status \(view.status)")
    }
    cells[Cell(row: row, role: role)] = seen
    if isRefused {
      judgeRefusal(view, row, &report)
    } else if isAllowed, view.isSuccess, !entry.isOpen {
      learn(view, row)
    }
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

  // MARK: - Data in refusals

  private mutating func judgeRefusal(
    _ view: ExchangeView, _ row: Int, _ report: inout MonitorReport
  ) {
    if !rule.matrix.withheld.isEmpty, let json = view.json {
      for (path, value) in Self.members(of: json, named: rule.matrix.withheld) {
        report.add(
          view, path, rule: "a refusal without data",
          found: report.excerpt(value.serialized(), of: view))
      }
    }
    if 300..<400 ~= view.status, view.exchange.body.count > Self.longestRedirect {
      report.add(
        view, "the body", rule: "a redirect without a page",
        found: "\(view.exchange.body.count) bytes")
    }
    guard refusals.count < Self.mostRefusals else { return }
    let values = DistinctiveValues.of(view)
    guard !values.isEmpty else { return }
    refusals.append(Refusal(row: row, values: values, exchange: view.exchange.outline))
  }

  private mutating func learn(_ view: ExchangeView, _ row: Int) {
    guard privileged[row]?.count ?? 0 < Self.mostValues else { return }
    privileged[row, default: []].formUnion(DistinctiveValues.of(view))
  }

  /// Members that say something, by name, wherever they stand.
  private static func members(
    of json: JSONValue, named names: [String]
  ) -> [(path: String, value: JSONValue)] {
    var found: [(path: String, value: JSONValue)] = []
    func visit(_ value: JSONValue, _ path: JSONStrings.Path) {
      switch value {
      case .array(let elements):
        for (index, element) in elements.enumerated() { visit(element, .element(path, index)) }
      case .object(let object):
        for (key, member) in object.pairs {
          let place = JSONStrings.Path.member(path, key)
          if names.contains(key), !isEmpty(member) {
            found.append((place.text, member))
          } else {
            visit(member, place)
          }
        }
      default: break
      }
    }
    visit(json, .root)
    return found
  }

  private static func isEmpty(_ value: JSONValue) -> Bool {
    switch value {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    default: false
    }
  }

  // MARK: - The end

  mutating func finish(_ report: inout MonitorReport) {
    report.count(rule.discovered.count)
    for route in unlisted {
      report.add(
        nil, "\(route.method) \(route.path)", rule: "a row in the matrix",
        found: "the target has this route, and the matrix does not")
    }
    for refusal in refusals {
      let leaked = refusal.values.intersection(privileged[refusal.row] ?? [])
      guard let first = leaked.sorted().first else { continue }
      report.add(
        refusal.exchange, "the body", rule: "a refusal without data",
        found: leaked.count == 1
          ? "\(first), which answers to people with leave hold"
          : "\(first) and \(leaked.count - 1) other values that answers to people with leave hold")
    }
    report.table = table
    refusals = []
    privileged = [:]
  }

  /// A path template with something in place of its parameters.
  private static func concrete(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map {
      $0.contains("{") ? "x" : String($0)
    }.joined(separator: "/")
  }

  private var table: MonitorTable {
    let columns = rule.matrix.roles + [Self.anonymous]
    let rows = rule.matrix.rows.enumerated().map { number, row in
      MonitorTable.Row(
        name: row.route.text,
        cells: columns.map { role in
          let isAllowed =
            row.isOpen || row.roles.contains(role)
            || row.isForAllSignedIn && role != Self.anonymous
          return text(of: cells[Cell(row: number, role: role)], isAllowed: isAllowed)
        })
    }
    return MonitorTable(columns: columns, rows: rows.sorted { $0.name < $1.name })
  }

  /// `yes 12` or `no 3` with how often it was seen; `broken` where it does not hold.
  private func text(of seen: Seen?, isAllowed: Bool) -> String {
    let word = isAllowed ? "yes" : "no"
    guard let seen else { return word }
    if seen.broken > 0 { return "broken \(seen.broken)" }
    return "\(word) \(isAllowed ? seen.served : seen.refused)"
  }
}

/// Values by which data can be told from the words around them: amounts, identifiers, addresses.
enum DistinctiveValues {
  static func of(_ view: ExchangeView) -> Set<String> {
    guard !view.isLarge else { return [] }
    var values: Set<String> = []
    if let json = view.json { collectNumbers(json, &values) }
    let texts = view.texts.bytes
    values.formUnion(Markers.all(in: texts[...]))
    for word in texts.split(whereSeparator: ASCII.isSpace) where isAddress(word) || isAmount(word) {
      values.insert(String(decoding: word, as: UTF8.self))
    }
    guard !values.isEmpty else { return [] }
    // What the request and the headers say is told to everybody.
    let told =
      view.exchange.url + String(decoding: view.exchange.requestBody, as: UTF8.self)
      + view.exchange.headers.map(\.value).joined(separator: " ")
    return values.filter { !told.contains($0) }
  }

  private static func collectNumbers(_ value: JSONValue, _ values: inout Set<String>) {
    switch value {
    case .array(let elements): for element in elements { collectNumbers(element, &values) }
    case .object(let object): for pair in object.pairs { collectNumbers(pair.value, &values) }
    case .number(let number):
      if number.literal.utf8.count(where: ASCII.isDigit) >= 5 { values.insert(number.literal) }
    case .string, .null, .bool: break
    }
  }

  private static func isAddress(_ word: ArraySlice<UInt8>) -> Bool {
    word.count > 6 && word.contains(UInt8(ascii: "@"))
  }

  private static func isAmount(_ word: ArraySlice<UInt8>) -> Bool {
    word.count >= 6 && word.contains(UInt8(ascii: ","))
      && word.allSatisfy {
        ASCII.isDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
      }
  }
}
