import Foundation
import HTTPClient
import Pages
import Testing
import WebDriver

extension BrowserTests {
  /// The remote end is one that was not started by the driver, so that nothing but the protocol serves.
  @Test func remoteEndsAreUsed() async throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["chromedriver", "--port=0"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Asked politely, it may wait for ever.
    defer { kill(process.processIdentifier, SIGKILL) }
    var text = ""
    while !text.contains("successfully on port"), let more = output.fileHandleForReading.next() {
      text += more
    }
    let port = try #require(text.split(whereSeparator: { !$0.isNumber }).last)
    let remote = try HTTPURL("http://127.0.0.1:\(port)")
    let driver = Result { () throws(WebDriverMissing) in
      try WebPageDriver.find(WebDriverOptions(remote: remote, arguments: ["--no-sandbox"]))
    }
    for name in ["one", "two"] {
      try await Chromium.session("<label>Name <input></label>", driver: driver) { session, server in
        let field = Locator(.field, "Name")
        try await session.act(.fill(field, name))
        #expect(try await session.find(field).first?.value == name)
        try await session.act(.visit(server.url("/echo")))
        #expect(try await !session.text.contains("cookie:"))
        try await session.act(.visit(server.url("/cookie")))
        let error = try await failure { try await session.act(.download(Locator(.link, "x"))) }
        #expect(error == .undecided("downloads need a Chromium that runs on this machine"))
      }
    }
    try await driver.get().shutdown()
    let gone = Result { () throws(WebDriverMissing) in
      try WebPageDriver.find(WebDriverOptions(remote: try? HTTPURL("http://127.0.0.1:9")))
    }
    let error = try await failure { try await Chromium.session(driver: gone) { _, _ in } }
    #expect(error.isUndecided)
    #expect(error.message.hasPrefix("no browser could be started: nothing accepted"))
  }

  /// Only where Firefox and geckodriver are installed; Debian 12 has no package of the latter.
  @Test(.enabled(if: (try? WebPageDriver.find(WebDriverOptions(browser: .firefox))) != nil))
  func firefoxIsDriven() async throws {
    let driver = Result { () throws(WebDriverMissing) in
      try WebPageDriver.find(WebDriverOptions(browser: .firefox))
    }
    let html = """
      <form action=/echo><label>Name <input name=n></label><button>Send</button></form>
      <div id=host></div><script>document.getElementById('host').attachShadow({mode: 'open'})
      .innerHTML = '<button>In shadow</button>'</script>
      """
    let settings = PageSettings(viewport: .init(width: 700, height: 500), locale: "de-DE")
    try await Chromium.session(html, settings: settings, driver: driver) { session, server in
      #expect(try await session.find(Locator(.button, "in shadow")).count == 1)
      try await session.act(.fill(Locator(.field, "Name"), "Ada"))
      try await session.act(.click(Locator(.button, "Send")))
      let view = try await session.look(PageLook(locators: [Locator(.heading, "Echo")]))
      #expect(view.url.hasSuffix("/echo?n=Ada"))
      #expect(view.found[Locator(.heading, "Echo")]?.count == 1)
      #expect(try await session.text.contains("accept-language: de-DE"))
      let image = try #require(await session.evidence(fullPage: false).screenshot)
      #expect(Chromium.size(image) == [700, 500])
      let loop = try await failure { try await session.act(.visit(server.url("/loop"))) }
      #expect(loop == .undecided("\(server.url("/loop")) could not be loaded: redirectLoop"))
    }
    try await driver.get().shutdown()
  }
}

extension FileHandle {
  /// What comes next, as text; nil at the end.
  fileprivate func next() -> String? {
    let data = availableData
    return data.isEmpty ? nil : String(decoding: data, as: UTF8.self)
  }
}
