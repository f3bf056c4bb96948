import JSONTree

/// Values by which data can be told from the words around them: amounts, identifiers, addresses.
enum DistinctiveValues {
  /// Header fields that belong to the protocol, or name the exchange.
  private static let plainHeaders: Set<String> = [
    "accept-ranges", "age", "allow", "alt-svc", "cache-control", "connection", "content-encoding",
    "content-language", "content-length", "content-security-policy",
    "content-security-policy-report-only", "content-type", "date", "expires", "keep-alive",
    "last-modified", "location", "nel", "permissions-policy", "pragma", "referrer-policy",
    "report-to", "reporting-endpoints", "retry-after", "server", "server-timing", "set-cookie",
    "strict-transport-security", "transfer-encoding", "upgrade", "vary", "via", "www-authenticate",
    "x-content-type-options", "x-correlation-id", "x-frame-options", "x-request-id",
    "x-response-time", "x-runtime", "x-trace-id", "x-xss-protection", "traceparent", "tracestate",
    "access-control-allow-origin", "access-control-allow-headers", "access-control-allow-methods",
    "access-control-expose-headers", "cross-origin-opener-policy", "cross-origin-embedder-policy",
    "cross-origin-resource-policy",
  ]

  static func isPlain(_ header: String) -> Bool { plainHeaders.contains(ASCII.lowercased(header)) }

  /// What the request said, which is nothing new to whoever sent it.
  static func asked(of view: ExchangeView) -> String {
    let url = view.exchange.url
    return url + " " + URLParts.decoded(url) + " "
      + String(decoding: view.exchange.requestBody, as: UTF8.self)
  }

  /// - Parameter isNews: Whether what the request said is left out.
  static func of(_ view: ExchangeView, isNews: Bool) -> Set<String> {
    guard !view.isLarge else { return [] }
    var values: Set<String> = []
    if let json = view.json { collectNumbers(json, &values) }
    collectWords(view.texts.bytes[...], &values)
    for header in view.exchange.headers where !isPlain(header.name) {
      collectWords(Array(header.value.utf8)[...], &values)
    }
    guard isNews, !values.isEmpty else { return values }
    var told = asked(of: view)
    for header in view.exchange.headers where isPlain(header.name) { told += " " + header.value }
    return values.filter { !told.contains($0) }
  }

  private static func collectWords(_ bytes: ArraySlice<UInt8>, _ values: inout Set<String>) {
    values.formUnion(Markers.all(in: bytes))
    for word in bytes.split(whereSeparator: ASCII.isSpace)
    where isAddress(word) || isAmount(word) {
      values.insert(String(decoding: word, as: UTF8.self))
    }
  }

  private static func collectNumbers(_ value: JSONValue, _ values: inout Set<String>) {
    switch value {
    case .array(let elements): for element in elements { collectNumbers(element, &values) }
    case .object(let object): for pair in object.pairs { collectNumbers(pair.value, &values) }
    case .number(let number):
      if number.literal.utf8.count(where: ASCII.isDigit) >= 5 { values.insert(number.literal) }
    case .string, .null, .bool: break
    }
  }

  static func isAddress(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count > 6, let sign = word.firstIndex(of: UInt8(ascii: "@")),
      sign > word.startIndex
    else { return false }
    return word[sign...].contains(UInt8(ascii: "."))
  }

  private static func isAmount(_ word: ArraySlice<UInt8>) -> Bool {
    word.count >= 6 && word.contains(UInt8(ascii: ","))
      && word.allSatisfy {
        ASCII.isDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
      }
  }
}
