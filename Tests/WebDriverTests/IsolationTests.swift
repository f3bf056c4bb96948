import HTTPClient
import Pages
import Testing
import WebDriver

extension BrowserTests {
  /// What one person did is unknown to the next, who gets the same browser.
  @Test func nothingIsLeftOfAnEarlierSession() async throws {
    let leave = """
      <script>localStorage.setItem('mine', 'x'); sessionStorage.setItem('mine', 'x');
      window.name = 'mine'; indexedDB.open('mine'); caches.open('mine');
      addEventListener('beforeunload', e => { e.preventDefault(); e.returnValue = 'x' });
      navigator.serviceWorker.register('/worker', {scope: '/'}).then(() => navigator.serviceWorker.ready)
      .then(() => document.title = 'Registered')</script><button onclick="window.open('/echo')">Open</button>
      <button onclick="setTimeout(() => alert('still here'), 300)">Later</button>
      """
    let probe = """
      <p id=seen></p><script>(async () => { seen.textContent = JSON.stringify([
      document.cookie, localStorage.length, sessionStorage.length, window.name, history.length,
      (await indexedDB.databases()).length, (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length]); document.title = 'Done' })()</script>
      """
    // Three in a row: the first has the browser's own context, the others have contexts of their own.
    var stamps: Set<String> = []
    for _ in 0..<3 {
      try await Chromium.session { session, server in
        try await session.act(.visit(server.url("/from-worker")))
        #expect(try await session.find(Locator(.heading, "Server")).count == 1)
        try await session.act(.visit(server.page(probe)))
        try await session.waitForTitle("Done")
        let seen = try await session.find(Locator(.css, "#seen")).first?.text
        #expect(seen == #"["",0,0,"",3,0,0,0]"#)
        try await session.act(.visit(server.url("/cached")))
        stamps.insert(try #require(try await session.find(Locator(.css, "#stamp")).first).text)
        try await session.act(.visit(server.url("/cookie")))
        try await session.act(.visit(server.page(leave)))
        try await session.waitForTitle("Registered")
        try await session.act(.visit(server.url("/from-worker")))
        #expect(try await session.find(Locator(.heading, "Worker")).count == 1)
        try await session.act(.visit(server.page(leave)))
        try await session.act(.click(Locator(.button, "Open")))
        try await session.act(.closeWindow)
        try await session.act(.click(Locator(.button, "Open")))
        try await session.act(.visit(server.page(leave)))
        try await session.act(.click(Locator(.button, "Later")))
        try await Task.sleep(for: .milliseconds(350))
      }
    }
    #expect(stamps.count == 3)
  }

  @Test func sessionsRunSideBySide() async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      for name in ["one", "two"] {
        group.addTask {
          try await Chromium.session("<label>Name <input></label>") { session, _ in
            for round in 0..<3 {
              try await session.act(.fill(Locator(.field, "Name"), "\(name) \(round)"))
            }
            return try await session.find(Locator(.field, "Name")).first?.value ?? ""
          }
        }
      }
      var values: Set<String> = []
      for try await value in group { values.insert(value) }
      #expect(values == ["one 2", "two 2"])
    }
  }

  @Test func stateIsGivenToOtherSessions() async throws {
    let script = "<p id=seen></p><script>seen.textContent = localStorage.getItem('token')</script>"
    let fill = "<script>localStorage.setItem('token', 'T-1')</script>"
    let state = try await Chromium.session(fill) { session, server in
      try await session.act(.visit(server.url("/cookie")))
      try await session.act(
        .visit(server.page(fill).replacing("127.0.0.1", with: "localhost")))
      return try await session.state()
    }
    let origin = try PageServer.shared.origin
    let other = origin.replacing("127.0.0.1", with: "localhost")
    #expect(state.cookies.map(\.name) == ["sid"])
    #expect(state.localStorage.keys.sorted() == [origin, other])
    #expect(state.localStorage[origin] == [BrowserState.Item(name: "token", value: "T-1")])
    try await Chromium.session(script, state: state) { session, server in
      #expect(try await session.find(Locator(.css, "#seen")).first?.text == "T-1")
      try await session.act(.visit(server.url("/echo")))
      #expect(try await session.text.contains("cookie: sid=secret-one"))
      // What the page does with its storage afterwards stays.
      try await session.act(
        .visit(server.page("<script>localStorage.removeItem('token')</script>")))
      try await session.act(.visit(server.page(script)))
      #expect(try await session.find(Locator(.css, "#seen")).first?.text == "")
    }
  }

  @Test func settingsDecideHowPagesAreShown() async throws {
    let html = """
      <p id=seen></p><script>seen.textContent = [innerWidth, innerHeight, navigator.language,
      (1234.5).toLocaleString(), new Intl.DateTimeFormat().resolvedOptions().timeZone,
      matchMedia('(prefers-color-scheme: dark)').matches].join(' ')</script>
      """
    let settings = PageSettings(
      viewport: .init(width: 390, height: 844), locale: "de-DE", timeZone: "Europe/Berlin",
      colourScheme: .dark)
    try await Chromium.session(html, settings: settings) { session, server in
      let seen = try await session.find(Locator(.css, "#seen")).first?.text
      #expect(seen == "390 844 de-DE 1.234,5 Europe/Berlin true")
      try await session.act(.visit(server.url("/echo")))
      #expect(try await session.text.contains("accept-language: de-DE"))
    }
    let plain = PageSettings(viewport: .init(width: 1024, height: 600), timeZone: "UTC")
    try await Chromium.session(html, settings: plain) { session, _ in
      let seen = try await session.find(Locator(.css, "#seen")).first?.text
      #expect(seen == "1024 600 en-US 1,234.5 UTC false")
    }
    let odd = PageSettings(timeZone: "Mars/Olympus")
    let error = try await failure { try await Chromium.session(settings: odd) { _, _ in } }
    #expect(error == .undecided("'Mars/Olympus' is not a time zone"))
  }
}

extension WebPageSession {
  func waitForTitle(_ title: String) async throws {
    for _ in 0..<200 {
      if try await look(PageLook()).title == title { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw Problem(message: "the title did not become '\(title)'")
  }
}
