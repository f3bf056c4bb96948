import JSONTree
import Pages

extension WebPageSession {
  /// Goes on in a window that opened, or in the one before where the window closed itself.
  func followWindows(settling: Bool) async throws(PageError) {
    let handles = try await send("GET", "/window/handles").arrayValue ?? []
    let open = handles.compactMap(\.stringValue).filter { !foreignWindows.contains($0) }
    let opened = open.filter { !windows.contains($0) }
    let current = windows.last
    windows = windows.filter(open.contains) + opened
    guard let next = windows.last else {
      throw .undecided("the page closed its last window")
    }
    guard next != current else { return }
    try await use(next, isNew: !opened.isEmpty)
    if settling { try await settle() }
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
