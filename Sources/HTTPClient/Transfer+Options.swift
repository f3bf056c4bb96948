import CLibCurl
import Glibc

extension Transfer {
  /// Translates a request into libcurl's options, on a handle that was reset.
  func setOptions(for request: HTTPRequest) throws(HTTPError) {
    try request.checkSyntax()
    let context = Unmanaged.passUnretained(self).toOpaque()
    set(CURLOPT_PRIVATE, pointer: context)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_ERRORBUFFER, pointer: errorText)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    waymark_set_callback(easy, CURLOPT_HEADERFUNCTION, receiveHeader)
    set(CURLOPT_HEADERDATA, pointer: context)
    waymark_set_callback(easy, CURLOPT_WRITEFUNCTION, receiveBody)
    set(CURLOPT_WRITEDATA, pointer: context)
    try setURL(request.url)
    setTimeout(request.limits.timeout.milliseconds)
    set(CURLOPT_CONNECTTIMEOUT_MS, max(1, request.limits.connectTimeout.milliseconds))
    if request.compressed { set(CURLOPT_ACCEPT_ENCODING, "") }
    setVersion(request)
    setRoute(request.route)
    if request.url.scheme == "https" { setTLS(request.tls) }
    try setBody(request)
    setHeaders(request)
  }

  func setTimeout(_ milliseconds: Int) {
    set(CURLOPT_TIMEOUT_MS, max(1, milliseconds))
  }

  private func setVersion(_ request: HTTPRequest) {
    let version =
      switch request.version {
      case .automatic: CURL_HTTP_VERSION_2TLS
      case .http1: CURL_HTTP_VERSION_1_1
      case .http2 where request.url.scheme == "https": CURL_HTTP_VERSION_2_0
      case .http2: CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE
      }
    set(CURLOPT_HTTP_VERSION, version)
  }

  private func setRoute(_ route: HTTPRoute) {
    // An empty proxy keeps libcurl from asking the environment.
    set(CURLOPT_PROXY, route.proxy ?? "")
    if let socket = route.unixSocket { set(CURLOPT_UNIX_SOCKET_PATH, socket) }
    // Not `CURLOPT_RESOLVE`, which would outlast this request.
    for entry in route.overrides {
      let isBare = entry.address.contains(":") && !entry.address.hasPrefix("[")
      let address = isBare ? "[\(entry.address)]" : entry.address
      overrideList = curl_slist_append(
        overrideList, "\(entry.host):\(entry.port):\(address):\(entry.port)")
    }
    if let overrideList { waymark_set_list(easy, CURLOPT_CONNECT_TO, overrideList) }
  }

  private func setTLS(_ tls: HTTPTLSOptions) {
    if let file = tls.caFile {
      set(CURLOPT_CAINFO, file)
      waymark_set_string(easy, CURLOPT_CAPATH, nil)
    }
    if let file = tls.clientCertificate { set(CURLOPT_SSLCERT, file) }
    if let file = tls.clientKey { set(CURLOPT_SSLKEY, file) }
    if tls.insecure {
      set(CURLOPT_SSL_VERIFYPEER, 0)
      set(CURLOPT_SSL_VERIFYHOST, 0)
    }
    set(
      CURLOPT_SSLVERSION,
      tls.minVersion == .tls13 ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2)
    if tls.recordsCertificate {
      // libcurl tells of certificates only where it made the whole handshake itself.
      set(CURLOPT_CERTINFO, 1)
      set(CURLOPT_FRESH_CONNECT, 1)
      set(CURLOPT_SSL_SESSIONID_CACHE, 0)
    }
  }

  private func setHeaders(_ request: HTTPRequest) {
    for field in request.headers {
      headerList = curl_slist_append(
        headerList, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    switch request.body {
    case .none:
      break
    case .bytes, .file:
      if request.headers.firstValue(of: "Content-Type") == nil {
        headerList = curl_slist_append(headerList, "Content-Type:")
      }
      headerList = curl_slist_append(headerList, "Expect:")
    case .multipart:
      headerList = curl_slist_append(headerList, "Expect:")
    }
    if let headerList { waymark_set_list(easy, CURLOPT_HTTPHEADER, headerList) }
  }

  func set(_ option: CURLoption, _ value: Int) {
    waymark_set_long(easy, option, value)
  }

  func set(_ option: CURLoption, _ value: some FixedWidthInteger) {
    waymark_set_long(easy, option, Int(value))
  }

  func set(_ option: CURLoption, _ value: String) {
    waymark_set_string(easy, option, value)
  }

  func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) {
    waymark_set_pointer(easy, option, pointer)
  }
}

/// Takes a header line; any other count than the one given ends the transfer.
private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let context else { return 0 }
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  // Called for every line, so that counting references would be felt.
  return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.take(header: line) }
}

/// Takes a piece of the body; any other count than the one given ends the transfer.
private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let context else { return 0 }
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return Unmanaged<Transfer>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.take(body: piece) }
}
