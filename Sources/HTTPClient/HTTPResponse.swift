/// What came back, of the last hop, with the redirects that led there.
package struct HTTPResponse: Sendable {
  package var status: Int
  /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
  package var version: String
  package var reason: String
  /// In the order received, repetitions kept; interim (1xx) responses and trailers are not among
  /// them.
  package var headers: [HTTPField]
  package var body: [UInt8]
  /// The URL that answered.
  package var finalURL: HTTPURL
  /// The hops before this one, the first first.
  package var redirects: [Redirect]
  package var remoteIP: String
  package var remotePort: Int
  package var timings: Timings
  /// The server's own certificate, if it was asked for and TLS was spoken.
  package var certificate: Certificate?

  package init(
    status: Int, version: String = "HTTP/1.1", reason: String = "", headers: [HTTPField] = [],
    body: [UInt8] = [], finalURL: HTTPURL, redirects: [Redirect] = [], remoteIP: String = "",
    remotePort: Int = 0, timings: Timings = Timings(), certificate: Certificate? = nil
  ) {
    self.status = status
    self.version = version
    self.reason = reason
    self.headers = headers
    self.body = body
    self.finalURL = finalURL
    self.redirects = redirects
    self.remoteIP = remoteIP
    self.remotePort = remotePort
    self.timings = timings
    self.certificate = certificate
  }

  /// The cookies that this response sets, in their order.
  package var cookiesSet: [SetCookie] {
    headers.lazy.filter { $0.isNamed("Set-Cookie") }.compactMap { SetCookie(parsing: $0.value) }
  }

  /// One followed redirect.
  package struct Redirect: Sendable, Hashable {
    package var status: Int
    /// The URL that was asked.
    package var url: HTTPURL
    /// The `Location` as received.
    package var location: String
    package var headers: [HTTPField]
    package var body: [UInt8]
  }

  /// When each phase of the last hop ended, in microseconds since that hop began; 0 where there
  /// was no such phase, as with name lookup on a connection that is used again.
  package struct Timings: Sendable, Hashable {
    package var nameLookup = 0
    package var connect = 0
    package var tls = 0
    package var firstByte = 0
    /// The end of the body, with the total of all hops before.
    package var total = 0
  }

  /// Fields of an X.509 certificate, as OpenSSL prints them.
  package struct Certificate: Sendable, Hashable {
    package var subject: String
    package var issuer: String
    package var startDate: String
    package var expireDate: String
    package var serial: String
    package var subjectAlternativeNames: String
  }
}
