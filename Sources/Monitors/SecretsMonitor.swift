import Markup
import Secrets

/// Where credentials must not stand.
package struct SecretsRule: Sendable {
  package enum Place: String, Sendable, Hashable, CaseIterable {
    /// Addresses that are asked or linked to.
    case addresses
    /// `Location` and `Refresh`.
    case redirects
    case referer
    /// Bodies of refusals and errors.
    case errors
    case pages
    /// Bodies of successful answers of an API.
    case bodies
    case headers
  }

  package var places: [Place]
  /// Routes whose bodies hand out a credential, as a sign-in does.
  package var issuing: [RoutePattern]
  /// Names of query parameters that hold credentials.
  package var parameters: [String]
  /// Values that are secret in this run, by name.
  package var known: [String: String]

  package static let standardParameters = [
    "token", "access_token", "id_token", "refresh_token", "auth_token", "session", "session_id",
    "sessionid", "sid", "jwt", "api_key", "apikey", "api-key", "secret", "client_secret",
    "password", "passwd", "pwd", "otp", "one_time_code", "authorization", "credential*",
    "private_key",
  ]

  package init(
    places: [Place] = Place.allCases, issuing: [RoutePattern] = [],
    parameters: [String] = Self.standardParameters, known: [String: String] = [:]
  ) {
    self.places = places
    self.issuing = issuing
    self.parameters = parameters
    self.known = known
  }
}

/// Looks for credentials where they must not stand.
///
/// Credentials are what has the form of one, the run's own secrets, and what exchanges so far have
/// shown to be one: bearer tokens that they were sent with, and cookies that they were sent or given.
/// Marks that a redactor left in a recorded exchange count too. The address of a request step is its
/// author's; that it holds a credential is a finding only where the target takes it.
struct SecretsMonitor: Watching {
  /// Values shorter than this would be found by chance.
  private static let shortest = 8
  /// More credentials than this are not remembered.
  private static let mostKnown = 20_000

  private let rule: SecretsRule
  private var index = SecretIndex()
  private var known: Set<String> = []
  private let linksBefore = JudgedBefore()

  init(_ rule: SecretsRule) {
    self.rule = rule
    for (name, value) in rule.known.sorted(by: { $0.key < $1.key }) { learn(value, name) }
  }

  let subject = "an address, a redirect, an error or a page"

  private mutating func learn(_ value: String, _ name: String) {
    guard value.utf8.count >= Self.shortest, known.count < Self.mostKnown,
      known.insert(value).inserted
    else { return }
    index.add(value, name: name)
  }

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let exchange = view.exchange
    for (name, value) in view.credentials.sorted(by: { $0.key < $1.key }) { learn(value, name) }
    // The address of a page that a browser shows is told with what it shows.
    let isShown = view.isShownApart && exchange.method == "GET"
    let isTaken = !isShown && (exchange.kind != .api || 200..<400 ~= view.status)
    if rule.places.contains(.addresses), isTaken {
      judgeAddress(exchange.url, view.query, "the address", view, &report)
    }
    if let value = exchange.requestHeaders.first("Referer"), rule.places.contains(.referer) {
      let query = URLParts.pathAndQuery(of: value).query
      judgeAddress(value, query, "request header Referer", view, &report)
    }
    for header in exchange.headers { judgeHeader(header, view, &report) }
    judgeBody(view, &report)
  }

  private func judgeAddress(
    _ address: String, _ query: String, _ name: String, _ view: ExchangeView,
    _ report: inout MonitorReport
  ) {
    report.count()
    for found in finds(in: address) {
      report.add(view, name, rule: "no credential", found: found)
    }
    judgeParameters(of: query, name, view, &report)
  }

  private func judgeHeader(
    _ header: ObservedExchange.Header, _ view: ExchangeView, _ report: inout MonitorReport
  ) {
    let name = ASCII.lowercased(header.name)
    let isRedirect = ["location", "refresh", "content-location", "link"].contains(name)
    // This header is how a credential is handed out.
    guard name != "set-cookie", rule.places.contains(isRedirect ? .redirects : .headers) else {
      return
    }
    let query = isRedirect ? URLParts.pathAndQuery(of: header.value).query : ""
    judgeAddress(header.value, query, "header \(header.name)", view, &report)
  }

  private func judgeParameters(
    of query: String, _ place: @autoclosure () -> String, _ view: ExchangeView,
    _ report: inout MonitorReport
  ) {
    for (name, value) in URLParts.parameters(of: query) where value.utf8.count >= 6 {
      guard rule.parameters.contains(where: { Wildcard.matches($0, name) }) else { continue }
      report.add(
        view, "\(place()), parameter \(name)", rule: "no credential in an address",
        found: "a value of \(value.utf8.count) characters")
    }
  }

  private func judgeBody(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard let first = view.layers.first, !first.isEmpty else { return }
    let place: SecretsRule.Place =
      view.status >= 400 ? .errors : view.content == .html ? .pages : .bodies
    guard rule.places.contains(place) else { return }
    let exchange = view.exchange
    let issues = rule.issuing.contains { $0.matches(method: exchange.method, view.route) }
    guard !issues || view.status >= 400 else { return }
    report.count()
    let typed = counts(in: typedFields(of: view))
    let found = view.layers.reduce(into: Set<String>()) { found, layer in
      for (name, count) in counts(in: layer) where count > typed[name] ?? 0 { found.insert(name) }
    }
    for name in found.sorted() {
      report.add(view, self.place(of: name, in: view), rule: "no credential", found: name)
    }
    guard place == .pages, rule.places.contains(.addresses) else { return }
    linksBefore.judge(view.bodyKey, &report) { judgeLinks(view, &$0) }
  }

  private func judgeLinks(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard let tree = view.tree else { return }
    for (number, node) in tree.nodes.enumerated() {
      guard let link = node["href"] ?? node["action"] ?? node["src"],
        link.utf8.contains(UInt8(ascii: "?"))
      else { continue }
      judgeParameters(
        of: URLParts.pathAndQuery(of: link).query, tree.path(of: number), view, &report)
    }
  }

  /// What stands in a text or in one of its escapes.
  private func finds(in text: String) -> [String] {
    Set(EscapeDecoding.layers(of: Array(text.utf8)).flatMap { matches(in: $0).map(\.name) })
      .sorted()
  }

  private func matches(in bytes: [UInt8]) -> [CredentialMatch] {
    index.matches(in: bytes).map { CredentialMatch(name: $0.name, range: $0.range) }
      + CredentialForms.matches(in: bytes)
  }

  /// How often each credential stands there.
  private func counts(in bytes: [UInt8]) -> [String: Int] {
    matches(in: bytes).reduce(into: [:]) { $0[$1.name, default: 0] += 1 }
  }

  /// The values of fields that somebody typed them into: scripts may keep these in the markup too.
  private func typedFields(of view: ExchangeView) -> [UInt8] {
    guard view.exchange.kind == .browser, let tree = view.tree else { return [] }
    let typed = String(decoding: view.exchange.requestBody, as: UTF8.self).split(separator: "\n")
    let values = tree.nodes.compactMap { node in
      node.name == "input" ? node["value"].flatMap { typed.contains($0[...]) ? $0 : nil } : nil
    }
    return Array(values.joined(separator: "\n").utf8)
  }

  private func place(of name: String, in view: ExchangeView) -> String {
    let match = matches(in: view.texts.bytes).first { $0.name == name }
    guard let match else { return "the body" }
    return view.name(of: view.texts.places[view.texts.text(at: match.range.lowerBound)])
  }
}
