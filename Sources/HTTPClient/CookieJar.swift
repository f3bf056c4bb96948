import Synchronization

/// The cookies of one actor, kept and sent as RFC 6265 and its successor draft say.
///
/// Without a list of public suffixes a domain of a single label is refused, unless it is the host.
package final class CookieJar: Sendable {
  private struct Entry {
    var cookie: Cookie
    var order: Int

    func isExpired(at time: Int) -> Bool {
      cookie.expiresAt.map { $0 <= time } ?? false
    }
  }
  private struct Contents {
    var entries: [Entry] = []
    var nextOrder = 0
  }

  private static let capacity = 3000
  private let contents = Mutex(Contents())
  private let now: @Sendable () -> Int

  /// `now` tells the seconds since 1970-01-01T00:00Z.
  package init(cookies: [Cookie] = [], now: @escaping @Sendable () -> Int = SystemClock.seconds) {
    self.now = now
    for cookie in cookies { insert(cookie) }
  }

  /// All cookies that have not expired, in the order they came.
  package var cookies: [Cookie] {
    let time = now()
    return contents.withLock { contents in
      contents.entries.filter { !$0.isExpired(at: time) }.sorted { $0.order < $1.order }
        .map(\.cookie)
    }
  }

  /// Puts a cookie here as it is, in place of the one of the same name, domain and path.
  package func insert(_ cookie: Cookie) {
    let time = now()
    contents.withLock { contents in
      var entry = Entry(cookie: cookie, order: contents.nextOrder)
      contents.nextOrder += 1
      if let old = contents.entries.firstIndex(where: { $0.cookie.replaces(cookie) }) {
        entry.order = contents.entries[old].order
        contents.entries.remove(at: old)
      }
      guard !entry.isExpired(at: time) else { return }
      if contents.entries.count >= Self.capacity { contents.entries.removeFirst() }
      contents.entries.append(entry)
    }
  }

  package func removeAll() {
    contents.withLock { $0.entries.removeAll() }
  }

  /// Keeps what the response to `url` sets; false where the cookie has to be refused
  /// (RFC 6265bis section 5.7).
  @discardableResult
  package func store(_ field: SetCookie, from url: HTTPURL) -> Bool {
    var domain = url.host
    var hostOnly = true
    if let asked = field.domain, asked != url.host {
      guard Cookie.isHost(url.host, within: asked), asked.utf8.contains(UInt8(ascii: ".")) else {
        return false
      }
      domain = asked
      hostOnly = false
    } else if field.domain != nil {
      hostOnly = Cookie.isAddress(url.host) || !url.host.utf8.contains(UInt8(ascii: "."))
    }
    let cookie = Cookie(
      name: field.name, value: field.value, domain: domain, hostOnly: hostOnly,
      path: field.path ?? Self.defaultPath(of: url), expiresAt: expiry(of: field),
      secure: field.secure, httpOnly: field.httpOnly, sameSite: field.sameSite)
    guard isAcceptable(cookie, field, from: url) else { return false }
    insert(cookie)
    return true
  }

  /// The value of the `Cookie` field for a request to `url`: longer paths first, then older
  /// cookies; nil for none.
  package func field(for url: HTTPURL) -> String? {
    let matching = contents.withLock { contents in
      if contents.entries.isEmpty { return contents.entries }
      let time = now()
      return contents.entries.filter { !$0.isExpired(at: time) && $0.cookie.matches(url) }
    }
    guard !matching.isEmpty else { return nil }
    return matching.sorted { left, right in
      let lengths = (left.cookie.path.utf8.count, right.cookie.path.utf8.count)
      return lengths.0 == lengths.1 ? left.order < right.order : lengths.0 > lengths.1
    }.map { entry in
      entry.cookie.name.isEmpty
        ? entry.cookie.value : "\(entry.cookie.name)=\(entry.cookie.value)"
    }.joined(separator: "; ")
  }

  private func expiry(of field: SetCookie) -> Int? {
    guard let age = field.maxAge else { return field.expiresAt }
    guard age > 0 else { return .min }
    let (sum, overflow) = now().addingReportingOverflow(age)
    return overflow ? .max : sum
  }

  /// What the names' prefixes promise, and secure cookies left alone by plain connections.
  private func isAcceptable(_ cookie: Cookie, _ field: SetCookie, from url: HTTPURL) -> Bool {
    let trustworthy = Cookie.isTrustworthy(url)
    if cookie.secure, !trustworthy { return false }
    let name = ASCII.lowercased(cookie.name.isEmpty ? cookie.value : cookie.name)
    if name.hasPrefix("__secure-"), !cookie.secure || cookie.name.isEmpty { return false }
    if name.hasPrefix("__host-") {
      guard cookie.secure, field.domain == nil, field.path == "/", !cookie.name.isEmpty else {
        return false
      }
    }
    guard !trustworthy else { return true }
    return contents.withLock { contents in
      !contents.entries.contains { entry in
        entry.cookie.secure && entry.cookie.name == cookie.name
          && (Cookie.isHost(entry.cookie.domain, within: cookie.domain)
            || Cookie.isHost(cookie.domain, within: entry.cookie.domain))
          && Cookie.isPath(cookie.path, within: entry.cookie.path)
      }
    }
  }

  /// RFC 6265 section 5.1.4: the folder of the path.
  private static func defaultPath(of url: HTTPURL) -> String {
    guard let slash = url.path.lastIndex(of: "/"), slash != url.path.startIndex else { return "/" }
    return String(url.path[..<slash])
  }
}

extension Cookie {
  fileprivate func replaces(_ other: Cookie) -> Bool {
    name == other.name && domain == other.domain && path == other.path
      && hostOnly == other.hostOnly
  }
}
