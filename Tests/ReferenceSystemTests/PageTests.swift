import Foundation
import Testing

@testable import ReferenceSystem

/// Pages as a person without JavaScript meets them: cookies, forms, redirects.
@Suite struct PageTests {
  /// A reader with a cookie, as a browser keeps it.
  struct Reader: Sendable {
    let server: TestServer
    let cookie: String

    static func signIn(_ login: String, _ server: TestServer) async throws -> Reader {
      let answer = try await submitSignIn(login, "correct-horse-battery", server)
      let cookie = try #require(answer.headers["set-cookie"]?.split(separator: ";").first)
      return Reader(server: server, cookie: String(cookie))
    }

    static func submitSignIn(
      _ login: String, _ password: String, _ server: TestServer, next: String = "/"
    ) async throws -> TestResponse {
      let form = try await server.get("/sign-in")
      let mark = try #require(form.headers["set-cookie"]?.split(separator: ";").first)
      let token = try #require(PageTests.token(in: form.text))
      let fields =
        "csrf=\(token)&next=\(next)&email=\(login)%40waymark.example&password=\(password)"
      return try await server.send(
        "POST", "/sign-in", headers: ["Cookie": String(mark)], form: fields)
    }

    /// A reader who has confirmed a one-time code.
    static func confirmed(_ login: String, _ server: TestServer) async throws -> Reader {
      let reader = try await signIn(login, server)
      _ = try await reader.get("/step-up")
      let code = try #require(try await server.latestCode(login))
      _ = try await reader.post("/step-up", "code=\(code)", from: "/step-up")
      return reader
    }

    func get(_ path: String) async throws -> TestResponse {
      try await server.send("GET", path, headers: ["Cookie": cookie])
    }

    func post(_ path: String, _ fields: String = "", from page: String) async throws -> TestResponse
    {
      let token = try #require(PageTests.token(in: try await get(page).text))
      return try await server.send(
        "POST", path, headers: ["Cookie": cookie], form: "csrf=\(token)&" + fields)
    }
  }

