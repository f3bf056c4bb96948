import Testing

@testable import ReferenceSystem

/// Forms that were filled in wrongly, and forms that were forged.
@Suite struct PageFormTests {
  typealias Reader = PageTests.Reader

  @Test func aRefusedFormKeepsWhatWasEnteredAndNamesTheField() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.confirmed("security", server)
      let answer = try await reader.post(
        "/exec/roles", "user_id=usr_analytics&role=ROLE_EXEC_VP&tenants=nowhere&reason=Own+%3Cb%3E",
        from: "/exec/roles")
      #expect(answer.status == 422)
      let text = answer.text
      #expect(text.contains("<title>Error: Role administration · Waymark Mail</title>"))
      #expect(text.contains("<option value=\"usr_analytics\" selected>"))
      #expect(text.contains("value=\"Own &lt;b&gt;\""))
      let field = try #require(element("input", named: "tenants", in: text))
      #expect(field.contains("aria-invalid=\"true\""))
      let described = try #require(attribute("aria-describedby", of: field))
      let error = try #require(described.split(separator: " ").last)
      #expect(text.contains("id=\"\(error)\">Tenants must be "))
      #expect(text.contains("role=\"alert\" id=\"page-error\">Nothing was done"))
      #expect(!text.contains("rch_1"))
    }
  }

  @Test(arguments: [
    ("/exec/revenue-protection?window=1h&severity=high", "window", "select"),
    ("/exec/cost-optimization?segment=none", "segment", "select"),
    ("/exec/alerts?from=yesterday&severity=high", "from", "input"),
    ("/exec/alerts?tenant=ten_999", "tenant", "input"),
    ("/exec/tenants?region=moon", "region", "select"),
  ])
  func filtersThatAreNotValidAreToldBesideThem(
    path: String, name: String, kind: String
  ) async throws {
    try await TestServer.run { server in
      let answer = try await Reader.signIn("cfo", server).get(path)
      #expect(answer.status == 400)
      #expect(answer.text.contains("A filter is not valid and was left out."))
      let field = try #require(element(kind, named: name, in: answer.text))
      #expect(field.contains("aria-invalid=\"true\""))
      let error = try #require(attribute("aria-describedby", of: field))
      #expect(answer.text.contains("id=\"\(error)\""))
      if path.contains("severity=high") {
        #expect(answer.text.contains("<option value=\"high\" selected>"))
      }
    }
  }

  @Test func severalWrongFiltersAreAllTold() async throws {
    try await TestServer.run { server in
      let answer = try await Reader.signIn("ceo", server)
        .get("/exec/revenue-protection?window=1h&region=moon&channel=pigeon")
      #expect(answer.status == 400)
      for name in ["window", "region", "channel"] {
        let field = try #require(element("select", named: name, in: answer.text))
        #expect(field.contains("aria-invalid=\"true\""), "\(name)")
      }
    }
  }

  @Test func anotherTenantInAFilterStaysRestricted() async throws {
    try await TestServer.run { server in
      let reader = try await Reader.signIn("vp-revenue", server)
      for path in ["/exec/alerts", "/exec/revenue-protection", "/exec/cost-optimization"] {
        let answers = [
          try await reader.get(path + "?tenant=ten_001"),
          try await reader.get(path + "?tenant=ten_999"),
        ]
        for answer in answers {
          #expect(answer.status == 403, "\(path)")
          #expect(answer.text.contains("<h1>Access restricted</h1>"), "\(path)")
        }
      }
    }
  }

  @Test func aFailedSignInIsToldAtItsFields() async throws {
    try await TestServer.run { server in
      let answer = try await Reader.submitSignIn("cfo", "wrong-password", server)
      #expect(answer.text.contains("<title>Error: Sign in · Waymark Mail</title>"))
      #expect(answer.text.contains("value=\"cfo@waymark.example\""))
      for name in ["email", "password"] {
        let field = try #require(element("input", named: name, in: answer.text))
        #expect(attribute("aria-describedby", of: field) == "page-error")
      }
      let again = try #require(PageTests.token(in: answer.text))
      #expect(again.count == 64)
    }
  }

  @Test func aSecondTabKeepsTheFormOfTheFirst() async throws {
    try await TestServer.run { server in
      let first = try await server.get("/sign-in")
      let mark = try #require(first.headers["set-cookie"]?.split(separator: ";").first)
      let second = try await server.send("GET", "/sign-in", headers: ["Cookie": String(mark)])
      #expect(second.headers["set-cookie"]?.hasPrefix(String(mark) + ";") == true)
      #expect(PageTests.token(in: first.text) == PageTests.token(in: second.text))
      let forged = try await server.send(
        "GET", "/sign-in", headers: ["Cookie": "wm_form=chosen-by-somebody-else"])
      #expect(forged.headers["set-cookie"]?.contains("chosen") == false)
    }
  }

  @Test func everyFormThatPostsIsRefusedWithoutItsToken() async throws {
    let actions = RouteTable.pages.filter { $0.method == .post }
    #expect(actions.count >= 10)
    try await TestServer.run { server in
      let readers = [
        "ceo": try await Reader.confirmed("ceo", server),
        "security": try await Reader.confirmed("security", server),
      ]
      for action in actions {
        let login = action.path.hasPrefix("/exec/roles") ? "security" : "ceo"
        let cookie = action.isOpen ? "wm_form=" : readers[login]?.cookie ?? ""
        let path = action.path.replacing("{", with: "").replacing("}", with: "")
        for token in ["", "csrf=" + String(repeating: "0", count: 64)] {
          let answer = try await server.send(
            "POST", path, headers: ["Cookie": cookie], form: token + "&status=done&reason=x")
          #expect(answer.status == 403, "\(path)")
          #expect(answer.text.contains("<h1>The form had expired</h1>"), "\(path)")
          #expect(answer.headers["set-cookie"] == nil, "\(path)")
        }
      }
    }
  }

  private func element(_ kind: String, named name: String, in html: String) -> String? {
    html.split(separator: "<").first {
      $0.hasPrefix(kind + " ") && $0.contains("name=\"\(name)\"")
    }.map(String.init)
  }

  private func attribute(_ name: String, of element: String) -> String? {
    guard let start = element.firstRange(of: name + "=\"") else { return nil }
    return String(element[start.upperBound...].prefix { $0 != "\"" })
  }
}
