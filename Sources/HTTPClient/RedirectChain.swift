/// Decides, without input or output, what each hop of a request sends and whether another follows
/// (RFC 9110 section 15.4, Fetch section 4.4).
struct RedirectChain {
  private var current: HTTPRequest
  private var hops: [HTTPResponse.Redirect] = []
  private var microseconds = 0

  init(_ request: HTTPRequest) {
    current = request
  }

  /// The request to send now.
  func nextHop() throws(HTTPError) -> HTTPRequest {
    var request = current
    if !current.redirects.hostHeaders.isEmpty {
      for host in [request.url.host, request.url.hostAndPort] {
        request.headers += current.redirects.hostHeaders[host] ?? []
      }
    }
    if let cookies = current.cookieJar?.field(for: request.url) {
      request.addCookies(cookies)
    }
    if !hops.isEmpty {
      let left = current.limits.timeout - .microseconds(microseconds)
      guard left > .zero else {
        throw .timedOut(.firstByte, milliseconds: current.limits.timeout.milliseconds)
      }
      request.limits.timeout = left
    }
    return request
  }

  /// The response to return, or nil when another hop follows.
  mutating func take(_ response: HTTPResponse) throws(HTTPError) -> HTTPResponse? {
    current.cookieJar?.store(cookiesOf: response)
    microseconds += response.timings.total
    guard let maximum = current.redirects.maximum,
      [301, 302, 303, 307, 308].contains(response.status),
      let location = response.headers.firstValue(of: "Location")
    else { return final(response) }
    hops.append(
      HTTPResponse.Redirect(
        status: response.status, url: response.finalURL, location: location,
        headers: response.headers, body: response.body))
    guard hops.count <= maximum else { throw .tooManyRedirects(limit: maximum, hops: hops) }
    try follow(location, status: response.status)
    return nil
  }

  private func final(_ response: HTTPResponse) -> HTTPResponse {
    guard !hops.isEmpty else { return response }
    var response = response
    response.redirects = hops
    response.timings.total = microseconds
    return response
  }

  private mutating func follow(_ location: String, status: Int) throws(HTTPError) {
    let target: HTTPURL
    do {
      target = try current.url.resolving(location).inheritingFragment(of: current.url)
    } catch {
      throw .redirectRefused(host: location, hops: hops)
    }
    if let allowed = current.redirects.allowedHosts, !allowed.permits(target) {
      throw .redirectRefused(host: target.host, hops: hops)
    }
    if !target.hasSameOrigin(as: current.url) { dropCredentials() }
    let becomesGet =
      status == 303 ? current.method != "HEAD" : status < 303 && current.method == "POST"
    if becomesGet, current.method != "GET" {
      current.method = "GET"
      current.body = .none
      current.headers.removeAll { ASCII.lowercased($0.name).hasPrefix("content-") }
    }
    current.url = target
  }

  private mutating func dropCredentials() {
    let secret =
      ["Authorization", "Cookie", "Proxy-Authorization"] + current.redirects.secretHeaders
    current.headers.removeAll { field in secret.contains { field.isNamed($0) } }
    // A client certificate tells who one is, as a header does.
    current.tls.clientCertificate = nil
    current.tls.clientKey = nil
  }
}

extension CookieJar {
  func store(cookiesOf response: HTTPResponse) {
    for cookie in response.cookiesSet { store(cookie, from: response.finalURL) }
  }
}

extension HTTPRequest {
  /// Whether it is sent as it stands and nothing follows it, which most are.
  var isOneHop: Bool {
    redirects.maximum == nil && redirects.hostHeaders.isEmpty && cookieJar?.field(for: url) == nil
  }

  /// A request has one `Cookie` field at most (RFC 6265 section 5.4).
  fileprivate mutating func addCookies(_ cookies: String) {
    if let index = headers.firstIndex(where: { $0.isNamed("Cookie") }) {
      headers[index].value += "; \(cookies)"
    } else {
      headers.append(HTTPField("Cookie", cookies))
    }
  }
}

extension HTTPURL {
  /// RFC 9110 section 10.2.2.
  fileprivate func inheritingFragment(of other: HTTPURL) throws(HTTPError) -> HTTPURL {
    guard fragment == nil, let inherited = other.fragment else { return self }
    return try resolving("#\(inherited)")
  }
}
