import Testing

@testable import ReferenceSystem

/// Each fault breaks the promise that it names, and nothing breaks it while the fault is off.
@Suite struct FaultTests {
  @Test(arguments: Fault.allCases)
  func aFaultBreaksItsPromise(fault: Fault) async throws {
    try await TestServer.run { server in
      let probe = try #require(FaultProbes.all[fault], "\(fault) has no probe")
      let kept = try await probe(server)
      #expect(kept, "kept without the fault")
      try await server.controls("POST", "/reset", [:])
      try await server.setFault(fault, on: true)
      let broken = try await probe(server)
      #expect(!broken, "broken with the fault")
    }
  }
}

/// For each fault a way to see whether its promise is kept.
enum FaultProbes {
  typealias Probe = @Sendable (TestServer) async throws -> Bool

  static let all: [Fault: Probe] = access.merging(content) { first, _ in first }

  private static let overview = "/api/v1/exec/overview"

  private static let access: [Fault: Probe] = [
    .auditEntryNotWritten: { server in
      try await hasAudit(server, of: server.get(overview, token: server.signIn("cfo")))
    },
    .failedAttemptNotAudited: { server in
      try await hasAudit(server, of: server.get(overview, token: server.signIn("tenant")))
    },
    .roleChangeWithoutSecondPerson: { server in
      let token = try await server.signInWithStepUp("security")
      let base = "/api/v1/admin/role-changes"
      _ = try await server.post(
        base, ["user_id": "usr_analytics", "role": "ROLE_EXEC_CEO", "reason": "x"], token: token)
      return try await server.post(base + "/rch_1/approve", token: token).status == 403
    },
    .stepUpNotRequired: { server in
      try await server.get("/api/v1/exec/audit-log", token: server.signIn("ceo")).status == 403
    },
    .stepUpCodeReusable: { server in
      let token = try await server.signInWithStepUp("ceo")
      let code = try await server.latestCode("ceo") ?? ""
      return try await redeem(code, server, token) == 403
    },
    .stepUpCodeNeverExpires: { server in
      let token = try await server.signIn("ceo")
      _ = try await server.post("/api/v1/auth/step-up/request", token: token)
      try await server.controls("POST", "/clock", ["advance": 400])
      return try await redeem(server.latestCode("ceo") ?? "", server, token) == 403
    },
    .stepUpAttemptsUnlimited: { server in
      let token = try await server.signIn("ceo")
      _ = try await server.post("/api/v1/auth/step-up/request", token: token)
      for _ in 0..<6 { _ = try await redeem("wrong", server, token) }
      return try await redeem(server.latestCode("ceo") ?? "", server, token) == 403
    },
    .tenantIsolationOff: { server in
      let path = "/api/v1/exec/tenants/ten_001/summary"
      return try await server.get(path, token: server.signIn("vp-revenue")).status == 403
    },
    .roleCheckSkipped: { server in
      try await server.get(overview, token: server.signIn("tenant")).status == 403
    },
    .sessionNotChecked: { server in try await server.get(overview).status == 401 },
    .refusalCarriesData: { server in
      let answer = try await server.get(overview, token: server.signIn("tenant"))
      return !answer.text.contains("estimated_protected_revenue")
    },
    .signOutKeepsSession: { server in
      let token = try await server.signIn("cfo")
      _ = try await server.post("/api/v1/auth/sign-out", token: token)
      return try await server.get(overview, token: token).status == 401
    },
    .internalsInErrors: { server in try await !server.get(overview).text.contains("SELECT") },
    .tokenInErrors: { server in
      let token = try await server.signIn("tenant")
      return try await !server.get(overview, token: token).text.contains(token)
    },
    .tokenInRedirect: { server in
      let answer = try await PageTests.Reader.submitSignIn("cfo", "correct-horse-battery", server)
      return answer.headers["location"]?.contains("wms_") == false
    },
    .cookieFlagsMissing: { server in
      let answer = try await PageTests.Reader.submitSignIn("cfo", "correct-horse-battery", server)
      return answer.headers["set-cookie"]?.contains("HttpOnly") == true
    },
    .formTokenNotChecked: { server in
      let reader = try await PageTests.Reader.signIn("cfo", server)
      return try await server.send(
        "POST", "/sign-out", headers: ["Cookie": reader.cookie], form: "csrf=00"
      ).status == 403
    },
    .rateLimitNotEnforced: { server in
      try await server.controls("POST", "/limits", ["standard": ["requests": 0, "seconds": 60]])
      return try await server.get("/health/live").status == 429
    },
    .securityHeadersMissing: { server in
      try await server.get("/health/live").headers["x-frame-options"] == "DENY"
    },
    .eventAcceptedWithoutValidation: { server in
      let token = try await server.service("svc_events")
      let event: JSON = ["type": "gossip", "payload": ["amount": -5]]
      return try await server.post("/api/v1/internal/events", event, token: token).status == 400
    },
    .eventLostAfterFailure: { server in
      try await server.controls("POST", "/queue/pause", [:])
      try await server.controls("POST", "/queue/fail", ["count": 1])
      let event: JSON = ["payload": ["amount": 500]]
      _ = try await server.post(
        "/api/v1/internal/events/revenue-impact", event, token: server.service("svc_events"))
      let queue = try await server.controls("POST", "/queue/drain", [:]).json
      return queue["jobs"]?.elements?.count == 1
    },
  ]