  @Test func theWayInLeadsBackToWhereOneWanted() async throws {
    try await TestServer.run { server in
      let away = try await server.get("/exec/overview?window=7d")
      #expect(away.status == 303)
      #expect(away.headers["location"] == "/sign-in?next=/exec/overview%3Fwindow%3D7d")
      #expect(away.body.isEmpty)
      let signedIn = try await Reader.submitSignIn(
        "cfo", "correct-horse-battery", server, next: "%2Fexec%2Foverview")
      #expect(signedIn.status == 303)
      #expect(signedIn.headers["location"] == "/exec/overview")
      let cookie = try #require(signedIn.headers["set-cookie"])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    }
  }

  @Test(arguments: ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example"])
  func nobodyIsSentElsewhere(next: String) async throws {
    try await TestServer.run { server in
      let answer = try await Reader.submitSignIn(
        "cfo", "correct-horse-battery", server, next: next)
      #expect(answer.headers["location"] == "/")
    }
  }

  @Test func aWrongPasswordIsToldOnTheForm() async throws {
    try await TestServer.run { server in
      let answer = try await Reader.submitSignIn("cfo", "wrong-password", server)
      #expect(answer.status == 401)
      #expect(answer.text.contains("role=\"alert\""))
      #expect(!answer.text.contains("wrong-password"))
    }
  }

  @Test func withoutASessionEveryPageLeadsToSignIn() async throws {
    let pages = RouteTable.pages.filter { $0.method == .get && !$0.isOpen }
    #expect(pages.count > 20)
    try await TestServer.run { server in
      for page in pages {
        let answer = try await server.get(plain(page.path))
        #expect(answer.status == 303, "\(page.path)")
        #expect(answer.headers["location"]?.hasPrefix("/sign-in") == true, "\(page.path)")
        #expect(answer.body.isEmpty, "\(page.path)")
      }
    }
  }

  @Test func tenantUsersAreTurnedAwayWithoutALeak() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("tenant", server)
      for page in RouteTable.pages where page.method == .get && page.roles != nil {
        guard page.path != "/step-up" else { continue }
        let answer = try await reader.get(plain(page.path))
        #expect(answer.status == 403, "\(page.path)")
        #expect(answer.text.contains("<h1>Access restricted</h1>"), "\(page.path)")
        for tenant in Fixture.tenants { #expect(!answer.text.contains(tenant.name)) }
        #expect(!answer.text.contains("cnry_") && !answer.text.contains("USD"))
      }
    }
  }

  private func plain(_ path: String) -> String {
    path.replacing("{", with: "").replacing("}", with: "")
  }

  @Test(arguments: [
    ("cfo", "/exec/overview", "Executive Overview"), ("cfo", "/exec/tenants", "Tenants"),
    ("cfo", "/exec/tenants/ten_003", "Cobalt Ledger"),
    ("cfo", "/exec/revenue-protection", "Revenue Protection"),
    ("cfo", "/exec/revenue-protection/board", "Revenue Protection for the board"),
    ("procurement", "/exec/cost-optimization", "Cost Optimization"),
    ("procurement", "/exec/cost-optimization/vendors", "Vendor comparison"),
    ("assistant", "/exec/alerts", "Alerts and Notifications"),
    ("security", "/exec/roles", "Role administration"), ("sre", "/ops/health", "System Health"),
    ("sre", "/ops/health/services/queue-events-api", "Queue &amp; Events API"),
    ("sre", "/ops/health/dimensions/capacity", "Capacity of machines and addresses"),
  ])
  func pagesShowTheirSubject(login: String, path: String, heading: String) async throws {
    try await TestServer.run { server in
      let answer = try await Reader.signIn(login, server).get(path)
      #expect(answer.status == 200)
      #expect(answer.text.contains("<h1>\(heading)</h1>"))
      #expect(!answer.text.contains("{{"))
      #expect(answer.headers["content-security-policy"]?.contains("script-src 'self'") == true)
      #expect(answer.headers["cache-control"] == "no-store")
      #expect(!answer.text.contains("style=\"") && !answer.text.contains("onclick"))
    }
  }

  @Test func sensitivePagesAskForACodeAndGoOn() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("ceo", server)
      let asked = try await reader.get("/exec/audit-log?scope=exec")
      #expect(asked.headers["location"] == "/step-up?next=/exec/audit-log%3Fscope%3Dexec")
      #expect(try await reader.get("/step-up").text.contains("Reading the audit log"))
      let wrong = try await reader.post("/step-up", "code=x&next=/", from: "/step-up")
      #expect(wrong.status == 403)
      #expect(wrong.text.contains("stays blocked"))
      let code = try #require(try await server.latestCode("ceo"))
      let right = try await reader.post(
        "/step-up", "code=\(code)&next=%2Fexec%2Faudit-log", from: "/step-up")
      #expect(right.headers["location"] == "/exec/audit-log")
      let log = try await reader.get("/exec/audit-log")
      #expect(log.status == 200)
      #expect(log.text.contains("usr_ceo"))
    }
  }

  @Test func formsWithoutTheirTokenAreRefused() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("cfo", server)
      for form in ["", "csrf=00", "csrf=" + String(repeating: "0", count: 64)] {
        let answer = try await server.send(
          "POST", "/exec/alerts/alr_007/acknowledge", headers: ["Cookie": reader.cookie],
          form: form)
        #expect(answer.status == 403)
      }
      let token = try await server.signIn("cfo")
      let alert = try await server.get("/api/v1/notifications/alr_007", token: token)
      #expect(alert.data["acknowledged"] == false)
      let cookieOnAPI = try await server.send(
        "GET", "/api/v1/exec/overview", headers: ["Cookie": reader.cookie])
      #expect(cookieOnAPI.status == 401)
    }
  }

  @Test func acknowledgingAnAlertLeavesItsCauseOpen() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("cfo", server)
      let page = "/exec/alerts/alr_007"
      let answer = try await reader.post(page + "/acknowledge", from: page)
      #expect(answer.headers["location"] == page + "?done=acknowledged")
      let after = try await reader.get(page + "?done=acknowledged")
      #expect(after.text.contains("does not say that the cause is resolved"))
      #expect(after.text.contains("<p class=\"value\">Open</p>"))
    }
  }

  @Test func aSnapshotIsKept() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("coo", server)
      let page = "/exec/tenants/ten_003"
      let answer = try await reader.post(page + "/snapshots", "purpose=Board+pack", from: page)
      #expect(answer.status == 303)
      let snapshot = try await reader.get(page + "/snapshots/snp_1")
      #expect(snapshot.text.contains("Board pack"))
      #expect(snapshot.text.contains("Cobalt Ledger"))
    }
  }

  @Test func roleChangesTakeTwoPeople() async throws {
    try await TestServer.run { server in
      let first = try await Reader.confirmed("security", server)
      let fields = "user_id=usr_analytics&role=ROLE_EXEC_VP&tenants=ten_001&reason=New+task"
      let asked = try await first.post("/exec/roles", fields, from: "/exec/roles")
      #expect(asked.headers["location"] == "/exec/roles?done=asked")
      let own = try await first.post("/exec/roles/rch_1/approve", from: "/exec/roles")
      #expect(own.status == 403)
      let second = try await Reader.confirmed("admin", server)
      let approved = try await second.post("/exec/roles/rch_1/approve", from: "/exec/roles")
      #expect(approved.headers["location"] == "/exec/roles?done=approved")
    }
  }

  @Test func missingSourcesAreTold() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("cfo", server)
      try await server.controls("POST", "/sources", ["cost_model": "down"])
      let text = try await reader.get("/exec/overview").text
      #expect(text.contains("not available"))
      #expect(text.contains("Cost model"))
    }
  }

  static func token(in html: String) -> String? {
    guard let start = html.range(of: "name=\"csrf\" value=\"") else { return nil }
    return String(html[start.upperBound...].prefix { $0 != "\"" })
  }
}
