package import HTTPClient

/// What carries requests to the target; tests put a function in its place.
package protocol RequestSending: Sendable {
  nonisolated(nonsending) func send(
    _ request: HTTPRequest
  ) async throws(HTTPError) -> HTTPResponse
}

extension HTTPTransport: RequestSending {}
