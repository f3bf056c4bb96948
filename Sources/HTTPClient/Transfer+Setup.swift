import CLibCurl

extension Transfer {
  /// The options of a handle, as far as they are those of many requests.
  ///
  /// Requests with a body, with routes or with certificates to record are set up from nothing.
  struct Setup {
    private(set) var url: HTTPURL
    private let method: String
    private let headers: [HTTPField]
    private let version: HTTPVersionPreference
    private let tls: HTTPTLSOptions
    private let compressed: Bool
    private let connectTimeout: Duration
    private var timeout: Int

    init?(_ request: HTTPRequest) {
      guard case .none = request.body, request.route.isDirect, !request.tls.recordsCertificate
      else { return nil }
      url = request.url
      method = request.method
      headers = request.headers
      version = request.version
      tls = request.tls
      compressed = request.compressed
      connectTimeout = request.limits.connectTimeout
      timeout = request.limits.timeout.milliseconds
    }

    /// Sets on a handle that has these options what others differ in; false if that is too much.
    mutating func adapt(to other: Setup, _ transfer: Transfer) throws(HTTPError) -> Bool {
      guard url.scheme == other.url.scheme, method == other.method, headers == other.headers,
        version == other.version, compressed == other.compressed,
        connectTimeout == other.connectTimeout, url.scheme == "http" || tls == other.tls
      else { return false }
      if url != other.url { try transfer.setURL(other.url) }
      if timeout != other.timeout { transfer.setTimeout(other.timeout) }
      self = other
      return true
    }
  }
}

extension HTTPRoute {
  fileprivate var isDirect: Bool { proxy == nil && overrides.isEmpty && unixSocket == nil }
}
