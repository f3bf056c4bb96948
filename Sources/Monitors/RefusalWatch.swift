import JSONTree

/// Looks for data in refusals: in their bodies, in their headers, in where they lead.
struct RefusalWatch {
  private struct Refusal {
    var row: Int
    var values: Set<String>
    var exchange: ObservedExchange
  }

  private static let mostValues = 20_000
  private static let mostRefusals = 20_000
  /// What a redirect may say for who does not follow it, in bytes (RFC 9110, section 15.4: a note with
  /// a link).
  private static let longestRedirect = 2000

  /// Distinctive values of answers to people with leave, by row.
  private var privileged: [Int: Set<String>] = [:]
  /// The bodies that were taken up, by row.
  private var learned: Set<Int> = []
  private var refusals: [Refusal] = []
  /// Cookies that visitors are given with pages that are open to them: they begin no session.
  private var visitorCookies: Set<String> = []
  private var given: [(name: String, exchange: ObservedExchange)] = []

  /// - Parameter isAllowed: Whether the role has leave; a sign-in that asks for one thing more begins a
  ///   session.
  mutating func judge(
    _ view: ExchangeView, _ row: Int, isAllowed: Bool, withheld: [String],
    _ report: inout MonitorReport
  ) {
    judgeBody(view, withheld, &report)
    judgeHeaders(view, &report)
    judgeLocation(view, &report)
    if !isAllowed { noteCookies(view) }
    guard refusals.count < Self.mostRefusals else {
      report.skip("refusals beyond the bound of what is compared")
      return
    }
    if view.isLarge { report.skip("too large a refusal to compare with what others got") }
    let values = DistinctiveValues.of(view, isNews: true)
    guard !values.isEmpty else { return }
    refusals.append(Refusal(row: row, values: values, exchange: view.exchange.outline))
  }

  /// Takes up what somebody with leave got.
  mutating func learn(_ view: ExchangeView, _ row: Int) {
    guard privileged[row]?.count ?? 0 < Self.mostValues else { return }
    let key = view.bodyKey(with: row)
    if learned.contains(key),
      view.exchange.headers.allSatisfy({ DistinctiveValues.isPlain($0.name) })
    {
      return
    }
    if learned.count < Self.mostValues { learned.insert(key) }
    privileged[row, default: []].formUnion(DistinctiveValues.of(view, isNews: false))
  }

  /// Takes up an answer that is no refusal.
  mutating func noteOpen(_ view: ExchangeView) {
    guard view.exchange.actor.role == nil, view.exchange.method == "GET" else { return }
    for cookie in view.exchange.headers.all("Set-Cookie") {
      visitorCookies.insert(String(cookie.prefix { $0 != "=" }))
    }
  }

  // MARK: - One refusal

  /// Names of members and headers, with `*`, that say how much there is.
  private static let counts = [
    "count", "total", "*_count", "total_*", "*_total", "size", "num_*", "number_of_*",
    "results", "records", "items", "rows", "hits",
  ]
  private static let tellingHeaders = [
    "*-count", "*-total", "x-total*", "content-range", "x-tenant*", "x-account*", "x-owner*",
    "x-record*", "x-result*", "x-email*", "x-data*", "x-customer*", "x-user-email",
  ]

  private func judgeBody(
    _ view: ExchangeView, _ withheld: [String], _ report: inout MonitorReport
  ) {
    if let json = view.json {
      for (path, name, value) in JSONStrings.members(of: json) {
        let isWithheld = withheld.contains(name) && !Self.isEmpty(value)
        guard isWithheld || Self.isCount(name, value) else { continue }
        report.add(
          view, path.text, rule: "a refusal without data",
          found: report.excerpt(value.serialized(), of: view))
      }
    }
    if 300..<400 ~= view.status, view.exchange.body.count > Self.longestRedirect {
      report.add(
        view, "the body", rule: "a redirect without a page",
        found: "\(view.exchange.body.count) bytes")
    }
  }

  private func judgeHeaders(_ view: ExchangeView, _ report: inout MonitorReport) {
    for header in view.exchange.headers where !DistinctiveValues.isPlain(header.name) {
      let name = ASCII.lowercased(header.name)
      // How often somebody may ask is said to whoever asks too often.
      let isTelling =
        !name.contains("ratelimit") && !name.contains("rate-limit")
        && Self.tellingHeaders.contains { Wildcard.matches($0, name) }
      let isAddress = header.value.split(whereSeparator: { " ,;<>\"=".contains($0) }).contains {
        DistinctiveValues.isAddress(Array($0.utf8)[...])
          && !DistinctiveValues.asked(of: view).contains($0)
      }
      guard isTelling || isAddress, !ASCII.trimmed(header.value).isEmpty else { continue }
      report.add(
        view, "header \(header.name)", rule: "a refusal without data",
        found: report.excerpt(header.value, of: view).quoted)
    }
  }

  /// A redirect says where to go, and what its request said itself.
  private func judgeLocation(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard let location = view.exchange.headers.first("Location") else { return }
    let asked = DistinctiveValues.asked(of: view)
    for (name, value) in URLParts.parameters(of: URLParts.pathAndQuery(of: location).query) {
      let value = URLParts.decoded(value)
      let isWord = value.utf8.allSatisfy {
        ASCII.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
      guard !(isWord && value.utf8.count <= 40), !asked.contains(value),
        !value.hasSuffix(view.path + (view.query.isEmpty ? "" : "?" + view.query))
      else { continue }
      // A way back through nested redirects, which holds nothing but addresses and their own words.
      let rest = URLParts.pathAndQuery(of: value)
      if value.hasPrefix("/"), rest.path.utf8.allSatisfy({ !ASCII.isDigit($0) }), rest.query.isEmpty
      {
        continue
      }
      report.add(
        view, "header Location, parameter \(name)", rule: "a refusal without data",
        found: report.excerpt(value, of: view).quoted)
    }
  }

  private mutating func noteCookies(_ view: ExchangeView) {
    guard given.count < Self.mostRefusals else { return }
    let sent = view.exchange.requestHeaders.all("Cookie").joined(separator: ";")
    for name in Credentials.sessions(given: view.exchange.headers.all("Set-Cookie"))
    where !sent.contains("\(name)=") {
      given.append((name, view.exchange.outline))
    }
  }

  private static func isCount(_ name: String, _ value: JSONValue) -> Bool {
    let isMeant =
      switch value {
      case .number(let number): number.literal != "0"
      case .array(let elements): !elements.isEmpty
      default: false
      }
    guard isMeant else { return false }
    return name.hasSuffix("Count") || name.hasSuffix("Total")
      || counts.contains { Wildcard.matches($0, ASCII.lowercased(name)) }
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
    for refusal in refusals {
      let leaked = refusal.values.intersection(privileged[refusal.row] ?? [])
      guard let first = leaked.sorted().first else { continue }
      let isInHeader = refusal.exchange.headers.first { $0.value.contains(first) }
      report.add(
        refusal.exchange, isInHeader.map { "header \($0.name)" } ?? "the body",
        rule: "a refusal without data",
        found: leaked.count == 1
          ? "\(first), which answers to people with leave hold"
          : "\(first) and \(leaked.count - 1) other values that answers to people with leave hold")
    }
    for (name, exchange) in given where !visitorCookies.contains(name) {
      report.add(
        exchange, "header Set-Cookie", rule: "a refusal that begins no session",
        found: "the cookie \(name)")
    }
    refusals = []
    privileged = [:]
    learned = []
    given = []
  }
}
