import Foundation

@testable import ReferenceSystem

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What came back over the connection.
struct TestResponse: Sendable {
  let status: Int
  let headers: [String: String]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
  var json: JSON { JSON.parse(body) ?? .null }
  var data: JSON { json["data"] ?? .null }
  var code: String? { json["error"]?["code"]?.string }
  var reason: String? { json["error"]?["details"]?.elements?.first?["reason"]?.string }
}

/// A reference system on ports of its own, and the requests that tests send to it.
struct TestServer: Sendable {
  let base: String
  let control: String
  private let session: URLSession

  private init(base: String, control: String) {
    self.base = base
    self.control = control
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.timeoutIntervalForRequest = 20
    session = URLSession(configuration: configuration, delegate: NoRedirects(), delegateQueue: nil)
  }

  /// Starts a server, runs `body` against it, and stops it whatever happens.
  static func run(
    seed: UInt64 = 2026, clock: String = "2026-03-02T09:00:00Z",
    _ body: (TestServer) async throws -> Void
  ) async throws {
    var options = ReferenceServer.Options()
    options.controlPort = 0
    options.seed = seed
    options.clock = clock
    options.passwordRounds = 50
    let server = try await ReferenceServer.start(options)
    let result: Result<Void, any Error>
    do {
      try await body(TestServer(base: server.url, control: server.controlURL ?? ""))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await server.stop()
    try result.get()
  }

  /// The same client for another instance.
  func instance(_ json: JSON) -> TestServer {
    TestServer(base: json["base_url"]?.string ?? "", control: json["control_url"]?.string ?? "")
  }

  func send(
    _ method: String, _ path: String, token: String? = nil, body: JSON? = nil,
    headers: [String: String] = [:], form: String? = nil, to origin: String? = nil
  ) async throws -> TestResponse {
    guard let url = URL(string: (origin ?? base) + path) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.httpBody = body.map { Data($0.bytes) } ?? form.map { Data($0.utf8) }
    if let token { request.setValue("Bearer " + token, forHTTPHeaderField: "Authorization") }
    for header in headers { request.setValue(header.value, forHTTPHeaderField: header.key) }
    let (data, response) = try await session.data(for: request)
    guard let http = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    var fields: [String: String] = [:]
    for (name, value) in http.allHeaderFields {
      fields["\(name)".lowercased()] = "\(value)"
    }
    return TestResponse(status: http.statusCode, headers: fields, body: Array(data))
  }

  func get(_ path: String, token: String? = nil) async throws -> TestResponse {
    try await send("GET", path, token: token)
  }

  func post(_ path: String, _ body: JSON = [:], token: String? = nil) async throws -> TestResponse {
    try await send("POST", path, token: token, body: body)
  }

  @discardableResult
  func controls(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> TestResponse
  {
    try await send(method, path, body: body, to: control)
  }

  /// The token of a new session of the person `login`.
  func signIn(_ login: String) async throws -> String {
    let answer = try await post(
      "/api/v1/auth/sign-in",
      ["email": .string("\(login)@waymark.example"), "password": "correct-horse-battery"])
    guard let token = answer.data["token"]?.string else {
      throw URLError(.userAuthenticationRequired)
    }
    return token
  }

  /// The token of a service account.
  func service(_ id: String) async throws -> String {
    let services = try await controls("GET", "/users").json["services"]?.elements ?? []
    guard let token = services.first(where: { $0["id"]?.string == id })?["token"]?.string else {
      throw URLError(.userAuthenticationRequired)
    }
    return token
  }

  /// The newest code that was delivered to the person `login`.
  func latestCode(_ login: String) async throws -> String? {
    try await controls("GET", "/outbox?to=\(login)@waymark.example").json["latest_code"]?.string
  }

  /// A session that has confirmed a one-time code.
  func signInWithStepUp(_ login: String) async throws -> String {
    let token = try await signIn(login)
    _ = try await post("/api/v1/auth/step-up/request", token: token)
    let code = try await latestCode(login) ?? ""
    _ = try await post("/api/v1/auth/step-up", ["code": .string(code)], token: token)
    return token
  }

  func setFault(_ fault: Fault, on: Bool) async throws {
    try await controls(
      "POST", "/faults", .object([JSON.Member(name: fault.rawValue, value: .bool(on))]))
  }
}

/// Redirects are answers to look at, not to follow.
private final class NoRedirects: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) { completionHandler(nil) }
}
