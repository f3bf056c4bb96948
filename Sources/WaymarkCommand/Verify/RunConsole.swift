import Glibc
import JourneyReports
import RunEvents
import Synchronization

/// Shows a run on the terminal as it happens; its lines are for people,
/// what programs read goes to files.
final class RunConsole: Sendable {
  let style: ConsoleStyle
  private let reporter: Mutex<ConsoleReporter>

  init() {
    let output = StandardOutput.out
    let isTerminal = isatty(output.rawValue) == 1
    style = ConsoleStyle(
      colors: output.wantsColors,
      isLive: isTerminal && getenv("CI") == nil, width: Self.width)
    reporter = Mutex(ConsoleReporter(style))
  }

  /// What is known so far of the run.
  var model: ReportModel { reporter.withLock(\.model) }

  func handle(_ event: RunEvent) {
    let text = reporter.withLock { $0.handle(event) }
    if !text.isEmpty { StandardOutput.out.write(text) }
  }

  /// The terminal's columns.
  private static var width: Int {
    var size = winsize()
    let isKnown = ioctl(StandardOutput.out.rawValue, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
