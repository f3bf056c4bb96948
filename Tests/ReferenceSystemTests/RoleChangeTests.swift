import Testing

@testable import ReferenceSystem

@Suite struct RoleChangeTests {
  private static let base = "/api/v1/admin/role-changes"
  private static let change: JSON = [
    "user_id": "usr_analytics", "role": "ROLE_EXEC_VP", "tenant_scope": ["ten_001"],
    "reason": "Leads the revenue team from March",
  ]

  @Test func aSecondPersonApproves() async throws {
    try await TestServer.run { server in
      let analytics = try await server.signIn("analytics")
      let officer = try await server.signInWithStepUp("security")
      let asked = try await server.post(Self.base, Self.change, token: officer)
      #expect(asked.status == 201)
      #expect(asked.data["status"] == "pending")
      let path = Self.base + "/" + (asked.data["id"]?.string ?? "")
      #expect(try await server.get("/api/v1/exec/tenants", token: analytics).status == 403)

      let own = try await server.post(path + "/approve", token: officer)
      #expect(own.status == 403)
      #expect(own.reason == "second_person_required")
      #expect(try await server.get("/api/v1/exec/tenants", token: analytics).status == 403)

      let admin = try await server.signInWithStepUp("admin")
      let approved = try await server.post(path + "/approve", token: admin)
      #expect(approved.data["status"] == "approved")
      #expect(approved.data["decided_by"] == "usr_admin")
      let tenants = try await server.get("/api/v1/exec/tenants", token: analytics)
      #expect(tenants.data["items"]?.elements?.count == 1)
      #expect(try await server.post(path + "/approve", token: admin).status == 409)
    }
  }

  @Test func rejectedChangesChangeNothing() async throws {
    try await TestServer.run { server in
      let officer = try await server.signInWithStepUp("security")
      let other = try await server.signInWithStepUp("security2")
      _ = try await server.post(Self.base, Self.change, token: officer)
      let path = Self.base + "/rch_1"
      #expect(try await server.post(path + "/reject", token: other).data["status"] == "rejected")
      #expect(try await server.post(path + "/approve", token: other).status == 409)
      let analytics = try await server.signIn("analytics")
      #expect(try await server.get("/api/v1/exec/tenants", token: analytics).status == 403)
    }
  }

  @Test func bothStepsNeedACode() async throws {
    try await TestServer.run { server in
      let officer = try await server.signIn("security")
      let asked = try await server.post(Self.base, Self.change, token: officer)
      #expect(asked.reason == "step_up_required")
      let stepped = try await server.signInWithStepUp("security")
      _ = try await server.post(Self.base, Self.change, token: stepped)
      let admin = try await server.signIn("admin")
      let answer = try await server.post(Self.base + "/rch_1/approve", token: admin)
      #expect(answer.reason == "step_up_required")
    }
  }

  @Test func nobodyChangesTheirOwnRole() async throws {
    try await TestServer.run { server in
      let officer = try await server.signInWithStepUp("security")
      let admin = try await server.signInWithStepUp("admin")
      let own = Self.change.setting("user_id", "usr_security")
      #expect(try await server.post(Self.base, own, token: officer).reason == "own_role")
      _ = try await server.post(Self.base, own, token: admin)
      let answer = try await server.post(Self.base + "/rch_1/approve", token: officer)
      #expect(answer.reason == "second_person_required")
    }
  }

  @Test(
    arguments: [
      ("user_id", JSON("usr_nobody")), ("role", "ROLE_KING"), ("reason", "  "),
      ("tenant_scope", ["ten_999"]), ("tenant_scope", 7),
    ] as [(String, JSON)])
  func invalidChangesAreRefused(member: String, value: JSON) async throws {
    try await TestServer.run { server in
      let officer = try await server.signInWithStepUp("security")
      let answer = try await server.post(
        Self.base, Self.change.setting(member, value), token: officer)
      #expect(answer.status == 422)
      #expect(answer.json["error"]?["details"]?.elements?.first?["field"] == .string(member))
    }
  }
}
