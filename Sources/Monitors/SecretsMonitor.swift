import Markup

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
    "password",
    "passwd", "pwd", "otp", "one_time_code", "authorization", "credential*", "private_key",
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
/// Credentials are what has the form of one, the run's own secrets, and what an exchange itself shows
/// to be one: the bearer token that it was sent with, and the cookies that it was sent or given.
/// Marks that a redactor left in a recorded exchange count too.
struct SecretsMonitor: Watching {
  private let rule: SecretsRule
  private let known: CredentialSearch

  init(_ rule: SecretsRule) {
    self.rule = rule
    known = CredentialSearch(rule.known)
  }

  let subject = "an address, a redirect, an error or a page"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let exchange = view.exchange
    let own = CredentialSearch(Self.credentials(of: exchange))
    func judge(_ text: String, _ place: () -> String) {
      for found in finds(in: text, own) {
        report.add(view, place(), rule: "no credential", found: found)
      }
    }
    if rule.places.contains(.addresses) {
      report.count()
      judge(exchange.url) { "the address" }
      judgeParameters(of: view.query, "the address", view, &report)
    }
    if rule.places.contains(.referer), let value = exchange.requestHeaders.first("Referer") {
      report.count()
      judge(value) { "request header Referer" }
      judgeParameters(of: URLParts.pathAndQuery(of: value).query, "Referer", view, &report)
    }
    for header in exchange.headers { judgeHeader(header, own, view, &report) }
    judgeBody(view, own, &report)
  }

  private func judgeHeader(
    _ header: ObservedExchange.Header, _ own: CredentialSearch, _ view: ExchangeView,
    _ report: inout MonitorReport
  ) {
    let name = ASCII.lowercased(header.name)
    let isRedirect = ["location", "refresh", "content-location", "link"].contains(name)
    // This header is how a credential is handed out.
    guard name != "set-cookie", rule.places.contains(isRedirect ? .redirects : .headers) else {
      return
    }
    report.count()
    for found in finds(in: header.value, own) {
      report.add(view, "header \(header.name)", rule: "no credential", found: found)
    }
    guard isRedirect else { return }
    let query = URLParts.pathAndQuery(of: header.value).query
    judgeParameters(of: query, "header \(header.name)", view, &report)
  }

  private func judgeParameters(
    of query: String, _ place: String, _ view: ExchangeView, _ report: inout MonitorReport
  ) {
    for (name, value) in URLParts.parameters(of: query) where value.utf8.count >= 6 {
      guard rule.parameters.contains(where: { Wildcard.matches($0, name) }) else { continue }
      report.add(
        view, "\(place), parameter \(name)", rule: "no credential in an address",
        found: "a value of \(value.utf8.count) characters")
    }
  }

  private func judgeBody(
    _ view: ExchangeView, _ own: CredentialSearch, _ report: inout MonitorReport
  ) {
    guard let first = view.layers.first, !first.isEmpty else { return }
    let place: SecretsRule.Place =
      view.status >= 400 ? .errors : view.content == .html ? .pages : .bodies
    guard rule.places.contains(place) else { return }
    let exchange = view.exchange
    let issues = rule.issuing.contains { $0.matches(method: exchange.method, path: view.path) }
    guard !issues || view.status >= 400 else { return }
    report.count()
    var told: Set<String> = []
    for layer in view.layers {
      for found in finds(in: layer, own) where told.insert(found).inserted {
        let place = Self.place(of: found, in: view, own, known)
        report.add(view, place, rule: "no credential", found: found)
      }
    }
    guard place == .pages, rule.places.contains(.addresses), let tree = view.tree else {
      return
    }
    for (number, node) in tree.nodes.enumerated() {
      guard let link = node["href"] ?? node["action"] ?? node["src"],
        link.utf8.contains(UInt8(ascii: "?"))
      else { continue }
      judgeParameters(
        of: URLParts.pathAndQuery(of: link).query, "\(tree.path(of: number))", view, &report)
    }
  }

  /// What stands in a text or in one of its escapes.
  private func finds(in text: String, _ own: CredentialSearch) -> [String] {
    Set(EscapeDecoding.layers(of: Array(text.utf8)).flatMap { finds(in: $0, own) }).sorted()
  }

  private func finds(in bytes: [UInt8], _ own: CredentialSearch) -> [String] {
    own.finds(in: bytes) + known.finds(in: bytes) + CredentialForms.finds(in: bytes)
  }

  private static func place(
    of found: String, in view: ExchangeView, _ own: CredentialSearch, _ known: CredentialSearch
  ) -> String {
    for shown in view.shownTexts {
      let bytes = Array(shown.text.utf8)
      let all = own.finds(in: bytes) + known.finds(in: bytes) + CredentialForms.finds(in: bytes)
      if all.contains(found) { return shown.place() }
    }
    return "the body"
  }

  /// What the exchange itself shows to be a credential.
  private static func credentials(of exchange: ObservedExchange) -> [String: String] {
    var result: [String: String] = [:]
    if let value = exchange.requestHeaders.first("Authorization"),
      let space = value.firstIndex(of: " ")
    {
      result["the caller's own \(value[..<space]) credential"] =
        ASCII.trimmed(value[value.index(after: space)...])
    }
    for cookies in exchange.requestHeaders.all("Cookie") {
      for pair in cookies.split(separator: ";") {
        let name = ASCII.trimmed(pair.prefix { $0 != "=" })
        let value = ASCII.trimmed(pair.drop { $0 != "=" }.dropFirst())
        if isCredential(name, value) { result["the cookie \(name)"] = value }
      }
    }
    for cookie in exchange.headers.all("Set-Cookie") {
      let pair = cookie.prefix { $0 != ";" }
      let name = ASCII.trimmed(pair.prefix { $0 != "=" })
      let value = ASCII.trimmed(pair.drop { $0 != "=" }.dropFirst())
      let isForServers = ASCII.lowercased(cookie).contains("httponly")
      if isForServers && value.utf8.count >= 16 || isCredential(name, value) {
        result["the cookie \(name)"] = value
      }
    }
    return result
  }

  /// A cookie that looks like a session: long, of letters and digits, under a name that says so or
  /// with a value that nobody guesses.
  private static func isCredential(_ name: String, _ value: String) -> Bool {
    guard value.utf8.count >= 16 else { return false }
    let lower = ASCII.lowercased(name)
    // These are meant to be repeated in pages.
    if ["csrf", "xsrf", "consent", "lang", "theme"].contains(where: lower.contains) {
      return false
    }
    let says = ["sess", "sid", "auth", "token", "jwt", "login"].contains { lower.contains($0) }
    return says || value.utf8.count >= 32 && !value.contains(" ")
  }
}

/// Searches for values that are known to be secret.
struct CredentialSearch: Sendable {
  private let matcher: MultiMatcher
  private let names: [String]

  /// Values shorter than eight bytes would be found by chance.
  init(_ values: [String: String]) {
    var patterns: [[UInt8]] = []
    var names: [String] = []
    for (name, value) in values.sorted(by: { $0.key < $1.key }) where value.utf8.count >= 8 {
      for (_, bytes) in CanaryForms.all(of: value) {
        patterns.append(bytes)
        names.append(name)
      }
    }
    matcher = MultiMatcher(patterns)
    self.names = names
  }

  func finds(in bytes: [UInt8]) -> [String] {
    guard !matcher.isEmpty else { return [] }
    var found: Set<String> = []
    matcher.forEach(in: bytes) { match in
      found.insert(names[match.pattern])
      return true
    }
    return found.sorted()
  }
}
