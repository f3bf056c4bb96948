import Pages
import Testing
import WebDriver

extension BrowserTests {
  @Test func elementsAreWaitedForUntilTheyCanBeUsed() async throws {
    let html = """
      <p id=log></p><button id=b disabled>Late</button><div id=shade style='position:fixed;inset:0'></div>
      <style>.fly { animation: fly .4s } @keyframes fly { from { transform: translateX(300px) } }</style>
      <script>setTimeout(() => b.disabled = false, 150); setTimeout(() => shade.remove(), 300);
      setTimeout(() => { const n = document.createElement('button'); n.textContent = 'Newer';
      n.className = 'fly'; n.onclick = () => log.textContent += 'newer '; document.body.append(n) }, 500);
      b.onclick = () => log.textContent += 'late '</script>
      """
    try await Chromium.session(html) { session, _ in
      try await session.act(.click(Locator(.button, "Late")))
      try await session.act(.click(Locator(.button, "Newer")))
      #expect(try await session.find(Locator(.css, "#log")).first?.text == "late newer")
    }
  }

  /// A locator, and what is said about it when the time is over.
  @Test(arguments: [
    (Locator(.button, "Disabled"), true, "button 'Disabled' (#d) is disabled"),
    (Locator(.testID, "hidden"), true, "button 'Hidden' is not visible"),
    (Locator(.button, "Covered"), true, "button 'Covered' is covered by dialog 'Cookies'"),
    (Locator(.button, "Absent"), true, "there is no button 'Absent' on "),
    (
      Locator(.button, "same"), false,
      "button 'same' matches 2 elements: button 'Same', button 'Same'"
    ),
    (Locator(.css, "b["), false, "'b[' is not a CSS selector"),
    (
      Locator(.button, "x", within: Locator(.css, "button")), false,
      "css 'button' matches 5 elements"
    ),
  ]) func whatCannotBeUsedIsSaid(locator: Locator, isUnable: Bool, message: String) async throws {
    let html = """
      <button id=d disabled>Disabled</button><button data-testid=hidden style='display:none'>Hidden</button>
      <button style='position:fixed;top:50px;left:0'>Covered</button>
      <div role=dialog aria-label=Cookies style='position:fixed;top:40px;left:0;width:300px;height:60px'></div>
      <button>Same</button><button>Same</button>
      """
    try await Chromium.session(html, settings: Chromium.hasty) { session, _ in
      let start = ContinuousClock.now
      let error = try await failure { try await session.act(.click(locator)) }
      #expect(error.isUnable == isUnable)
      #expect(error.message.hasPrefix(message), "\(error.message)")
      #expect(ContinuousClock.now - start < .seconds(5))
    }
  }

  @Test func namesNearbyAreToldOfWhatIsNotThere() async throws {
    let html = "<title>Shop</title><button>Save draft</button><button>Cancel</button>"
    try await Chromium.session(html, settings: Chromium.hasty) { session, _ in
      let error = try await failure { try await session.act(.click(Locator(.button, "Save all"))) }
      #expect(error.message.hasSuffix("('Page'); there are 'Save draft', 'Cancel'"))
    }
  }

  @Test func whatIsFarDownOrAsideIsScrolledTo() async throws {
    let html = """
      <div style='position:fixed;top:0;left:0;right:0;height:80px;background:red'>Bar</div>
      <p style='height:5000px'>Tall</p><div style='overflow:auto;height:200px'><p style='height:900px'>x</p>
      <button onclick="this.textContent='Hit'">Deep</button><p style='height:900px'>x</p></div>
      """
    try await Chromium.session(html) { session, _ in
      try await session.act(.click(Locator(.button, "Deep")))
      #expect(try await session.find(Locator(.button, "Hit")).count == 1)
    }
  }

  @Test func pressesThatMissAreRepeated() async throws {
    let html = """
      <button id=b style='position:absolute;top:10px;left:10px'>Shy</button>
      <button id=trap style='position:absolute;top:200px;left:10px' onclick="log.textContent='trapped'">Trap</button>
      <p id=log style='position:absolute;top:300px'></p><script>let n = 0;
      b.onclick = () => log.textContent = 'caught';
      document.addEventListener('mousemove', () => { if (n++ < 2) {
        b.style.top = n * 60 + 'px'; trap.style.top = (n - 1) * 60 + 'px' } })</script>
      """
    try await Chromium.session(html) { session, _ in
      try await session.act(.click(Locator(.button, "Shy")))
      #expect(try await session.find(Locator(.css, "#log")).first?.text == "caught")
    }
  }

  @Test func slowPagesAreWaitedForAfterAPress() async throws {
    let html = """
      <a href='/slow?seconds=0.6'>Slow</a><a href=/nothing>Nothing</a>
      <a href=# onclick="history.pushState(null, '', '/client'); document.title = 'Client'; return false">Client</a>
      """
    try await Chromium.session(html) { session, _ in
      let start = ContinuousClock.now
      try await session.act(.click(Locator(.link, "Nothing")))
      try await session.act(.click(Locator(.link, "Client")))
      #expect(ContinuousClock.now - start < .seconds(2))
      #expect(try await session.look(PageLook()).title == "Client")
      try await session.act(.click(Locator(.link, "Slow")))
      #expect(try await session.look(PageLook()).title == "Slow")
    }
  }

  @Test func dialogsAreAnsweredAndTold() async throws {
    let html = """
      <button onclick="alert('one'); log.textContent = confirm('sure?') ? 'yes' : 'no'">Ask</button>
      <button onclick="log.textContent = prompt('name?')">Name</button><p id=log></p>
      <script>const log = document.getElementById('log')</script>
      """
    try await Chromium.session(html) { session, server in
      let log = Locator(.css, "#log")
      try await session.act(.click(Locator(.button, "Ask")))
      #expect(try await session.look(PageLook()).dialogs == ["one", "sure?"])
      #expect(try await session.find(log).first?.text == "no")
      try await session.act(.click(Locator(.button, "Ask")), .accept)
      #expect(try await session.find(log).first?.text == "yes")
      try await session.act(.click(Locator(.button, "Name")), .answer("Ada"))
      #expect(try await session.find(log).first?.text == "Ada")
      #expect(try await session.look(PageLook()).dialogs == ["name?"])
      try await session.act(.visit(server.page("<script>alert('hello')</script><h1>Here</h1>")))
      #expect(try await session.look(PageLook()).dialogs == ["hello"])
      #expect(try await session.find(Locator(.heading, "Here")).count == 1)
    }
  }

  @Test func textsThatAreNoUnicodeAreLookedAt() async throws {
    let html = "<h1 id=h>H</h1><script>h.textContent = 'a\\ud800b'; h.title = '\\udc00'</script>"
    try await Chromium.session(html) { session, _ in
      let heading = try #require(try await session.find(Locator(.css, "h1")).first)
      #expect(heading.text == "a\u{FFFD}b")
      #expect(heading.attributes["title"] == "\u{FFFD}")
    }
  }
}
