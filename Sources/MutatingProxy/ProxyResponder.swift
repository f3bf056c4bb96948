import HTTPClient
import HTTPTypes
import Hummingbird
import NIOCore
import Proof
import RunEvents

/// Passes requests on to the target and changes the answers that the operator in force is about.
struct ProxyResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  private static let bodyLimit = 64 << 20
  /// Headers that are of one connection only (RFC 9110, section 7.6.1), and those that are made anew.
  private static let own: Set<String> = [
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    "content-length", "host", "accept-encoding", "content-encoding",
  ]

  let target: HTTPURL
  let transport: HTTPTransport
  let state: ProxyState

  func respond(to request: Request, context: Context) async throws -> Response {
    let body = try await request.body.collect(upTo: Self.bodyLimit)
    do {
      let forwarded = try forwarded(request, Array(body.readableBytesView))
      let response = try await transport.send(forwarded)
      return try await answer(forwarded, response)
    } catch let error as HTTPClient.HTTPError {
      return Response(
        status: .badGateway, body: .init(byteBuffer: ByteBuffer(string: "proxy: \(error)\n")))
    }
  }

  private func forwarded(_ request: Request, _ body: [UInt8]) throws -> HTTPClient.HTTPRequest {
    let path = request.head.path ?? "/"
    var forwarded = HTTPClient.HTTPRequest(
      method: request.method.rawValue, url: try target.resolving(path))
    for field in request.headers where !Self.own.contains(field.name.canonicalName) {
      forwarded.headers.append(HTTPClient.HTTPField(field.name.rawName, field.value))
    }
    if !body.isEmpty { forwarded.body = .bytes(body) }
    forwarded.redirects = HTTPRedirectPolicy(maximum: nil)
    forwarded.compressed = true
    return forwarded
  }

  private func answer(
    _ request: HTTPClient.HTTPRequest, _ response: HTTPClient.HTTPResponse
  ) async throws -> Response {
    let record = ExchangeRecord(
      check: "", number: 0, path: "", line: 0, actor: "", at: 0,
      request: .init(method: request.method, url: request.url.text, headers: [], body: nil),
      response: .init(
        status: response.status, version: response.version,
        headers: response.headers.map { .init(name: $0.name, value: $0.value) }, body: nil),
      error: nil, duration: response.timings.total)
    guard var recording = Recording(record) else { return pass(response) }
    recording.body = response.body
    guard let mutation = state.pass(recording) else { return pass(response) }
    if mutation.delay > 0 { try await Task.sleep(for: .microseconds(mutation.delay)) }
    var changed = response
    changed.status = mutation.status
    changed.headers = mutation.headers
    changed.body = mutation.body
    return pass(changed)
  }

  private func pass(_ response: HTTPClient.HTTPResponse) -> Response {
    var headers = HTTPFields()
    for field in response.headers where !Self.own.contains(field.name.lowercased()) {
      guard let name = HTTPTypes.HTTPField.Name(field.name) else { continue }
      headers.append(HTTPTypes.HTTPField(name: name, value: field.value))
    }
    return Response(
      status: .init(code: response.status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: response.body)))
  }
}
