import RunEvents
import Synchronization

/// Collects results of checks that end at the same time.
final class FinishedChecks: Sendable {
  private let list = Mutex<[CheckFinished]>([])

  func append(_ finished: CheckFinished) { list.withLock { $0.append(finished) } }

  var all: [CheckFinished] { list.withLock { $0 } }
}
