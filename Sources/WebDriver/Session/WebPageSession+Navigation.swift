import HTTPClient
import JSONTree
import Pages

extension WebPageSession {
  func visit(_ address: String) async throws(PageError) {
    guard let url = try? HTTPURL(address) else {
      throw .undecided("'\(address)' is not an address of a page")
    }
    guard access.permits(url) else { throw .undecided("\(url) may not be visited") }
    try await navigate("POST", "/url", ["url": .string(address)], to: address)
  }

  /// A command that leads to another document.
  func navigate(
    _ method: String, _ command: String, _ parameters: JSONValue, to address: String
  ) async throws(PageError) {
    do {
      try await send(method, command, parameters, repeats: false)
      try await settle()
    } catch {
      guard case .undecided(let message) = error else { throw error }
      if let reason = Self.networkError(in: message) {
        throw .undecided("\(address) could not be loaded: \(reason)")
      }
      if message.hasPrefix(WireFailure.slowPage) {
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
