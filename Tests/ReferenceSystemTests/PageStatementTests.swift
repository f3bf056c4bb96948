import Testing

@testable import ReferenceSystem

/// What the journeys promise of pages, read where a person would read it.
@Suite struct PageStatementTests {
  typealias Reader = PageTests.Reader

  @Test(arguments: [
    ("ceo", "/exec/overview", "2 Mar 2026, 02:00 UTC"),
    ("ceo", "/exec/overview", "31 Jan 2026 to 1 Mar 2026"),
    ("ceo", "/exec/overview", "Alerts for you"), ("assistant", "/", "All unread"),
    ("ceo", "/exec/overview", "Internal and non-authoritative; not an invoice."),
    ("cfo", "/exec/cost-optimization", "modelled from provider invoices and usage"),
    ("cfo", "/exec/cost-optimization", "Estimated monthly spend"),
    ("cfo", "/exec/cost-optimization?window=7d", "Estimated spend in 7 days"),
    ("cfo", "/exec/cost-optimization", "How it's calculated"),
    ("cfo", "/exec/cost-optimization", "not a promise"),
    ("cfo", "/exec/cost-optimization?tenant=ten_003", "Only the figures of Cobalt Ledger"),
    ("cfo", "/exec/revenue-protection?tenant=ten_003", "Show all tenants"),
    ("cfo", "/exec/revenue-protection", "bounded by the stated assumptions"),
    ("cfo", "/exec/revenue-protection/board", "Estimated revenue at risk by day"),
    ("cfo", "/exec/revenue-protection/board", "not a regulatory or audited report"),
    ("cfo", "/exec/tenants/ten_003", "?tenant=ten_003#incidents"),
    ("ceo", "/exec/alerts", "Last refreshed 2 Mar 2026, 09:0"),
    ("ceo", "/exec/alerts", "<tr role=\"row\" class=\"urgent\">"),
    ("ceo", "/exec/alerts/alr_007", "Threshold crossed: "),
    ("sre", "/ops/health", "Uptime: "), ("sre", "/ops/health", "(target at least 99.9 %)"),
    ("sre", "/ops/health/services/queue-events-api", "below 100 milliseconds"),
    ("sre", "/ops/health/services/queue-events-api", "Runbook: platform services"),
    ("sre", "/ops/health/dimensions/queue", "Last check 2 Mar 2026, 09:00 UTC"),
  ])
  func pagesSay(login: String, path: String, words: String) async throws {
    try await TestServer.run { server in
      let text = try await Reader.signIn(login, server).get(path).text
      #expect(text.replacing("&#39;", with: "'").contains(words))
    }
  }

