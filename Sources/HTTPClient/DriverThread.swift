import CLibCurl
import Glibc

/// The thread that a driver's loop runs on.
struct DriverThread: Sendable {
  private let id: pthread_t

  private static let library = curl_global_init(Int(CURL_GLOBAL_ALL))

  static func start(_ driver: TransferDriver) throws(HTTPError) -> DriverThread {
    guard library == CURLE_OK else {
      throw .other(code: Int(library.rawValue), message: "libcurl cannot be initialised")
    }
    var id = pthread_t()
    let context = Unmanaged.passRetained(driver)
    let status = pthread_create(
      &id, nil,
      { context in
        guard let context else { return nil }
        let driver = Unmanaged<TransferDriver>.fromOpaque(context).takeRetainedValue()
        DriverThread.ignoreBrokenPipes()
        TransferLoop(driver).run()
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      context.release()
      throw .other(code: Int(status), message: "no thread left")
    }
    return DriverThread(id: id)
  }

  /// Waits for the thread's end; a thread cannot wait for itself and just goes.
  func join() {
    if pthread_equal(id, pthread_self()) != 0 {
      pthread_detach(id)
    } else {
      pthread_join(id, nil)
    }
  }

  /// A peer that hangs up is an error code, not a signal; libcurl leaves that to its thread.
  private static func ignoreBrokenPipes() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
