import Digests
import Glibc
import HTTPClient
import JSONTree
package import Pages

extension WebPageSession {
  /// Longer bodies are not asked for, nor more of them at a time, nor for longer.
  private static let longestBody = 8 << 20
  private static let mostBodies = 100
  private static let patienceWithBodies = Duration.seconds(2)
  /// Processes of the browser tell parts of the same exchange, one after the other.
  private static let delayOfEvents = Duration.milliseconds(30)

  package func exchanges(isLast: Bool) async -> PageExchanges {
    guard tellsExchanges, loss == nil, !Task.isCancelled else { return PageExchanges() }
    toldWindows.formUnion(windows)
    let wasFull = network.isFull
    let limit = isLast ? min(commandLimit, patienceAfterwards) : commandLimit
    do {
      try await readNetwork(within: limit)
      if isLast, network.isBehind {
        try? await Task.sleep(for: Self.delayOfEvents)
        try await readNetwork(within: limit)
      }
    } catch {
      return PageExchanges(loss: lack(error))
    }
    let epoch = Self.secondsSinceEpoch
    let now = ContinuousClock.now
    let bodiesEnd = now + Self.patienceWithBodies
    var asked = 0
    var exchanges = PageExchanges()
    for (loading, wire) in network.takeLoadings(isLast: isLast) {
      var body: [UInt8]?
      if loading.wantsBody(atMost: Self.longestBody), asked < Self.mostBodies,
        ContinuousClock.now < bodiesEnd, loss == nil
      {
        asked += 1
        body = await self.body(of: loading, within: limit)
      }
      exchanges.list += loading.exchanges(wire, body: body) { time in
        now - .seconds(min(max(0, epoch - time), 86_400))
      }
    }
    if network.isFull, !wasFull {
      exchanges.loss = "the browser sent more than \(NetworkLog.mostExchanges) requests"
    }
    return exchanges
  }

  private func readNetwork(within limit: Duration) async throws(WireFailure) {
    for entry in try await browser.networkEvents(within: limit).arrayValue ?? [] {
      if let text = entry["message"]?.stringValue { network.take(entry: text, of: toldWindows) }
    }
  }

  /// What an answer brought; `nil` where the browser has forgotten it with its page.
  private func body(of loading: NetworkLoading, within limit: Duration) async -> [UInt8]? {
    do {
      let answer = try await browser.devTools(
        "Network.getResponseBody", ["requestId": .string(loading.id)], within: limit)
      guard let text = answer["body"]?.stringValue else { return nil }
      return answer["base64Encoded"]?.boolValue == true ? Base64.decode(text) : Array(text.utf8)
    } catch {
      if error.openDialog == nil, error.kind.isSilence || error.isLoss { _ = pageError(error) }
      return nil
    }
  }

  /// Why exchanges are not told, to be said once.
  private func lack(_ failure: WireFailure) -> String? {
    if failure.kind.isSilence || failure.isLoss {
      _ = pageError(failure)
      return nil
    }
    guard failure.openDialog == nil, !Task.isCancelled else { return nil }
    // Other remote ends may keep no such log; one that is too long is not read a second time.
    tellsExchanges = false
    return "the browser does not tell its exchanges: \(failure.message)"
  }

  private static var secondsSinceEpoch: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}
