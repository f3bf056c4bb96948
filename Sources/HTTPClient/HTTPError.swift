/// Why there is no response.
package enum HTTPError: Error, Sendable, Hashable {
  /// Refused before anything was sent: a malformed URL, a header with a line break, a missing file.
  case invalidRequest(String)
  case couldNotResolve(host: String)
  case couldNotConnect(host: String, port: Int)
  /// The peer hung up before the whole response was there.
  case connectionLost(String)
  case timedOut(Phase, milliseconds: Int)
  case tls(String)
  case tooManyRedirects(limit: Int, hops: [HTTPResponse.Redirect])
  /// A redirect led to a host outside the allow-list, or to something that is not HTTP.
  case redirectRefused(host: String, hops: [HTTPResponse.Redirect])
  case bodyTooLarge(limit: Int)
  case headersTooLarge(limit: Int)
  case malformedResponse(String)
  case cancelled
  /// Anything else, with libcurl's code; 0 for what another client tells.
  case other(code: Int, message: String)

  /// What a request was doing when its time was over.
  package enum Phase: String, Sendable, Hashable {
    case nameLookup
    case connect
    case tls
    case firstByte
    case body
  }
}
