import HTTPClient

/// The browsers of a run: each serves one check at a time, and the next one in a fresh context.
actor BrowserPool {
  /// A browser with a window that nobody has used.
  struct Place: Sendable {
    var browser: Browser
    var window: Browser.Window
  }

  private let options: WebDriverOptions
  private let driver: DriverProgram?
  private let transport: HTTPTransport
  private var ready: [Task<Place?, Never>] = []
  private var browsers: [ObjectIdentifier: Browser] = [:]
  private var isClosed = false

  init(_ options: WebDriverOptions, driver: DriverProgram?, transport: HTTPTransport) {
    self.options = options
    self.driver = driver
    self.transport = transport
  }

  /// Starts a browser ahead of the first check.
  func prepare() {
    guard ready.isEmpty, !isClosed, options.remote == nil, options.browser == .chrome else {
      return
    }
    ready.append(Task { try? await self.start(locale: nil) })
  }

  func take(locale: String?) async throws(WireFailure) -> Place {
    // The one that was given back first is the likeliest to be renewed by now.
    while !ready.isEmpty {
      if let place = await ready.removeFirst().value { return place }
    }
    do {
      return try await start(locale: locale)
    } catch {
      // A start can fail for want of memory or time; a second one tells whether that lasts.
      guard options.remote == nil, !isClosed else { throw error }
      return try await start(locale: locale)
    }
  }

  private func start(locale: String?) async throws(WireFailure) -> Place {
    guard !isClosed else { throw WireFailure(kind: .unreachable, message: "the run is over") }
    let browser = try await Browser.start(
      options, driver: driver, locale: locale, transport: transport)
    guard !isClosed else {
      await browser.end()
      throw WireFailure(kind: .unreachable, message: "the run is over")
    }
    browsers[ObjectIdentifier(browser)] = browser
    do {
      return Place(browser: browser, window: try await browser.firstWindow())
    } catch {
      await end(browser)
      throw error
    }
  }

  /// Takes a browser back; `handles` are the windows that the check left open.
  func giveBack(_ place: Place, handles: [String], isUsable: Bool) async {
    guard isUsable, !isClosed, place.browser.devTools != nil else {
      await end(place.browser)
      return
    }
    ready.append(Task { await self.renew(place, handles) })
  }

  private func renew(_ place: Place, _ handles: [String]) async -> Place? {
    do {
      if place.window.context != nil { try await place.browser.dispose(of: place.window) }
      // What nobody has asked for would be kept for the whole run.
      _ = try? await place.browser.networkEvents(within: .seconds(10))
      if let window = try await place.browser.freshWindow() {
        if place.window.context == nil { await place.browser.close(handles) }
        return Place(browser: place.browser, window: window)
      }
    } catch {}
    await end(place.browser)
    return nil
  }

  private func end(_ browser: Browser) async {
    browsers[ObjectIdentifier(browser)] = nil
    await browser.end()
  }

  func shutdown() async {
    isClosed = true
    let all = browsers.values
    browsers = [:]
    await withTaskGroup(of: Void.self) { group in
      for browser in all { group.addTask { await browser.end() } }
    }
    for task in ready { _ = await task.value }
    ready = []
  }
}
