import HTTPClient
import JSONTree

/// Speaks the WebDriver protocol (W3C WebDriver section 6) with a remote end, such as chromedriver.
struct RemoteEnd: Sendable {
  private let transport: HTTPTransport
  private let base: HTTPURL
  private let prefix: String

  init(_ transport: HTTPTransport, at base: HTTPURL) {
    self.transport = transport
    self.base = base
    prefix = base.path.hasSuffix("/") ? String(base.path.dropLast()) : base.path
  }

  /// The longest answer: a page's source, a screenshot or a file in JSON.
  static let longestAnswer = 256 << 20

  /// Sends a command and returns the `value` of the answer, of so many bytes at most.
  func send(
    _ method: String, _ path: String, _ parameters: JSONValue? = nil, within limit: Duration,
    atMost bytes: Int = longestAnswer
  ) async throws(WireFailure) -> JSONValue {
    let response: HTTPResponse
    do {
      var request = HTTPRequest(method: method, url: try base.resolving(prefix + path))
      if let parameters {
        var bytes: [UInt8] = []
        parameters.write(into: &bytes)
        request.body = .bytes(bytes)
        request.headers = [HTTPField("Content-Type", "application/json; charset=utf-8")]
      }
      request.limits.timeout = limit
      request.limits.maxBodyBytes = bytes
      request.version = .http1
      response = try await transport.send(request)
    } catch {
      throw Self.failure(error)
    }
    return try Self.value(of: response)
  }

  private static func value(of response: HTTPResponse) throws(WireFailure) -> JSONValue {
    let answer: JSONValue
    do {
      answer = try JSONValue.parse(response.body, limits: JSONLimits(bytes: longestAnswer))
    } catch {
      throw WireFailure(
        kind: .malformed,
        message: "the WebDriver remote end answered \(response.status) with what is not JSON")
    }
    let value = answer["value"] ?? .null
    if response.status < 300 { return value }
    let message = value["message"]?.stringValue ?? "HTTP status \(response.status)"
    throw WireFailure(
      kind: .code(value["error"]?.stringValue ?? "unknown error", data: value["data"]),
      message: firstLine(of: message))
  }

  /// Chromedriver appends the versions of everything.
  private static func firstLine(of message: String) -> String {
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }

  private static func failure(_ error: HTTPError) -> WireFailure {
    switch error {
    case .timedOut(.connect, _), .timedOut(.nameLookup, _), .couldNotConnect, .couldNotResolve,
      .connectionLost:
      WireFailure(kind: .unreachable, message: "\(error)")
    case .timedOut(_, let milliseconds):
      WireFailure(kind: .silent, message: "no answer to a command within \(milliseconds) ms")
    case .cancelled: WireFailure(kind: .malformed, message: "the check was stopped")
    default: WireFailure(kind: .malformed, message: "\(error)")
    }
  }
}
