import Testing

@testable import ReferenceSystem

@Suite struct NotificationTests {
  private static let base = "/api/v1/notifications"

  @Test func theMostSevereAndNewestComeFirst() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("ceo")
      let items = try await all(server, token)
      #expect(items.count == 60)
      let keys = items.map { item in
        (
          Severity(rawValue: item["severity"]?.string ?? "")?.rank ?? 9,
          item["created_at"]?.string ?? ""
        )
      }
      for (left, right) in zip(keys, keys.dropFirst()) {
        #expect(left.0 < right.0 || (left.0 == right.0 && left.1 >= right.1))
      }
    }
  }

  @Test(arguments: [
    ("cfo", ["revenue_risk", "deliverability", "cost_anomaly"]),
    ("assistant", ["revenue_risk", "deliverability", "system_health"]),
    ("sre", ["system_health"]), ("security", ["compliance"]), ("procurement", ["cost_anomaly"]),
  ])
  func categoriesFollowTheRole(login: String, categories: [String]) async throws {
    try await TestServer.run { server in
      let items = try await all(server, try await server.signIn(login))
      #expect(Set(items.compactMap { $0["category"]?.string }) == Set(categories))
    }
  }

  @Test func acknowledgingIsPersonalAndResolvesNothing() async throws {
    try await TestServer.run { server in
      let reader = try await server.signIn("cfo")
      let other = try await server.signIn("coo")
      let list = try await server.get(Self.base + "?status=open&limit=1", token: reader)
      let id = try #require(list.data["items"]?.elements?.first?["id"]?.string)
      var bodies: [JSON] = []
      for _ in 0..<2 {
        let answer = try await server.post(
          Self.base + "/ack", ["ids": [.string(id)]], token: reader)
        #expect(answer.status == 200)
        bodies.append(answer.data)
        try await server.controls("POST", "/clock", ["advance": 60])
      }
      #expect(bodies[0] == bodies[1])
      #expect(bodies[0]["acknowledged"]?.elements?.first?["status"] == "open")
      let elsewhere = try await server.get(Self.base + "/" + id, token: other).data
      #expect(elsewhere["acknowledged"] == false)
      #expect(elsewhere["status"] == "open")
    }
  }

  @Test func readingLowersTheBadgeOnce() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo")
      let badge = "/api/v1/exec/notifications/summary"
      let before = try await server.get(badge, token: token).data["unread_critical"]?.integer ?? 0
      let list = try await server.get(Self.base + "?severity=critical&status=open", token: token)
      let id = try #require(list.data["items"]?.elements?.first?["id"]?.string)
      for _ in 0..<3 {
        #expect(try await server.post(Self.base + "/\(id)/read", token: token).status == 200)
      }
      let after = try await server.get(badge, token: token).data["unread_critical"]?.integer
      #expect(after == before - 1)
    }
  }

  @Test(arguments: [
    "severity=urgent", "scope=all", "status=new", "category=x", "limit=0", "limit=101", "limit=x",
    "from=yesterday", "cursor=zz", "cursor=6b313a616c725f393939", "tenants=ten_001",
  ])
  func wrongFiltersAreRefused(query: String) async throws {
    try await TestServer.run { server in
      let answer = try await server.get(
        Self.base + "?" + query, token: try await server.signIn("cfo"))
      #expect(answer.status == 400)
      #expect(answer.code == "INVALID_FILTER")
    }
  }

  @Test(arguments: [
    "severity=critical", "category=deliverability", "tenant=ten_003", "status=resolved",
    "from=2026-02-20T00:00:00Z", "scope=exec",
  ])
  func filtersNarrow(query: String) async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("ceo")
      let some = try await server.get(Self.base + "?" + query, token: token).json["meta"]?["total"]
      let count = try #require(some?.integer)
      #expect(count > 0 && count < 60)
    }
  }

  /// Every item, page by page.
  private func all(_ server: TestServer, _ token: String) async throws -> [JSON] {
    var items: [JSON] = []
    var cursor: String?
    repeat {
      let path = Self.base + "?limit=7" + (cursor.map { "&cursor=" + $0 } ?? "")
      let page = try await server.get(path, token: token)
      items += page.data["items"]?.elements ?? []
      cursor = page.json["meta"]?["next_cursor"]?.string
    } while cursor != nil && items.count < 1000
    #expect(Set(items.compactMap { $0["id"]?.string }).count == items.count)
    return items
  }
}
