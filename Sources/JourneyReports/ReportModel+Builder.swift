package import RunEvents

extension ReportModel {
  /// Reads a log (`docs/run-log.md`) and takes its events up.
  package init(log: [UInt8]) throws(RunLogError) {
    var builder = Builder()
    try RunLogReader.read(log) { builder.handle($0) }
    self = builder.model
  }

  /// Takes up events one at a time; ``model`` may be asked for at any point.
  ///
  /// Exchanges are kept only where a finding is about them.
  package struct Builder: Sendable {
    var run = RunStarted(
      startedAt: "", tool: "", target: "", baseURL: "", host: "", seed: 0, workers: 0, pages: "")
    var end: RunFinished?
    var stories: [StoryRecord] = []
    var journeys: [JourneyRecord] = []
    var obligations: [ObligationRecord] = []
    var checks: [CheckRecord] = []
    var monitors: [MonitorRecord] = []
    var results: [String: CheckFinished] = [:]
    var monitorResults: [String: MonitorFinished] = [:]
    var kept: [String: [ExchangeRecord]] = [:]
    var attachments: [String: [AttachmentRecord]] = [:]
    var notices: [NoticeRecord] = []
    private var known: Set<String> = []
    private(set) var running: [String: [ExchangeRecord]] = [:]

    package init() {}

    package mutating func handle(_ event: RunEvent) {
      switch event {
      case .runStarted(let value): run = value
      case .story(let value): if isNew("story", value.id) { stories.append(value) }
      case .journey(let value): if isNew("journey", value.id) { journeys.append(value) }
      case .obligation(let value):
        if isNew("obligation", value.id) { obligations.append(value) }
      case .check(let value): if isNew("check", value.key) { checks.append(value) }
      case .monitor(let value): if isNew("monitor", value.id) { monitors.append(value) }
      case .checkStarted(let value): running[value.key] = running[value.key] ?? []
      case .exchange(let value): running[value.check, default: []].append(value)
      case .attachment(let value): attachments[value.check, default: []].append(value)
      case .checkFinished(let value): finish(value)
      case .monitorFinished(let value):
        monitorResults[value.id] = monitorResults[value.id].map { $0.joined(with: value) } ?? value
      case .notice(let value): notices.append(value)
      case .runFinished(let value): end = value
      }
    }

    /// A check that finished twice, as in merged logs, has the worse of its verdicts.
    private mutating func finish(_ result: CheckFinished) {
      let exchanges = running.removeValue(forKey: result.key) ?? []
      if let other = results[result.key], other.verdict < result.verdict { return }
      results[result.key] = result
      let wanted = Set(result.findings.compactMap(\.exchange))
      let found = exchanges.filter { wanted.contains($0.number) }
      kept[result.key] = found.isEmpty ? nil : found
    }

    private mutating func isNew(_ kind: String, _ id: String) -> Bool {
      known.insert(kind + "\u{0}" + id).inserted
    }

    /// What is known so far; a check without a result is `undecided` when it was being run.
    package var model: ReportModel { Assembly(self).model }
  }
}
