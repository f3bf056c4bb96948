import GRDB

/// The reference system as a running server; what the executable and the tests start.
package struct ReferenceServer: Sendable {
  package struct Options: Sendable {
    /// 0 lets the system choose.
    package var port = 0
    /// Nil: there is no control port.
    package var controlPort: Int?
    package var seed: UInt64 = 2026
    /// Where the clock starts, in ISO 8601.
    package var clock = "2026-03-02T09:00:00Z"
    /// A path; nil keeps everything in memory.
    package var database: String?
    package var password = "correct-horse-battery"
    package var passwordRounds = 10_000
    /// What a dedicated address costs a month, in US dollars; not negative.
    package var addressCost = 4.99

    package init() {}
  }

  package enum StartError: Error, CustomStringConvertible {
    case clock(String)

    package var description: String {
      switch self {
      case .clock(let text): "the clock '\(text)' is not a time in ISO 8601"
      }
    }
  }

  package let url: String
  package let controlURL: String?
  package let port: Int
  package let controlPort: Int?
  private let host: InstanceHost

  package static func start(_ options: Options) async throws -> ReferenceServer {
    guard let start = Instant(iso8601: options.clock) else { throw StartError.clock(options.clock) }
    let host = try InstanceHost(
      settings: InstanceSettings(
        seed: options.seed, start: start, password: options.password,
        passwordRounds: options.passwordRounds, addressCost: max(0, options.addressCost)))
    var configuration = Configuration()
    // The file is filled anew at each start, so it need not survive a loss of power.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    let database = try options.database.map {
      try DatabaseQueue(path: $0, configuration: configuration)
    }
    let main = try await host.start(
      port: options.port, controlPort: options.controlPort, database: database)
    return ReferenceServer(
      url: main.target.url, controlURL: main.control?.url, port: main.target.port,
      controlPort: main.control?.port, host: host)
  }

  /// The OpenAPI 3.1 document of the target's port, as JSON.
  package static var openAPIDocument: String { OpenAPIDocument.document.text }

  package func stop() async { await host.stopAll() }
}
