package import HTTPClient

/// What a session may do with the target, and how it does it.
package struct PageAccess: Sendable {
  /// Sends a request of a driver without a browser; redirects are not followed.
  ///
  /// The run's limits, allowed hosts and records stand behind it.
  package var send: @Sendable (HTTPRequest) async throws(PageError) -> HTTPResponse
  /// Whether an address may be asked; drivers with a browser hold it against where they are led.
  package var permits: @Sendable (HTTPURL) -> Bool
  /// Whether forms that write may be submitted.
  package var mayWrite: Bool
  /// Texts that screenshots must not show, in fields or elsewhere.
  package var isSecret: @Sendable (String) -> Bool
  /// Headers that go with requests to the host (`X-Bypass` of a preview deployment).
  package var headers: @Sendable (_ host: String) -> [HTTPField]

  package init(
    send: @escaping @Sendable (HTTPRequest) async throws(PageError) -> HTTPResponse,
    permits: @escaping @Sendable (HTTPURL) -> Bool, mayWrite: Bool,
    isSecret: @escaping @Sendable (String) -> Bool,
    headers: @escaping @Sendable (_ host: String) -> [HTTPField]
  ) {
    self.send = send
    self.permits = permits
    self.mayWrite = mayWrite
    self.isSecret = isSecret
    self.headers = headers
  }
}
