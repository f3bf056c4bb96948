import Glibc
import JSONTree
package import RunEvents
import Synchronization

/// Appends events to a run's log, a line each.
///
/// Every line is written with one system call, so that a killed run loses at most the line being
/// written; the file is synced to disk at most every 200 ms and at the end.
package final class RunLogWriter: Sendable {
  /// The log could not be opened or written.
  package struct Failure: Error, Sendable {
    /// One sentence without a full stop.
    package let message: String
  }

  private struct State {
    var descriptor: Int32
    var synced = ContinuousClock.now
    var failure: String?
  }

  private static let syncInterval = Duration.milliseconds(200)

  private let state: Mutex<State>
  private let path: String

  package init(path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Failure(
        message: "the log \(path) cannot be opened: \(String(cString: strerror(errno)))")
    }
    self.path = path
    state = Mutex(State(descriptor: descriptor))
  }

  deinit {
    state.withLock { _ = Glibc.close($0.descriptor) }
  }

  /// Appends an event; what goes wrong is kept for ``finish()``.
  package func append(_ event: RunEvent) {
    var line: [UInt8] = []
    event.json.write(into: &line, pretty: false)
    line.append(UInt8(ascii: "\n"))
    state.withLock { state in
      guard state.failure == nil else { return }
      if let failure = Self.write(line, to: state.descriptor) {
        state.failure = "the log \(path) cannot be written: \(failure)"
        return
      }
      let now = ContinuousClock.now
      if now - state.synced >= Self.syncInterval {
        fdatasync(state.descriptor)
        state.synced = now
      }
    }
  }

  /// Makes sure that everything is on disk.
  package func finish() throws(Failure) {
    let failure = state.withLock { state -> String? in
      if fdatasync(state.descriptor) != 0, state.failure == nil, errno != EINVAL {
        state.failure = "the log \(path) cannot be synced: \(String(cString: strerror(errno)))"
      }
      return state.failure
    }
    if let failure { throw Failure(message: failure) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          return String(cString: strerror(errno))
        }
        offset += count
      }
      return nil
    }
  }
}
