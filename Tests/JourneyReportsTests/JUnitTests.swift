import JourneyReports
import Markup
import ProjectFiles
import RunEvents
import Testing

@Suite struct JUnitTests {
  /// Every scalar of the Basic Multilingual Plane, and what breaks writers.
  static let everything =
    String(String.UnicodeScalarView((0...0xFFFF).compactMap { Unicode.Scalar($0 as Int) }))
    + " ]]> \u{1B}[31mred\u{1B}[0m \u{1F600}"

  /// The log of a run of one journey.
  static func log(_ checks: [(id: String, verdict: Verdict, reason: String)]) -> [UInt8] {
    var events: [RunEvent] = [
      .runStarted(
        RunStarted(
          startedAt: "2026-01-02T03:04:05.678Z", tool: "waymark", target: "t", baseURL: "",
          host: "", seed: 1, workers: 1, pages: "none")),
      .journey(
        JourneyRecord(
          id: "j", title: "J", path: "j.md", mappedStories: ["BF-1"], allStories: ["BF-1"],
          documents: [])),
    ]
    for (number, check) in checks.enumerated() {
      events.append(
        .check(
          CheckRecord(
            key: "j/\(number)", journey: "j", id: check.id, suffix: "", title: check.id,
            path: "b.yaml", line: 1, verifies: [], actor: "a")))
      events.append(
        .checkFinished(
          CheckFinished(
            key: "j/\(number)", at: 1, duration: 1_234_567, verdict: check.verdict,
            reason: check.reason, assertions: 1, findings: [])))
    }
    events.append(.runFinished(RunFinished(at: 9, isInterrupted: false, exitStatus: 0)))
    return RandomLog.bytes(events)
  }

  static let awkward: [(id: String, verdict: Verdict, reason: String)] =
    Verdict.allCases.map { (everything, $0, everything) } + [("", .failed, ""), (" ", .passed, "")]

  @Test(arguments: ["junit-10.xsd", "windyroad-JUnit.xsd"])
  func strictIsValidForOthers(schema: String) throws {
    guard let bytes = PackageFiles.published(schema) else {
      print("NOT VALIDATED: WAYMARK_SCHEMAS names no folder with \(schema)")
      return
    }
    let validator = try XMLSchemaValidator(schema: bytes)
    for options in Self.variants(.strict) {
      let report = try Rendering.junit(Self.log(Self.awkward), options)
      #expect(validator.validate(try XMLDocument.parse(report)).isEmpty)
    }
    for fixture in GoldenTests.fixtures {
      let report = try PackageFiles.bytes("\(GoldenTests.folder)/\(fixture)/junit.xml")
      #expect(validator.validate(try XMLDocument.parse(report)).isEmpty, "\(fixture)")
    }
  }

  @Test func richIsValid() throws {
    let schema = try PackageFiles.bytes("Reports/schemas/junit-rich-1.xsd")
    let validator = try XMLSchemaValidator(schema: schema)
    for options in Self.variants(.rich) {
      let report = try Rendering.junit(Self.log(Self.awkward), options)
      let violations = validator.validate(try XMLDocument.parse(report))
      #expect(violations.isEmpty, "\(violations.first?.description ?? "")")
    }
    for fixture in GoldenTests.fixtures {
      let report = try PackageFiles.bytes("\(GoldenTests.folder)/\(fixture)/junit-rich.xml")
      let violations = validator.validate(try XMLDocument.parse(report))
      #expect(violations.isEmpty, "\(fixture): \(violations.first?.description ?? "")")
    }
  }

  static func variants(_ profile: JUnitOptions.Profile) -> [JUnitOptions] {
    [
      JUnitOptions(profile: profile), JUnitOptions(profile: profile, errorsAsFailures: true),
      JUnitOptions(profile: profile, pendingAsSkipped: true),
      JUnitOptions(profile: profile, maxCasesPerFile: 2),
    ]
  }

