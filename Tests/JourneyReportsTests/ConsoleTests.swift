import JourneyReports
import RunEvents
import Testing

@Suite struct ConsoleTests {
  @Test(
    arguments: [
      (true, [:], true, true), (false, [:], false, false), (true, ["NO_COLOR": "1"], false, true),
      (false, ["FORCE_COLOR": "1"], true, false), (true, ["TERM": "dumb"], false, false),
      (true, ["CI": "true"], true, false), (true, ["NO_COLOR": ""], true, true),
      (true, ["NO_COLOR": "1", "FORCE_COLOR": "1"], false, true),
      (false, ["FORCE_COLOR": "0"], false, false),
    ] as [(Bool, [String: String], Bool, Bool)])
  func styleFollowsTheEnvironment(
    isTerminal: Bool, environment: [String: String], colors: Bool, isLive: Bool
  ) {
    let style = ConsoleStyle(isTerminal: isTerminal, environment: environment)
    #expect(style.colors == colors)
    #expect(style.isLive == isLive)
  }

  /// What breaks nothing but waived promises is told while it happens as it is counted at the end.
  @Test(arguments: [("2026-03-31", "waived"), ("2026-03-01", "failed")])
  func aWaivedCheckIsToldSo(expires: String, word: String) {
    var reporter = ConsoleReporter(ConsoleStyle(colors: false, isLive: false))
    let waiver = OwnedStatement(reason: "it moves", owner: "us", expires: expires)
    let events: [RunEvent] = [
      .runStarted(
        RunStarted(
          startedAt: "2026-03-02T08:15:30.123Z", tool: "w", target: "t", baseURL: "", host: "h",
          seed: 1, workers: 1, pages: "none")),
      .obligation(
        ObligationRecord(
          id: "j#a", journey: "j", kind: "step", modality: nil, text: "t", context: [],
          stories: [], fingerprint: "f", line: 1, waiver: waiver)),
      .check(
        CheckRecord(
          key: "j/a", journey: "j", id: "a", suffix: "", title: "t", path: "b.yaml", line: 1,
          verifies: ["j#a"], actor: "x")),
      .checkStarted(CheckStarted(key: "j/a", at: 1)),
      .checkFinished(
        CheckFinished(
          key: "j/a", at: 2, duration: 1, verdict: .failed, reason: "why", assertions: 1,
          findings: [])),
    ]
    let text = events.map { reporter.handle($0) }.joined()
    #expect(text.contains("[1/1] ") && text.contains(" \(word) "), "\(text)")
    #expect(text.contains("otherwise failed: why") == (word == "waived"))
  }

  @Test func aStatusLineIsOverwritten() throws {
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/mixed/run.ndjson")
    let style = ConsoleStyle(colors: true, isLive: true, width: 60)
    let text = try Rendering.console(log, style)
    #expect(text.contains("\r\u{1B}[2K"))
    #expect(text.contains("running executive-exec-overview/"))
    #expect(text.contains("\u{1B}[33m\u{2715} failed\u{1B}[0m"))
    let last = text.split(separator: "\n").last ?? ""
    #expect(last == "  executive-exec-overview#step.3.1  passed")
  }

  @Test func colourIsNeverTheOnlySign() throws {
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/mixed/run.ndjson")
    let plain = try Rendering.console(log, ConsoleStyle(colors: false, isLive: false))
    let colored = try Rendering.console(log, ConsoleStyle(colors: true, isLive: false))
    #expect(!plain.contains("\u{1B}"))
    #expect(colored != plain)
    let pieces = colored.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
    let uncolored = pieces.enumerated().map { index, part in
      index == 0 ? part : part.drop { $0 != "m" }.dropFirst()
    }.joined()
    #expect(uncolored == plain)
  }

  @Test func manyChecksAreTellingProgressOnly() {
    var reporter = ConsoleReporter(ConsoleStyle(colors: false, isLive: false))
    var lines = 0
    for number in 0..<10_000 {
      let record = CheckRecord(
        key: "j/\(number)", journey: "j", id: "\(number)", suffix: "", title: "", path: "b",
        line: 1, verifies: [], actor: "")
      #expect(reporter.handle(.check(record)).isEmpty)
    }
    for number in 0..<10_000 {
      let result = CheckFinished(
        key: "j/\(number)", at: number, duration: 1, verdict: .passed, reason: "", assertions: 1,
        findings: [])
      lines += reporter.handle(.checkFinished(result)).split(separator: "\n").count
    }
    #expect(lines > 10)
    #expect(lines < 40)
  }

  @Test func hostileTextDrivesNeitherTerminalNorCI() throws {
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/hostile/run.ndjson")
    let text = try Rendering.console(log, ConsoleStyle(colors: false, isLive: false))
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    let commands = text.split(separator: "\n").filter {
      $0.drop { $0 == " " }.hasPrefix("::") || $0.contains("##[")
    }
    #expect(commands.isEmpty)
  }

  @Test(arguments: [
    ("kept", "All 8 promises are kept"), ("mixed", "2 of 12 promises are broken"),
    ("killed", "The run was killed: what it left out is unknown"),
    ("nothing", "Nothing was verified: no promise was selected"),
  ])
  func headlines(fixture: String, expected: String) throws {
    let log = try PackageFiles.bytes("\(GoldenTests.folder)/\(fixture)/run.ndjson")
    #expect(Wording.headline(try ReportModel(log: log)) == expected)
  }
}
