import JourneyReports
import ProjectFiles
import Proof
import RunEvents

/// What a log says of a run, as far as it can be played back.
struct RecordedRun {
  private(set) var started: RunStarted?
  private(set) var recordings: [String: [Recording]] = [:]
  private(set) var verdicts: [String: Verdict] = [:]
  /// Checks of which the log holds a part of an answer only.
  private(set) var cut: Set<String> = []

  init(log path: String) throws {
    var run = RecordedRun()
    try RunLogReader.read(try LineFile(path: path)) { run.take($0) }
    self = run
  }

  private init() {}

  private mutating func take(_ event: RunEvent) {
    switch event {
    case .runStarted(let value): started = value
    case .exchange(let exchange):
      if let recording = Recording(exchange) {
        recordings[exchange.check, default: []].append(recording)
      } else {
        cut.insert(exchange.check)
      }
    case .checkFinished(let finished): verdicts[finished.key] = finished.verdict
    default: break
    }
  }
}
