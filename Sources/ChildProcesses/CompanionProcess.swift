import Glibc
import Synchronization

/// A server of our own, running as a child process: the reference system, or the mutating proxy.
///
/// It is found beside this program's own executable. It ends with ``stop()``, and by itself when
/// this process ends, since it watches the pipe on its standard input.
package final class CompanionProcess: Sendable {
  /// Why it could not be started.
  package struct Failure: Error, Sendable {
    /// One sentence without a full stop.
    package let message: String
  }

  /// Where the target listens.
  package let baseURL: String
  /// Where its control port listens.
  package let controlURL: String
  private let child: Mutex<SpawnedProcess?>

  private init(baseURL: String, controlURL: String, child: SpawnedProcess) {
    self.baseURL = baseURL
    self.controlURL = controlURL
    self.child = Mutex(child)
  }

  deinit { stop() }

  /// Starts the reference system on ports that the system chooses, and waits until it tells them.
  package static func reference() throws(Failure) -> CompanionProcess {
    // The passwords stand in the bindings: making them hard to guess would only take time.
    try start(
      "reference-system",
      [
        "serve", "--port", "0", "--control-port", "0", "--exit-with-parent", "--password-rounds",
        "500",
      ])
  }

  /// Starts a proxy that changes the answers of a target.
  package static func mutatingProxy(target: String) throws(Failure) -> CompanionProcess {
    try start("mutating-proxy", ["--target", target])
  }

  private static func start(
    _ name: String, _ arguments: [String]
  ) throws(Failure) -> CompanionProcess {
    let executable = folder + name
    guard access(executable, X_OK) == 0 else {
      throw Failure(
        message: "\(name) is not built: there is no \(executable); "
          + "`swift build -c release --product \(name)` builds it")
    }
    guard let child = SpawnedProcess.start(executable, arguments) else {
      throw Failure(
        message: "\(name) could not be started: \(String(cString: strerror(errno)))")
    }
    let lines = child.readLines(2)
    guard lines.count == 2, lines[0].hasPrefix("http"), lines[1].hasPrefix("control ") else {
      child.end()
      throw Failure(message: "\(name) did not tell its address")
    }
    return CompanionProcess(
      baseURL: lines[0], controlURL: String(lines[1].dropFirst(8)), child: child)
  }

  /// Ends it and waits until it is gone.
  package func stop() {
    child.withLock { child in
      child?.end()
      child = nil
    }
  }

  /// Where this program's own executable is.
  private static var folder: String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? 0
    }
    let own = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./"
  }
}
