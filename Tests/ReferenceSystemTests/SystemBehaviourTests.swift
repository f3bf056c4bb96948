import Testing

@testable import ReferenceSystem

@Suite struct SystemBehaviourTests {
  @Test func limitsAreToldAndEnforced() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo")
      try await server.controls("POST", "/clock", ["frozen": true])
      try await server.controls("POST", "/limits", ["standard": ["requests": 2, "seconds": 60]])
      for left in ["1", "0"] {
        let answer = try await server.get("/api/v1/exec/overview", token: token)
        #expect(answer.status == 200)
        #expect(answer.headers["x-ratelimit-remaining"] == left)
        #expect(answer.headers["x-ratelimit-limit"] == "2")
        #expect(answer.headers["x-ratelimit-window"] == "60")
      }
      let refused = try await server.get("/api/v1/exec/overview", token: token)
      #expect(refused.status == 429)
      #expect(refused.code == "RATE_LIMIT_EXCEEDED")
      #expect(refused.headers["x-ratelimit-reset"] != nil)
      let other = try await server.signIn("coo")
      #expect(try await server.get("/api/v1/exec/overview", token: other).status == 200)
      try await server.controls("POST", "/clock", ["advance": 60])
      #expect(try await server.get("/api/v1/exec/overview", token: token).status == 200)
    }
  }

  @Test(arguments: [
    ("cost_model", "cost_optimization", "approx_infra_cost"),
    ("revenue_metrics", "revenue_protection", "estimated_protected_revenue"),
    ("deliverability_feed", "deliverability", "global_delivery_rate"),
    ("ops_monitoring", "operations", "uptime_rolling_30d"),
    ("audit_store", "risk_compliance", "last_audit_passed_at"),
    ("alert_store", "deliverability", "critical_issues"),
  ])
  func missingSourcesLeaveGaps(source: String, group: String, field: String) async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo")
      let path = "/api/v1/exec/overview"
      let whole = try await server.get(path, token: token).json
      #expect(whole["meta"]?["partial"] == false)
      #expect(whole["data"]?[group]?[field] != .null)
      try await server.controls("POST", "/sources", .object([.init(name: source, value: "down")]))
      let partial = try await server.get(path, token: token).json
      #expect(partial["meta"]?["partial"] == true)
      #expect(partial["meta"]?["degraded_sources"] == [.string(source)])
      #expect(partial["data"]?[group]?[field] == .null)
      try await server.controls(
        "POST", "/sources", .object([.init(name: source, value: "degraded")]))
      let late = try await server.get(path, token: token).json
      #expect(late["data"]?[group]?[field] == whole["data"]?[group]?[field])
      #expect(late["meta"]?["stale"] == true)
      #expect(late["meta"]?["as_of"] != whole["meta"]?["as_of"])
    }
  }

  @Test func exportsOfPartialDataAreRefused() async throws {
    try await TestServer.run { server in
      let token = try await server.signInWithStepUp("cfo")
      try await server.controls("POST", "/sources", ["cost_model": "down"])
      let answer = try await server.get("/api/v1/exec/export?view=overview", token: token)
      #expect(answer.status == 503)
      #expect(answer.code == "PARTIAL_DATA_UNAVAILABLE")
    }
  }

  @Test func readsAndRefusalsAreAudited() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo")
      let read = try await server.get("/api/v1/exec/overview?window=7d", token: token)
      let tenant = try await server.signIn("tenant")
      let refused = try await server.get("/api/v1/exec/overview", token: tenant)
      let anonymous = try await server.get("/api/v1/exec/overview")
      let officer = try await server.signInWithStepUp("security")
      let path = "/api/v1/exec/audit-log?limit=100"
      let log = try await server.get(path, token: officer)
      func entry(_ answer: TestResponse) -> JSON? {
        log.data["items"]?.elements?.first {
          $0["request_id"]?.string == answer.headers["x-request-id"]
        }
      }
      let allowed = try #require(entry(read))
      #expect(allowed["actor_user_id"] == "usr_cfo")
      #expect(allowed["outcome"] == "allowed")
      #expect(allowed["metadata"]?["filters"]?["window"] == "7d")
      #expect(entry(refused)?["outcome"] == "denied")
      #expect(entry(refused)?["actor_role"] == "ROLE_TENANT_USER")
      #expect(entry(anonymous)?["actor_user_id"] == "anonymous")
      let again = try await server.get(path, token: officer)
      let own = again.data["items"]?.elements?.first {
        $0["request_id"]?.string == log.headers["x-request-id"]
      }
      #expect(own?["action_type"] == "audit.read")
    }
  }

  @Test func theAuditLogPagesWithoutGaps() async throws {
    try await TestServer.run { server in
      let token = try await server.signInWithStepUp("ceo")
      var ids: [String] = []
      var cursor: String?
      repeat {
        let page = try await server.get(
          "/api/v1/exec/audit-log?scope=exec&limit=9" + (cursor.map { "&cursor=" + $0 } ?? ""),
          token: token)
        ids += (page.data["items"]?.elements ?? []).compactMap { $0["id"]?.string }
        cursor = page.json["meta"]?["next_cursor"]?.string
      } while cursor != nil && ids.count < 500
      #expect(ids.count > 20)
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func theSameSeedGivesTheSameBytes() async throws {
    let paths = [
      "/api/v1/exec/overview", "/api/v1/exec/tenants?limit=100",
      "/api/v1/exec/tenants/ten_006/summary", "/api/v1/exec/revenue-protection?window=90d",
      "/api/v1/exec/cost-optimization", "/api/v1/notifications/alr_007",
    ]
    var bodies: [[String]] = []
    for seed: UInt64 in [2026, 2026, 7] {
      try await TestServer.run(seed: seed) { server in
        let token = try await server.signIn("cfo")
        var texts: [String] = []
        for path in paths { texts.append(try await server.get(path, token: token).text) }
        bodies.append(texts)
      }
    }
    #expect(bodies[0] == bodies[1])
    #expect(zip(bodies[0], bodies[2]).allSatisfy { $0 != $1 })
  }

  @Test func resetPutsEverythingBack() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo")
      let path = "/api/v1/exec/cost-optimization/initiatives"
      _ = try await server.post(
        "/api/v1/exec/cost-optimization/recommendations/rec_1/track", ["note": "x"], token: token)
      try await server.setFault(.roleCheckSkipped, on: true)
      #expect(try await server.get(path, token: token).data["items"]?.elements?.count == 1)
      try await server.controls("POST", "/reset", ["keep_sessions": true])
      #expect(try await server.get(path, token: token).data["items"]?.elements?.isEmpty == true)
      let faults = try await server.controls("GET", "/faults").json["faults"]?.elements ?? []
      #expect(faults.count >= 15)
      #expect(faults.allSatisfy { $0["on"] == false })
      try await server.controls("POST", "/reset", [:])
      #expect(try await server.get(path, token: token).status == 401)
    }
  }

  @Test func instancesAreIsolated() async throws {
    try await TestServer.run { server in
      let made = try await server.controls("POST", "/instances", [:])
      #expect(made.status == 201)
      let other = server.instance(made.json)
      let token = try await server.signIn("cfo")
      #expect(try await other.get("/api/v1/exec/overview", token: token).status == 401)
      let there = try await other.signIn("cfo")
      try await other.controls("POST", "/sources", ["cost_model": "down"])
      try await other.setFault(.costLabelMissing, on: true)
      let path = "/api/v1/exec/overview"
      #expect(try await server.get(path, token: token).json["meta"]?["partial"] == false)
      #expect(try await other.get(path, token: there).json["meta"]?["partial"] == true)
      let id = made.json["id"]?.string ?? ""
      #expect(try await server.controls("DELETE", "/instances/\(id)").status == 200)
      await #expect(throws: (any Error).self) { try await other.get(path, token: there) }
      #expect(try await server.controls("DELETE", "/instances/main").status == 400)
    }
  }

  @Test(arguments: ["/health/live", "/health/ready", "/openapi.json", "/api/v1/exec/overview"])
  func answersCarrySecurityHeaders(path: String) async throws {
    try await TestServer.run { server in
      let headers = try await server.get(path).headers
      #expect(headers["x-content-type-options"] == "nosniff")
      #expect(headers["x-frame-options"] == "DENY")
      #expect(headers["cache-control"] == "no-store")
      #expect(headers["referrer-policy"] == "no-referrer")
      #expect(headers["x-request-id"]?.hasPrefix("req_") == true)
    }
  }

  @Test func bodiesAreBounded() async throws {
    try await TestServer.run { server in
      let large = JSON.string(String(repeating: "x", count: 1 << 20))
      let answer = try await server.post("/api/v1/auth/sign-in", ["email": large])
      #expect(answer.status == 413)
      let deep = String(repeating: "[", count: 10_000)
      let nested = try await server.post("/api/v1/auth/sign-in", ["email": .string(deep)])
      #expect(nested.status == 400)
    }
  }
}
