import Testing

@testable import ReferenceSystem

@Suite struct TenantIsolationTests {
  private static let paths = [
    "/api/v1/exec/overview", "/api/v1/exec/tenants?limit=100", "/api/v1/exec/tenants?q=a",
    "/api/v1/exec/revenue-protection?window=90d", "/api/v1/exec/revenue-protection/board",
    "/api/v1/exec/revenue-protection/incidents?limit=100",
    "/api/v1/exec/revenue-protection/initiatives?limit=100", "/api/v1/exec/cost-optimization",
    "/api/v1/exec/cost-optimization/tenants", "/api/v1/exec/cost-optimization/recommendations",
    "/api/v1/exec/notifications/summary", "/api/v1/notifications?limit=100",
  ]

  @Test func noAnswerCarriesAnotherTenantsMarkers() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("vp-revenue")
      let foreign = try await markers(server) { !Fixture.limitedScope.contains($0) }
      let own = try await markers(server) { Fixture.limitedScope.contains($0) }
      #expect(foreign.count == 10 * 5)
      var sawOwn = false
      for path in Self.paths {
        let answer = try await server.get(path, token: token)
        #expect(answer.status == 200, "\(path)")
        for marker in foreign { #expect(!answer.text.contains(marker), "\(path)") }
        sawOwn = sawOwn || own.contains { answer.text.contains($0) }
      }
      #expect(sawOwn)
    }
  }

  @Test(arguments: ["summary", "configuration", "snapshots"])
  func tenantsOutsideTheScopeAreRefusedAlike(view: String) async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("vp-revenue")
      for tenant in ["ten_001", "ten_999", "%2e%2e"] {
        let answer = try await server.get("/api/v1/exec/tenants/\(tenant)/\(view)", token: token)
        #expect(answer.status == 403)
        #expect(answer.code == "TENANT_SCOPE_MISMATCH")
        #expect(!answer.text.contains("Alderbrook"))
      }
      #expect(
        try await server.get("/api/v1/exec/tenants/ten_003/\(view)", token: token).status == 200)
      let everything = try await server.signIn("cfo")
      let unknown = try await server.get("/api/v1/exec/tenants/ten_999/\(view)", token: everything)
      #expect(unknown.status == 404)
    }
  }

  @Test func thingsOfOtherTenantsDoNotExist() async throws {
    try await TestServer.run { server in
      let limited = try await server.signIn("vp-revenue")
      let all = try await server.signIn("cfo")
      let incidents = "/api/v1/exec/revenue-protection/incidents/"
      for path in [incidents + "inc_001_1", "/api/v1/exec/cost-optimization/recommendations/rec_2"]
      {
        #expect(try await server.get(path, token: all).status == 200)
        #expect(try await server.get(path, token: limited).status == 404)
      }
      let alerts = try await server.get("/api/v1/notifications?limit=100", token: all).data
      let foreign = (alerts["items"]?.elements ?? []).first { item in
        item["tenant_id"]?.string.map { !Fixture.limitedScope.contains($0) } ?? false
      }
      let id = try #require(foreign?["id"]?.string)
      #expect(try await server.get("/api/v1/notifications/\(id)", token: limited).status == 404)
      let acknowledged = try await server.post(
        "/api/v1/notifications/ack", ["ids": [.string(id)]], token: limited)
      #expect(acknowledged.status == 404)
    }
  }

  @Test func analyticsSeesNoTenants() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("analytics")
      let path = "/api/v1/exec/revenue-protection"
      let answer = try await server.get(path, token: token)
      #expect(answer.status == 200)
      #expect((answer.data["top_risks"]?.elements ?? []).allSatisfy { $0["tenant"] == .null })
      #expect(answer.data["critical_issues"] == [])
      for tenant in Fixture.tenants { #expect(!answer.text.contains(tenant.name)) }
      #expect(try await server.get(path + "?tenant=ten_001", token: token).status == 403)
    }
  }

  private func markers(
    _ server: TestServer, where include: (String) -> Bool
  ) async throws -> [String] {
    let tenants = try await server.controls("GET", "/canaries").json["tenants"]?.elements ?? []
    return tenants.filter { include($0["id"]?.string ?? "") }
      .flatMap { $0["canaries"]?.elements ?? [] }.compactMap(\.string)
  }
}
