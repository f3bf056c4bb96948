import Foundation
import Markup
import ProjectFiles
import RunEvents
import Testing

@testable import JourneyReports

/// What streams finds the same as what reads everything.
@Suite struct RunLogIndexTests {
  /// A log with retries, files, second results and a killed end, from a random one.
  private static func log(seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    var events = RandomLog(seed: seed).events
    let keys = events.compactMap { event -> String? in
      if case .check(let record) = event { record.key } else { nil }
    }
    let first = events.firstIndex { event in
      if case .checkStarted = event { true } else { false }
    }
    for number in 0..<60 {
      guard let key = keys.randomElement(using: &random), let first else { continue }
      let event: RunEvent
      switch number % 4 {
      case 0:
        event = .attachment(
          AttachmentRecord(
            check: key, kind: .source, path: "attachments/\(number)", mediaType: "text/html", at: 1)
        )
      case 1:
        event = .exchange(
          ExchangeRecord(
            check: key, number: Int.random(in: 1...3, using: &random), path: "b", line: 1,
            actor: "a", at: 1,
            request: .init(method: "GET", url: "http://h/\(number)", headers: [], body: nil),
            response: nil, error: "refused", duration: 1))
      case 2:
        let finding = Finding(
          path: "b", line: 2, column: 3, step: "s", expectation: "e", expected: "x", actual: "y",
          isUndecided: false, exchange: Int.random(in: 1...3, using: &random))
        event = .checkFinished(
          CheckFinished(
            key: key, at: 2, duration: number, verdict: Verdict.allCases[number % 7], reason: "r",
            assertions: 1, findings: [finding]))
      default: event = .checkStarted(CheckStarted(key: key, at: 3))
      }
      // Some logs tell of a check before they list it.
      let place = seed % 5 == 0 ? 1 : first
      events.insert(event, at: Int.random(in: place...events.count, using: &random))
    }
    return RandomLog.bytes(events)
  }

  @Test func checksAreAsInTheModel() throws {
    let start = UInt64.random(in: 0...1_000_000)
    for seed in start..<(start + 100) {
      let log = Self.log(seed: seed)
      let model = try ReportModel(log: log)
      let index = try RunLogIndex(LineFile(log))
      #expect(index.count == model.checks.count, "seed \(seed)")
      let notPassed = model.checks.count { !$0.isDeselected && $0.verdict != .passed }
      #expect(index.notPassed == notPassed, "seed \(seed)")
      for (number, check) in model.checks.enumerated() {
        let found = try index.result(number)
        let brief = try index.brief(number)
        #expect(found.record == check.record, "seed \(seed)")
        #expect(found.verdict == check.verdict && brief.verdict == check.verdict, "seed \(seed)")
        #expect(found.reason == check.reason, "seed \(seed)")
        #expect(found.findings == check.findings, "seed \(seed)")
        #expect(found.exchanges == check.exchanges, "seed \(seed)")
        #expect(found.attachments == check.attachments, "seed \(seed)")
        #expect(
          brief.hasOutput == (check.monitor != nil || !check.attachments.isEmpty), "seed \(seed)")
        #expect(brief.duration == check.duration, "seed \(seed)")
        #expect(index.journeys[brief.journey] == check.record.journey, "seed \(seed)")
      }
      let unchecked = index.outline.obligations.map { $0.checks.isEmpty && !$0.isDeselected }
      #expect(
        unchecked == model.obligations.map { $0.checks.isEmpty && !$0.isDeselected },
        "seed \(seed)")
    }
  }

  @Test func aFileIsReadAsBytesAre() throws {
    let log = Self.log(seed: 4)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("waymark-\(UUID().uuidString).ndjson").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for tail in [[], Array(#"{"event":"check-fin"#.utf8)] {
      try Data(log + tail).write(to: URL(fileURLWithPath: path))
      for profile in [JUnitOptions.Profile.strict, .rich] {
        let options = JUnitOptions(profile: profile, pendingAsSkipped: true)
        let output = ByteOutput()
        try JUnitReport(log: LineFile(path: path), options).write(to: output)
        #expect(try output.finish() == Rendering.junit(log + tail, options))
      }
    }
  }

  @Test func equalNamesAreNumberedAcrossFiles() throws {
    let checks = (0..<30).map {
      (id: $0 % 3 == 0 ? "same" : "same #\($0 / 3 + 2)", verdict: Verdict.passed, reason: "")
    }
    let log = JUnitTests.log(checks)
    func names(_ options: JUnitOptions) throws -> [String] {
      let report = try JUnitReport(log: LineFile(log), options)
      return try (0..<report.fileCount).flatMap { file in
        let document = try XMLDocument.parse(try Rendering.junit(log, options, file: file))
        return try document.select(.parse("testcase")).compactMap { $0[attribute: "name"] }
      }
    }
    let whole = try names(JUnitOptions())
    #expect(Set(whole).count == checks.count)
    #expect(whole.first == "same")
    #expect(try names(JUnitOptions(maxCasesPerFile: 7)) == whole)
  }

  @Test(arguments: ["", "a", "a\n", "a\nb", "\n\n", "a\n\nb\n"])
  func linesOfAFile(text: String) throws {
    var lines: [String] = []
    var offsets: [Int] = []
    try LineFile(Array(text.utf8)).forEachLine { line in
      lines.append(String(decoding: line.bytes, as: UTF8.self) + (line.isEnded ? "\n" : ""))
      offsets.append(line.offset)
      return true
    }
    #expect(lines.joined() == text)
    #expect(offsets == lines.indices.map { lines[..<$0].joined().utf8.count })
  }
}
