/// A cookie in a jar.
package struct Cookie: Sendable, Hashable {
  package var name: String
  package var value: String
  /// The host that gets it, in lower case; with its subdomains unless `hostOnly`.
  package var domain: String
  package var hostOnly: Bool
  package var path: String
  /// In seconds since 1970-01-01T00:00Z; nil lasts as long as the jar.
  package var expiresAt: Int?
  package var secure: Bool
  package var httpOnly: Bool
  /// Kept for those who ask; a jar without pages has no cross-site requests to hold back.
  package var sameSite: String?

  package init(
    name: String, value: String, domain: String, hostOnly: Bool = true, path: String = "/",
    expiresAt: Int? = nil, secure: Bool = false, httpOnly: Bool = false, sameSite: String? = nil
  ) {
    self.name = name
    self.value = value
    self.domain = ASCII.lowercased(domain)
    self.hostOnly = hostOnly
    self.path = path
    self.expiresAt = expiresAt
    self.secure = secure
    self.httpOnly = httpOnly
    self.sameSite = sameSite
  }

  /// Whether the cookie goes with a request to `url` at all times before its expiry.
  func matches(_ url: HTTPURL) -> Bool {
    (hostOnly ? url.host == domain : Self.isHost(url.host, within: domain))
      && Self.isPath(url.path, within: path) && (!secure || Self.isTrustworthy(url))
  }

  /// RFC 6265 section 5.1.3: addresses match only themselves.
  static func isHost(_ host: String, within domain: String) -> Bool {
    host == domain || host.hasSuffix(".\(domain)") && !isAddress(host)
  }

  /// RFC 6265 section 5.1.4.
  static func isPath(_ path: String, within cookiePath: String) -> Bool {
    guard path.hasPrefix(cookiePath) else { return false }
    return path == cookiePath || cookiePath.hasSuffix("/")
      || path.utf8.dropFirst(cookiePath.utf8.count).first == UInt8(ascii: "/")
  }

  static func isAddress(_ host: String) -> Bool {
    host.hasPrefix("[") || host.utf8.allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
  }

  /// Secure transport, or the own machine, which browsers trust as much.
  static func isTrustworthy(_ url: HTTPURL) -> Bool {
    url.scheme == "https" || url.host == "localhost" || url.host.hasSuffix(".localhost")
      || url.host == "[::1]" || isAddress(url.host) && url.host.hasPrefix("127.")
  }
}
