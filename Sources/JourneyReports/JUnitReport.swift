package import Markup
package import ProjectFiles
import RunEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// JUnit XML of a run, one test case a check.
///
/// The rules and the consumers that they serve are told in `docs/reports.md`.
package struct JUnitReport: Sendable {
  private let index: RunLogIndex
  private let model: ReportModel
  private let options: JUnitOptions
  private let plan: JUnitPlan
  private let texts: JUnitTexts

  /// Reads a log; what grows with its checks goes to files without names.
  package init(
    log: LineFile, _ options: JUnitOptions = JUnitOptions()
  ) throws(RunLogError) {
    index = try RunLogIndex(log)
    model = index.outline
    self.options = options
    do throws(FileError) {
      plan = try JUnitPlan(index, options)
    } catch {
      throw RunLogError(line: 1, message: "it cannot be indexed: a file \(error.explanation)")
    }
    texts = JUnitTexts(index.outline, options, notPassed: index.notPassed)
  }

  /// How many files the report takes; 1 unless the options set a limit.
  package var fileCount: Int { plan.files.count }

  /// Writes one of the files, counted from 0, case by case.
  ///
  /// A log that can no longer be read fails the output.
  package func write(file: Int = 0, to output: ByteOutput) {
    guard plan.files.indices.contains(file), let writer = XMLWriter(output) else { return }
    do throws(FileError) {
      let parts = plan.files[file]
      var attributes: [(String, String)] = []
      if isRich {
        var total = Counts()
        for part in parts { total.add(try count(part)) }
        attributes = [("name", "waymark")] + total.attributes + [("timestamp", timestamp)]
      }
      writer.start("testsuites", attributes)
      for (number, part) in parts.enumerated() { try write(part, number: number, writer) }
    } catch {
      output.fail(EIO)
    }
    writer.finish()
  }

  private var isRich: Bool { options.profile == .rich }

  private func write(
    _ part: JUnitPlan.Part, number: Int, _ writer: XMLWriter
  ) throws(FileError) {
    let journey = part.suite.journey.map { model.journeys[$0] }
    let counts = try count(part)
    var attributes = [
      ("package", "journeys"), ("id", "\(number)"), ("name", part.suite.name),
      ("timestamp", timestamp), ("hostname", hostname),
    ]
    attributes += counts.attributes
    if isRich, let path = journey?.record.path, !path.isEmpty {
      attributes.append(("file", XMLText.token(path)))
    }
    writer.start("testsuite", attributes)
    writer.element("properties") {
      for (name, value) in texts.properties(of: journey) {
        writer.element("property", [("name", name), ("value", value)])
      }
    }
    for place in part.cases {
      switch try plan.entry(place) {
      case (.check(let check), let number):
        write(try index.result(check), number: number, part.suite, writer)
      case (.obligation(let obligation), let number):
        write(model.obligations[obligation], number: number, part.suite, writer)
      }
    }
    writer.start("system-out")
    if !isRich, counts.hasOutput { try writeOutput(of: part, writer) }
    writer.end()
    writer.element("system-err")
    writer.end()
  }

  private func write(
    _ obligation: ObligationResult, number: Int, _ suite: JUnitPlan.Suite, _ writer: XMLWriter
  ) {
    let name = JUnitPlan.numbered(JUnitPlan.name(of: obligation), number)
    var attributes = [("name", name), ("classname", suite.className)]
    attributes.append(("time", Seconds(milliseconds: 0).text))
    if isRich {
      let journey = suite.journey.map { model.journeys[$0] }
      attributes += place(journey?.record.path ?? "", obligation.record.line)
      attributes.append(("assertions", "0"))
    }
    writer.element("testcase", attributes) {
      write(texts.properties(of: obligation), writer)
      let message = texts.message(obligation)
      writer.element("skipped", [("message", message)], text: message)
    }
  }

  private func write(
    _ check: CheckResult, number: Int, _ suite: JUnitPlan.Suite, _ writer: XMLWriter
  ) {
    let name = JUnitPlan.numbered(JUnitPlan.name(of: check.record), number)
    var attributes = [("name", name), ("classname", suite.className)]
    attributes.append(("time", Seconds(microseconds: check.duration).text))
    if isRich {
      attributes += place(check.record.path, check.record.line)
      attributes.append(("assertions", "\(check.assertions)"))
    }
    writer.element("testcase", attributes) {
      write(texts.properties(of: check), writer)
      writeResult(of: check, writer)
      let files = texts.attachments(of: check)
      if isRich, !files.isEmpty { writer.element("system-out", text: files) }
    }
  }

  /// The files of all checks of a suite and what its monitors judged, for the profile whose cases
  /// have no output of their own.
  private func writeOutput(
    of part: JUnitPlan.Part, _ writer: XMLWriter
  ) throws(FileError) {
    var isFirst = true
    for place in part.cases {
      guard case (.check(let check), let number) = try plan.entry(place),
        try index.brief(check).hasOutput
      else { continue }
      let result = try index.result(check)
      let name = JUnitPlan.numbered(JUnitPlan.name(of: result.record), number)
      let counts = result.monitor.map { ConsoleStyle.line("\(name): \($0.counts)", limit: 2000) }
      let said = counts ?? texts.attachments(of: result)
      if said.isEmpty { continue }
      writer.text((isFirst ? "" : "\n") + said)
      isFirst = false
    }
  }

  private func place(_ path: String, _ line: Int) -> [(String, String)] {
    let path = XMLText.token(path)
    let file = path.isEmpty ? [] : [("file", path)]
    return line > 0 ? file + [("line", "\(line)")] : file
  }

  private func write(_ properties: [(String, String)], _ writer: XMLWriter) {
    guard isRich, !properties.isEmpty else { return }
    writer.element("properties") {
      for (name, value) in properties {
        writer.element("property", [("name", name), ("value", value)])
      }
    }
  }

  private func writeResult(of check: CheckResult, _ writer: XMLWriter) {
    let outcome = outcome(of: check.verdict)
    switch outcome {
    case .passed: break
    case .failure, .error:
      let message = texts.message(check)
      let body = texts.body(check, message: message)
      writer.element(
        outcome.rawValue, [("message", message), ("type", check.verdict.rawValue)], text: body)
    case .skipped:
      let message = texts.message(check)
      writer.element("skipped", [("message", message)], text: message)
    }
    guard isRich, check.attempts > 1 else { return }
    let element = check.verdict == .passed ? "flakyFailure" : "rerunFailure"
    let message =
      check.verdict == .passed
      ? "passed at attempt \(check.attempts)" : "the same after \(check.attempts) attempts"
    writer.element(element, [("message", message), ("type", "retry")], text: message)
  }

  enum Outcome: String { case passed, failure, error, skipped }

  private func outcome(of verdict: Verdict) -> Outcome {
    switch verdict {
    case .passed: .passed
    case .failed: .failure
    case .undecided: options.errorsAsFailures ? .failure : .error
    case .notExercised, .pending, .waived, .manual: .skipped
    }
  }

  // MARK: Counts and times

  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
    var time = Seconds(milliseconds: 0)
    var hasOutput = false

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      skipped += other.skipped
      time.milliseconds += other.time.milliseconds
    }

    var attributes: [(String, String)] {
      [
        ("tests", "\(tests)"), ("failures", "\(failures)"), ("errors", "\(errors)"),
        ("skipped", "\(skipped)"), ("time", time.text),
      ]
    }
  }

  private func count(_ part: JUnitPlan.Part) throws(FileError) -> Counts {
    var counts = Counts()
    for place in part.cases {
      counts.tests += 1
      guard case (.check(let check), _) = try plan.entry(place) else {
        counts.skipped += 1
        continue
      }
      let brief = try index.brief(check)
      counts.time.milliseconds += Seconds(microseconds: brief.duration).milliseconds
      if brief.hasOutput { counts.hasOutput = true }
      switch outcome(of: brief.verdict) {
      case .passed: break
      case .failure: counts.failures += 1
      case .error: counts.errors += 1
      case .skipped: counts.skipped += 1
      }
    }
    return counts
  }

  /// Whole seconds without a zone, which is all that the schemas allow.
  private var timestamp: String {
    let text = model.run.startedAt.prefix(19)
    let shape = text.utf8.map { 0x30...0x39 ~= $0 ? UInt8(ascii: "0") : $0 }
    return shape.elementsEqual("0000-00-00T00:00:00".utf8) ? String(text) : "1970-01-01T00:00:00"
  }

  private var hostname: String {
    let host = XMLText.token(model.run.host)
    return host.isEmpty ? "localhost" : host
  }
}

/// A time in seconds with three decimals, added up without loss.
private struct Seconds {
  var milliseconds: Int

  init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// Rounded; a log cannot make it overflow.
  init(microseconds: Int) { milliseconds = (min(microseconds, 1 << 50) + 500) / 1000 }

  var text: String {
    let fraction = "\(milliseconds % 1000)"
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
