import HTTPClient
import Testing

/// Redirects are followed hop by hop, and secrets stay where they belong.
struct HTTPRedirectTests {
  let client: HTTPTransport
  let server: FixtureServer

  init() throws {
    client = try HTTPTransport()
    server = try FixtureServer.shared
  }

  private func redirect(to target: String, code: Int = 302) throws -> HTTPURL {
    try server.url("/redirect?code=\(code)&to=\(HTTPURL.encoded(target))")
  }

  @Test func withoutAPolicyARedirectIsAResponse() async throws {
    let response = try await client.send(HTTPRequest(url: redirect(to: "/echo")))
    #expect(response.status == 302)
    #expect(response.redirects.isEmpty)
    #expect(response.headers.firstValue(of: "location") == "/echo")
  }

  @Test func eachHopIsRecorded() async throws {
    let first = try redirect(to: redirect(to: "/echo").text)
    let response = try await client.send(HTTPRequest(url: first, redirects: .init(maximum: 2)))
    #expect(response.status == 200)
    #expect(try response.finalURL == server.url("/echo"))
    #expect(response.redirects.map(\.url) == [first, try redirect(to: "/echo")])
    #expect(response.redirects.map(\.status) == [302, 302])
    #expect(response.redirects.last?.location == "/echo")
    #expect(response.redirects.last?.body == Array("elsewhere".utf8))
  }

  @Test func loopsEnd() async throws {
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(HTTPRequest(url: server.url("/loop"), redirects: .init(maximum: 5)))
    }
    guard case .tooManyRedirects(limit: 5, let hops) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(hops.count == 6)
  }

  @Test(arguments: [
    (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (303, "PUT", "GET"),
    (303, "HEAD", "HEAD"), (301, "PUT", "PUT"), (307, "POST", "POST"), (308, "PUT", "PUT"),
  ])
  func theMethodChangesAsTheStatusSays(code: Int, before: String, after: String) async throws {
    let body: HTTPBody = before == "HEAD" ? .none : .bytes(Array("content".utf8))
    let response = try await client.send(
      HTTPRequest(
        method: before, url: redirect(to: "/echo", code: code),
        headers: [HTTPField("Content-Type", "text/plain"), HTTPField("X-Kept", "yes")],
        body: body, redirects: .init(maximum: 1)))
    guard after != "HEAD" else {
      #expect(response.status == 200)
      return
    }
    #expect(response.text.hasPrefix("\(after) /echo\n"))
    #expect(response.text.contains("x-kept: yes"))
    #expect(response.text.contains("content-type: text/plain") == (after != "GET"))
    #expect(response.text.hasSuffix(after == "GET" ? "\n\n" : "\n\ncontent"))
  }

  @Test func secretsFollowToTheSameOriginOnly() async throws {
    let secrets = [
      HTTPField("Authorization", "Bearer token-1"), HTTPField("cookie", "session=token-2"),
      HTTPField("X-Bypass", "token-3"), HTTPField("X-Plain", "kept"),
    ]
    let policy = HTTPRedirectPolicy(maximum: 3, secretHeaders: ["x-bypass"])
    func arriving(_ url: HTTPURL) async throws -> String {
      try await client.send(HTTPRequest(url: url, headers: secrets, redirects: policy)).text
    }
    let same = try await arriving(redirect(to: "/echo"))
    #expect(same.contains("token-1") && same.contains("token-2") && same.contains("token-3"))
    let elsewhere = try server.url("/echo", host: "localhost")
    let other = try await arriving(redirect(to: elsewhere.text))
    #expect(!other.contains("token-"))
    #expect(other.contains("x-plain: kept"))
    // Not even when the other host sends them back.
    let back = try server.url(
      "/redirect?to=\(HTTPURL.encoded(server.url("/echo").text))", host: "localhost")
    #expect(try await !arriving(redirect(to: back.text)).contains("token-"))
  }

  @Test func fieldsOfAHostGoThereAndNowhereElse() async throws {
    let policy = HTTPRedirectPolicy(
      maximum: 1, hostHeaders: ["localhost": [HTTPField("X-Preview", "token")]])
    let target = try server.url("/echo", host: "localhost")
    let there = try await client.send(
      HTTPRequest(url: redirect(to: target.text), redirects: policy))
    #expect(there.text.contains("x-preview: token"))
    let here = try await client.send(HTTPRequest(url: redirect(to: "/echo"), redirects: policy))
    #expect(!here.text.contains("x-preview"))
  }

  @Test(arguments: [
    ("http://localhost:1/", "localhost"), ("//elsewhere.test/x", "elsewhere.test"),
    ("file:///etc/passwd", "file:///etc/passwd"), ("javascript:alert(1)", "javascript:alert(1)"),
  ])
  func aRedirectOutsideTheListIsRefused(target: String, named: String) async throws {
    let policy = HTTPRedirectPolicy(maximum: 3, allowedHosts: HTTPHostList(["127.0.0.1"]))
    let error = await #expect(throws: HTTPError.self) {
      try await client.send(HTTPRequest(url: redirect(to: target), redirects: policy))
    }
    guard case .redirectRefused(named, let hops) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(hops.count == 1)
  }

  @Test(arguments: [
    ("http://a.test/", true), ("http://b.test:81/", true), ("http://b.test/", false),
    ("http://x.c.test/", true), ("http://c.test/", false), ("http://xc.test/", false),
    ("http://A.TEST:99/", true),
  ])
  func hostListsKnowPortsAndSubdomains(url: String, permitted: Bool) throws {
    let list = HTTPHostList(["a.test", "B.test:81", "*.c.test"])
    #expect(try list.permits(HTTPURL(url)) == permitted)
  }

  @Test func theTimeoutCoversAllHops() async throws {
    let limits = HTTPLimits(timeout: .milliseconds(500))
    let last = try server.url("/stall?seconds=20")
    await #expect(throws: HTTPError.self) {
      try await client.send(
        HTTPRequest(
          url: redirect(to: last.text), redirects: .init(maximum: 1), limits: limits))
    }
  }

  @Test func theFragmentIsInherited() async throws {
    let policy = HTTPRedirectPolicy(maximum: 1)
    let url = try redirect(to: "/echo").resolving("#part")
    let kept = try await client.send(HTTPRequest(url: url, redirects: policy))
    #expect(kept.finalURL.fragment == "part")
    let other = try redirect(to: "/echo#other").resolving("#part")
    let replaced = try await client.send(HTTPRequest(url: other, redirects: policy))
    #expect(replaced.finalURL.fragment == "other")
  }

  @Test func cookiesAreTakenAndGivenBetweenHops() async throws {
    let jar = CookieJar()
    let response = try await client.send(
      HTTPRequest(
        url: server.url(
          "/cookies?set=\(HTTPURL.encoded("a=1; Path=/|b=2; HttpOnly"))&to=/echo"),
        redirects: .init(maximum: 1), cookieJar: jar))
    #expect(response.text.contains("cookie: a=1; b=2"))
    #expect(jar.cookies.map(\.name) == ["a", "b"])
    let both = try await client.send(
      HTTPRequest(
        url: server.url("/echo"), headers: [HTTPField("Cookie", "own=0")], cookieJar: jar))
    #expect(both.text.contains("cookie: own=0; a=1; b=2\n"))
    let elsewhere = try await client.send(
      HTTPRequest(url: server.url("/echo", host: "localhost"), cookieJar: jar))
    #expect(!elsewhere.text.contains("cookie:"))
  }
}
