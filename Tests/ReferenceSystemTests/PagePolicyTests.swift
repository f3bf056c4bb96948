import Testing

@testable import ReferenceSystem

/// What holds for every page: headers, cookies, addresses, structure.
@Suite struct PagePolicyTests {
  typealias Reader = PageTests.Reader

  private static let pages = [
    "/", "/exec/overview", "/exec/tenants", "/exec/tenants/ten_003",
    "/exec/tenants/ten_003/configuration", "/exec/revenue-protection",
    "/exec/revenue-protection/board", "/exec/revenue-protection/incidents/inc_003_1",
    "/exec/revenue-protection/initiatives/ini_003", "/exec/cost-optimization",
    "/exec/cost-optimization/tenants", "/exec/cost-optimization/vendors",
    "/exec/cost-optimization/recommendations/rec_1", "/exec/alerts", "/exec/alerts/alr_007",
    "/exec/audit-log", "/exec/consolidated", "/exec/export", "/step-up", "/exec/nothing",
    "/exec/roles",
  ]

  @Test func everyPageIsProtectedAndLeadsNowhereElse() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.confirmed("ceo", server)
      var titles: [String: String] = [:]
      for path in Self.pages {
        let answer = try await reader.get(path)
        #expect(answer.headers["cache-control"] == "no-store", "\(path)")
        #expect(answer.headers["x-frame-options"] == "DENY", "\(path)")
        #expect(answer.headers["referrer-policy"] == "no-referrer", "\(path)")
        #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
        let policy = try #require(answer.headers["content-security-policy"])
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe") && !policy.contains("*"))
        let html = answer.text
        #expect(!html.contains(" style=") && !html.contains("<style"), "\(path)")
        for handler in ["onclick", "onload", "onsubmit", "onchange"] {
          #expect(html.values(of: handler).isEmpty, "\(path)")
        }
        #expect(html.contains("<html lang=\"en\">"), "\(path)")
        #expect(html.components(of: "<h1>") == 1, "\(path)")
        #expect(html.contains("<a class=\"skip\" href=\"#content\">"), "\(path)")
        #expect(!html.contains(server.base) && !html.contains("127.0.0.1"), "\(path)")
        let title = try #require(html.between("<title>", "</title>"))
        #expect(titles[title] == nil, "\(path) has the title of \(titles[title] ?? "")")
        titles[title] = path
        for link in html.values(of: "href") + html.values(of: "action") + html.values(of: "src") {
          let isHere = link.hasPrefix("/") && !link.hasPrefix("//")
          #expect(isHere || link == "#content" || link == "data:,", "\(path) leads to \(link)")
        }
      }
    }
  }

  @Test func cookiesAreForThisSiteAndSecureBehindTLS() async throws {
    try await TestServer.run { server in
      let secure = ["X-Forwarded-Proto": "https"]
      let form = try await server.send("GET", "/sign-in", headers: secure)
      let mark = try #require(form.headers["set-cookie"])
      #expect(mark.contains("Secure") && mark.contains("HttpOnly"))
      let token = try #require(PageTests.token(in: form.text))
      let cookie = String(mark.prefix { $0 != ";" })
      let answer = try await server.send(
        "POST", "/sign-in", headers: secure.merging(["Cookie": cookie]) { $1 },
        form: "csrf=\(token)&email=cfo%40waymark.example&password=correct-horse-battery")
      let session = try #require(answer.headers["set-cookie"])
      for attribute in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        #expect(session.contains(attribute))
      }
      #expect(!session.contains("Domain"))
    }
  }

  @Test(arguments: [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "javascript:alert(1)", "/\tevil", "/%0d%0aSet-Cookie:x", "evil.example", "",
  ])
  func noRedirectLeavesTheSite(next: String) {
    let path = PagePath.local(next)
    #expect(path == nil || path == "/%0d%0aSet-Cookie:x")
  }

  @Test func redirectsAreRelativeWhateverTheHost() async throws {
    try await TestServer.run { server in
      let answer = try await server.send(
        "GET", "/exec/overview",
        headers: ["Host": "elsewhere.example", "X-Forwarded-Host": "elsewhere.example"])
      #expect(answer.headers["location"] == "/sign-in?next=/exec/overview")
    }
  }

  @Test func namesWithControlCharactersAreNobodys() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("ceo", server)
      for (path, status) in [
        ("/exec/tenants/ten_003%00", 404), ("/exec/alerts?tenant=ten_003%00", 400),
      ] {
        #expect(try await reader.get(path).status == status, "\(path)")
      }
      let token = try await server.signIn("ceo")
      let answer = try await server.get("/api/v1/exec/tenants/ten_003%00/summary", token: token)
      #expect(answer.status == 404)
    }
  }

  @Test func aFormThatIsTooLargeIsAnsweredWithAPage() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("ceo", server)
      let answer = try await server.send(
        "POST", "/exec/alerts/alr_007/acknowledge", headers: ["Cookie": reader.cookie],
        form: String(repeating: "a", count: TargetResponder.largestBody + 1))
      #expect(answer.status == 413)
      #expect(answer.text.contains("<h1>That did not work</h1>"))
      #expect(answer.headers["content-security-policy"]?.contains("style-src 'self'") == true)
    }
  }

  @Test func assetsMayBeKeptAndPagesMayNot() async throws {
    try await TestServer.run { server in
      for path in ["/assets/style.css", "/assets/badge.js"] {
        let answer = try await server.get(path)
        #expect(answer.headers["cache-control"] == "public, max-age=300")
      }
      #expect(try await server.get("/sign-in").headers["cache-control"] == "no-store")
    }
  }

  @Test func theBadgeAnswersTheScriptAlone() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("assistant", server)
      let answer = try await reader.get("/exec/alerts/badge")
      #expect(answer.headers["content-type"] == "application/json")
      let unread = try #require(answer.json["unread"]?.integer)
      #expect(try await reader.get("/").text.contains("data-unread=\"\(unread)\""))
      #expect(try await server.get("/exec/alerts/badge").status == 303)
    }
  }

  @Test func exportsAreDownloadsOfWhatOneMayRead() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.confirmed("cfo", server)
      let form = try await reader.get("/exec/export").text
      #expect(form.contains("<option value=\"tenants\">"))
      #expect(!form.contains("audit-log"))
      let file = try await reader.get("/exec/export/file?view=tenants&format=csv")
      #expect(file.headers["content-disposition"] == "attachment; filename=\"tenants.csv\"")
      #expect(file.headers["cache-control"] == "no-store")
      #expect(file.text.contains("ten_003"))
      let refused = try await reader.get("/exec/export/file?view=audit-log&format=csv")
      #expect(refused.status == 403)
      let officer = try await Reader.confirmed("security", server)
      let log = try await officer.get("/exec/audit-log").text
      #expect(log.contains("href=\"/exec/export?view=audit-log\""))
      let chosen = try await officer.get("/exec/export?view=audit-log").text
      #expect(chosen.contains("<option value=\"audit-log\" selected>"))
    }
  }
}

extension String {
  func components(of part: String) -> Int { ranges(of: part).count }

  func between(_ start: String, _ end: String) -> String? {
    guard let from = firstRange(of: start)?.upperBound else { return nil }
    return self[from...].firstRange(of: end).map { String(self[from..<$0.lowerBound]) }
  }

  /// The values of an attribute, wherever it stands.
  func values(of attribute: String) -> [String] {
    ranges(of: " \(attribute)=\"").map { String(self[$0.upperBound...].prefix { $0 != "\"" }) }
  }
}