  @Test func whoEverDegradedSourcesFeedIsTold() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("ceo", server)
      let down: JSON = ["cost_model": "down", "revenue_metrics": "down", "alert_store": "down"]
      try await server.controls("POST", "/sources", down)
      let cost = try await reader.get("/exec/cost-optimization").text
      #expect(cost.contains("Cost model (costs and savings)"))
      #expect(cost.contains("Approximate cost by segment: no figures are available."))
      #expect(!cost.contains("No resource is idle."))
      #expect(cost.contains("Nothing to show; a source is late or missing."))
      let alerts = try await reader.get("/exec/alerts").text
      #expect(!alerts.contains("No alert matches."))
      #expect(alerts.contains("Unread: not available critical"))
      #expect(try await reader.get("/exec/revenue-protection/board").text.contains("not available"))
    }
  }

  @Test func aServiceThatIsNotWellIsPlainlyTold() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("sre", server)
      try await server.controls("POST", "/sources", ["queue-events-api": "down"])
      let page = try await reader.get("/ops/health/services/queue-events-api").text
      #expect(page.contains("<p class=\"value unavailable\">Unavailable</p>"))
      #expect(page.contains("<p class=\"label\">Executive figures may be degraded or late"))
      #expect(page.contains("Events wait; alerts and executive figures may be late."))
    }
  }

  @Test func theAccountThatTakesACodeAtSignInGetsNothingWithoutIt() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("cfo2", server)
      for path in ["/", "/exec/overview", "/exec/alerts/badge"] {
        let answer = try await reader.get(path)
        #expect(answer.headers["location"] == "/step-up?next=\(path)")
        #expect(answer.body.isEmpty)
      }
      let form = try await reader.get("/step-up?next=/exec/overview").text
      #expect(form.contains("Signing in with this account"))
      #expect(!form.contains("data-unread") && form.contains("Sign out"))
      let wrong = try await reader.post("/step-up", "code=000000", from: "/step-up")
      #expect(wrong.status == 403)
      let code = try #require(try await server.latestCode("cfo2"))
      let right = try await reader.post(
        "/step-up", "code=\(code)&next=%2Fexec%2Foverview", from: "/step-up")
      #expect(right.headers["location"] == "/exec/overview")
      try await server.controls("POST", "/clock", ["advance": 3600])
      #expect(try await reader.get("/exec/overview").status == 200)
      #expect(try await reader.get("/exec/consolidated").status == 303)
    }
  }

  @Test func theSameHoldsForTheAPI() async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("cfo2")
      let refused = try await server.get("/api/v1/exec/overview", token: token)
      #expect(refused.status == 403)
      #expect(refused.reason == "step_up_required")
      let confirmed = try await server.signInWithStepUp("cfo2")
      #expect(try await server.get("/api/v1/exec/overview", token: confirmed).status == 200)
      try await server.setFault(.stepUpNotRequired, on: true)
      #expect(try await server.get("/api/v1/exec/overview", token: token).status == 200)
    }
  }

  @Test func nobodyDecidesOnTheirOwnChange() async throws {
    try await TestServer.run { server in
      let security = try await Reader.confirmed("security", server)
      let form = try await security.get("/exec/roles").text
      #expect(!form.contains("<option value=\"usr_security\">"))
      #expect(form.contains("<option value=\"\" selected>Choose a role</option>"))
      let asked = try await security.post(
        "/exec/roles", "user_id=usr_admin&role=ROLE_EXEC_CFO&tenants=all&reason=x",
        from: "/exec/roles")
      #expect(asked.status == 303)
      // Neither the person who asked nor the person whose role it is sees a button.
      for login in ["security", "admin"] {
        let page = try await Reader.confirmed(login, server).get("/exec/roles").text
        #expect(!page.contains("Approve rch_1") && page.contains("Another person decides"))
      }
      let second = try await Reader.confirmed("admin2", server)
      #expect(try await second.get("/exec/roles").text.contains("Approve rch_1"))
      let refused = try await security.post("/exec/roles/rch_1/approve", from: "/exec/roles")
      #expect(refused.status == 403)
      #expect(refused.text.contains("Another person must decide on this change."))
      #expect(!refused.text.contains("ask your platform administrator"))
    }
  }

  @Test func refusalsAreLoggedWhereTheySaySo() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("assistant", server)
      for path in ["/exec/cost-optimization", "/exec/export", "/exec/roles", "/exec/audit-log"] {
        #expect(try await reader.get(path).text.contains("This attempt was logged."), "\(path)")
      }
      let entries = try await server.controls("GET", "/audit").json["entries"]?.elements ?? []
      let denied = entries.filter {
        $0["outcome"] == "denied" && $0["actor_user_id"] == "usr_assistant"
      }
      #expect(denied.count == 4)
    }
  }

  @Test func personsAreCalledByName() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("coo", server)
      let page = "/exec/tenants/ten_003"
      _ = try await reader.post(page + "/snapshots", "purpose=Board+pack", from: page)
      let snapshot = try await reader.get(page + "/snapshots/snp_1").text
      #expect(snapshot.contains("by Oona Lindqvist for: Board pack"))
    }
  }
}
