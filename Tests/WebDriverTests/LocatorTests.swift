import Pages
import Testing
import WebDriver

extension BrowserTests {
  private static let page = """
    <header>Top <nav aria-label=Areas><a href=/a>Alerts</a> <a href=/b>Alerts centre</a></nav></header>
    <main><h1>Sign   in</h1>
    <section aria-labelledby=h><h2 id=h>Go on</h2><button disabled>Save</button>
    <button>Save draft</button></section>
    <label>E-mail <input name=e required></label><label for=c>Agree</label><input type=checkbox id=c>
    <label>Window <select><option>7 days<option selected>30 days</select></label>
    <label>Day <input type=date value=2024-02-03></label>
    <table><tr><th>Vendor</th><th>Amount</th></tr><tr><td>Acme</td><td>10,000</td></tr>
    <tr><td>Zeta</td><td>5</td></tr></table>
    <p>Hello <b>big</b> world</p><p style='display:none'>Hello hidden</p>
    <button aria-hidden=true>Ghost</button><button style='visibility:hidden'>Unseen</button>
    <button data-testid=odd style='display:none'>Odd</button>
    <details><summary>More</summary>Details</details>
    <div id=host><span>slotted</span></div></main>
    <script>document.getElementById('host').attachShadow({mode: 'open'}).innerHTML =
    '<h3>Shade</h3><button>In shadow</button><slot></slot>'</script>
    """

  /// A locator and the texts or names of what it finds.
  private static let cases: [(Locator, [String])] = [
    (Locator(.link, "alerts"), ["Alerts"]),
    (Locator(.link, "alert"), ["Alerts", "Alerts centre"]),
    (Locator(.link, "alerts", isExact: true), []),
    (Locator(.link, "Alerts", isExact: true), ["Alerts"]),
    (Locator(.link, "alert", position: -1), ["Alerts centre"]),
    (Locator(.link, "alert", position: 1), ["Alerts"]),
    (Locator(.link, "alert", position: 3), []),
    (Locator(.heading, "sign in"), ["Sign in"]),
    (Locator(.region, "go on"), ["Go on"]),
    (Locator(.region, "areas"), ["Areas"]),
    (Locator(.button, "save"), ["Save"]),
    (Locator(.button, "save", within: Locator(.region, "areas")), []),
    (
      Locator(.button, "draft", within: Locator(.region, "Go on", within: Locator(.css, "main"))),
      ["Save draft"]
    ),
    (Locator(.button, "in shadow"), ["In shadow"]),
    (Locator(.button, "ghost"), []),
    (Locator(.button, "unseen"), []),
    (Locator(.testID, "odd"), [""]),
    (Locator(.field, "e-mail"), ["E-mail"]),
    (Locator(.field, "agree"), ["Agree"]),
    (Locator(.field, "window"), ["Window"]),
    (Locator(.field, "day"), ["Day"]),
    (Locator(.row, "acme"), ["Acme 10,000"]),
    (Locator(.cell, "10,000"), ["10,000"]),
    (Locator(.cell, "5", within: Locator(.row, "zeta")), ["5"]),
    (Locator(.cell, "vendor"), ["Vendor"]),
    (Locator(.text, "hello"), ["Hello big world"]),
    (Locator(.text, "big"), ["big"]),
    (Locator(.text, "slotted"), ["slotted"]),
    (Locator(.text, "shade"), ["Shade"]),
    (Locator(.role, "navigation"), ["Areas"]),
    (Locator(.role, "button", name: "in SHADOW"), ["In shadow"]),
    (Locator(.role, "heading", name: "nothing"), []),
    (Locator(.css, "td:first-child"), ["Acme", "Zeta"]),
    (Locator(.css, "h3"), ["Shade"]),
    (Locator(.xpath, "//td[2]"), ["10,000", "5"]),
    (Locator(.xpath, "./td[2]", within: Locator(.row, "zeta")), ["5"]),
  ]

  @Test(arguments: [true, false]) func locatorsFindWhatAPersonWouldMean(byBrowser: Bool)
    async throws
  {
    let driver = byBrowser ? Chromium.driver : Chromium.driverWithoutScriptedRoles
    try await Chromium.session(Self.page, driver: driver) { session, _ in
      let view = try await session.look(PageLook(locators: Set(Self.cases.map(\.0))))
      #expect(Self.cases.count > 30)
      #expect(view.problems.isEmpty)
      for (locator, expected) in Self.cases {
        let found = try #require(view.found[locator])
        let names = found.map { element in
          let isText = [.text, .css, .xpath, .row].contains(locator.kind)
          return isText || element.name.isEmpty
            ? element.text.split(separator: "\n").joined(separator: " ") : element.name
        }
        #expect(names == expected, "\(locator)")
      }
    }
  }
}
