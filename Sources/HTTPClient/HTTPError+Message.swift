extension HTTPError: CustomStringConvertible {
  /// One sentence for a person, without a full stop.
  package var description: String {
    switch self {
    case .invalidRequest(let reason):
      "the request was not sent: \(reason)"
    case .couldNotResolve(let host):
      "the name \(host) could not be resolved to an address"
    case .couldNotConnect(let host, let port):
      "nothing accepted a connection to \(host) at port \(port)"
    case .connectionLost(let reason):
      "the connection was lost before the response was complete: \(reason)"
    case .timedOut(let phase, let milliseconds):
      "no answer within \(milliseconds) ms: time was over while \(phase.doing)"
    case .tls(let reason):
      "no secure connection: \(reason)"
    case .tooManyRedirects(let limit, _):
      "more than \(limit) redirects in a row"
    case .redirectRefused(let host, _):
      "a redirect led to \(host), which is not among the allowed hosts"
    case .bodyTooLarge(let limit):
      "the body is longer than the \(limit) bytes allowed"
    case .headersTooLarge(let limit):
      "the header section is longer than the \(limit) bytes allowed"
    case .malformedResponse(let reason):
      "the answer is not well-formed HTTP: \(reason)"
    case .cancelled:
      "the request was cancelled"
    case .other(0, let message):
      "the request failed: \(message)"
    case .other(let code, let message):
      "the request failed: \(message) (libcurl \(code))"
    }
  }
}

extension HTTPError.Phase {
  fileprivate var doing: String {
    switch self {
    case .nameLookup: "looking up the name"
    case .connect: "connecting"
    case .tls: "agreeing on TLS"
    case .firstByte: "waiting for the first byte"
    case .body: "receiving the body"
    }
  }
}
