import ChildProcesses
import HTTPClient
import JSONTree

/// A browser with one WebDriver session, that serves one check after the other.
final class Browser: Sendable {
  /// A window of its own for one check, with nothing of others.
  struct Window: Sendable {
    var handle: String
    /// The browser context (Chrome DevTools Protocol, Target domain) to be disposed of afterwards.
    var context: String?
  }

  let remote: RemoteEnd
  /// `/session/…`.
  let path: String
  let isChromium: Bool
  let version: String
  let devTools: DevToolsSocket?
  private let endpoint: Endpoint?

  /// Where the browser itself takes DevTools connections.
  private struct Endpoint {
    let port: UInt16
    let path: String
  }

  /// Files of the browser; `nil` on another machine.
  let folder: String?
  private let program: WatchedProgram?

  /// What a new session may take, the start of the browser included.
  static let startLimit: Duration = .seconds(60)
  static let commandLimit: Duration = .seconds(30)

  /// Starts a driver where none is given, and a session with it.
  static func start(
    _ options: WebDriverOptions, driver: DriverProgram?, locale: String?, transport: HTTPTransport
  ) async throws(WireFailure) -> Browser {
    var capabilities = Capabilities(options: options)
    capabilities.locale = locale
    if let address = options.remote {
      return try await Browser(RemoteEnd(transport, at: address), nil, capabilities, transport)
    }
    guard let driver else {
      throw WireFailure(kind: .unreachable, message: "there is no WebDriver program")
    }
    let (program, address) = try await driver.start()
    if options.browser == .chrome { capabilities.profile = program.folder + "/profile" }
    do {
      return try await Browser(RemoteEnd(transport, at: address), program, capabilities, transport)
    } catch {
      await program.end()
      throw error
    }
  }

  private init(
    _ remote: RemoteEnd, _ program: WatchedProgram?, _ capabilities: Capabilities,
    _ transport: HTTPTransport
  ) async throws(WireFailure) {
    self.remote = remote
    self.program = program
    folder = program?.folder
    let answer = try await remote.send(
      "POST", "/session", capabilities.json, within: Self.startLimit)
    guard let identifier = answer["sessionId"]?.stringValue else {
      throw WireFailure(kind: .malformed, message: "the remote end gave no session")
    }
    path = "/session/\(identifier)"
    let given = answer["capabilities"]
    isChromium = given?["goog:chromeOptions"] != nil
    version = given?["browserVersion"]?.stringValue ?? ""
    endpoint =
      program == nil
      ? nil
      : await Self.endpoint(
        given?["goog:chromeOptions"]?["debuggerAddress"]?.stringValue, transport)
    devTools = endpoint.flatMap { try? DevToolsSocket(port: $0.port, path: $0.path) }
  }

  /// Asks where to connect to the browser itself; `nil` where that is not possible.
  private static func endpoint(
    _ address: String?, _ transport: HTTPTransport
  ) async -> Endpoint? {
    guard let port = address?.split(separator: ":").last.flatMap({ UInt16($0) }),
      let url = try? HTTPURL("http://127.0.0.1:\(port)/json/version"),
      let response = try? await transport.send(HTTPRequest(url: url, version: .http1)),
      let answer = try? JSONValue.parse(response.body),
      let socket = answer["webSocketDebuggerUrl"]?.stringValue,
      let path = socket.firstRange(of: "/devtools/")
    else { return nil }
    return Endpoint(port: port, path: String(socket[path.lowerBound...]))
  }

  /// A gate for all requests of the browser; `nil` where it takes no DevTools connections.
  func gate(
    _ headers: @escaping @Sendable (_ host: String) -> [HTTPField]
  ) async throws(DevToolsSocket.Failure) -> HeaderGate? {
    guard let endpoint else { return nil }
    let socket = try DevToolsSocket(port: endpoint.port, path: endpoint.path)
    return try await HeaderGate(socket, headers: headers)
  }

  func send(
    _ method: String, _ command: String, _ parameters: JSONValue? = nil,
    within limit: Duration = commandLimit, atMost bytes: Int = RemoteEnd.longestAnswer
  ) async throws(WireFailure) -> JSONValue {
    try await remote.send(method, path + command, parameters, within: limit, atMost: bytes)
  }

  /// The longest log that is read.
  private static let longestLog = 32 << 20

  /// What Chromium tells of its network since it was last asked; `enableNetwork` of its driver's
  /// `perfLoggingPrefs`.
  func networkEvents(within limit: Duration) async throws(WireFailure) -> JSONValue {
    try await send(
      "POST", "/se/log", ["type": "performance"], within: limit, atMost: Self.longestLog)
  }

  /// A command of the Chrome DevTools Protocol for the page of the current window.
  @discardableResult
  func devTools(
    _ command: String, _ parameters: JSONValue = [:], within limit: Duration = commandLimit
  ) async throws(WireFailure) -> JSONValue {
    try await send(
      "POST", "/goog/cdp/execute", ["cmd": .string(command), "params": parameters], within: limit)
  }

  /// The window that the session began with.
  func firstWindow() async throws(WireFailure) -> Window {
    Window(handle: try await send("GET", "/window").stringValue ?? "", context: nil)
  }

  /// A window in a browser context of its own; `nil` where the browser cannot make one.
  func freshWindow() async throws(WireFailure) -> Window? {
    guard let devTools else { return nil }
    do {
      let context = try await devTools.send("Target.createBrowserContext")["browserContextId"]
      let target = try await devTools.send(
        "Target.createTarget", ["url": "about:blank", "browserContextId": context ?? .null])
      guard let context = context?.stringValue, let handle = target["targetId"]?.stringValue else {
        return nil
      }
      return Window(handle: handle, context: context)
    } catch {
      throw WireFailure(kind: .unreachable, message: error.message)
    }
  }

  /// Closes the windows of a context and forgets all that they kept.
  func dispose(of window: Window) async throws(WireFailure) {
    guard let context = window.context, let devTools else { return }
    do {
      try await devTools.send(
        "Target.disposeBrowserContext", ["browserContextId": .string(context)])
    } catch {
      throw WireFailure(kind: .unreachable, message: error.message)
    }
  }

  /// Closes windows without asking their pages.
  func close(_ handles: [String]) async {
    for handle in handles {
      _ = try? await devTools?.send("Target.closeTarget", ["targetId": .string(handle)])
    }
  }

  /// Ends the browser and, where it was started here, all that belongs to it.
  func end() async {
    if let program { return await program.end() }
    // Also where the check was cancelled, the session must not stay open.
    await Task { _ = try? await send("DELETE", "", within: .seconds(10)) }.value
  }
}
