import Glibc
import Synchronization

/// The bundled reference system, running as a child process.
///
/// It is found beside this program's own executable. It ends with ``stop()``, and by itself when
/// this process ends, since it watches the pipe on its standard input.
package final class ReferenceProcess: Sendable {
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

  package static let name = "reference-system"

  /// Starts it on ports that the system chooses, and waits until it tells them.
  package static func start() throws(Failure) -> ReferenceProcess {
    let executable = path
    guard access(executable, X_OK) == 0 else {
      throw Failure(
        message: "the reference system is not built: there is no \(executable); "
          + "`swift build -c release --product \(name)` builds it")
    }
    let arguments = ["serve", "--port", "0", "--control-port", "0", "--exit-with-parent"]
    guard let child = SpawnedProcess.start(executable, arguments) else {
      throw Failure(
        message: "the reference system could not be started: \(String(cString: strerror(errno)))")
    }
    let lines = child.readLines(2)
    guard lines.count == 2, lines[0].hasPrefix("http"), lines[1].hasPrefix("control ") else {
      child.end()
      throw Failure(message: "the reference system did not tell its address")
    }
    return ReferenceProcess(
      baseURL: lines[0], controlURL: String(lines[1].dropFirst(8)), child: child)
  }

  /// Ends it and waits until it is gone.
  package func stop() {
    child.withLock { child in
      child?.end()
      child = nil
    }
  }

  private static var path: String {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? 0
    }
    let own = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./") + name
  }
}
