package import Markup
import RunEvents

/// JUnit XML of a run, one test case a check.
///
/// The rules and the consumers that they serve are told in `docs/reports.md`.
package struct JUnitReport: Sendable {
  private let model: ReportModel
  private let options: JUnitOptions
  private let plan: JUnitPlan
  private let texts: JUnitTexts

  package init(_ model: ReportModel, _ options: JUnitOptions = JUnitOptions()) {
    self.model = model
    self.options = options
    plan = JUnitPlan(model, options)
    texts = JUnitTexts(model, options)
  }

  /// How many files the report takes; 1 unless the options set a limit.
  package var fileCount: Int { plan.files.count }

  /// Writes one of the files, counted from 0, case by case.
  package func write(file: Int = 0, to output: ByteOutput) {
    guard plan.files.indices.contains(file), let writer = XMLWriter(output) else { return }
    let suites = plan.files[file]
    let counts = suites.map(count)
    var attributes: [(String, String)] = []
    if isRich {
      attributes = [("name", "waymark")]
      attributes += counts.reduce(into: Counts()) { $0.add($1) }.attributes
      attributes.append(("timestamp", timestamp))
    }
    writer.start("testsuites", attributes)
    for (index, suite) in suites.enumerated() {
      write(suite, number: index, counts[index], writer)
    }
    writer.finish()
  }

  private var isRich: Bool { options.profile == .rich }

  private func write(
    _ suite: JUnitPlan.Suite, number: Int, _ counts: Counts, _ writer: XMLWriter
  ) {
    let journey = suite.journey.map { model.journeys[$0] }
    var attributes = [
      ("package", "journeys"), ("id", "\(number)"), ("name", suite.name),
      ("timestamp", timestamp), ("hostname", hostname),
    ]
    attributes += counts.attributes
    if isRich, let path = journey?.record.path, !path.isEmpty {
      attributes.append(("file", XMLText.token(path)))
    }
    writer.element("testsuite", attributes) {
      writer.element("properties") {
        for (name, value) in texts.properties(of: journey) {
          writer.element("property", [("name", name), ("value", value)])
        }
      }
      for item in suite.cases { write(item, suite, writer) }
      let said = isRich ? "" : said(by: suite)
      if said.isEmpty {
        writer.element("system-out")
      } else {
        writer.element("system-out", text: said)
      }
      writer.element("system-err")
    }
  }

  private func write(_ item: JUnitPlan.Case, _ suite: JUnitPlan.Suite, _ writer: XMLWriter) {
    var attributes = [("name", item.name), ("classname", suite.className)]
    switch item.source {
    case .obligation(let index):
      let obligation = model.obligations[index]
      let journey = suite.journey.map { model.journeys[$0] }
      attributes.append(("time", Seconds(milliseconds: 0).text))
      if isRich {
        attributes += place(journey?.record.path ?? "", obligation.record.line)
        attributes.append(("assertions", "0"))
      }
      writer.element("testcase", attributes) {
        write(texts.properties(of: obligation), writer)
        let message = texts.message(obligation)
        writer.element("skipped", [("message", message)], text: message)
      }
    case .check(let index):
      let check = model.checks[index]
      attributes.append(("time", Seconds(check).text))
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
  }

  /// The files of all checks of a suite and what its monitors judged, for the profile whose cases have
  /// no output of their own.
  private func said(by suite: JUnitPlan.Suite) -> String {
    let files = suite.cases.map { item in
      guard case .check(let index) = item.source else { return "" }
      let check = model.checks[index]
      return check.monitor.map { "\(item.name): \($0.counts)" } ?? texts.attachments(of: check)
    }
    return files.filter { !$0.isEmpty }.joined(separator: "\n")
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

  private func count(_ suite: JUnitPlan.Suite) -> Counts {
    var counts = Counts()
    for item in suite.cases {
      counts.tests += 1
      guard case .check(let index) = item.source else {
        counts.skipped += 1
        continue
      }
      counts.time.milliseconds += Seconds(model.checks[index]).milliseconds
      switch outcome(of: model.checks[index].verdict) {
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
  init(_ check: CheckResult) { milliseconds = (min(check.duration, 1 << 50) + 500) / 1000 }

  var text: String {
    let fraction = "\(milliseconds % 1000)"
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