  private static let content: [Fault: Probe] = [
    .acknowledgementResolvesAlert: { server in
      try await acknowledge(server)
      let alert = try await server.get("/api/v1/notifications/alr_007", token: server.signIn("coo"))
      return alert.data["status"] == "open"
    },
    .acknowledgementForEveryone: { server in
      try await acknowledge(server)
      let alert = try await server.get("/api/v1/notifications/alr_007", token: server.signIn("coo"))
      return alert.data["acknowledged"] == false
    },
    .snapshotLeaksOtherTenant: { server in
      let answer = try await server.get(
        "/api/v1/exec/tenants/ten_003/summary", token: server.signIn("cfo"))
      let foreign = try await server.controls("GET", "/canaries").json["tenants"]?.elements?.first
      return !answer.text.contains(foreign?["canaries"]?.elements?.first?.string ?? "")
    },
    .sensitiveAlertsShown: { server in
      let list = try await server.get(
        "/api/v1/notifications?category=compliance", token: server.signIn("cfo"))
      return list.json["meta"]?["total"] == 0
    },
    .alertsUnsorted: { server in
      let list = try await server.get("/api/v1/notifications", token: server.signIn("ceo"))
      return list.data["items"]?.elements?.first?["severity"] == "critical"
    },
    .costLabelMissing: { server in
      try await server.get(overview, token: server.signIn("cfo")).text.contains("not an invoice")
    },
    .estimateCalledExact: { server in
      try await !server.get(overview, token: server.signIn("cfo")).text.contains("Exact cost")
    },
    .riskCalledGuaranteed: { server in
      try await !server.get(overview, token: server.signIn("cfo")).text.contains("Guaranteed")
    },
    .realTimeClaimed: { server in
      try await !server.get(overview, token: server.signIn("cfo")).text.contains("real-time")
    },
    .degradedSourceHidden: { server in
      try await server.controls("POST", "/sources", ["cost_model": "down"])
      let answer = try await server.get(overview, token: server.signIn("cfo"))
      return answer.json["meta"]?["partial"] == true
    },
    .degradedValuesInvented: { server in
      try await server.controls("POST", "/sources", ["cost_model": "down"])
      let answer = try await server.get(overview, token: server.signIn("cfo"))
      return answer.data["cost_optimization"]?["approx_infra_cost"] == .null
    },
    .unhealthyReportedHealthy: { server in
      try await server.controls("POST", "/sources", ["tenant-smtp-api": "down"])
      return try await server.get("/api/v1/ops/health", token: server.signIn("sre"))
        .text.contains("Unavailable")
    },
    .addressInHealthDetail: { server in
      try await !server.get("/api/v1/ops/health", token: server.signIn("sre")).text.contains(
        "10.20.")
    },
  ]

  private static func redeem(
    _ code: String, _ server: TestServer, _ token: String
  ) async throws -> Int {
    try await server.post("/api/v1/auth/step-up", ["code": .string(code)], token: token).status
  }

  private static func acknowledge(_ server: TestServer) async throws {
    _ = try await server.post(
      "/api/v1/notifications/ack", ["ids": ["alr_007"]], token: server.signIn("cfo"))
  }

  private static func hasAudit(
    _ server: TestServer, of answer: TestResponse
  ) async throws -> Bool {
    let entries = try await server.controls("GET", "/audit").json["entries"]?.elements ?? []
    return entries.contains { $0["request_id"]?.string == answer.headers["x-request-id"] }
  }
}
