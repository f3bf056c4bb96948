import HTTPClient
import JSONTree
package import Pages

extension WebPageSession {
  /// Gives the browser what a person who signed in left behind.
  func restore(_ state: BrowserState) async throws(PageError) {
    if browser.isChromium {
      if !state.cookies.isEmpty {
        try await devTools(
          "Network.setCookies", ["cookies": .array(state.cookies.map(\.devTools))])
      }
      for (origin, items) in state.localStorage where !items.isEmpty {
        let script = Self.script(filling: origin, with: items)
        let answer = try await devTools(
          "Page.addScriptToEvaluateOnNewDocument", ["source": .string(script)])
        pendingStorage.append(
          PendingStorage(
            origin: Self.normal(origin), script: answer["identifier"]?.stringValue ?? ""))
      }
    } else {
      try await restorePlainly(state)
    }
  }

  /// Other browsers take cookies and storage only of the page they show.
  private func restorePlainly(_ state: BrowserState) async throws(PageError) {
    guard !state.cookies.isEmpty || !state.localStorage.isEmpty else { return }
    for origin in Set([base] + state.localStorage.keys).sorted() {
      try await visit(origin)
      guard let host = (try? HTTPURL(origin))?.host else { continue }
      for cookie in state.cookies where host == cookie.domain || host.hasSuffix("." + cookie.domain)
      {
        try await send("POST", "/cookie", ["cookie": cookie.wire])
      }
      let items = state.localStorage[origin] ?? []
      _ = try await run("store", [("items", Self.json(items))])
    }
    try await send("POST", "/url", ["url": "about:blank"])
  }

  /// Fills the storage before the page's own scripts run; what the page set meanwhile stays.
  private static func script(filling origin: String, with items: [BrowserState.Item]) -> String {
    let wanted = JSONValue.string(normal(origin)).serialized()
    return """
      {const u = new URL(location.href), port = u.port || {'http:': 80, 'https:': 443}[u.protocol];
      if (`${u.protocol}//${u.hostname}:${port}` === \(wanted)) {
        for (const [name, value] of \(json(items).serialized())) {
          if (localStorage.getItem(name) === null) localStorage.setItem(name, value);
        }
      }}
      """
  }

  private static func json(_ items: [BrowserState.Item]) -> JSONValue {
    .array(items.map { [.string($0.name), .string($0.value)] })
  }

  /// With the port, written or not.
  private static func normal(_ origin: String) -> String {
    (try? HTTPURL(origin))?.origin ?? origin
  }

  /// Once a document had its storage, what becomes of that is the page's affair.
  func forgetStorage(of origin: String) async throws(PageError) {
    for storage in pendingStorage where storage.origin == origin {
      try await devTools(
        "Page.removeScriptToEvaluateOnNewDocument", ["identifier": .string(storage.script)])
    }
    pendingStorage.removeAll { $0.origin == origin }
  }

  package func state() async throws(PageError) -> BrowserState {
    var state = BrowserState()
    if browser.isChromium {
      let answer = try await devTools("Network.getAllCookies")
      state.cookies = (answer["cookies"]?.arrayValue ?? []).compactMap(Cookie.init(devTools:))
    } else {
      state.cookies = try await cookiesOfPage()
    }
    var current: String?
    if let (origin, items) = try await storageOfPage() {
      current = Self.normal(origin)
      if !items.isEmpty { state.localStorage[origin] = items }
    }
    let others = origins.filter { $0 != current }
    guard !others.isEmpty, let handle = windows.last else { return state }
    let window = try await newWindow()
    try await send("POST", "/window", ["handle": window])
    for other in others {
      // Any page of the origin has its storage; this one is nearly nowhere there, which does not matter.
      _ = try? await send("POST", "/url", ["url": .string("\(other)/favicon.ico")])
      if let (origin, items) = try await storageOfPage(), !items.isEmpty {
        state.localStorage[origin] = items
      }
    }
    try await send("DELETE", "/window")
    try await send("POST", "/window", ["handle": .string(handle)])
    return state
  }

  /// A window beside the one in use, which shares its cookies and storage.
  private func newWindow() async throws(PageError) -> JSONValue {
    guard let context = place.window.context, let socket = browser.devTools else {
      return try await send("POST", "/window/new", ["type": "tab"])["handle"] ?? .null
    }
    do {
      return try await socket.send(
        "Target.createTarget",
        ["url": "about:blank", "browserContextId": .string(context)])["targetId"] ?? .null
    } catch {
      throw .lost(error.message)
    }
  }

  private func storageOfPage() async throws(PageError) -> (String, [BrowserState.Item])? {
    guard let answer = try await run("storage", []), let origin = answer["origin"]?.stringValue,
      origin.hasPrefix("http")
    else { return nil }
    let items = (answer["items"]?.arrayValue ?? []).compactMap { item -> BrowserState.Item? in
      guard let name = item.arrayValue?.first?.stringValue,
        let value = item.arrayValue?.last?.stringValue
      else { return nil }
      return BrowserState.Item(name: name, value: value)
    }
    return (origin, items)
  }

  /// Those that go with requests for the page.
  func cookiesOfPage() async throws(PageError) -> [Cookie] {
    (try await send("GET", "/cookie").arrayValue ?? []).compactMap(Cookie.init(wire:))
  }
}
