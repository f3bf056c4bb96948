package import Regexes

/// Which header fields and cookie attributes answers must carry, and which they must not.
package struct HeadersRule: Sendable {
  package enum Demand: Sendable {
    case present
    case equals(String)
    case contains(String)
    case excludes(String)
    case matches(LinearRegex)
    case oneOf([String])
  }

  package struct Cookies: Sendable {
    /// Names with `*`; empty for all.
    package var names: [String]
    package var isHTTPOnly: Bool
    /// Whether `Secure` is demanded on every scheme; `nil` for `https` only.
    package var isSecure: Bool?
    package var sameSite: [String]
    /// Seconds.
    package var longest: Int?

    package init(
      names: [String] = [], isHTTPOnly: Bool = false, isSecure: Bool? = false,
      sameSite: [String] = [], longest: Int? = nil
    ) {
      self.names = names
      self.isHTTPOnly = isHTTPOnly
      self.isSecure = isSecure
      self.sameSite = sameSite
      self.longest = longest
    }
  }

  package var required: [(name: String, demands: [Demand])]
  package var forbidden: [String]
  package var cookies: Cookies?

  package init(
    required: [(name: String, demands: [Demand])] = [], forbidden: [String] = [],
    cookies: Cookies? = nil
  ) {
    self.required = required
    self.forbidden = forbidden
    self.cookies = cookies
  }
}

/// Holds header fields and cookies of answers against a list.
struct HeadersMonitor: Watching {
  private let rule: HeadersRule

  init(_ rule: HeadersRule) { self.rule = rule }

  var subject: String {
    rule.required.isEmpty && rule.forbidden.isEmpty ? "a cookie" : "an answer"
  }

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let exchange = view.exchange
    guard exchange.status != nil else { return }
    for (name, demands) in rule.required {
      report.count()
      let value = exchange.headers.all(name).joined(separator: ", ")
      guard !value.isEmpty else {
        report.add(view, "header \(name)", rule: "must be there", found: "no such header")
        continue
      }
      for demand in demands where !demand.accepts(value) {
        report.add(
          view, "header \(name)", rule: demand.words, found: report.excerpt(value, of: view).quoted)
      }
    }
    for name in rule.forbidden {
      report.count()
      guard let value = exchange.headers.first(name) else { continue }
      report.add(
        view, "header \(name)", rule: "must not be there",
        found: report.excerpt(value, of: view).quoted)
    }
    guard let cookies = rule.cookies else { return }
    for text in exchange.headers.all("Set-Cookie") {
      judge(SetCookieText(text), cookies, view, &report)
    }
  }

  private func judge(
    _ cookie: SetCookieText, _ rule: HeadersRule.Cookies, _ view: ExchangeView,
    _ report: inout MonitorReport
  ) {
    let isMeant = rule.names.isEmpty || rule.names.contains { Wildcard.matches($0, cookie.name) }
    // What ends a session needs no protection.
    guard isMeant, !cookie.isRemoval else { return }
    report.count()
    func tell(_ rule: String, _ found: String) {
      report.add(view, "cookie \(cookie.name)", rule: rule, found: found)
    }
    if rule.isHTTPOnly, cookie["httponly"] == nil { tell("needs HttpOnly", "no such attribute") }
    let isSecure = rule.isSecure ?? view.exchange.url.hasPrefix("https:")
    if isSecure, cookie["secure"] == nil { tell("needs Secure", "no such attribute") }
    if !rule.sameSite.isEmpty {
      let value = cookie["samesite"]
      let isKnown = rule.sameSite.contains { ASCII.equalsIgnoringCase($0, value ?? "") }
      if !isKnown {
        tell(
          "needs SameSite=\(rule.sameSite.joined(separator: " or "))",
          value.map(\.quoted) ?? "no such attribute")
      }
    }
    if let longest = rule.longest, let age = cookie["max-age"].flatMap({ Int($0) }), age > longest {
      tell("lasts at most \(longest) seconds", "\(age)")
    }
  }
}

extension HeadersRule.Demand {
  func accepts(_ value: String) -> Bool {
    switch self {
    case .present: true
    case .equals(let text): ASCII.equalsIgnoringCase(text, value)
    case .contains(let text): ASCII.lowercased(value).contains(ASCII.lowercased(text))
    case .excludes(let text): !ASCII.lowercased(value).contains(ASCII.lowercased(text))
    case .matches(let pattern): (try? pattern.isFound(in: value)) ?? false
    case .oneOf(let texts): texts.contains { ASCII.equalsIgnoringCase($0, value) }
    }
  }

  var words: String {
    switch self {
    case .present: "must be there"
    case .equals(let text): "must be “\(text)”"
    case .contains(let text): "must contain “\(text)”"
    case .excludes(let text): "must not contain “\(text)”"
    case .matches(let pattern): "must match “\(pattern.pattern)”"
    case .oneOf(let texts): "must be one of \(texts.joined(separator: ", "))"
    }
  }
}

/// A `Set-Cookie` field taken apart (RFC 6265, section 5.2).
struct SetCookieText {
  let name: String
  private let attributes: [String: String]

  init(_ text: String) {
    let parts = text.split(separator: ";").map { ASCII.trimmed($0) }
    name = ASCII.trimmed((parts.first ?? "").prefix { $0 != "=" })
    var attributes: [String: String] = [:]
    for part in parts.dropFirst() {
      let key = ASCII.lowercased(ASCII.trimmed(part.prefix { $0 != "=" }))
      attributes[key] = ASCII.trimmed(part.drop { $0 != "=" }.dropFirst())
    }
    self.attributes = attributes
  }

  subscript(attribute: String) -> String? { attributes[attribute] }

  var isRemoval: Bool {
    if let age = attributes["max-age"].flatMap({ Int($0) }) { return age <= 0 }
    return attributes["expires"]?.contains(" 1970 ") ?? attributes["expires"]?.contains("-1970 ")
      ?? false
  }
}
