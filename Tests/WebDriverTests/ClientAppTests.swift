import Pages
import Testing
import WebDriver

extension BrowserTests {
  /// Sign in, list, create, edit, delete in an application that its own script draws.
  @Test func aClientRenderedApplicationIsWalked() async throws {
    try await Chromium.session { session, server in
      try await session.act(.visit(server.url("/app/")))
      try await session.act(.fill(Locator(.field, "E-mail address"), "ada@example.com"))
      try await session.act(.fill(Locator(.field, "Password"), "correct horse"))
      try await session.act(.click(Locator(.button, "Sign in")))
      try await session.act(.click(Locator(.button, "New vendor")))
      let dialog = Locator(.region, "New vendor")
      try await session.act(.fill(Locator(.field, "Name", within: dialog), "Zephyr Mail"))
      try await session.act(.select(Locator(.field, "Category", within: dialog), ["Messaging"]))
      try await session.act(.fill(Locator(.field, "Amount", within: dialog), "1234"))
      try await session.act(.click(Locator(.button, "Save", within: dialog)))
      try await session.waitForTitle("Zephyr Mail")
      #expect(try await session.look(PageLook()).url.hasSuffix("/app/vendors/5001"))
      #expect(try await session.find(Locator(.text, "Zephyr Mail was saved")).count == 1)
      try await session.act(.check(Locator(.role, "radio", name: "5 stars")))
      try await session.act(.fill(Locator(.field, "Amount"), "4321"))
      try await session.act(.click(Locator(.button, "Save changes")))
      try await session.act(.click(Locator(.link, "Vendors")))
      try await session.waitForTitle("Vendors")
      try await session.act(.fill(Locator(.field, "Name contains"), "zephyr"))
      let row = Locator(.row, "Zephyr Mail")
      try await session.act(.click(Locator(.link, "Zephyr Mail", within: row)))
      try await session.waitForTitle("Zephyr Mail")
      let stars = Locator(.role, "radio", name: "5 stars")
      #expect(try await session.find(stars).first?.states.contains(.checked) == true)
      #expect(try await session.find(Locator(.field, "Amount")).first?.value == "4321")
      try await session.act(.click(Locator(.button, "Delete")))
      try await session.act(.click(Locator(.button, "Delete for good")))
      try await session.waitForTitle("Vendors")
      #expect(try await session.find(Locator(.text, "Zephyr Mail was deleted")).count == 1)
    }
  }

  @Test func rowsThatAreNotDrawnYetAreScrolledTo() async throws {
    let person = BrowserState.Item(name: "person", value: #"{"email":"ada@example.com"}"#)
    let state = BrowserState(localStorage: [try PageServer.shared.origin: [person]])
    try await Chromium.session(state: state) { session, server in
      try await session.act(.visit(server.url("/app/")))
      try await session.act(.click(Locator(.link, "Vendor 0777")))
      try await session.waitForTitle("Vendor 0777")
      try await session.act(.back)
      try await session.act(.fill(Locator(.field, "Name contains"), "99"))
      let start = ContinuousClock.now
      let missing = try await failure {
        try await session.act(.click(Locator(.link, "Vendor 9999")))
      }
      #expect(missing.isUnable)
      #expect(ContinuousClock.now - start < .seconds(12))
    }
  }
}
