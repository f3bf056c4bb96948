import Pages
import Testing
import WebDriver

/// Everything that starts browsers, one test after the other, for they are heavy.
@Suite(.serialized) struct BrowserTests {}

extension BrowserTests {
  @Test func visitsFillsClicksAndLooks() async throws {
    let html = """
      <h1>Sign in</h1><form action=/echo method=get><label>E-mail address <input name=email></label>
      <label>Password <input type=password name=password></label><button>Sign in</button></form>
      """
    try await Chromium.session(html) { session, server in
      try await session.act(.fill(Locator(.field, "E-mail address"), "ada@example.com"))
      try await session.act(.fill(Locator(.field, "password"), "pw"))
      let field = try #require(try await session.find(Locator(.field, "E-mail address")).first)
      #expect(field.value == "ada@example.com")
      #expect(field.role == "textbox")
      #expect(field.name == "E-mail address")
      try await session.act(.click(Locator(.button, "Sign in")))
      let view = try await session.look(
        PageLook(locators: [Locator(.heading, "echo")], wantsText: true))
      #expect(view.url.hasSuffix("/echo?email=ada%40example.com&password=pw"))
      #expect(view.title == "Echo")
      #expect(view.status == 200)
      #expect(view.found[Locator(.heading, "echo")]?.count == 1)
      #expect(view.text?.contains("GET /echo?email") == true)
    }
  }
}
