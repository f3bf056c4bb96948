import CLibCurl

extension Transfer {
  /// What an ended transfer comes to.
  func result(_ code: CURLcode) -> Exchange.Outcome {
    if let refusal { return .failure(refusal) }
    guard let exchange else { return .failure(.cancelled) }
    let url = exchange.request.url
    guard code == CURLE_OK else { return .failure(error(code, exchange.request)) }
    guard let head = head.parsed() else {
      return .failure(.malformedResponse("there is no status line"))
    }
    let recordsCertificate = exchange.request.tls.recordsCertificate && url.scheme == "https"
    return .success(
      HTTPResponse(
        status: head.status, version: head.version, reason: head.reason, headers: head.fields,
        body: body, finalURL: url, redirects: [],
        remoteIP: string(CURLINFO_PRIMARY_IP), remotePort: long(CURLINFO_PRIMARY_PORT),
        timings: HTTPResponse.Timings(
          nameLookup: size(CURLINFO_NAMELOOKUP_TIME_T), connect: size(CURLINFO_CONNECT_TIME_T),
          tls: size(CURLINFO_APPCONNECT_TIME_T), firstByte: size(CURLINFO_STARTTRANSFER_TIME_T),
          total: size(CURLINFO_TOTAL_TIME_T)),
        certificate: recordsCertificate ? certificate() : nil))
  }

  private func error(_ code: CURLcode, _ request: HTTPRequest) -> HTTPError {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      .couldNotResolve(host: request.url.host)
    case CURLE_COULDNT_RESOLVE_PROXY:
      .couldNotResolve(host: request.route.proxy ?? "")
    case CURLE_COULDNT_CONNECT:
      .couldNotConnect(host: request.url.host, port: request.url.port)
    case CURLE_OPERATION_TIMEDOUT:
      .timedOut(phase(request), milliseconds: size(CURLINFO_TOTAL_TIME_T) / 1000)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
      .tls(message(code))
    case CURLE_URL_MALFORMAT:
      .invalidRequest(message(code))
    case CURLE_READ_ERROR:
      .invalidRequest("a file of the body cannot be read")
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_SEND_ERROR:
      .connectionLost(message(code))
    case CURLE_OUT_OF_MEMORY:
      // What libcurl says of a header line above its own limit.
      .headersTooLarge(limit: min(request.limits.maxHeaderBytes, 100 << 10))
    case CURLE_RECV_ERROR where !message(code).contains("chunked"):
      .connectionLost(message(code))
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_RECV_ERROR,
      CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      .malformedResponse(message(code))
    default:
      .other(code: Int(code.rawValue), message: message(code))
    }
  }

  /// The first phase that has not ended.
  private func phase(_ request: HTTPRequest) -> HTTPError.Phase {
    if size(CURLINFO_STARTTRANSFER_TIME_T) > 0 { return .body }
    if size(CURLINFO_PRETRANSFER_TIME_T) > 0 { return .firstByte }
    if size(CURLINFO_CONNECT_TIME_T) > 0 {
      return request.url.scheme == "https" ? .tls : .firstByte
    }
    return size(CURLINFO_NAMELOOKUP_TIME_T) > 0 ? .connect : .nameLookup
  }

  private func message(_ code: CURLcode) -> String {
    errorText.pointee == 0
      ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
  }

  private func long(_ info: CURLINFO) -> Int {
    var value = 0
    waymark_get_long(easy, info, &value)
    return value
  }

  private func size(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    waymark_get_size(easy, info, &value)
    return Int(value)
  }

  private func string(_ info: CURLINFO) -> String {
    var value: UnsafeMutablePointer<CChar>?
    waymark_get_string(easy, info, &value)
    return value.map { String(cString: $0) } ?? ""
  }

  /// The fields of the first certificate of the chain, the server's own.
  private func certificate() -> HTTPResponse.Certificate? {
    var chain: UnsafeMutablePointer<curl_certinfo>?
    guard waymark_get_certificates(easy, &chain) == CURLE_OK, let chain,
      chain.pointee.num_of_certs > 0
    else { return nil }
    var fields: [String: String] = [:]
    var item = chain.pointee.certinfo?[0]
    while let entry = item {
      if let data = entry.pointee.data {
        let line = String(cString: data)
        if let colon = line.firstIndex(of: ":") {
          fields[String(line[..<colon])] = String(line[line.index(after: colon)...])
        }
      }
      item = entry.pointee.next
    }
    return HTTPResponse.Certificate(
      subject: fields["Subject"] ?? "", issuer: fields["Issuer"] ?? "",
      startDate: fields["Start date"] ?? "", expireDate: fields["Expire date"] ?? "",
      serial: fields["Serial Number"] ?? "",
      subjectAlternativeNames: fields["X509v3 Subject Alternative Name"] ?? "")
  }
}
