import Foundation
import Pages
import Testing
import WebDriver

extension BrowserTests {
  @Test(arguments: [
    ("/never", "did not load within 4.0 seconds"), ("/loop", "ERR_TOO_MANY_REDIRECTS"),
  ]) func pagesThatNeverLoadAreUndecided(path: String, message: String) async throws {
    var settings = Chromium.hasty
    settings.loadTimeout = .seconds(4)
    try await Chromium.session("<h1>Before</h1>", settings: settings) { session, server in
      let start = ContinuousClock.now
      let error = try await failure { try await session.act(.visit(server.url(path))) }
      #expect(error.isUndecided)
      #expect(error.message.hasPrefix(server.url(path)))
      #expect(error.message.contains(message), "\(error.message)")
      #expect(ContinuousClock.now - start < .seconds(6))
      try await session.act(.visit(server.url("/echo")))
      #expect(try await session.look(PageLook()).title == "Echo")
    }
  }

  @Test func nobodyListeningIsUndecided() async throws {
    try await Chromium.session(settings: Chromium.hasty) { session, _ in
      let error = try await failure { try await session.act(.visit("http://127.0.0.1:1/")) }
      #expect(
        error == .undecided("http://127.0.0.1:1/ could not be loaded: ERR_UNSAFE_PORT")
          || error
            == .undecided("http://127.0.0.1:1/ could not be loaded: ERR_CONNECTION_REFUSED")
      )
    }
  }

  @Test(arguments: ["/download", "/nothing"])
  func filesAreNoPages(path: String) async throws {
    try await Chromium.session(settings: Chromium.hasty) { session, server in
      let address = server.url(path)
      let message = "\(address) leads to no page: it is a file, or has no content"
      for page in [nil, server.page("<h1>Before</h1>"), server.page("<h1>After</h1>")] {
        if let page { try await session.act(.visit(page)) }
        #expect(
          try await failure { try await session.act(.visit(address)) } == .unable(message))
      }
      #expect(try await session.find(Locator(.heading, "After")).count == 1)
    }
  }

  @Test func visitingThePageInFrontLoadsItAgain() async throws {
    try await Chromium.session(settings: Chromium.hasty) { session, server in
      let address = server.url("/once?run=\(UInt64.random(in: 0 ... .max))")
      try await session.act(.visit(address))
      try await session.act(.visit(address + "#here"))
      try await session.act(.visit(address + "#here"))
      let message = "leads to no page: it is a file, or has no content"
      let reloading = try await failure { try await session.act(.reload) }
      #expect(reloading == .unable("\(address)#here \(message)"))
      let visiting = try await failure { try await session.act(.visit(address)) }
      #expect(visiting == .unable("\(address) \(message)"))
      try await session.act(.visit(server.url("/echo")))
      try await session.act(.visit(server.url("/echo")))
      try await session.act(.reload)
      #expect(try await session.look(PageLook()).title == "Echo")
    }
  }

  @Test func partsThatNeverLoadHoldUpNothingForEver() async throws {
    var settings = Chromium.hasty
    settings.loadTimeout = .seconds(2)
    try await Chromium.session(settings: settings) { session, server in
      let start = ContinuousClock.now
      try await session.act(.visit(server.page("<h1>Here</h1><img src=/never>")))
      #expect(try await session.find(Locator(.heading, "Here")).count == 1)
      #expect(ContinuousClock.now - start < .seconds(6))
    }
  }

  @Test func hugePagesEndInTime() async throws {
    var settings = Chromium.quick
    settings.maximumBytes = 10 << 20
    settings.loadTimeout = .seconds(3)
    try await Chromium.session(settings: settings) { session, server in
      let start = ContinuousClock.now
      let error = try await failure { try await session.act(.visit(server.url("/huge"))) }
      #expect(error.isUndecided)
      #expect(ContinuousClock.now - start < .seconds(10))
    }
    try await Chromium.expectNextSession()
  }

  @Test func leavingIsNotHeldUpByThePage() async throws {
    let html = """
      <script>onbeforeunload = e => { e.preventDefault(); e.returnValue = 'x' }</script>
      <label>Note <input></label><a href=/echo>Leave</a>
      """
    try await Chromium.session(html) { session, server in
      try await session.act(.fill(Locator(.field, "Note"), "unsaved"))
      try await session.act(.click(Locator(.link, "Leave")))
      #expect(try await session.look(PageLook()).title == "Echo")
      try await session.act(.visit(server.page(html)))
      try await session.act(.fill(Locator(.field, "Note"), "unsaved"))
      try await session.act(.visit(server.url("/echo")))
      #expect(try await session.look(PageLook()).title == "Echo")
    }
  }

  @Test func stormsOfAlertsAreUndecided() async throws {
    let html = "<button onclick='for (let i = 0; ; i++) alert(`again ${i}`)'>Storm</button>"
    try await Chromium.session(html, settings: Chromium.hasty) { session, _ in
      let start = ContinuousClock.now
      let error = try await failure { try await session.act(.click(Locator(.button, "Storm"))) }
      #expect(error == .undecided("the page opens dialogs for ever, the last of them 'again 20'"))
      #expect(ContinuousClock.now - start < .seconds(10))
    }
    try await Chromium.expectNextSession()
  }

  /// It is not waited for again to be drawn.
  @Test func aPageThatHangsWhileItLoadsGivesNoEvidence() async throws {
    let settings = PageSettings(timeout: .seconds(1), loadTimeout: .seconds(2))
    try await Chromium.session(settings: settings) { session, server in
      let start = ContinuousClock.now
      let error = try await failure {
        try await session.act(.visit(server.page("<h1>A</h1><script>for (;;) {}</script>")))
      }
      #expect(error.isUndecided)
      #expect(await session.evidence(fullPage: false).screenshot == nil)
      #expect(await session.exchanges(isLast: true).list.isEmpty)
      #expect(ContinuousClock.now - start < .seconds(8))
    }
    try await Chromium.expectNextSession()
  }

  @Test func pagesThatHangAreUndecided() async throws {
    let html = "<button onclick='while (true) {}'>Hang</button>"
    var settings = Chromium.hasty
    settings.loadTimeout = .seconds(3)
    try await Chromium.session(html, settings: settings) { session, _ in
      let start = ContinuousClock.now
      let error = try await failure { try await session.act(.click(Locator(.button, "Hang"))) }
      #expect(error.isUndecided)
      #expect(error.message.contains("hangs"), "\(error.message)")
      let next = try await failure { _ = try await session.look(PageLook()) }
      #expect(next.isLost)
      _ = await session.evidence(fullPage: false)
      #expect(ContinuousClock.now - start < .seconds(9))
    }
    try await Chromium.expectNextSession()
  }

  @Test(arguments: ["chromium", "chromedriver"])
  func killedBrowsersAndDriversAreReplaced(program: String) async throws {
    let driver = Result { () throws(WebDriverMissing) in
      try WebPageDriver.find(WebDriverOptions())
    }
    let before = Processes.known()
    var started: Set<Processes.Process> = []
    try await Chromium.session("<button>Go</button>", settings: Chromium.hasty, driver: driver) {
      session, _ in
      started = Processes.started(since: before)
      let victims = started.filter { $0.name.hasSuffix("/\(program)") }
      try #require(!victims.isEmpty)
      for victim in victims { kill(victim.identifier, SIGKILL) }
      let start = ContinuousClock.now
      let error = try await failure { try await session.act(.click(Locator(.button, "Go"))) }
      #expect(error.isLost, "\(error)")
      #expect(ContinuousClock.now - start < .seconds(6))
    }
    try await Chromium.expectNextSession(driver: driver)
    try await driver.get().shutdown()
    try await Processes.waitForEnd(of: started)
  }

  @Test func nothingIsLeftAfterShutdown() async throws {
    let driver = Result { () throws(WebDriverMissing) in
      try WebPageDriver.find(WebDriverOptions())
    }
    let before = Processes.known()
    try await driver.get().prepare()
    let started = try await Chromium.session("<h1>Here</h1>", driver: driver) { _, _ in
      Processes.started(since: before)
    }
    let folders = Set(started.compactMap(\.folder))
    #expect(started.contains { $0.name.hasSuffix("/chromium") })
    #expect(folders.count == 1)
    try await driver.get().shutdown()
    for folder in folders { #expect(!FileManager.default.fileExists(atPath: folder)) }
    try await Processes.waitForEnd(of: started)
  }

  @Test func stoppedChecksLeaveNothing() async throws {
    let driver = Result { () throws(WebDriverMissing) in
      try WebPageDriver.find(WebDriverOptions())
    }
    let before = Processes.known()
    let check = Task {
      try await Chromium.session("<h1>Here</h1>", driver: driver) { session, server in
        try await session.act(.visit(server.url("/never")))
      }
    }
    for _ in 0..<500 where !Processes.started(since: before).contains(where: \.isPage) {
      try await Task.sleep(for: .milliseconds(10))
    }
    try await Task.sleep(for: .milliseconds(500))
    let started = Processes.started(since: before)
    let start = ContinuousClock.now
    check.cancel()
    let result = await check.result
    #expect(throws: PageError.self) { try result.get() }
    try await driver.get().shutdown()
    #expect(ContinuousClock.now - start < .seconds(5))
    try await Processes.waitForEnd(of: started)
    for folder in started.compactMap(\.folder) {
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["DISPLAY"] == nil))
  func aMissingDisplayIsTold() throws {
    let error = #expect(throws: WebDriverMissing.self) {
      try WebPageDriver.find(WebDriverOptions(isHeadless: false))
    }
    let message = try #require(error?.message)
    #expect(message.hasPrefix("there is no display to show the browser's windows on"))
  }

  @Test func aMissingBrowserIsToldWithACommand() throws {
    let error = #expect(throws: WebDriverMissing.self) {
      try WebPageDriver.find(WebDriverOptions(binary: "/nowhere/chromium"))
    }
    #expect(
      error?.message
        == "there is no browser: /nowhere/chromium was not found; "
        + "`apt-get install chromium chromium-driver` installs both")
  }
}

