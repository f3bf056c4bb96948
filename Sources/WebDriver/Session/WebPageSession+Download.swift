import FoundationEssentials
import JSONTree
import Pages

extension WebPageSession {
  private static let noDownloads = PageError.undecided(
    "downloads need a Chromium that runs on this machine")

  /// Sets what becomes of files that a page gives: kept in the folder of the browser while one is
  /// waited for, refused otherwise.
  func receiveFiles(in folder: String?) async throws(PageError) {
    guard let socket = browser.devTools else { return }
    var parameters: [(String, JSONValue)] = [
      ("behavior", folder == nil ? "deny" : "allowAndName"),
      ("eventsEnabled", .bool(folder != nil)),
    ]
    if let folder { parameters.append(("downloadPath", .string(folder))) }
    if let context = place.window.context {
      parameters.append(("browserContextId", .string(context)))
    }
    do {
      try await socket.send("Browser.setDownloadBehavior", .object(JSONObject(parameters)))
    } catch {
      throw .lost(error.message)
    }
  }

  func download(_ locator: Locator) async throws(PageError) -> PageDownload {
    guard let socket = browser.devTools, let parent = browser.folder else {
      throw Self.noDownloads
    }
    let folder = "\(parent)/downloads-\(UInt64.random(in: 0 ... .max))"
    try await receiveFiles(in: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file: PageDownload
    do {
      _ = try? await socket.takeEvents()
      try await press(locator, [("purpose", "click")])
      file = try await receive(from: socket, in: folder, after: locator)
    } catch {
      try? await receiveFiles(in: nil)
      throw error
    }
    try await receiveFiles(in: nil)
    return file
  }

  private func receive(
    from socket: DevToolsSocket, in folder: String, after locator: Locator
  ) async throws(PageError) -> PageDownload {
    let start = ContinuousClock.now
    var begun: (guid: String, name: String)?
    while true {
      let events: [DevToolsSocket.Event]
      do { events = try await socket.takeEvents() } catch { throw .lost(error.message) }
      for event in events {
        guard let guid = event.parameters["guid"]?.stringValue else { continue }
        if event.method == "Browser.downloadWillBegin", begun == nil {
          begun = (guid, event.parameters["suggestedFilename"]?.stringValue ?? "download")
        }
        guard let file = begun, file.guid == guid, event.method == "Browser.downloadProgress" else {
          continue
        }
        let size = max(
          event.parameters["receivedBytes"]?.intValue ?? 0,
          event.parameters["totalBytes"]?.intValue ?? 0)
        if size > settings.maximumBytes {
          _ = try? await socket.send("Browser.cancelDownload", ["guid": .string(guid)])
          throw .undecided(
            "'\(file.name)' has more than the \(settings.maximumBytes) bytes allowed")
        }
        switch event.parameters["state"]?.stringValue {
        case "completed": return try Self.read(file.name, at: "\(folder)/\(guid)")
        case "canceled": throw .undecided("the download of '\(file.name)' broke off")
        default: break
        }
      }
      let waited = ContinuousClock.now - start
      if begun == nil, waited > settings.timeout {
        throw .unable("\(locator) began no download")
      }
      guard waited < settings.loadTimeout else {
        throw .undecided("the download did not end within \(settings.loadTimeout)")
      }
      try? await Task.sleep(for: .milliseconds(5))
      if Task.isCancelled { throw .undecided("the check was stopped") }
    }
  }

  private static func read(_ name: String, at path: String) throws(PageError) -> PageDownload {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .undecided("the downloaded file '\(name)' is not there")
    }
    return PageDownload(name: name, bytes: Array(data))
  }
}
