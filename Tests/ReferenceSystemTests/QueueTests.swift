import Testing

@testable import ReferenceSystem

@Suite struct QueueTests {
  private static let events = "/api/v1/internal/events"
  private static let event: JSON = [
    "type": "revenue_impact", "tenant_id": "ten_003", "payload": ["amount": 12_000],
  ]

  @Test func anEventBecomesANotification() async throws {
    try await TestServer.run { server in
      let publisher = try await server.service("svc_events")
      let reader = try await server.signIn("cfo")
      let before = try await total(server, reader)
      try await server.controls("POST", "/queue/pause", [:])
      let posted = try await server.post(Self.events, Self.event, token: publisher)
      #expect(posted.status == 202)
      #expect(posted.data["queued"] == true)
      #expect(try await total(server, reader) == before)
      try await server.controls("POST", "/queue/drain", [:])
      #expect(try await total(server, reader) == before + 1)
      let id = posted.data["event_id"]?.string ?? ""
      let status = try await server.get(Self.events + "/" + id, token: publisher)
      #expect(status.data["status"] == "done")
      let alert = try await server.get(
        "/api/v1/notifications/alr_" + id.dropFirst(4), token: reader)
      #expect(alert.data["severity"] == "critical")
      #expect(alert.data["impacted_tenants"]?.elements?.first?["id"] == "ten_003")
    }
  }

  @Test func theWorkerNeedsNoHelp() async throws {
    try await TestServer.run { server in
      let publisher = try await server.service("svc_events")
      let posted = try await server.post(Self.events, Self.event, token: publisher)
      let path = Self.events + "/" + (posted.data["event_id"]?.string ?? "")
      var status: JSON?
      for _ in 0..<100 where status != "done" {
        try await Task.sleep(for: .milliseconds(20))
        status = try await server.get(path, token: publisher).data["status"]
      }
      #expect(status == "done")
    }
  }

  @Test func failuresAreTriedAgainAndEndAsDeadLetters() async throws {
    try await TestServer.run { server in
      let publisher = try await server.service("svc_events")
      try await server.controls("POST", "/queue/pause", [:])
      try await server.controls("POST", "/queue/fail", ["count": 2])
      _ = try await server.post(Self.events, Self.event, token: publisher)
      let healed = try await server.controls("POST", "/queue/drain", [:]).json
      #expect(healed["jobs"]?.elements?.first?["attempts"] == 3)
      #expect(healed["jobs"]?.elements?.first?["status"] == "done")

      try await server.controls("POST", "/sources", ["notification_delivery": "down"])
      _ = try await server.post(Self.events, Self.event, token: publisher)
      let dead = try await server.controls("POST", "/queue/drain", [:]).json
      #expect(dead["dead_letters"]?.elements?.first?["attempts"] == 4)
      let operations = try await server.signIn("sre")
      let health = try await server.get("/api/v1/ops/health", token: operations).data
      #expect(health["queue"]?["dead_letters"] == 1)

      try await server.controls("POST", "/sources", ["notification_delivery": "ok"])
      try await server.controls("POST", "/queue/retry-dead", [:])
      let retried = try await server.controls("POST", "/queue/drain", [:]).json
      #expect(retried["dead_letters"] == [])
    }
  }

  @Test func retriesWaitLongerEachTime() async throws {
    try await TestServer.run { server in
      let publisher = try await server.service("svc_events")
      try await server.controls("POST", "/clock", ["frozen": true])
      try await server.controls("POST", "/sources", ["notification_delivery": "down"])
      _ = try await server.post(Self.events, Self.event, token: publisher)
      for (attempts, wait) in [(1, 1), (2, 2), (3, 4)] {
        try await expectAttempts(attempts, server)
        try await server.controls("POST", "/clock", ["advance": .integer(wait)])
      }
      try await expectAttempts(4, server)
    }
  }

  @Test func theSameKeyQueuesOnce() async throws {
    try await TestServer.run { server in
      let publisher = try await server.service("svc_events")
      let event = Self.event.setting("idempotency_key", "k-1")
      let first = try await server.post(Self.events, event, token: publisher).data
      let second = try await server.post(Self.events, event, token: publisher).data
      #expect(first["event_id"] == second["event_id"])
      #expect(second["duplicate"] == true)
      #expect(try await server.controls("GET", "/queue").json["jobs"]?.elements?.count == 1)
    }
  }

  @Test(
    arguments: [
      (400, "", ["type": "gossip", "payload": [:]]),
      (400, "/revenue-impact", ["type": "resource_usage", "payload": ["amount": 1]]),
      (422, "", ["type": "revenue_impact", "payload": ["amount": -1]]),
      (422, "", ["type": "revenue_impact", "payload": ["amount": "many"]]),
      (422, "/revenue-impact", ["payload": ["amount": 1, "other": 2]]),
      (422, "/deliverability", ["payload": ["sent": 5, "bounced": 9]]),
      (422, "/cost-optimization", ["payload": ["budget": 5]]),
      (
        422, "/resource-usage",
        ["payload": ["resource_id": "x", "resource_type": "vps", "utilization": 2]]
      ),
      (422, "", ["type": "revenue_impact", "tenant_id": "ten_999", "payload": ["amount": 1]]),
      (422, "", ["type": "revenue_impact", "occurred_at": "2030-01-01", "payload": ["amount": 1]]),
    ] as [(Int, String, JSON)])
  func invalidEventsAreNotQueued(status: Int, route: String, event: JSON) async throws {
    try await TestServer.run { server in
      let publisher = try await server.service("svc_events")
      let answer = try await server.post(Self.events + route, event, token: publisher)
      #expect(answer.status == status)
      #expect(answer.code == "VALIDATION_ERROR")
      #expect(try await server.controls("GET", "/queue").json["jobs"] == [])
    }
  }

  private func total(_ server: TestServer, _ token: String) async throws -> Int {
    try await server.get("/api/v1/notifications", token: token).json["meta"]?["total"]?.integer
      ?? -1
  }

  private func expectAttempts(_ attempts: Int, _ server: TestServer) async throws {
    var seen: JSON?
    for _ in 0..<100 where seen != .integer(attempts) {
      try await Task.sleep(for: .milliseconds(20))
      seen = try await server.controls("GET", "/queue").json["jobs"]?.elements?.first?["attempts"]
    }
    #expect(seen == .integer(attempts))
  }
}
