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
      guard request.isOfManyRequests else { return nil }
      url = request.url
      method = request.method
      headers = request.headers
      version = request.version
      tls = request.tls
      compressed = request.compressed
      connectTimeout = request.limits.connectTimeout
      timeout = request.limits.timeout.milliseconds
    }

    /// Sets on a handle that has these options what a request differs in; false if that is too much.
    mutating func adapt(
      to request: HTTPRequest, _ transfer: Transfer
    ) throws(HTTPError) -> Bool {
      guard request.isOfManyRequests, url.scheme == request.url.scheme, method == request.method,
        headers == request.headers, version == request.version, compressed == request.compressed,
        connectTimeout == request.limits.connectTimeout,
        url.scheme == "http" || tls == request.tls
      else { return false }
      if url != request.url {
        try transfer.setURL(request.url)
        url = request.url
      }
      let timeout = request.limits.timeout.milliseconds
      if timeout != self.timeout {
        transfer.setTimeout(timeout)
        self.timeout = timeout
      }
      return true
    }
  }
}

extension HTTPRequest {
  fileprivate var isOfManyRequests: Bool {
    guard case .none = body else { return false }
    return route.isDirect && !tls.recordsCertificate
  }
}

extension HTTPRoute {
  fileprivate var isDirect: Bool { proxy == nil && overrides.isEmpty && unixSocket == nil }
}
