import Synchronization

/// One hop to be made; remembers a cancellation that comes before its start.
///
/// A class, so that queues and closures share one request.
final class Exchange: Sendable {
  typealias Outcome = Result<HTTPResponse, HTTPError>
  /// Whom to tell how it went, exactly once.
  typealias Continuation = UnsafeContinuation<Outcome, Never>

  let request: HTTPRequest
  private let cancelled = Atomic(false)

  init(_ request: HTTPRequest) {
    self.request = request
  }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() {
    cancelled.store(true, ordering: .releasing)
  }
}
