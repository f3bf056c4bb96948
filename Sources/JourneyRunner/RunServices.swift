import Bindings
import HTTPClient
import JSONTree
import Queries
import RunEvents

/// What every check of a run works with.
///
/// A class, since every check holds it: one count of references, which all threads contend for, is
/// enough.
final class RunServices: Sendable {
  let configuration: RunConfiguration
  let transport: any RequestSending
  let sink: RunSink
  let sessions: SessionStore
  let limiter: RequestLimiter?
  let shared: Instance
  /// Starts programs; a function, so that the engine can be tested without any.
  let launch: CommandLauncher
  let pages: PageEquipment
  /// The monitors at work; `nil` before they are, and where there are none.
  let monitors: MonitorStation?
  let farewells = Farewells()

  init(
    configuration: RunConfiguration, transport: any RequestSending, sink: RunSink,
    sessions: SessionStore, limiter: RequestLimiter?, shared: Instance,
    launch: @escaping CommandLauncher, pages: PageEquipment, monitors: MonitorStation? = nil
  ) {
    self.monitors = monitors
    self.configuration = configuration
    self.transport = transport
    self.sink = sink
    self.sessions = sessions
    self.limiter = limiter
    self.shared = shared
    self.launch = launch
    self.pages = pages
  }

  /// The same with monitors at work.
  func watched(by monitors: MonitorStation?) -> RunServices {
    RunServices(
      configuration: configuration, transport: transport, sink: sink, sessions: sessions,
      limiter: limiter, shared: shared, launch: launch, pages: pages, monitors: monitors)
  }

  var recorder: ExchangeRecorder { ExchangeRecorder(redactor: sink.redactor) }
}

/// Runs a program with arguments and input; gives its output and exit status.
///
/// The last parameter bounds its time; an error's text says what went wrong.
package typealias CommandLauncher =
  @Sendable (_ arguments: [String], _ input: [UInt8], _ timeout: Duration) async -> Result<
    CommandOutput, CommandError
  >

/// What a program printed.
package struct CommandOutput: Sendable {
  package let output: [UInt8]
  package let status: Int

  package init(output: [UInt8], status: Int) {
    self.output = output
    self.status = status
  }
}

/// A program that could not be run to its end.
package struct CommandError: Error, Sendable {
  /// One sentence without a full stop.
  package let message: String

  package init(message: String) {
    self.message = message
  }
}
