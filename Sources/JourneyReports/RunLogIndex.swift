import JSONTree
import ProjectFiles
import RunEvents

/// Where a log tells of each check, for reports whose memory must not grow with the checks.
///
/// What grows with them lies in files without names. Journeys and promises are kept.
final class RunLogIndex: Sendable {
  /// What is known of a check without reading its lines.
  struct Brief: BitwiseCopyable {
    /// Its name in a report, without regard to other checks.
    var name: ScratchTable.Key
    /// The line of its record, and of its result where it has one.
    var record: Place
    var result: Place
    /// Lines of exchanges and attachments that belong to the result: where their list begins.
    var extras = 0
    var extraCount = 0
    /// A number of ``RunLogIndex/journeys``.
    var journey: Int
    /// Microseconds.
    var duration = 0
    /// A place in `Verdict.allCases`.
    private var code: UInt8 = 0
    var isDeselected: Bool
    var isBegun = false
    /// Whether a suite's output tells of it: it has files, or is a monitor.
    var hasOutput = false

    var hasResult: Bool { result.offset >= 0 }

    /// What it ended with, or what its lack of an end means.
    var verdict: Verdict {
      get {
        hasResult ? Verdict.allCases[Int(code)] : isBegun ? .undecided : .notExercised
      }
      set { code = UInt8(Verdict.allCases.firstIndex(of: newValue) ?? 0) }
    }

    init(name: ScratchTable.Key, record: Place, journey: Int, isDeselected: Bool) {
      self.name = name
      self.record = record
      result = Place(offset: -1, count: 0)
      self.journey = journey
      self.isDeselected = isDeselected
    }

    /// A monitor, whose result is known.
    init(_ monitor: CheckResult, journey: Int) {
      self.init(
        name: ScratchTable.Key(JUnitPlan.name(of: monitor.record)),
        record: Place(offset: 0, count: 0), journey: journey, isDeselected: monitor.isDeselected)
      result = Place(offset: 0, count: 0)
      verdict = monitor.verdict
      hasOutput = true
    }
  }

  /// Bytes of the log.
  struct Place: BitwiseCopyable {
    var offset: Int
    var count: Int
  }

  /// A line that belongs to a result.
  struct Extra: BitwiseCopyable {
    var place: Place
    var isAttachment: Bool
  }

  /// The run with its journeys, stories and promises.
  ///
  /// Of checks there are no more than it takes to tell which promises have one.
  let outline: ReportModel
  /// The ids of the journeys that checks belong to, in the order of the log.
  let journeys: [String]
  /// How many checks there are, deselected ones included; monitors are the last.
  let count: Int
  /// How many selected checks did not pass.
  let notPassed: Int

  /// Monitors are few, and stay in memory.
  private let monitors: [CheckResult]
  private let log: LineFile
  private let version: RunLogVersion
  private let briefs: ScratchFile
  private let extras: ScratchFile
  private let waivers: CheckWaivers

  init(_ log: LineFile) throws(RunLogError) {
    let building = try Building.read(log)
    self.log = log
    version = building.version
    outline = building.outline
    monitors = outline.checks.filter { $0.monitor != nil }
    journeys = building.journeys + [MonitorRecord.journey]
    count = building.count + monitors.count
    waivers = CheckWaivers(outline)
    notPassed =
      building.notPassed + monitors.count { !$0.isDeselected && $0.verdict != .passed }
    briefs = building.briefs
    extras = building.extras
    do throws(FileError) {
      try excuseChecks(building.count)
    } catch {
      throw RunLogError(line: 1, message: "it cannot be indexed: a file \(error.explanation)")
    }
  }

  private func excuseChecks(_ count: Int) throws(FileError) {
    guard !waivers.isEmpty else { return }
    for index in 0..<count {
      var brief = try brief(index)
      guard !brief.isDeselected, brief.hasResult, brief.verdict.standing != .kept else { continue }
      let verdict = try result(index).verdict
      guard verdict != brief.verdict else { continue }
      brief.verdict = verdict
      try briefs.write(brief, at: index * MemoryLayout<Brief>.stride)
    }
  }

  func brief(_ index: Int) throws(FileError) -> Brief {
    if let monitor = monitor(index) { return Brief(monitor, journey: journeys.count - 1) }
    return try briefs.read(at: index * MemoryLayout<Brief>.stride, as: Brief.self)
  }

  /// Reads all that the log has of a check.
  func result(_ index: Int) throws(FileError) -> CheckResult {
    if let monitor = monitor(index) { return monitor }
    let brief = try brief(index)
    var finished: CheckFinished?
    if brief.hasResult, case .checkFinished(let value) = try event(brief.result) {
      finished = value
    }
    var exchanges: [ExchangeRecord] = []
    var attachments: [AttachmentRecord] = []
    for number in 0..<brief.extraCount {
      let extra = try extras.read(
        at: (brief.extras + number) * MemoryLayout<Extra>.stride, as: Extra.self)
      switch try event(extra.place) {
      case .exchange(let value): exchanges.append(value)
      case .attachment(let value): attachments.append(value)
      default: break
      }
    }
    guard case .check(let record) = try event(brief.record) else {
      throw .system("the log changed while it was read")
    }
    var result = CheckResult(
      record, finished, isBegun: brief.isBegun, exchanges: exchanges, attachments: attachments)
    waivers.excuse(&result)
    return result
  }

  private func monitor(_ index: Int) -> CheckResult? {
    let number = index - (count - monitors.count)
    return number >= 0 ? monitors[number] : nil
  }

  private func event(_ place: Place) throws(FileError) -> RunEvent? {
    let line = try log.read(at: place.offset, count: place.count)
    return (try? JSONValue.parse(line)).flatMap(version.event)
  }
}
