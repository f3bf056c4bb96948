import Pages
import Testing

@Suite struct LocatorTests {
  private static let page = """
    <title>Shop</title>
    <nav aria-label=Areas><a href=/a>Alerts</a> <a href=/b>Alerts archive</a></nav>
    <main><h1>Cost <em>optimization</em></h1>
    <section aria-labelledby=h><h2 id=h>Vendors</h2>
    <table><tr><th>Vendor<th>Amount<tr><td>Acme<td>10,000<tr><td>Beta<td>20
    </table><button data-testid=go>Go</button></section>
    <section aria-label=Other><button>Go</button><button aria-hidden=true>Go</button></section>
    <p>Some <b>bold words</b> here</p><p hidden>Hidden words</p>
    <label>File <input type=file></label><label>Secret <input type=password></label></main>
    """

  private func names(_ locator: Locator) async throws -> [String] {
    let session = try await Site(page: Self.page).open()
    let view = try await session.view(locator)
    #expect(view.problems.isEmpty)
    return (view.found[locator] ?? []).map { $0.name.isEmpty ? $0.text : $0.name }
  }

  @Test(arguments: [
    (Locator(.link, "alerts"), ["Alerts"]), (Locator(.link, "ARCH"), ["Alerts archive"]),
    (Locator(.link, "alert"), ["Alerts", "Alerts archive"]),
    (Locator(.link, "alerts", isExact: true), []),
    (Locator(.link, "Alerts ", isExact: true), ["Alerts"]), (Locator(.link, "nothing"), []),
    (Locator(.link, "alert", position: 2), ["Alerts archive"]),
    (Locator(.link, "alert", position: -2), ["Alerts"]), (Locator(.link, "alert", position: 3), []),
    (Locator(.heading, "cost  optimization"), ["Cost optimization"]),
    (Locator(.region, "vendors"), ["Vendors"]), (Locator(.button, "go"), ["Go", "Go"]),
    (Locator(.button, "go", within: Locator(.region, "other")), ["Go"]),
    (Locator(.row, "acme"), ["Acme 10,000"]), (Locator(.cell, "10,000"), ["10,000"]),
    (Locator(.cell, "10,000", within: Locator(.row, "Beta")), []),
    (
      Locator(.cell, "20", within: Locator(.row, "Beta", within: Locator(.region, "Vendors"))),
      ["20"]
    ),
    (Locator(.cell, "x", within: Locator(.region, "Nowhere")), []),
    (Locator(.testID, "go"), ["Go"]), (Locator(.testID, "GO"), []),
    (Locator(.role, "button"), ["Go", "Go", "File"]),
    (Locator(.role, "link", name: "alerts"), ["Alerts"]),
    (Locator(.role, "image"), []), (Locator(.css, "section > h2"), ["Vendors"]),
    (Locator(.xpath, "//section/h2"), ["Vendors"]), (Locator(.css, "button[aria-hidden]"), ["Go"]),
    (Locator(.css, "button", within: Locator(.region, "other")), ["Go", "Go"]),
    (Locator(.field, "file"), ["File"]), (Locator(.field, "secret"), ["Secret"]),
    (Locator(.text, "bold words"), ["bold words"]), (Locator(.text, "bold"), ["bold words"]),
    (Locator(.text, "some bold"), ["Some bold words here"]), (Locator(.text, "hidden words"), []),
    (Locator(.text, "Some bold words here"), ["Some bold words here"]),
    (Locator(.text, "BOLD words", isExact: true), []),
    (Locator(.text, "bold words", isExact: true), ["bold words"]),
  ])
  func find(locator: Locator, expected: [String]) async throws {
    #expect(try await names(locator) == expected, "\(locator)")
  }

  @Test(arguments: [
    (Locator(.css, "p["), "the selector 'p[' cannot be used: "),
    (Locator(.xpath, "//p["), "the expression '//p[' cannot be used: "),
    (Locator(.xpath, "//p/@id"), "the expression '//p/@id' cannot be used: "),
    (Locator(.role, "knob"), "'knob' is no ARIA role"),
    (Locator(.link, "x", within: Locator(.button, "Go")), "button 'Go' matches 2 elements of /: "),
    (Locator(.frame, "x"), "a frame can only be where something else is looked for"),
    (Locator(.link, "x", position: 0), "positions count from 1"),
  ])
  func problems(locator: Locator, message: String) async throws {
    let session = try await Site(page: Self.page + "<p id=x>").open()
    let view = try await session.view(locator)
    #expect(view.problems[locator]?.hasPrefix(message) == true, "\(view.problems)")
    let error = await session.fails(.click(locator))
    #expect(error == .undecided(view.problems[locator] ?? ""))
  }

  @Test func ambiguityListsThePlaces() async throws {
    let session = try await Site(page: Self.page).open("/shop")
    #expect(
      await session.fails(.click(Locator(.button, "Go")))
        == .undecided(
          "button 'Go' matches 2 elements of /shop: the button 'Go' in the region 'Vendors'; "
            + "the button 'Go' in the region 'Other'"))
  }

  @Test(arguments: [
    (
      Locator(.link, "Alrets"),
      "has no link 'Alrets'; it has 'Alerts', 'Alerts archive'; did you mean 'Alerts'?"
    ),
    (Locator(.text, "Goodbye"), "has no text 'Goodbye'"),
    (
      Locator(.button, "Go", within: Locator(.region, "Vendor costs")),
      "has no region 'Vendor costs'; it has 'Areas', 'Vendors', 'Other'"
    ),
    (
      Locator(.role, "heading", name: "Vendor"),
      "has no heading 'Vendor' within region 'Other'"
    ),
  ])
  func whatIsMissingIsToldWithWhatIsThere(locator: Locator, message: String) async throws {
    let session = try await Site(page: Self.page).open("/shop")
    var locator = locator
    if locator.kind == .role { locator.scope = [Locator(.region, "Other")] }
    let error = try #require(await session.fails(.click(locator)))
    #expect(error.message == "/shop ('Shop') \(message)")
    #expect(error == .unable(error.message))
  }
}
