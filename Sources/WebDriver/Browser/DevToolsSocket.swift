import FoundationEssentials
import Glibc
import JSONTree

/// A connection to a Chromium on this machine by its DevTools protocol, for the few things that
/// WebDriver has no command for: browser contexts and downloads.
///
/// A client of the WebSocket protocol (RFC 6455) as far as this needs one: whole text messages on the
/// own machine. It waits by asking again after a millisecond, which spares a thread.
actor DevToolsSocket {
  struct Failure: Error, Sendable {
    let message: String
  }

  /// A message that answers no command.
  struct Event: Sendable {
    let method: String
    let parameters: JSONValue
  }

  private let descriptor: Int32
  private var input: [UInt8] = []
  private var last = 0
  private var events: [Event] = []

  private static let longestMessage = 1 << 24
  private static let mostEvents = 10_000

  /// Connects to `ws://127.0.0.1:port` + `path`.
  init(port: UInt16, path: String) throws(Failure) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(message: "no socket left") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) }
    }
    guard status == 0 else { throw Failure(message: "the browser accepts no connection") }
    var one: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    let greeting =
      "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUpgrade: websocket\r\n"
      + "Connection: Upgrade\r\nSec-WebSocket-Key: d2F5bWFyay1kZXZ0b29scw==\r\n"
      + "Sec-WebSocket-Version: 13\r\n\r\n"
    try Self.write(Array(greeting.utf8), to: descriptor)
  }

  deinit { close(descriptor) }

  private var hasGreeted = false

  /// Sends a command and returns its result.
  @discardableResult
  func send(
    _ method: String, _ parameters: JSONValue = [:], within limit: Duration = .seconds(10)
  ) async throws(Failure) -> JSONValue {
    let deadline = ContinuousClock.now + limit
    if !hasGreeted {
      hasGreeted = true
      try await greet(until: deadline)
    }
    let number = try post(method, parameters)
    while true {
      try receive()
      while let answer = try nextMessage() {
        guard answer["id"]?.intValue == number else {
          keep(answer)
          continue
        }
        if let error = answer["error"] {
          throw Failure(message: error["message"]?.stringValue ?? "\(method) failed")
        }
        return answer["result"] ?? .null
      }
      guard ContinuousClock.now < deadline, !Task.isCancelled else {
        throw Failure(message: "the browser did not answer to \(method)")
      }
      try? await Task.sleep(for: .milliseconds(1))
    }
  }

  /// Sends a command whose result nobody waits for; returns its number.
  @discardableResult
  func post(_ method: String, _ parameters: JSONValue) throws(Failure) -> Int {
    last += 1
    let message: JSONValue = [
      "id": JSONValue.number(JSONNumber(last)), "method": .string(method), "params": parameters,
    ]
    try Self.write(Self.frame(Array(message.serialized().utf8)), to: descriptor)
    return last
  }

  /// The events since this was asked last.
  func takeEvents() throws(Failure) -> [Event] {
    try receive()
    while let message = try nextMessage() { keep(message) }
    defer { events = [] }
    return events
  }

  private func keep(_ message: JSONValue) {
    guard let method = message["method"]?.stringValue, events.count < Self.mostEvents else {
      return
    }
    events.append(Event(method: method, parameters: message["params"] ?? .null))
  }

  private func greet(until deadline: ContinuousClock.Instant) async throws(Failure) {
    let end = Array("\r\n\r\n".utf8)
    while true {
      try receive()
      if let place = input.firstRange(of: end) {
        guard input.starts(with: "HTTP/1.1 101".utf8) else {
          throw Failure(message: "the browser refuses DevTools connections")
        }
        input.removeSubrange(..<place.upperBound)
        return
      }
      guard ContinuousClock.now < deadline, !Task.isCancelled else {
        throw Failure(message: "the browser did not answer")
      }
      try? await Task.sleep(for: .milliseconds(1))
    }
  }

  private func receive() throws(Failure) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = recv(descriptor, &chunk, chunk.count, 0)
      if got > 0 {
        input += chunk.prefix(got)
      } else if got < 0, errno == EAGAIN || errno == EINTR {
        return
      } else {
        throw Failure(message: "the browser closed the connection")
      }
    }
  }

  /// The next whole message that has arrived; pings and the like are passed over.
  private func nextMessage() throws(Failure) -> JSONValue? {
    while input.count >= 2 {
      var length = Int(input[1] & 0x7F)
      var start = 2
      if length >= 126 {
        let count = length == 126 ? 2 : 8
        guard input.count >= 2 + count else { return nil }
        length = input[2..<2 + count].reduce(0) { $0 << 8 | Int($1) }
        start += count
      }
      guard length >= 0, length <= Self.longestMessage else {
        throw Failure(message: "the browser sent too long a message")
      }
      guard input.count >= start + length else { return nil }
      let isText = input[0] & 0x0F == 1
      let payload = Array(input[start..<start + length])
      input.removeSubrange(..<(start + length))
      if isText, let message = try? JSONValue.parse(payload) { return message }
    }
    return nil
  }

  /// One masked text frame (RFC 6455 section 5.2); the mask hides nothing on the own machine.
  private static func frame(_ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x81]
    switch payload.count {
    case ..<126: bytes.append(0x80 | UInt8(payload.count))
    case ..<65_536: bytes += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    default:
      bytes.append(0xFF)
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: payload.count >> shift))
      }
    }
    return bytes + [0, 0, 0, 0] + payload
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    let sent = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    guard sent == bytes.count else { throw Failure(message: "the browser takes no commands") }
  }
}
