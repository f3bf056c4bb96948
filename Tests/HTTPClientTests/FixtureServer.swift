import Foundation
import HTTPClient

/// The server of `server.py`, one for all tests; it ends with the process that started it.
struct FixtureServer: Sendable {
  let http: Int
  let https: Int
  let certificate: String

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private struct Ports: Decodable {
    let http: Int
    let https: Int
  }

  private static let started = Result { try start() }

  /// Throws where Python or OpenSSL is missing, so that a test fails instead of passing unseen.
  static var shared: FixtureServer {
    get throws { try started.get() }
  }

  private static func start() throws -> FixtureServer {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "waymark-http-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "server.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder.path]
    let output = Pipe()
    process.standardOutput = output
    // Its end, when this process ends, is the server's end.
    process.standardInput = Pipe()
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(description: "server.py did not start") }
      line += more
    }
    let ports = try JSONDecoder().decode(Ports.self, from: line)
    return FixtureServer(
      http: ports.http, https: ports.https, certificate: folder.appending(path: "cert.pem").path)
  }

  func url(_ path: String, host: String = "127.0.0.1") throws -> HTTPURL {
    try HTTPURL("http://\(host):\(http)\(path)")
  }

  func secureURL(_ path: String, host: String = "127.0.0.1") throws -> HTTPURL {
    try HTTPURL("https://\(host):\(https)\(path)")
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension HTTPURL {
  /// A query value that holds any text.
  static func encoded(_ text: String) -> String {
    String(encoding([("", text)]).dropFirst())
  }
}