  @Test(arguments: [JUnitOptions.Profile.strict, .rich])
  func ourOwnRulesHold(profile: JUnitOptions.Profile) throws {
    for options in Self.variants(profile) {
      let reader = try #require(
        Rendering.read(try Rendering.junit(Self.log(Self.awkward), options)))
      try JUnitCheck.check(reader)
    }
  }

  @Test func charactersReachTheReader() throws {
    let report = try Rendering.junit(
      Self.log([(Self.everything, .failed, Self.everything)]), JUnitOptions())
    let document = try XMLDocument.parse(report)
    let name = XMLText.token(Self.everything)
    #expect(try document.evaluate(.parse("string(//testcase/@name)")) == .string(name))
    guard case .string(let message) = try document.evaluate(.parse("string(//failure/@message)"))
    else { return }
    #expect(message.hasPrefix("b.yaml:1: \\u{0}\\u{1}"))
    #expect(message.hasSuffix("\u{FFFD}\\u{FFFE}\\u{FFFF} ]]> red \u{1F600}"))
    #expect(
      try document.evaluate(.parse("starts-with(//failure, concat(//failure/@message, '\n'))"))
        == .bool(true))
  }

  @Test func filesAreSplit() throws {
    let checks = (0..<11).map { ("c\($0)", Verdict.passed, "") }
    let log = Self.log(checks)
    let options = JUnitOptions(maxCasesPerFile: 4)
    #expect(try JUnitReport(log: LineFile(log), options).fileCount == 3)
    let counts = try (0..<3).map { file in
      try XMLDocument.parse(try Rendering.junit(log, options, file: file))
        .evaluate(.parse("number(/testsuites/testsuite/@tests)"))
    }
    #expect(counts == [.number(4), .number(4), .number(3)])
  }

  @Test func errorsBecomeFailuresOnRequest() throws {
    let log = Self.log([("a", .undecided, "r"), ("b", .failed, "r")])
    let plain = try XMLDocument.parse(try Rendering.junit(log, JUnitOptions()))
    #expect(try plain.evaluate(.parse("count(//error)")) == .number(1))
    let asked = try XMLDocument.parse(
      try Rendering.junit(log, JUnitOptions(errorsAsFailures: true)))
    #expect(try asked.evaluate(.parse("count(//failure)")) == .number(2))
    #expect(try asked.evaluate(.parse("string(//testsuite/@errors)")) == .string("0"))
  }

  @Test(arguments: [Verdict.notExercised, .manual, .waived, .pending])
  func skippedBeginsWithItsVerdict(verdict: Verdict) throws {
    let document = try XMLDocument.parse(
      try Rendering.junit(Self.log([("a", verdict, "because")]), JUnitOptions()))
    let expected = XPathResult.string("\(verdict.rawValue): because")
    #expect(try document.evaluate(.parse("string(//skipped/@message)")) == expected)
  }

  @Test func timesAddUp() throws {
    let log = Self.log([("a", .passed, ""), ("b", .passed, "")])
    let document = try XMLDocument.parse(try Rendering.junit(log, JUnitOptions()))
    #expect(try document.evaluate(.parse("string(//testcase[1]/@time)")) == .string("1.235"))
    #expect(try document.evaluate(.parse("string(//testsuite/@time)")) == .string("2.470"))
    #expect(
      try document.evaluate(.parse("string(//testsuite/@timestamp)"))
        == .string("2026-01-02T03:04:05"))
    #expect(try document.evaluate(.parse("string(//testsuite/@hostname)")) == .string("localhost"))
  }

  @Test(arguments: [
    "<testsuites><testsuite name='a' tests='0' failures='0' errors='0' skipped='0'>"
      + "<properties/><system-out/><system-err/></testsuite></testsuites>",
    "<testsuites><testsuite name='a' tests='2' failures='0' errors='0' skipped='0'>"
      + "<properties/><testcase name='x'/><system-out/><system-err/></testsuite></testsuites>",
    "<testsuites><testsuite name='a' tests='2' failures='0' errors='0' skipped='0'><properties/>"
      + "<testcase name='x'/><testcase name='x'/><system-out/><system-err/></testsuite>"
      + "</testsuites>",
    "<testsuites><testsuite name='a' tests='1' failures='1' errors='1' skipped='0'><properties/>"
      + "<testcase name='x'><failure/><error/></testcase><system-out/><system-err/></testsuite>"
      + "</testsuites>",
    "<testsuites><testsuite name='a'><testsuite name='b'/></testsuite></testsuites>",
    "<testsuites tests='1' failures='0' errors='0' skipped='0'/>", "<html/>",
  ])
  func brokenRulesAreFound(text: String) throws {
    let reader = try #require(Rendering.read(Array(text.utf8)))
    #expect(throws: MarkupParseError.self) { try JUnitCheck.check(reader) }
  }
}
