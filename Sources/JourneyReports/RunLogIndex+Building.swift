import ProjectFiles
import RunEvents

extension RunLogIndex {
  /// Reads a log and notes where it tells of what.
  struct Building {
    private(set) var version = RunLogVersion.one
    private(set) var journeys: [String] = []
    private(set) var count = 0
    private(set) var notPassed = 0
    let briefs: ScratchFile
    let extras: ScratchFile

    private let keys: ScratchTable
    private var builder = ReportModel.Builder()
    private var journeyNumbers: [String: Int] = [:]
    private var extraCount = 0
    /// Promises with a check that is selected, and with one that is not.
    private var verified: Set<String> = []
    private var leftOut: Set<String> = []
    /// Checks that are being run, by their numbers; no more than there are workers.
    private var running: [Int: Running] = [:]
    /// Whether something was told of a check that was not listed before.
    private var isOutOfOrder = false

    private struct Running {
      var exchanges: [(number: Int, place: Place)] = []
      var attachments: [Place] = []
    }

    private enum Pass { case everything, records, results }

    /// Reads the log once, or twice where it tells of checks before it lists them.
    static func read(_ log: LineFile) throws(RunLogError) -> Building {
      var building = try Building(log)
      try building.pass(.everything, log)
      if building.isOutOfOrder {
        building = try Building(log)
        try building.pass(.records, log)
        try building.pass(.results, log)
      }
      do throws(FileError) {
        try building.finish()
      } catch {
        throw failure(error)
      }
      return building
    }

    private init(_ log: LineFile) throws(RunLogError) {
      do throws(FileError) {
        var lines = 0
        try log.forEachLine { _ in
          lines += 1
          return true
        }
        briefs = try ScratchFile()
        extras = try ScratchFile()
        keys = try ScratchTable(most: lines)
      } catch {
        throw Self.failure(error)
      }
    }

    private static func failure(_ error: FileError) -> RunLogError {
      RunLogError(line: 1, message: "it cannot be indexed: a file \(error.explanation)")
    }

    private mutating func pass(_ pass: Pass, _ log: LineFile) throws(RunLogError) {
      var isFirst = true
      try RunLogReader.lines(of: log) { (line) throws(RunLogError) in
        if isFirst { version = try RunLogReader.version(of: line.json) }
        isFirst = false
        guard let event = version.event(line.json), !isOutOfOrder else { return }
        do throws(FileError) {
          try take(event, Place(offset: line.offset, count: line.count), pass)
        } catch {
          throw Self.failure(error)
        }
      } torn: { _ in
      }
    }

    private mutating func take(
      _ event: RunEvent, _ place: Place, _ pass: Pass
    ) throws(FileError) {
      switch event {
      case .runStarted, .story, .journey, .obligation, .monitor, .monitorFinished, .notice,
        .runFinished:
        if pass != .results { builder.handle(event) }
      case .check(let record): if pass != .results { try add(record, place) }
      case .checkStarted, .exchange, .attachment, .checkFinished:
        if pass != .records { try happened(event, place, pass) }
      }
    }

    private mutating func add(_ record: CheckRecord, _ place: Place) throws(FileError) {
      guard try keys.insert(ScratchTable.Key(record.key), count) == nil else { return }
      let isDeselected = record.deselected != nil
      for id in record.verifies {
        if isDeselected { leftOut.insert(id) } else { verified.insert(id) }
      }
      let journey = journeyNumbers[record.journey] ?? journeys.count
      if journey == journeys.count {
        journeyNumbers[record.journey] = journey
        journeys.append(record.journey)
      }
      let name = ScratchTable.Key(JUnitPlan.name(of: record))
      try write(
        Brief(name: name, record: place, journey: journey, isDeselected: isDeselected), count)
      count += 1
    }

    private mutating func happened(
      _ event: RunEvent, _ place: Place, _ pass: Pass
    ) throws(FileError) {
      let key: String
      switch event {
      case .checkStarted(let value): key = value.key
      case .exchange(let value): key = value.check
      case .attachment(let value): key = value.check
      case .checkFinished(let value): key = value.key
      default: return
      }
      guard let index = try keys.value(ScratchTable.Key(key)) else {
        isOutOfOrder = pass == .everything
        return
      }
      switch event {
      case .checkFinished(let value): try finish(value, index, place)
      case .attachment: running[index, default: Running()].attachments.append(place)
      default:
        if case .exchange(let value) = event {
          running[index, default: Running()].exchanges.append((value.number, place))
        }
        var brief = try brief(index)
        guard !brief.isBegun else { return }
        brief.isBegun = true
        try write(brief, index)
      }
    }

    /// As ``ReportModel/Builder`` does: of two results the worse counts, files of both are kept.
    private mutating func finish(
      _ result: CheckFinished, _ index: Int, _ place: Place
    ) throws(FileError) {
      let run = running.removeValue(forKey: index) ?? Running()
      var brief = try brief(index)
      let isKept = !brief.hasResult || brief.verdict >= result.verdict
      var list = try self.list(of: brief).filter { $0.isAttachment || !isKept }
      if isKept {
        brief.result = place
        brief.verdict = result.verdict
        brief.duration = max(0, result.duration)
        let wanted = Set(result.findings.compactMap(\.exchange))
        list += run.exchanges.filter { wanted.contains($0.number) }
          .map { Extra(place: $0.place, isAttachment: false) }
      }
      try write(list, run.attachments, &brief)
      try write(brief, index)
    }

    private mutating func finish() throws(FileError) {
      for (index, run) in running.sorted(by: { $0.key < $1.key }) where !run.attachments.isEmpty {
        var brief = try brief(index)
        try write(try list(of: brief), run.attachments, &brief)
        try write(brief, index)
      }
      for index in 0..<count {
        let brief = try brief(index)
        if !brief.isDeselected, brief.verdict != .passed { notPassed += 1 }
      }
    }

    // MARK: Records

    private func brief(_ index: Int) throws(FileError) -> Brief {
      try briefs.read(at: index * MemoryLayout<Brief>.stride, as: Brief.self)
    }

    private func write(_ brief: Brief, _ index: Int) throws(FileError) {
      try briefs.write(brief, at: index * MemoryLayout<Brief>.stride)
    }

    private func list(of brief: Brief) throws(FileError) -> [Extra] {
      var list: [Extra] = []
      for number in 0..<brief.extraCount {
        let offset = (brief.extras + number) * MemoryLayout<Extra>.stride
        list.append(try extras.read(at: offset, as: Extra.self))
      }
      return list
    }

    private mutating func write(
      _ list: [Extra], _ attachments: [Place], _ brief: inout Brief
    ) throws(FileError) {
      let list = list + attachments.map { Extra(place: $0, isAttachment: true) }
      brief.extras = extraCount
      brief.extraCount = list.count
      brief.hasOutput = list.contains(where: \.isAttachment)
      for extra in list {
        try extras.write(extra, at: extraCount * MemoryLayout<Extra>.stride)
        extraCount += 1
      }
    }

    /// The run with one check that verifies all that any selected check verifies, and one for the
    /// deselected ones.
    var outline: ReportModel {
      var builder = builder
      for (ids, reason) in [(verified, nil), (leftOut, "not selected")] {
        builder.handle(
          .check(
            CheckRecord(
              key: reason ?? "selected", journey: "", id: "", suffix: "", title: "", path: "",
              line: 0, verifies: ids.sorted(), actor: "", deselected: reason)))
      }
      return builder.model
    }
  }
}
