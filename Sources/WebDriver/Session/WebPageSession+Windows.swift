import JSONTree
import Pages

extension WebPageSession {
  /// How long a window that was opened may take to appear.
  private static let patience = Duration.seconds(2)

  /// Goes on in a window that opened, or in the one before where the window closed itself.
  func followWindows(isExpected: Bool) async throws(PageError) {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let handles = try await send("GET", "/window/handles").arrayValue ?? []
      let open = handles.compactMap(\.stringValue).filter { !foreignWindows.contains($0) }
      let opened = open.filter { !windows.contains($0) }
      if opened.isEmpty, isExpected, ContinuousClock.now < deadline {
        try? await Task.sleep(for: .milliseconds(10))
        continue
      }
      let current = windows.last
      windows = windows.filter(open.contains) + opened
      guard let next = windows.last else { throw .undecided("the page closed its last window") }
      guard next != current else { return }
      try await use(next, isNew: !opened.isEmpty)
      try await settle()
      return
    }
  }

  func closeWindow() async throws(PageError) {
    guard windows.count > 1 else {
      throw .undecided("there is one window only, which cannot be closed")
    }
    try await send("DELETE", "/window", repeats: false)
    windows.removeLast()
    if let next = windows.last { try await use(next, isNew: false) }
    try await settle()
  }

  private func use(_ handle: String, isNew: Bool) async throws(PageError) {
    isInFrame = false
    try await send("POST", "/window", ["handle": .string(handle)])
    if isNew { try await applySettings() }
  }
}
