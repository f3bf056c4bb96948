import CLibCurl

/// An absolute `http` or `https` URL in normal form (RFC 3986 section 6.2.2: dot segments removed,
/// scheme and host in lower case, characters that may not stand for themselves percent-encoded).
package struct HTTPURL: Sendable {
  /// Behind one reference, for a URL is copied more often than it is made.
  private let parts: Parts

  private final class Parts: Sendable {
    let text: String
    /// How many bytes of the text stand before the path.
    let pathOffset: Int
    let scheme: String
    let user: String?
    let password: String?
    let host: String
    let port: Int
    let hostAndPort: String
    let path: String
    let query: String?
    let fragment: String?

    init(
      text: String, pathOffset: Int, scheme: String, user: String?, password: String?, host: String,
      port: Int, hostAndPort: String, path: String, query: String?, fragment: String?
    ) {
      self.text = text
      self.pathOffset = pathOffset
      self.scheme = scheme
      self.user = user
      self.password = password
      self.host = host
      self.port = port
      self.hostAndPort = hostAndPort
      self.path = path
      self.query = query
      self.fragment = fragment
    }
  }

  package var text: String { parts.text }
  package var scheme: String { parts.scheme }
  package var user: String? { parts.user }
  package var password: String? { parts.password }
  /// In lower case; an IPv6 address in its brackets.
  package var host: String { parts.host }
  /// The port that is meant, written or not.
  package var port: Int { parts.port }
  /// `host:port`, whether or not the port is written.
  package var hostAndPort: String { parts.hostAndPort }
  /// Begins with `/`.
  package var path: String { parts.path }
  /// Without the question mark; nil where there is none.
  package var query: String? { parts.query }
  package var fragment: String? { parts.fragment }

  /// Reads an absolute URL; throws `HTTPError.invalidRequest` with the reason.
  package init(_ text: String) throws(HTTPError) {
    guard !text.utf8.contains(0x20) else {
      throw .invalidRequest("“\(text)” is no URL: it holds a space")
    }
    try self.init(text, relativeTo: nil, options: UInt32(CURLU_URLENCODE))
  }

  /// The URL that `reference` means here (RFC 3986 section 5.2), as a link or a redirect has it:
  /// spaces are taken and encoded.
  package func resolving(_ reference: String) throws(HTTPError) -> HTTPURL {
    if let url = resolvingPlainPath(reference) { return url }
    let bytes = Array(reference.utf8)
    let trimmed = bytes[ASCII.trimmed(bytes, bytes.indices)]
    return try HTTPURL(
      String(decoding: trimmed, as: UTF8.self), relativeTo: self,
      options: UInt32(CURLU_URLENCODE | CURLU_ALLOW_SPACE))
  }

  private init(
    _ reference: String, relativeTo base: HTTPURL?, options: UInt32
  ) throws(HTTPError) {
    guard !reference.utf8.contains(0) else {
      throw .invalidRequest("the URL holds a NUL character")
    }
    guard let handle = curl_url() else { throw .other(code: 27, message: "out of memory") }
    defer { curl_url_cleanup(handle) }
    func set(_ text: String) throws(HTTPError) {
      let code = curl_url_set(handle, CURLUPART_URL, text, options)
      guard code == CURLUE_OK else {
        throw .invalidRequest("“\(text)” is no URL: \(String(cString: curl_url_strerror(code)))")
      }
    }
    func get(_ part: CURLUPart, _ options: Int32 = 0) -> String? {
      var value: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, part, &value, UInt32(options)) == CURLUE_OK, let value else {
        return nil
      }
      defer { curl_free(value) }
      return String(cString: value)
    }
    if let base { try set(base.text) }
    if let base, reference.isEmpty || reference.hasPrefix("#") {
      // libcurl takes the query away with the fragment.
      try set(String(base.text.prefix { $0 != "#" }) + reference)
    } else {
      try set(reference)
    }
    guard let scheme = get(CURLUPART_SCHEME), let host = get(CURLUPART_HOST), !host.isEmpty,
      let port = get(CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap({ Int($0) })
    else { throw .invalidRequest("“\(reference)” is no URL with a host") }
    guard scheme == "http" || scheme == "https" else {
      throw .invalidRequest("“\(reference)” is neither http nor https")
    }
    let lowercased = ASCII.lowercased(host)
    if lowercased != host { curl_url_set(handle, CURLUPART_HOST, lowercased, 0) }
    guard let text = get(CURLUPART_URL) else {
      throw .invalidRequest("“\(reference)” is no URL")
    }
    let authority = text.utf8.dropFirst(scheme.utf8.count + 3).prefix {
      ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0)
    }
    parts = Parts(
      text: text, pathOffset: scheme.utf8.count + 3 + authority.count, scheme: scheme,
      user: get(CURLUPART_USER), password: get(CURLUPART_PASSWORD),
      host: lowercased, port: port, hostAndPort: "\(lowercased):\(port)",
      path: get(CURLUPART_PATH) ?? "/",
      query: get(CURLUPART_QUERY), fragment: get(CURLUPART_FRAGMENT))
  }

  /// What an absolute path means here if it is in normal form already, which needs no parser; nil
  /// where it may not be.
  private func resolvingPlainPath(_ reference: String) -> HTTPURL? {
    let bytes = reference.utf8
    guard bytes.first == UInt8(ascii: "/") else { return nil }
    var previous: UInt8 = 0
    var question: Int?
    var offset = -1
    for byte in bytes {
      offset += 1
      switch byte {
      case 0x30...0x3B, 0x3D, 0x41...0x5A, 0x61...0x7A, 0x24...0x26, 0x2A...0x2D, 0x5F, 0x7E: break
      case UInt8(ascii: "/"), UInt8(ascii: "."):
        // Beginnings of other hosts and of dot segments.
        if previous == UInt8(ascii: "/") { return nil }
      case UInt8(ascii: "?") where question == nil: question = offset
      default: return nil
      }
      previous = byte
    }
    guard previous != UInt8(ascii: "?") else { return nil }
    let path = question.map { String(Substring(bytes.prefix($0))) } ?? reference
    let query = question.map { String(Substring(bytes.dropFirst($0 + 1))) }
    return HTTPURL(
      parts: Parts(
        text: String(Substring(text.utf8.prefix(parts.pathOffset))) + reference,
        pathOffset: parts.pathOffset, scheme: scheme, user: user, password: password, host: host,
        port: port, hostAndPort: hostAndPort, path: path, query: query, fragment: nil))
  }

  private init(parts: Parts) {
    self.parts = parts
  }

  /// Scheme, host and port: what credentials are meant for.
  package var origin: String { "\(scheme)://\(hostAndPort)" }

  package func hasSameOrigin(as other: HTTPURL) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }
}

extension HTTPURL: Hashable, CustomStringConvertible {
  package static func == (left: HTTPURL, right: HTTPURL) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  package var description: String { text }
}
