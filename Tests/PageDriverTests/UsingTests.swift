import HTTPClient
import Pages
import Testing

@Suite struct UsingTests {
  @Test(arguments: [
    (
      "<a href=mailto:a@b.test>x</a>",
      PageError.unable("the link 'x' leads to no page but to mailto:")
    ),
    (
      "<a href='javascript:go()'>x</a>",
      .undecided("the link 'x' needs JavaScript, so the driver webdriver is needed")
    ),
    (
      "<a href='#' onclick=go()>x</a>",
      .undecided("the link 'x' needs JavaScript, so the driver webdriver is needed")
    ),
    ("<a href='http://'>x</a>", .unable("the link 'x' leads to 'http://', which is no address")),
    (
      "<a href='http://evil.test/'>x</a>",
      .undecided("the address is at evil.test, which is not among the hosts that may be asked")
    ),
    (
      "<div role=link>x</div>",
      .unable("the link 'x' does nothing without JavaScript, and the page has no script")
    ),
    (
      "<script>a()</script><div role=link>x</div>",
      .undecided("the link 'x' needs JavaScript, so the driver webdriver is needed")
    ),
  ])
  func linksThatLeadNowhere(html: String, error: PageError) async throws {
    let session = try await Site(page: html).open()
    #expect(await session.fails(.click(Locator(.link, "x"))) == error)
  }

  @Test(arguments: [
    (
      "<button type=button>x</button>",
      PageError.unable("the button 'x' does nothing without JavaScript, and the page has no script")
    ),
    (
      "<script src=a.js></script><button type=button>x</button>",
      .undecided("the button 'x' needs JavaScript, so the driver webdriver is needed")
    ),
    (
      "<button>x</button>",
      .unable("the button 'x' does nothing without JavaScript, and the page has no script")
    ),
    ("<form><button disabled>x</button></form>", .unable("the button 'x' is disabled")),
    (
      "<form><fieldset disabled><button><b>x</b></button></fieldset></form>",
      .unable("the button 'x' is disabled")
    ),
    (
      "<form action='javascript:go()'><button>x</button></form>",
      .undecided("the element <form> is sent by JavaScript, so the driver webdriver is needed")
    ),
    (
      "<form action='mailto:a'><button>x</button></form>",
      .unable("the element <form> is sent to no page but to mailto:")
    ),
    (
      "<div role=button tabindex=0>x</div>",
      .unable("the button 'x' does nothing without JavaScript, and the page has no script")
    ),
  ])
  func buttonsThatDoNothing(html: String, error: PageError) async throws {
    let session = try await Site(page: html).open()
    #expect(await session.fails(.click(Locator(.button, "x"))) == error)
  }

