import Synchronization

/// Sends requests through a few threads, each of which owns a multi handle of libcurl.
///
/// A task that prefers one of the ``executors`` runs on that very thread and sends through it, so
/// that neither sending nor resuming costs a change of threads; it must then neither block nor
/// compute for long, for all transfers of that thread wait meanwhile. Other tasks use the client
/// just as well, two thread changes a hop dearer. Connections are kept by thread.
package final class HTTPTransport: Sendable {
  private let drivers: [TransferDriver]
  private let threads: Mutex<[DriverThread]>
  private let turn = Atomic<UInt>(0)

  package init(threads count: Int = 1) throws(HTTPError) {
    var drivers: [TransferDriver] = []
    var threads: [DriverThread] = []
    do {
      for _ in 0..<max(1, count) {
        let driver = try TransferDriver()
        threads.append(try DriverThread.start(driver))
        drivers.append(driver)
      }
    } catch {
      for driver in drivers { driver.close() }
      throw error
    }
    self.drivers = drivers
    self.threads = Mutex(threads)
  }

  deinit {
    shutdown()
  }

  /// The client's own threads, for `withTaskExecutorPreference`; at least one.
  package var executors: [any TaskExecutor] { drivers }

  /// Ends all transfers as cancelled, closes the connections and waits for the threads' end.
  ///
  /// Called on one of them it does not wait for that one. Later requests end as cancelled.
  package func shutdown() {
    for driver in drivers { driver.close() }
    let threads = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in threads { thread.join() }
  }

  /// Sends one request and follows its redirects as the request says.
  ///
  /// Cancelling the task ends the transfer.
  package nonisolated(nonsending) func send(
    _ request: HTTPRequest
  ) async throws(HTTPError) -> HTTPResponse {
    try await Self.following(request, perform)
  }

  /// Sends a request hop by hop through a function of one's own, cookies and redirects as always.
  package nonisolated(nonsending) static func following(
    _ request: HTTPRequest,
    _ perform: nonisolated(nonsending) (HTTPRequest) async throws(HTTPError) -> HTTPResponse
  ) async throws(HTTPError) -> HTTPResponse {
    if request.isOneHop {
      let response = try await perform(request)
      request.cookieJar?.store(cookiesOf: response)
      return response
    }
    var chain = RedirectChain(request)
    while true {
      let hop = try chain.nextHop()
      let response = try await perform(hop)
      if let final = try chain.take(response) { return final }
    }
  }

  private nonisolated(nonsending) func perform(
    _ request: HTTPRequest
  ) async throws(HTTPError) -> HTTPResponse {
    let exchange = Exchange(request)
    let driver = nextDriver()
    let result: Exchange.Outcome = await withTaskCancellationHandler {
      await withUnsafeContinuation { driver.submit(exchange, $0) }
    } onCancel: {
      exchange.cancel()
      driver.cancel(exchange)
    }
    return try result.get()
  }

  /// The driver whose thread this is, else each in turn.
  private func nextDriver() -> TransferDriver {
    guard drivers.count > 1 else { return drivers[0] }
    if let driver = drivers.first(where: \.isOfThisThread) { return driver }
    let next = turn.wrappingAdd(1, ordering: .relaxed).newValue
    return drivers[Int(next % UInt(drivers.count))]
  }
}
