import Dispatch
import Glibc
import Synchronization

/// Turns SIGINT and SIGTERM into a call; a second signal ends the process at once.
final class Interruption: Sendable {
  private let count = Mutex(0)

  init(_ handler: @escaping @Sendable () -> Void) {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        if countUp() > 1 { _exit(ExitStatus.interrupted.rawValue) }
        handler()
        // The handler holds its source, which has to live as long as the process.
        _ = source.isCancelled
      }
      source.resume()
    }
  }

  var wasRequested: Bool { count.withLock { $0 > 0 } }

  private func countUp() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
