import ArgumentParser
import Foundation
import HTTPClient
import Hummingbird
import Logging

/// Stands before a target and changes its answers; `waymark prove --live` starts it.
@main
struct ProxyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutating-proxy",
    abstract: "Pass requests on to a target, and break its promises as an operator says.",
    discussion: """
      Listens on the loopback interface. Prints its address on the first line of standard output and `control \
      ADDRESS` on the second, and ends when standard input closes.
      """)

  @Option(help: "The address of the target.")
  var target: String

  @Option(help: "The port; 0 lets the system choose.")
  var port = 0

  @Option(help: "The port that says what is changed; 0 lets the system choose.")
  var controlPort = 0

  func run() async throws {
    let state = ProxyState()
    let transport = try HTTPClient.HTTPTransport(threads: 1)
    let proxy = ProxyResponder(
      target: try HTTPURL(target), transport: transport, state: state)
    try await withThrowingTaskGroup(of: Void.self) { group in
      let addresses = AsyncStream<(String, Int)>.makeStream()
      group.addTask {
        try await Self.serve(proxy, port) { addresses.continuation.yield(("", $0)) }
      }
      group.addTask {
        try await Self.serve(ControlResponder(state: state), controlPort) {
          addresses.continuation.yield(("control ", $0))
        }
      }
      group.addTask {
        var found: [String: Int] = [:]
        for await (kind, port) in addresses.stream {
          found[kind] = port
          if found.count == 2 { break }
        }
        for kind in ["", "control "] { print("\(kind)http://127.0.0.1:\(found[kind] ?? 0)") }
        fflush(nil)
        await Self.inputEnds()
        // What is in flight is of no interest to anybody any more.
        Foundation.exit(0)
      }
      try await group.waitForAll()
    }
  }

  private static func serve(
    _ responder: some HTTPResponder<BasicRequestContext>, _ port: Int,
    _ listening: @escaping @Sendable (Int) -> Void
  ) async throws {
    var logger = Logger(label: "mutating-proxy")
    logger.logLevel = .critical
    let application = Application(
      responder: responder,
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { listening($0.localAddress?.port ?? 0) }, logger: logger)
    try await application.run()
  }

  private static func inputEnds() async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        while !FileHandle.standardInput.availableData.isEmpty {}
        continuation.resume()
      }
    }
  }
}
