import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A port on the loopback interface that answers through a responder until it is stopped.
final class Listener: Sendable {
  struct NotListening: Error {}

  let port: Int
  private let group: ServiceGroup
  private let task: Task<Void, Never>

  private init(port: Int, group: ServiceGroup, task: Task<Void, Never>) {
    self.port = port
    self.group = group
    self.task = task
  }

  var url: String { "http://127.0.0.1:\(port)" }

  /// Listens on `port`, or on one that the system chooses if it is 0.
  static func start(
    port: Int, responder: some HTTPResponder<BasicRequestContext>
  ) async throws -> Listener {
    var logger = Logger(label: "reference-system")
    logger.logLevel = .critical
    let (ports, continuation) = AsyncThrowingStream<Int, any Error>.makeStream()
    let application = Application(
      responder: responder,
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) },
      logger: logger)
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(1)
    let group = ServiceGroup(configuration: configuration)
    let task = Task {
      do {
        try await group.run()
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
    for try await port in ports { return Listener(port: port, group: group, task: task) }
    throw NotListening()
  }

  /// Closes idle connections at once and gives others a second.
  ///
  /// The listener is not simply cancelled: connections that are accepted at that moment would
  /// be dropped unfinished, at which SwiftNIO ends the process.
  func stop() async {
    await group.triggerGracefulShutdown()
    await task.value
  }
}
