import HTTPClient
import JSONTree
import Pages

extension WebPageSession {
  /// Makes the window what the settings say, and signs the person in.
  func begin(with state: BrowserState) async throws(PageError) {
    try await send("POST", "/window", ["handle": .string(place.window.handle)])
    let handles = try await send("GET", "/window/handles").arrayValue ?? []
    foreignWindows = Set(handles.compactMap(\.stringValue)).subtracting(windows)
    let milliseconds = JSONValue.number(JSONNumber(settings.loadTimeout.milliseconds))
    try await send("POST", "/timeouts", ["pageLoad": milliseconds, "script": milliseconds])
    if let url = try? HTTPURL(base), !access.headers(url.host).isEmpty { try await openGate() }
    try await applySettings()
    try await receiveFiles(in: nil)
    if browser.isChromium { try await forgetConsole() }
    try await restore(state)
  }

  private func openGate() async throws(PageError) {
    do {
      gate = try await browser.gate(access.headers)
    } catch {
      throw .lost(error.message)
    }
    if gate == nil {
      throw .undecided("headers for one host need a Chromium that runs on this machine")
    }
  }

  /// Applies to one window; each that opens is told anew.
  func applySettings() async throws(PageError) {
    guard browser.isChromium else { return try await applyPlainSettings() }
    try await devTools(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(JSONNumber(settings.viewport.width)),
        "height": .number(JSONNumber(settings.viewport.height)), "deviceScaleFactor": 1,
        "mobile": false,
      ])
    // Keeps the accessibility tree for scripts that ask for roles and names.
    try await devTools("Accessibility.enable")
    if let locale = settings.locale {
      try await devTools("Emulation.setLocaleOverride", ["locale": .string(locale)])
      let agent = try await send(
        "POST", "/execute/sync", ["script": "return navigator.userAgent", "args": []])
      try await devTools(
        "Emulation.setUserAgentOverride", ["userAgent": agent, "acceptLanguage": .string(locale)])
    }
    if let zone = settings.timeZone {
      do {
        try await devTools("Emulation.setTimezoneOverride", ["timezoneId": .string(zone)])
      } catch {
        if case .undecided = error { throw .undecided("'\(zone)' is not a time zone") }
        throw error
      }
    }
    if let scheme = settings.colourScheme {
      let feature: JSONValue = ["name": "prefers-color-scheme", "value": .string(scheme.rawValue)]
      try await devTools("Emulation.setEmulatedMedia", ["features": [feature]])
    }
  }

  /// Lets the browser keep the accessibility tree of a page that it took from its history, where it
  /// would otherwise make it anew for each role and name that a script asks for: seconds a look.
  func keepAccessibilityTree() async throws(PageError) {
    guard browser.isChromium else { return }
    try await devTools("Accessibility.getRootAXNode")
  }

  /// What the protocol itself can do, for other browsers; their locale is a capability.
  private func applyPlainSettings() async throws(PageError) {
    if settings.timeZone != nil || settings.colourScheme != nil {
      throw .undecided("this browser cannot be given a time zone or a colour scheme")
    }
    try await resize(width: settings.viewport.width, height: settings.viewport.height)
    let frame = try await send(
      "POST", "/execute/sync",
      ["script": "return [outerWidth - innerWidth, outerHeight - innerHeight]", "args": []])
    try await resize(
      width: settings.viewport.width + (frame.arrayValue?.first?.intValue ?? 0),
      height: settings.viewport.height + (frame.arrayValue?.last?.intValue ?? 0))
  }

  private func resize(width: Int, height: Int) async throws(PageError) {
    try await send(
      "POST", "/window/rect",
      ["width": .number(JSONNumber(width)), "height": .number(JSONNumber(height))])
  }
}

extension Duration {
  /// Whole milliseconds, at least 1.
  var milliseconds: Int {
    let parts = components
    return max(1, Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))
  }
}
