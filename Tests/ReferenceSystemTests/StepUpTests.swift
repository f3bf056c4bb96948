import Testing

@testable import ReferenceSystem

@Suite struct StepUpTests {
  private static let audit = "/api/v1/exec/audit-log"

  @Test(arguments: [
    audit, "/api/v1/exec/consolidated", "/api/v1/exec/export?view=overview",
    "/api/v1/exec/export?view=audit-log&format=csv",
  ])
  func sensitiveViewsAskForACode(path: String) async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("ceo")
      let refused = try await server.get(path, token: token)
      #expect(refused.status == 403)
      #expect(refused.reason == "step_up_required")
      #expect(refused.json["error"]?["message"]?.string?.contains("logged") == true)
      let code = try #require(try await server.latestCode("ceo"))
      #expect(!refused.text.contains(code))
      let confirmed = try await server.post(
        "/api/v1/auth/step-up", ["code": .string(code)], token: token)
      #expect(confirmed.status == 200)
      #expect(try await server.get(path, token: token).status == 200)
      let other = try await server.signIn("ceo")
      #expect(try await server.get(path, token: other).status == 403)
    }
  }

  @Test func codesAreUsedOnce() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("security")
      _ = try await server.get(Self.audit, token: token)
      let code = try #require(try await server.latestCode("security"))
      let body: JSON = ["code": .string(code)]
      #expect(try await server.post("/api/v1/auth/step-up", body, token: token).status == 200)
      let again = try await server.post("/api/v1/auth/step-up", body, token: token)
      #expect(again.status == 403)
      #expect(again.reason == "no_valid_code")
    }
  }

  @Test func codesExpireAndSoDoesTheStepUp() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("ceo")
      _ = try await server.get(Self.audit, token: token)
      let late = try #require(try await server.latestCode("ceo"))
      try await server.controls("POST", "/clock", ["advance": 301])
      let expired = try await server.post(
        "/api/v1/auth/step-up", ["code": .string(late)], token: token)
      #expect(expired.reason == "code_expired")
      _ = try await server.get(Self.audit, token: token)
      let fresh = try #require(try await server.latestCode("ceo"))
      _ = try await server.post("/api/v1/auth/step-up", ["code": .string(fresh)], token: token)
      #expect(try await server.get(Self.audit, token: token).status == 200)
      try await server.controls("POST", "/clock", ["advance": 601])
      #expect(try await server.get(Self.audit, token: token).reason == "step_up_required")
    }
  }

  @Test func wrongCodesEndTheChallenge() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("ceo")
      _ = try await server.post("/api/v1/auth/step-up/request", token: token)
      let code = try #require(try await server.latestCode("ceo"))
      let wrong: JSON = ["code": .string(code == "000000" ? "000001" : "000000")]
      for left in [4, 3, 2, 1, 0] {
        let answer = try await server.post("/api/v1/auth/step-up", wrong, token: token)
        #expect(answer.reason == "code_wrong")
        let told = answer.json["error"]?["details"]?.elements?.first?["attempts_left"]
        #expect(told == .integer(left))
      }
      let right = try await server.post(
        "/api/v1/auth/step-up", ["code": .string(code)], token: token)
      #expect(right.reason == "no_valid_code")
    }
  }

  @Test func codesBelongToTheirSession() async throws {
    try await TestServer.run { server in
      let first = try await server.signIn("ceo")
      let second = try await server.signIn("ceo")
      _ = try await server.post("/api/v1/auth/step-up/request", token: first)
      let code = try #require(try await server.latestCode("ceo"))
      let answer = try await server.post(
        "/api/v1/auth/step-up", ["code": .string(code)], token: second)
      #expect(answer.status == 403)
    }
  }

  @Test func signingOutEndsTheSession() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo")
      #expect(try await server.post("/api/v1/auth/sign-out", token: token).status == 200)
      #expect(try await server.get("/api/v1/auth/session", token: token).status == 401)
    }
  }

  @Test func sessionsExpire() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo")
      try await server.controls("POST", "/clock", ["advance": .integer(8 * 3600 + 1)])
      #expect(try await server.get("/api/v1/auth/session", token: token).status == 401)
    }
  }

  @Test(arguments: [("cfo", "wrong"), ("former", "correct-horse-battery"), ("nobody", "x")])
  func wrongSignInsAreRefusedAlike(login: String, password: String) async throws {
    try await TestServer.run { server in
      let answer = try await server.post(
        "/api/v1/auth/sign-in",
        ["email": .string(login + "@waymark.example"), "password": .string(password)])
      #expect(answer.status == 401)
      #expect(answer.json["error"]?["message"] == "The address or the password is not right.")
      #expect(!answer.text.contains(password))
    }
  }
}
