/// A request and everything that decides how it travels.
package struct HTTPRequest: Sendable {
  package var method: String
  package var url: HTTPURL
  /// Sent in this order; names may repeat.
  ///
  /// Nothing is added but `Host`, `Accept: */*`, the length
  /// and type of a multipart body, and what `cookieJar` and `compressed` bring.
  package var headers: [HTTPField]
  package var body: HTTPBody
  package var redirects: HTTPRedirectPolicy
  package var limits: HTTPLimits
  package var version: HTTPVersionPreference
  package var tls: HTTPTLSOptions
  package var route: HTTPRoute
  /// Cookies are taken from here and put here, hop by hop.
  package var cookieJar: CookieJar?
  /// Whether to ask for a compressed body and to decompress it; else the bytes stay as received.
  package var compressed: Bool

  package init(
    method: String = "GET", url: HTTPURL, headers: [HTTPField] = [], body: HTTPBody = .none,
    redirects: HTTPRedirectPolicy = .init(), limits: HTTPLimits = .init(),
    version: HTTPVersionPreference = .automatic, tls: HTTPTLSOptions = .init(),
    route: HTTPRoute = .init(), cookieJar: CookieJar? = nil, compressed: Bool = false
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.redirects = redirects
    self.limits = limits
    self.version = version
    self.tls = tls
    self.route = route
    self.cookieJar = cookieJar
    self.compressed = compressed
  }
}

/// The version of HTTP to speak.
package enum HTTPVersionPreference: Sendable, Hashable {
  /// HTTP/2 where TLS negotiates it, else HTTP/1.1.
  case automatic
  case http1
  /// HTTP/2; without TLS it is spoken without asking first.
  case http2
}

/// How long and how much a request may take, all hops of it together where not said otherwise.
package struct HTTPLimits: Sendable, Hashable {
  package var timeout: Duration
  /// For name lookup, connection and TLS handshake of one hop.
  package var connectTimeout: Duration
  /// For the body of one hop, after decompression.
  package var maxBodyBytes: Int
  /// For the header section of one hop.
  package var maxHeaderBytes: Int

  package init(
    timeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(10),
    maxBodyBytes: Int = 64 << 20, maxHeaderBytes: Int = 256 << 10
  ) {
    self.timeout = timeout
    self.connectTimeout = connectTimeout
    self.maxBodyBytes = maxBodyBytes
    self.maxHeaderBytes = maxHeaderBytes
  }
}

/// How TLS is spoken, for `https` only.
package struct HTTPTLSOptions: Sendable, Hashable {
  package enum MinimumVersion: Sendable, Hashable {
    case tls12
    case tls13
  }

  /// PEM file of the authorities to trust in place of the system's.
  package var caFile: String?
  /// PEM file of the certificate that the client shows.
  package var clientCertificate: String?
  package var clientKey: String?
  /// Accepts any certificate for any name.
  package var insecure: Bool
  package var minVersion: MinimumVersion
  /// Whether `HTTPResponse.certificate` is wanted; costs a new connection.
  package var recordsCertificate: Bool

  package init(
    caFile: String? = nil, clientCertificate: String? = nil, clientKey: String? = nil,
    insecure: Bool = false, minVersion: MinimumVersion = .tls12, recordsCertificate: Bool = false
  ) {
    self.caFile = caFile
    self.clientCertificate = clientCertificate
    self.clientKey = clientKey
    self.insecure = insecure
    self.minVersion = minVersion
    self.recordsCertificate = recordsCertificate
  }
}

/// Which way a request takes to its host; by default the direct one, whatever the environment says.
package struct HTTPRoute: Sendable, Hashable {
  /// URL of a proxy: `http`, `https` or `socks5h`.
  package var proxy: String?
  /// Addresses that stand in for name lookups.
  package var overrides: [Override]
  /// Path of a local socket to connect to in place of the host.
  package var unixSocket: String?

  package struct Override: Sendable, Hashable {
    package var host: String
    package var port: Int
    package var address: String

    package init(host: String, port: Int, address: String) {
      self.host = host
      self.port = port
      self.address = address
    }
  }

  package init(proxy: String? = nil, overrides: [Override] = [], unixSocket: String? = nil) {
    self.proxy = proxy
    self.overrides = overrides
    self.unixSocket = unixSocket
  }
}
