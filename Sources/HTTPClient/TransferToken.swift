import Synchronization

/// Names one transfer to the driver, and remembers a cancellation that comes before its start.
final class TransferToken: Sendable {
  private let cancelled = Atomic(false)

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() {
    cancelled.store(true, ordering: .releasing)
  }
}
