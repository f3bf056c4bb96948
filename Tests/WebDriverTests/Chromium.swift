import HTTPClient
import Pages
import Testing
import WebDriver

/// Real sessions for tests; the driver is shared, as it is by the checks of a run.
enum Chromium {
  /// Fails where no Chromium is installed.
  static let driver = Result { () throws(WebDriverMissing) in
    try WebPageDriver.find(WebDriverOptions())
  }

  /// One whose scripts cannot ask for roles and names, as in other browsers.
  static let driverWithoutScriptedRoles = Result { () throws(WebDriverMissing) in
    try WebPageDriver.find(
      WebDriverOptions(arguments: ["--disable-blink-features=ComputedAccessibilityInfo"]))
  }

  static let access = PageAccess(
    send: { _ throws(PageError) in throw .undecided("no requests of this kind here") },
    permits: { _ in true },
    mayWrite: true, isSecret: { $0.contains("s3cret") }, headers: { _ in [] })

  /// Opens a session, on a page with this content, and closes it afterwards.
  static func session<Value: Sendable>(
    _ html: String? = nil, settings: PageSettings = quick, state: BrowserState = BrowserState(),
    access: PageAccess = access, driver: Result<WebPageDriver, WebDriverMissing> = driver,
    _ body: (WebPageSession, PageServer) async throws -> Value
  ) async throws -> Value {
    let server = try PageServer.shared
    let session = try await driver.get().open(
      settings, base: server.origin, state: state, access: access)
    let own = try #require(session as? WebPageSession)
    do {
      if let html { try await own.perform(.visit(server.page(html)), dialogs: .dismiss) }
      let value = try await body(own, server)
      await own.close()
      return value
    } catch {
      await own.close()
      throw error
    }
  }

  /// Whatever happened to the one before, the next session works.
  static func expectNextSession(
    driver: Result<WebPageDriver, WebDriverMissing> = driver
  ) async throws {
    let found = try await session("<h1>Next</h1>", driver: driver) { session, _ in
      try await session.find(Locator(.heading, "Next"))
    }
    #expect(found.count == 1)
  }

  /// For what is not going to happen.
  static let hasty = PageSettings(timeout: .milliseconds(600), loadTimeout: .seconds(15))
  static let quick = PageSettings(timeout: .seconds(2), loadTimeout: .seconds(15))
}

extension WebPageSession {
  func act(_ action: PageAction, _ answer: DialogAnswer = .dismiss) async throws {
    try await perform(action, dialogs: answer)
  }

  /// What one locator finds.
  func find(_ locator: Locator) async throws -> [PageElement] {
    let view = try await look(PageLook(locators: [locator]))
    if let problem = view.problems[locator] { throw Problem(message: problem) }
    return try #require(view.found[locator])
  }

  var text: String {
    get async throws { try #require(try await look(PageLook(wantsText: true)).text) }
  }
}

struct Problem: Error, Equatable {
  let message: String
}

/// The error that an action ends with.
func failure(_ body: () async throws -> Void) async throws -> PageError {
  do {
    try await body()
  } catch let error as PageError {
    return error
  }
  throw Problem(message: "nothing failed")
}

extension PageError {
  var isUnable: Bool { if case .unable = self { true } else { false } }
  var isUndecided: Bool { if case .undecided = self { true } else { false } }
  var isLost: Bool { if case .lost = self { true } else { false } }
}
