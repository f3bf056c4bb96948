import FoundationEssentials
package import HTTPClient

/// Which browser is used, and how.
package struct WebDriverOptions: Sendable, Hashable {
  package enum Browser: String, Sendable, Hashable, CaseIterable { case chrome, firefox }

  package var browser: Browser
  /// A remote end that runs already, such as a Selenium Grid; `nil` starts one on this machine.
  package var remote: HTTPURL?
  /// The browser's executable; `nil` where the driver finds it.
  package var binary: String?
  package var isHeadless: Bool
  /// A pause after each action, for those who watch.
  package var slowMotion: Duration?
  /// Arguments for the browser besides our own.
  package var arguments: [String]
  /// Whether certificates of the target are taken unseen.
  package var acceptsInsecureCertificates: Bool

  package init(
    browser: Browser = .chrome, remote: HTTPURL? = nil, binary: String? = nil,
    isHeadless: Bool = true, slowMotion: Duration? = nil, arguments: [String] = [],
    acceptsInsecureCertificates: Bool = false
  ) {
    self.browser = browser
    self.remote = remote
    self.binary = binary
    self.isHeadless = isHeadless
    self.slowMotion = slowMotion
    self.arguments = arguments
    self.acceptsInsecureCertificates = acceptsInsecureCertificates
  }

  /// Whether there is a display on this machine to show windows on.
  package static var hasDisplay: Bool {
    let environment = ProcessInfo.processInfo.environment
    return ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
  }
}