/// What this process started, as `/proc` has it.
enum Processes {
  struct Process: Hashable {
    let identifier: pid_t
    let name: String
    /// The folder for the browser's files that the command line names.
    let folder: String?
    let isPage: Bool
  }

  /// All descendants of the children of this process that are not among the `known`.
  static func started(since known: Set<pid_t>) -> Set<Process> {
    let children = children()
    var found: Set<Process> = []
    var waiting = (children[getpid()] ?? []).filter { !known.contains($0) }
    while let next = waiting.popLast() {
      let words = text(of: "/proc/\(next)/cmdline").split(separator: "\0").map(String.init)
      let profile = words.first { $0.hasPrefix("--user-data-dir=") && $0.hasSuffix("/profile") }
      found.insert(
        Process(
          identifier: next, name: words.first ?? "",
          folder: profile.map { String($0.dropFirst(16).dropLast(8)) },
          isPage: words.contains { $0.contains("--type=renderer") }))
      waiting += children[next] ?? []
    }
    return found
  }

  /// The children so far, the server of the pages among them.
  static func known() -> Set<pid_t> {
    _ = try? PageServer.shared
    return Set(children()[getpid()] ?? [])
  }

  private static func children() -> [pid_t: [pid_t]] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    var children: [pid_t: [pid_t]] = [:]
    for identifier in all.compactMap({ pid_t($0) }) {
      // After the name, which may hold anything, come the state and the parent.
      let line = text(of: "/proc/\(identifier)/stat")
      let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ")
      if fields.count > 2, let parent = pid_t(fields[2]) {
        children[parent, default: []].append(identifier)
      }
    }
    return children
  }

  private static func text(of path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  static func waitForEnd(of processes: Set<Process>) async throws {
    // One that ended keeps its number, without a command line, until its parent has heard of it.
    let left = { processes.filter { !text(of: "/proc/\($0.identifier)/cmdline").isEmpty } }
    for _ in 0..<150 {
      if left().isEmpty { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(left().isEmpty)
  }
}
