import Foundation
import HTTPClient

/// The server of `server.py`, one for all tests; it ends with the process that started it.
struct PageServer: Sendable {
  let origin: String

  struct Failure: Error {}

  private static let started = Result { try start() }

  /// Throws where Python is missing, so that a test fails instead of passing unseen.
  static var shared: PageServer {
    get throws { try started.get() }
  }

  private static func start() throws -> PageServer {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "server.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path]
    let output = Pipe()
    process.standardOutput = output
    // Its end, when this process ends, is the server's end.
    process.standardInput = Pipe()
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure() }
      line += more
    }
    let port = String(decoding: line.dropLast(), as: UTF8.self)
    return PageServer(origin: "http://127.0.0.1:\(port)")
  }

  func url(_ path: String) -> String { origin + path }

  /// The address of a page with this content in its body.
  func page(_ html: String) -> String {
    origin + "/page?" + HTTPURL.encoding([("html", html)])
  }
}
