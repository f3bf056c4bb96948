import HTTPClient
import Testing

/// Every way in which there is no response, and what is said of it.
struct HTTPFailureTests {
  let client: HTTPTransport
  let server: FixtureServer

  init() throws {
    client = try HTTPTransport()
    server = try FixtureServer.shared
  }

  private func failure(of request: HTTPRequest) async -> HTTPError? {
    do {
      _ = try await client.send(request)
      return nil
    } catch {
      return error
    }
  }

  @Test func nobodyListens() async throws {
    let error = await failure(of: HTTPRequest(url: try HTTPURL("http://127.0.0.1:1/")))
    #expect(error == .couldNotConnect(host: "127.0.0.1", port: 1))
  }

  @Test func theNameIsUnknown() async throws {
    let error = await failure(of: HTTPRequest(url: try HTTPURL("http://nowhere.invalid/")))
    #expect(error == .couldNotResolve(host: "nowhere.invalid"))
  }

  @Test(arguments: [
    "/garbage", "/nul-header", "/chunked-malformed", "/status-letters",
  ])
  func theAnswerIsNotHTTP(path: String) async throws {
    let error = await failure(of: HTTPRequest(url: try server.url(path)))
    guard case .malformedResponse = error else {
      Issue.record("\(path): \(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["/truncated", "/silence", "/chunked-truncated", "/reset"])
  func theServerHangsUp(path: String) async throws {
    let error = await failure(of: HTTPRequest(url: try server.url(path)))
    guard case .connectionLost = error else {
      Issue.record("\(path): \(String(describing: error))")
      return
    }
  }

  @Test func theCompressionIsBroken() async throws {
    let error = await failure(
      of: HTTPRequest(url: try server.url("/gzip-broken"), compressed: true))
    guard case .malformedResponse = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func timeIsOverBeforeTheFirstByte() async throws {
    let limits = HTTPLimits(timeout: .milliseconds(200))
    let error = await failure(
      of: HTTPRequest(url: try server.url("/stall?seconds=20"), limits: limits))
    guard case .timedOut(.firstByte, let milliseconds) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(milliseconds >= 200)
  }

  @Test func timeIsOverWithinTheBody() async throws {
    let limits = HTTPLimits(timeout: .seconds(5))
    let error = await failure(of: HTTPRequest(url: try server.url("/drip"), limits: limits))
    guard case .timedOut(.body, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func theBodyIsTooLarge() async throws {
    var request = HTTPRequest(
      url: try server.url("/big?bytes=1000"), limits: HTTPLimits(maxBodyBytes: 1000))
    #expect(await failure(of: request) == nil)
    request.url = try server.url("/big?bytes=1001")
    #expect(await failure(of: request) == .bodyTooLarge(limit: 1000))
  }

  @Test func theBodyIsTooLargeOnceDecompressed() async throws {
    let request = HTTPRequest(
      url: try server.url("/bomb"), limits: HTTPLimits(maxBodyBytes: 1 << 20), compressed: true)
    #expect(await failure(of: request) == .bodyTooLarge(limit: 1 << 20))
  }

  @Test func theHeadersAreTooLarge() async throws {
    let limit = HTTPLimits().maxHeaderBytes
    let error = await failure(of: HTTPRequest(url: try server.url("/many-headers")))
    #expect(error == .headersTooLarge(limit: limit))
    let line = await failure(of: HTTPRequest(url: try server.url("/long-header")))
    #expect(line == .headersTooLarge(limit: 100 << 10))
  }

  @Test func aCancelledTaskEndsItsTransfer() async throws {
    // Only a cancellation can end it within the life of the test: nothing is answered, nothing
    // times out.
    let request = HTTPRequest(
      url: try server.url("/stall?seconds=600"), limits: HTTPLimits(timeout: .seconds(600)))
    let client = client
    let task = Task { try await client.send(request) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: HTTPError.cancelled) { try await task.value }
  }

  @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
    let request = HTTPRequest(url: try server.url("/echo"))
    let client = client
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.send(request)
    }
    await #expect(throws: HTTPError.cancelled) { try await task.value }
  }

  @Test(arguments: [
    HTTPField("X-A", "a\r\nX-B: b"), HTTPField("X-A", "a\nb"), HTTPField("X-A", "a\0b"),
    HTTPField("X-A: b\r\nX-C", "d"), HTTPField("X A", "b"), HTTPField("", "b"),
    HTTPField("X:A", "b"),
  ])
  func aFieldThatWouldBeTwoIsRefused(field: HTTPField) async throws {
    let error = await failure(of: HTTPRequest(url: try server.url("/echo"), headers: [field]))
    guard case .invalidRequest = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["", "GE T", "GET / HTTP/1.1\r\nX: y\r\n\r\n", "GET\0"])
  func aMethodThatIsNoneIsRefused(method: String) async throws {
    let error = await failure(of: HTTPRequest(method: method, url: try server.url("/echo")))
    guard case .invalidRequest = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func everyErrorIsASentence() {
    let errors: [HTTPError] = [
      .invalidRequest("r"), .couldNotResolve(host: "h"), .couldNotConnect(host: "h", port: 1),
      .timedOut(.tls, milliseconds: 5), .connectionLost("r"), .tls("r"),
      .tooManyRedirects(limit: 3, hops: []),
      .redirectRefused(host: "h", hops: []), .bodyTooLarge(limit: 1), .headersTooLarge(limit: 1),
      .malformedResponse("r"), .cancelled, .other(code: 1, message: "m"),
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect("\(errors[3])" == "no answer within 5 ms: time was over while agreeing on TLS")
  }
}
