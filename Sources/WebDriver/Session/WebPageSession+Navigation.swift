import HTTPClient
import JSONTree
import Pages

extension WebPageSession {
  func visit(_ address: String) async throws(PageError) {
    guard let url = try? HTTPURL(address) else {
      throw .undecided("'\(address)' is not an address of a page")
    }
    guard access.permits(url) else { throw .undecided("\(url) may not be visited") }
    let before = document
    try await navigate("POST", "/url", ["url": .string(address)], to: address)
    // Moving within a page keeps its document.
    if url.fragment != nil, before?.isAt(url) == true { return }
    try requireArrival(from: before, at: address)
  }

  func reload() async throws(PageError) {
    let before = document
    try await navigate("POST", "/refresh", [:], to: "the page")
    try requireArrival(from: before, at: document?.address ?? "the page")
  }

  /// Throws where the document of before is still there, which must not be taken for what was asked.
  private func requireArrival(
    from before: SeenDocument?, at address: String
  ) throws(PageError) {
    guard let document, before.map({ $0.since == document.since }) ?? (document.url == nil) else {
      return
    }
    throw .unable("\(address) leads to no page: it is a file, or has no content")
  }

  /// A command that leads to another document.
  func navigate(
    _ method: String, _ command: String, _ parameters: JSONValue, to address: String
  ) async throws(PageError) {
    let start = ContinuousClock.now
    do {
      try await send(method, command, parameters, repeats: false)
      try await settle()
    } catch {
      guard case .undecided(let message) = error else { throw error }
      if let reason = Self.networkError(in: message) {
        throw .undecided("\(address) could not be loaded: \(reason)")
      }
      if message.hasPrefix(WireFailure.slowPage) {
        guard ContinuousClock.now - start > settings.loadTimeout * 0.9 else {
          throw .undecided("\(address) did not come to rest: \(message)")
        }
        throw .undecided("\(address) did not load within \(settings.loadTimeout)")
      }
      throw error
    }
  }

  /// Throws where the page may not be or is none.
  func check(_ place: JSONValue) async throws(PageError) {
    let address = place["url"]?.stringValue ?? ""
    if let failure = place["failure"]?.stringValue {
      let reason = Self.networkError(in: failure) ?? String(failure.prefix(250))
      throw .undecided("the page could not be loaded: \(reason)")
    }
    if let bytes = place["bytes"]?.intValue, bytes > settings.maximumBytes {
      throw .undecided(
        "\(address) has \(bytes) bytes, more than the \(settings.maximumBytes) allowed")
    }
    document = SeenDocument(address: address, since: place["since"] ?? .null)
    guard address.hasPrefix("http"), let url = try? HTTPURL(address) else { return }
    if !origins.contains(url.origin) { origins.append(url.origin) }
    try await forgetStorage(of: url.origin)
    guard !access.permits(url) else { return }
    _ = try? await browser.send("POST", "/url", ["url": "about:blank"], within: commandLimit)
    throw .undecided("the page led to \(url.origin), which may not be visited")
  }

  /// The name of a network error of Chromium (`ERR_CONNECTION_REFUSED`) or Firefox (`redirectLoop`)
  /// in a text.
  static func networkError(in text: String) -> String? {
    if let page = text.firstRange(of: "about:neterror?e=") {
      return String(text[page.upperBound...].prefix { $0.isLetter || $0.isNumber })
    }
    return text.split { !($0.isLetter || $0 == "_" || $0.isNumber) }.first {
      $0.hasPrefix("ERR_") || $0.hasPrefix("NS_ERROR_")
    }.map(String.init)
  }
}

/// What tells one document of a window from another, even at the same address.
struct SeenDocument: Sendable {
  var address: String
  /// When it began (High Resolution Time, section 5.3).
  var since: JSONValue

  /// `nil` for the empty document with which a window begins.
  var url: HTTPURL? { address.hasPrefix("http") ? try? HTTPURL(address) : nil }

  /// Whether it is the document of an address, fragments apart.
  func isAt(_ other: HTTPURL) -> Bool {
    url?.text.prefix { $0 != "#" } == other.text.prefix { $0 != "#" }
  }
}
