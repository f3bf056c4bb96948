import HTTPClient
import Testing

/// Nothing of one request may be seen in the next, though both go through the same handle.
struct HandleReuseTests {
  let client: HTTPTransport
  let server: FixtureServer

  init() throws {
    client = try HTTPTransport()
    server = try FixtureServer.shared
  }

  /// Any request may follow any other, so each goes after each.
  @Test func everyRequestIsSentAsIfItWereTheFirst() async throws {
    let requests = try various()
    for first in requests {
      for second in requests {
        _ = try await client.send(first)
        let after = try await client.send(second)
        let alone = try await HTTPTransport().send(second)
        #expect(after.text == alone.text, "\(second) after \(first)")
        #expect(after.status == alone.status)
        #expect(after.certificate == alone.certificate)
      }
    }
  }

  private func various() throws -> [HTTPRequest] {
    let plain = try HTTPRequest(url: server.url("/echo"))
    func changed(_ change: (inout HTTPRequest) throws -> Void) rethrows -> HTTPRequest {
      var request = plain
      try change(&request)
      return request
    }
    return [
      plain,
      try changed { $0.url = try server.url("/echo?other=1") },
      try changed { $0.url = try HTTPURL("http://me:secret@127.0.0.1:\(server.http)/echo") },
      try changed { ($0.url, $0.compressed) = (try server.url("/gzip"), true) },
      changed { $0.headers = [HTTPField("Authorization", "Bearer t"), HTTPField("X-Empty", "")] },
      changed { $0.method = "HEAD" },
      changed { $0.method = "POST" },
      changed { ($0.method, $0.body) = ("PUT", .bytes(Array("content".utf8))) },
      changed { $0.compressed = true },
      changed {
        $0.cookieJar = CookieJar(cookies: [Cookie(name: "a", value: "b", domain: "127.0.0.1")])
      },
      changed { $0.version = .http1 },
      try changed {
        $0.url = try server.secureURL("/echo")
        $0.tls = HTTPTLSOptions(caFile: server.certificate)
      },
      try changed {
        $0.url = try server.secureURL("/echo")
        $0.tls = HTTPTLSOptions(insecure: true, recordsCertificate: true)
      },
    ]
  }

  @Test func trustIsNotHandedOn() async throws {
    let url = try server.secureURL("/echo")
    let trusting = HTTPRequest(url: url, tls: HTTPTLSOptions(insecure: true))
    #expect(try await client.send(trusting).status == 200)
    await #expect(throws: HTTPError.self) { try await client.send(HTTPRequest(url: url)) }
  }

  @Test func timeIsNotHandedOn() async throws {
    let url = try server.url("/stall?seconds=0.3")
    var request = HTTPRequest(url: url)
    request.limits.timeout = .milliseconds(50)
    await #expect(throws: HTTPError.self) { try await client.send(request) }
    request.limits.timeout = .seconds(20)
    #expect(try await client.send(request).status == 200)
    request.limits.timeout = .milliseconds(50)
    await #expect(throws: HTTPError.self) { try await client.send(request) }
  }

  @Test func limitsAreThoseOfEachRequest() async throws {
    var request = try HTTPRequest(url: server.url("/big?bytes=5000"))
    #expect(try await client.send(request).body.count == 5000)
    request.limits.maxBodyBytes = 4999
    await #expect(throws: HTTPError.bodyTooLarge(limit: 4999)) { try await client.send(request) }
    request.limits.maxBodyBytes = 5000
    #expect(try await client.send(request).body.count == 5000)
  }
}
