import HTTPClient
import Testing

struct HTTPTLSTests {
  let client: HTTPTransport
  let server: FixtureServer

  init() throws {
    client = try HTTPTransport()
    server = try FixtureServer.shared
  }

  @Test func anUnknownAuthorityIsRefused() async throws {
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(HTTPRequest(url: server.secureURL("/echo")))
    }
    guard case .tls = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aNamedAuthorityIsTrusted() async throws {
    let tls = HTTPTLSOptions(caFile: server.certificate)
    let response = try await client.send(HTTPRequest(url: server.secureURL("/echo"), tls: tls))
    #expect(response.status == 200)
    #expect(response.certificate == nil)
    #expect(response.timings.tls > 0)
  }

  @Test func anotherNameIsRefusedUnlessAnyIsAccepted() async throws {
    var request = try HTTPRequest(
      url: HTTPURL("https://other.test:\(server.https)/echo"),
      tls: HTTPTLSOptions(caFile: server.certificate),
      route: HTTPRoute(overrides: [
        .init(host: "other.test", port: server.https, address: "127.0.0.1")
      ]))
    let error = await #expect(throws: HTTPError.self) { try await client.send(request) }
    guard case .tls = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    request.tls.insecure = true
    #expect(try await client.send(request).status == 200)
  }

  @Test func theCertificateIsReadEveryTime() async throws {
    let tls = HTTPTLSOptions(caFile: server.certificate, recordsCertificate: true)
    for _ in 1...2 {
      let response = try await client.send(HTTPRequest(url: server.secureURL("/echo"), tls: tls))
      let certificate = try #require(response.certificate)
      #expect(certificate.subject.contains("waymark test"))
      #expect(certificate.issuer == certificate.subject)
      #expect(certificate.startDate.hasSuffix("GMT"))
      #expect(certificate.expireDate.hasSuffix("GMT"))
      #expect(!certificate.serial.isEmpty)
      #expect(certificate.subjectAlternativeNames.contains("DNS:localhost"))
    }
  }

  @Test func plainHTTPOverTLSIsNoResponse() async throws {
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(
        HTTPRequest(url: HTTPURL("https://127.0.0.1:\(server.http)/echo")))
    }
    guard case .tls = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
