/// How many redirects are followed, whereto, and what goes along.
///
/// `Authorization`, `Cookie`, `Proxy-Authorization` and the secret headers go only to the origin
/// (scheme, host and port) that they were meant for; cookies of the jar go where RFC 6265 sends them.
package struct HTTPRedirectPolicy: Sendable {
  /// The most redirects to follow; nil returns a redirect as the response that it is.
  package var maximum: Int?
  /// The only hosts that a redirect may lead to; nil allows all.
  package var allowedHosts: HTTPHostList?
  /// Names of further headers that are credentials.
  package var secretHeaders: [String]
  /// Fields that go to one `host` or `host:port` only, the first request included.
  package var hostHeaders: [String: [HTTPField]]

  package init(
    maximum: Int? = nil, allowedHosts: HTTPHostList? = nil, secretHeaders: [String] = [],
    hostHeaders: [String: [HTTPField]] = [:]
  ) {
    self.maximum = maximum
    self.allowedHosts = allowedHosts
    self.secretHeaders = secretHeaders
    self.hostHeaders = hostHeaders
  }
}

/// Hosts that may be talked to: `host` (any port), `host:port`, or `*.domain` (its subdomains).
package struct HTTPHostList: Sendable, Hashable {
  private let entries: Set<String>

  package init(_ entries: some Sequence<String>) {
    self.entries = Set(entries.map { ASCII.lowercased($0) })
  }

  package func permits(_ url: HTTPURL) -> Bool {
    if entries.contains(url.hostAndPort) || entries.contains(url.host) { return true }
    return entries.contains { entry in
      entry.hasPrefix("*.") && url.host.hasSuffix(entry.dropFirst())
        && url.host.utf8.count > entry.utf8.count - 1
    }
  }
}
