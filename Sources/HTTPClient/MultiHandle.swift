import CLibCurl
import Glibc

/// libcurl's multi handle with the sockets and the time that it waits for, as it tells them by
/// itself (`curl_multi_socket_action`).
///
/// A look at all sockets is one system call, and only transfers with something to do are taken up;
/// `curl_multi_perform` would ask the system about every transfer in progress, ready or not.
///
/// Not `Sendable`: it lives on the driver's thread.
final class MultiHandle {
  private let multi: UnsafeMutableRawPointer
  /// The alarm, then libcurl's sockets.
  private var descriptors: [pollfd]
  /// Those of libcurl's sockets that were found ready.
  private var ready: [pollfd] = []
  private var timer = Timer.none

  private enum Timer {
    case none
    case due
    case at(ContinuousClock.Instant)
  }

  private static let maximumSleep = Duration.seconds(60)

  /// - Parameters:
  ///   - alarm: A descriptor whose readiness ends a sleep.
  ///   - maximumConnections: How many connections are kept for later requests.
  init?(alarm: Int32, maximumConnections: Int) {
    guard let multi = curl_multi_init() else { return nil }
    self.multi = multi
    descriptors = [pollfd(fd: alarm, events: Int16(POLLIN), revents: 0)]
    waymark_multi_set_long(multi, CURLMOPT_MAXCONNECTS, maximumConnections)
    waymark_multi_watch(
      multi, noteSocket, noteTimer, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    curl_multi_cleanup(multi)
  }

  /// Begins a transfer, at the next ``act()``; what went wrong, if anything did.
  func add(_ transfer: Transfer) -> HTTPError? {
    let code = curl_multi_add_handle(multi, transfer.easy)
    guard code != CURLM_OK else { return nil }
    return .other(code: Int(code.rawValue), message: String(cString: curl_multi_strerror(code)))
  }

  func remove(_ transfer: Transfer) {
    curl_multi_remove_handle(multi, transfer.easy)
  }

  /// A transfer that has ended, and how; each is told once.
  func nextEnded() -> (Transfer, CURLcode)? {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = Transfer.from(easy)
      else { continue }
      return (transfer, message.pointee.data.result)
    }
    return nil
  }

  /// Whether there is something for ``act()`` to do, without waiting for it.
  func look() -> Bool {
    if case .due = timer { return true }
    return descriptors.count > 1 && poll(from: 1, milliseconds: 0)
  }

  /// Waits until there is something for ``act()`` to do, or the alarm is rung.
  func sleep() {
    let milliseconds: Int
    switch timer {
    case .due: milliseconds = 0
    case .none: milliseconds = Self.maximumSleep.milliseconds
    // Rounded up, so that the time is over when the sleep is.
    case .at(let end):
      milliseconds = min(end - .now, Self.maximumSleep).milliseconds + 1
    }
    _ = poll(from: 0, milliseconds: Int32(milliseconds))
  }

  /// Moves bytes through the sockets that were found ready, and does what it is time for.
  func act() {
    var running: Int32 = 0
    for socket in ready {
      curl_multi_socket_action(multi, socket.fd, Self.actions(socket.revents), &running)
    }
    ready.removeAll(keepingCapacity: true)
    if isTimeOver {
      timer = .none
      curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
    }
  }

  private var isTimeOver: Bool {
    switch timer {
    case .none: false
    case .due: true
    case .at(let end): .now >= end
    }
  }

  private func poll(from first: Int, milliseconds: Int32) -> Bool {
    ready.removeAll(keepingCapacity: true)
    let count = descriptors.withUnsafeMutableBufferPointer { buffer in
      let part = UnsafeMutableBufferPointer(rebasing: buffer[first...])
      return Glibc.poll(part.baseAddress, nfds_t(part.count), milliseconds)
    }
    guard count > 0 else { return false }
    for descriptor in descriptors[1...] where descriptor.revents != 0 { ready.append(descriptor) }
    return !ready.isEmpty
  }

  private static func actions(_ events: Int16) -> Int32 {
    let events = Int32(events)
    return (events & (POLLIN | POLLHUP) != 0 ? CURL_CSELECT_IN : 0)
      | (events & POLLOUT != 0 ? CURL_CSELECT_OUT : 0)
      | (events & (POLLERR | POLLNVAL) != 0 ? CURL_CSELECT_ERR : 0)
  }

  // MARK: - What libcurl tells

  fileprivate func watch(_ socket: curl_socket_t, for what: Int32) {
    let index = descriptors.dropFirst().firstIndex { $0.fd == socket }
    guard what != CURL_POLL_REMOVE else {
      if let index {
        descriptors.swapAt(index, descriptors.count - 1)
        descriptors.removeLast()
      }
      return
    }
    let events =
      (what & CURL_POLL_IN != 0 ? POLLIN : 0) | (what & CURL_POLL_OUT != 0 ? POLLOUT : 0)
    let descriptor = pollfd(fd: socket, events: Int16(events), revents: 0)
    if let index { descriptors[index] = descriptor } else { descriptors.append(descriptor) }
  }

  fileprivate func setTimer(milliseconds: Int) {
    timer =
      switch milliseconds {
      case ..<0: .none
      case 0: .due
      default: .at(.now + .milliseconds(milliseconds))
      }
  }
}

private func noteSocket(
  _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: Int32,
  _ context: UnsafeMutableRawPointer?, _ own: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context else { return -1 }
  Unmanaged<MultiHandle>.fromOpaque(context)._withUnsafeGuaranteedRef {
    $0.watch(socket, for: what)
  }
  return 0
}

private func noteTimer(
  _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context else { return -1 }
  Unmanaged<MultiHandle>.fromOpaque(context)._withUnsafeGuaranteedRef {
    $0.setTimer(milliseconds: milliseconds)
  }
  return 0
}
