import HTTPClient
package import Pages

/// Walks pages in a real browser, through the W3C WebDriver protocol.
package struct WebPageDriver: PageDriver {
  package let name = "webdriver"
  private let pool: BrowserPool
  private let options: WebDriverOptions
  private let transport: HTTPTransport

  /// Finds the browser and its driver; nothing is started yet.
  ///
  /// Throws ``WebDriverMissing`` where there is none, with the command that installs one.
  package static func find(_ options: WebDriverOptions) throws(WebDriverMissing) -> WebPageDriver {
    let driver = options.remote == nil ? try DriverProgram.find(options) : nil
    let transport: HTTPTransport
    do {
      transport = try HTTPTransport()
    } catch {
      throw WebDriverMissing(message: "\(error)")
    }
    return WebPageDriver(
      pool: BrowserPool(options, driver: driver, transport: transport), options: options,
      transport: transport)
  }

  private init(pool: BrowserPool, options: WebDriverOptions, transport: HTTPTransport) {
    self.pool = pool
    self.options = options
    self.transport = transport
  }

  /// Begins to start a browser, so that it is there when the first check wants it.
  package func prepare() async {
    await pool.prepare()
  }

  package func open(
    _ settings: PageSettings, base: String, state: BrowserState, access: PageAccess
  ) async throws(PageError) -> any PageSession {
    let place: BrowserPool.Place
    do {
      place = try await pool.take(locale: settings.locale)
    } catch {
      throw .undecided("no browser could be started: \(error.message)")
    }
    let session = WebPageSession(
      place, settings: settings, base: base, access: access, options: options, pool: pool)
    do {
      try await session.begin(with: state)
    } catch {
      await session.close()
      throw error
    }
    return session
  }

  package func shutdown() async {
    await pool.shutdown()
    transport.shutdown()
  }
}