  @Test(arguments: [
    "<div id=root></div><script src=app.js></script>", "<script type=module>go()</script>",
    "<noscript>You need to enable JavaScript to run this app.</noscript><h1>x</h1><script>a()</script>",
    "<app-root></app-root><script src=main.js></script>",
    "<div id=app><noscript><p>This needs JavaScript</p></noscript></div><script src=a.js></script>",
  ])
  func pagesMadeByScriptsAreTold(html: String) async throws {
    let session = try await Site(page: html).open()
    let locator = Locator(.button, "Save")
    let error = try #require(await session.fails(.click(locator)))
    #expect(
      error
        == .undecided(
          "/ has no button 'Save'; the page seems to be rendered by JavaScript, so the driver "
            + "webdriver is needed"))
    #expect(try await session.view(locator).problems[locator]?.contains("webdriver") == true)
  }

  @Test(arguments: [
    "<div id=root><p>Rendered</p></div><script src=app.js></script>", "<div id=root></div>", "",
    "<noscript><img src=count.png></noscript><p>x</p><script>a()</script>",
    "<p>x</p><script type=application/json>{}</script>",
  ])
  func pagesOfServersAreJudged(html: String) async throws {
    let session = try await Site(page: html).open()
    guard case .unable = await session.fails(.click(Locator(.button, "Save"))) else {
      Issue.record("not judged: \(html)")
      return
    }
    #expect(try await session.view(Locator(.button, "Save")).problems.isEmpty)
  }

  @Test func detailsOpenAndClose() async throws {
    let session = try await Site(
      page: "<details name=n><summary>More</summary>Hidden <a href=/b>b</a></details>"
        + "<details name=n open><summary>Other</summary>Shown</details>"
    ).open()
    let summary = Locator(.role, "button", name: "More")
    #expect(try await session.found(Locator(.link, "b")).isEmpty)
    #expect(try await session.found(summary).first?.states.contains(.collapsed) == true)
    #expect(try await session.view().text == "More\nOther\nShown")
    try await session.does(.click(Locator(.text, "More")))
    #expect(try await session.found(summary).first?.states.contains(.expanded) == true)
    #expect(try await session.view().text == "More\nHidden b\nOther")
    #expect(try await session.found(Locator(.css, "details[open]")).count == 1)
    let source = try await session.look(PageLook(wantsSource: true)).source ?? []
    #expect(String(decoding: source, as: UTF8.self).contains("<details name=\"n\" open"))
    try await session.does(.press("Enter", on: summary))
    #expect(try await session.found(Locator(.link, "b")).isEmpty)
  }

  @Test func popoversAndDialogsAreShownByTheirButtons() async throws {
    let session = try await Site(
      page: """
        <button popovertarget=p>Menu</button><div id=p popover>In the menu</div>
        <button commandfor=d command=show-modal>Ask</button>
        <dialog id=d aria-label=D>Sure? <button commandfor=d command=close>No</button></dialog>
        """
    ).open()
    #expect(try await session.found(Locator(.text, "In the menu")).isEmpty)
    try await session.does(.click(Locator(.button, "Menu")), .click(Locator(.button, "Ask")))
    #expect(try await session.found(Locator(.text, "In the menu")).count == 1)
    #expect(try await session.found(Locator(.region, "D")).count == 1)
    try await session.does(.click(Locator(.button, "Menu")), .click(Locator(.button, "No")))
    #expect(try await session.found(Locator(.text, "In the menu")).isEmpty)
    #expect(try await session.found(Locator(.region, "D")).isEmpty)
  }

  @Test func labelsClickTheirControls() async throws {
    let session = try await Site(
      page: "<label for=c>Agree</label><input id=c type=checkbox><label>Name<input></label>"
    ).open()
    try await session.does(.click(Locator(.text, "Agree")))
    #expect(
      try await session.found(Locator(.field, "Agree")).first?.states.contains(.checked) == true)
    try await session.does(
      .click(Locator(.text, "Name")), .press("x", on: nil), .press("y", on: nil))
    #expect(try await session.found(Locator(.field, "Name")).first?.value == "xy")
    try await session.does(.press("Control+a", on: nil), .press("z", on: nil))
    #expect(try await session.found(Locator(.field, "Name")).first?.value == "z")
    try await session.does(.press("Backspace", on: nil), .press("Shift+Tab", on: nil))
    #expect(try await session.found(Locator(.field, "Name")).first?.value == "")
    #expect(
      try await session.found(Locator(.field, "Agree")).first?.states.contains(.focused) == true)
    try await session.does(.press(" ", on: nil))
    #expect(
      try await session.found(Locator(.field, "Agree")).first?.states.contains(.unchecked) == true)
  }

  @Test func arrowsChoose() async throws {
    let session = try await Site(
      page: "<select aria-label=S><option>a<option disabled>b<option>c</select>"
        + "<input type=radio name=r aria-label=one checked><input type=radio name=r aria-label=two>"
    ).open()
    try await session.does(
      .press("ArrowDown", on: Locator(.field, "S")), .press("ArrowDown", on: Locator(.field, "one"))
    )
    #expect(try await session.found(Locator(.field, "S")).first?.value == "c")
    #expect(
      try await session.found(Locator(.field, "two")).first?.states.contains(.checked) == true)
  }

  @Test(arguments: [
    (
      PageAction.select(Locator(.field, "S"), ["x"]),
      "the field 'S' has no option 'x'; it has 'a', 'b'"
    ),
    (.select(Locator(.field, "S"), ["b"]), "the option 'b' of the field 'S' is disabled"),
    (.select(Locator(.field, "S"), ["a", "b"]), "the field 'S' takes one option only"),
    (.select(Locator(.field, "S"), []), "the field 'S' always has an option selected"),
    (.select(Locator(.field, "R"), ["a"]), "the field 'R' is no list to select from"),
    (.uncheck(Locator(.field, "R")), "the field 'R' is a radio button, which cannot be unchecked"),
    (.check(Locator(.field, "S")), "the field 'S' can be neither checked nor unchecked"),
    (.upload(Locator(.field, "R"), ["/x"]), "the field 'R' takes no files"),
    (.upload(Locator(.field, "F"), ["/x", "/y"]), "the field 'F' takes one file only"),
    (.check(Locator(.field, "D")), "the field 'D' is disabled"),
    (.click(Locator(.testID, "h")), "the link 'h' is hidden"),
  ])
  func misuseIsTold(action: PageAction, message: String) async throws {
    let session = try await Site(
      page: """
        <select aria-label=S><option>a<option disabled>b</select><input type=file aria-label=F>
        <input type=radio aria-label=R checked><input type=checkbox disabled aria-label=D>
        <a href=/ data-testid=h hidden>h</a>
        """
    ).open()
    #expect(await session.fails(action) == .unable(message))
  }

  @Test func statesAreTold() async throws {
    let session = try await Site(
      page: """
        <input data-testid=a type=checkbox checked required><p data-testid=b aria-current=page>b</p>
        <button data-testid=c aria-pressed=true aria-expanded=false disabled>c</button>
        <div data-testid=d role=checkbox aria-checked=mixed aria-invalid=true>d</div>
        <input data-testid=e readonly autofocus><p data-testid=f hidden>f</p>
        <select><option>x<option data-testid=g selected>y</select>
        <div role=tab data-testid=h aria-selected=true aria-disabled=true>h</div>
        """
    ).open()
    func states(_ id: String) async throws -> Set<PageElement.State> {
      try #require(try await session.found(Locator(.testID, id)).first).states
    }
    #expect(try await states("a") == [.visible, .enabled, .checked, .required])
    #expect(try await states("b") == [.visible, .enabled, .current])
    #expect(try await states("c") == [.visible, .disabled, .pressed, .collapsed])
    #expect(try await states("d") == [.visible, .enabled, .mixed, .invalid])
    #expect(try await states("e") == [.visible, .enabled, .readOnly, .focused])
    #expect(try await states("f") == [.hidden, .enabled])
    #expect(try await states("g") == [.visible, .enabled, .selected])
    #expect(try await states("h") == [.visible, .disabled, .selected])
  }

  @Test func framesAreLookedInto() async throws {
    let site = Site([
      "/":
        "<iframe title=Payment src=/pay></iframe><iframe name=inline srcdoc='<h1>In &lt;</h1>'></iframe>"
        + "<iframe title=Evil src=http://evil.test/></iframe>",
      "/pay": "<form action=/paid><label>Card<input name=card></label><button>Pay</button></form>",
      "/paid": "<h1>Paid</h1><a href=/out target=_top>Out</a>", "/out": "<h1>Out</h1>",
    ])
    let session = try await site.open()
    let frame = Locator(.frame, "payment")
    #expect(site.requests.count == 1)
    try await session.does(
      .fill(Locator(.field, "Card", within: frame), "1"),
      .click(Locator(.button, "Pay", within: frame)))
    #expect(site.last == "GET /paid?card=1")
    #expect(try await session.place == "/")
    #expect(try await session.found(Locator(.heading, "Paid", within: frame)).count == 1)
    let inline = Locator(.heading, "In <", within: Locator(.frame, "inline"))
    #expect(try await session.found(inline).count == 1)
    #expect(
      await session.fails(.click(Locator(.link, "x", within: Locator(.frame, "Evil"))))
        == .undecided(
          "the address is at evil.test, which is not among the hosts that may be asked"))
    #expect(
      await session.fails(.click(Locator(.link, "x", within: Locator(.frame, "None"))))
        == .unable("/ has no frame 'None'; it has 'Payment', 'Evil'"))
    try await session.does(.click(Locator(.link, "Out", within: frame)))
    #expect(try await session.place == "/out")
  }

  @Test func evidenceIsTheSource() async throws {
    let session = try await Site(page: "<p>Grüße").open()
    let evidence = await session.evidence(fullPage: true)
    #expect(evidence.screenshot == nil)
    #expect(evidence.source == Array("<p>Grüße".utf8))
    #expect(!session.changesByItself)
    await session.close()
    #expect(await session.evidence(fullPage: false).source == nil)
  }
}
