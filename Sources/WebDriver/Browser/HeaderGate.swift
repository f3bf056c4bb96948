import HTTPClient
import JSONTree

/// Adds headers to the requests of a browser's pages, each only where it is meant to go.
///
/// The browser holds all requests, also those of redirects, frames and other windows, until they are
/// let through (Chrome DevTools Protocol, Fetch domain).
final class HeaderGate: Sendable {
  private let task: Task<Void, Never>

  init(
    _ socket: DevToolsSocket, headers: @escaping @Sendable (_ host: String) -> [HTTPField]
  ) async throws(DevToolsSocket.Failure) {
    try await socket.send("Fetch.enable", ["patterns": [["urlPattern": "*"]]])
    task = Task {
      while !Task.isCancelled, let events = try? await socket.takeEvents() {
        for event in events where event.method == "Fetch.requestPaused" {
          let answer = Self.answer(to: event.parameters, headers)
          _ = try? await socket.post("Fetch.continueRequest", answer)
        }
        if events.isEmpty { try? await Task.sleep(for: .milliseconds(1)) }
      }
    }
  }

  /// Lets everything through again, for the connection ends with the task.
  func close() { task.cancel() }

  private static func answer(
    to paused: JSONValue, _ headers: (_ host: String) -> [HTTPField]
  ) -> JSONValue {
    var answer = JSONObject([("requestId", paused["requestId"] ?? .null)])
    let request = paused["request"]
    guard let address = request?["url"]?.stringValue, let url = try? HTTPURL(address) else {
      return .object(answer)
    }
    let added = headers(url.host)
    guard !added.isEmpty else { return .object(answer) }
    var all = (request?["headers"]?.objectValue?.pairs ?? []).map {
      HTTPField($0.key, $0.value.stringValue ?? "")
    }
    all.removeAll { field in added.contains { $0.isNamed(field.name) } }
    answer["headers"] = .array(
      (all + added).map { ["name": .string($0.name), "value": .string($0.value)] })
    return .object(answer)
  }
}
