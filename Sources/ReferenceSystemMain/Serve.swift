import ArgumentParser
import Foundation
import ReferenceSystem

/// `reference-system serve`: listens until it is told to end.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the reference system on a port of the loopback interface.")

  @Option(help: "The port; 0 lets the system choose.")
  var port = 0

  @Option(help: "A file that receives the port once it is open.")
  var portFile: String?

  @Option(help: "The port for tests (reset, clock, outbox, faults); none if not given.")
  var controlPort: Int?

  @Option(help: "A file that receives the control port once it is open.")
  var controlPortFile: String?

  @Option(help: "The seed of the fixture's data.")
  var seed: UInt64 = 2026

  @Option(help: "Where the clock starts, in ISO 8601; 'now' takes the machine's.")
  var clock = "2026-03-02T09:00:00Z"

  @Option(help: "A file for the database, or 'memory'.")
  var database = "memory"

  @Option(help: "Rounds of PBKDF2 for passwords.")
  var passwordRounds = 10_000

  @Option(help: "What a dedicated address costs a month, in US dollars.")
  var addressCost = 4.99

  @Flag(help: "End when standard input closes, as it does when the parent process ends.")
  var exitWithParent = false

  func run() async throws {
    var options = ReferenceServer.Options()
    options.port = port
    options.controlPort = controlPort
    options.seed = seed
    options.clock = clock == "now" ? Date.now.formatted(.iso8601) : clock
    options.database = database == "memory" ? nil : database
    options.passwordRounds = passwordRounds
    options.addressCost = addressCost
    if let password = ProcessInfo.processInfo.environment["REFERENCE_PASSWORD"] {
      options.password = password
    }
    let endings = Endings(watchingInput: exitWithParent)
    let server = try await ReferenceServer.start(options)
    try write(server.port, to: portFile)
    if let port = server.controlPort { try write(port, to: controlPortFile) }
    print(server.url)
    if let control = server.controlURL { print("control \(control)") }
    fflush(nil)
    await endings.wait()
    await server.stop()
  }

  private func write(_ port: Int, to path: String?) throws {
    guard let path else { return }
    try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
