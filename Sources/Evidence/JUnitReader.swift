import Markup
import ProjectFiles
import RunEvents

/// Reads JUnit XML in the dialects of the common runners.
///
/// Suites may be nested and lack attributes; `failure` is failed, `error` undecided, `skipped` not
/// exercised. `flakyFailure` and `rerunFailure` (Surefire) count as further attempts. Marks are read
/// from names and properties of a test and of the suites that it stands in.
struct JUnitReader {
  private struct Suite {
    var time: EvidenceTime?
    var commit: String?
    var marks: [PromiseMark] = []
    var path: String?
  }

  private struct Case {
    var result: SuiteResult
    var messages: [String: String] = [:]
  }

  private var suites: [Suite] = []
  private var test: Case?
  private var property: (name: String, value: String)?
  /// The result element that is open, and its text where it has no message.
  private var outcome: (name: String, text: String)?

  /// Scalars of a reason.
  private static let longestReason = 1000
  private static let commitNames: Set<String> = [
    "commit", "git.commit", "git.commit.id", "git.sha", "revision", "revision.id", "vcs.revision",
  ]

  static func read(
    _ file: LineFile, _ body: (SuiteResult) -> Void
  ) throws(SuiteReportError) {
    var offset = 0
    let reader = XMLStreamReader { buffer in
      guard let bytes = try? file.read(at: offset, count: buffer.count) else { return -1 }
      buffer.copyBytes(from: bytes)
      offset += bytes.count
      return bytes.count
    }
    guard let reader else { throw SuiteReportError(message: "cannot be read: no memory") }
    var state = JUnitReader()
    do throws(MarkupParseError) {
      while let event = try reader.next() {
        switch event {
        case .start(let name, let attributes, let line):
          try state.start(name, attributes, line)
        case .text(let text): state.take(text)
        case .end(let name): if let result = state.end(name) { body(result) }
        }
      }
    } catch {
      throw SuiteReportError(message: "is no JUnit report: \(error)")
    }
  }

  private mutating func start(
    _ name: String, _ list: [MarkupNode.Attribute], _ line: Int
  ) throws(MarkupParseError) {
    if suites.isEmpty, !["testsuites", "testsuite"].contains(name) {
      throw MarkupParseError(message: "it begins with <\(name)>", line: line, column: 1)
    }
    let attributes = Dictionary(
      list.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    switch name {
    case "testsuite", "testsuites":
      var suite = suites.last ?? Suite()
      suite.time = attributes["timestamp"].flatMap(EvidenceTime.init) ?? suite.time
      suite.path = attributes["file"] ?? suite.path
      suite.marks += PromiseMark.marks(in: attributes["name"] ?? "")
      suites.append(suite)
    case "testcase": begin(attributes)
    case "property":
      property = (attributes["name"] ?? "", attributes["value"] ?? "")
    case "failure", "error", "skipped", "disabled", "flakyFailure", "flakyError", "rerunFailure",
      "rerunError":
      outcome = (name, attributes["message"] ?? "")
    default: break
    }
  }

  private mutating func begin(_ attributes: [String: String]) {
    let suite = suites.last ?? Suite()
    let name = attributes["name"] ?? ""
    let group = attributes["classname"] ?? attributes["class"] ?? ""
    let isWhole = group.isEmpty || name.hasPrefix(group)
    var result = SuiteResult(
      name: isWhole ? name : "\(group).\(name)", verdict: .passed, reason: "",
      duration: Self.microseconds(attributes["time"] ?? ""),
      ranAt: attributes["timestamp"].flatMap(EvidenceTime.init) ?? suite.time,
      commit: suite.commit, path: attributes["file"] ?? suite.path,
      line: attributes["line"].flatMap { Int($0) })
    result.marks = suite.marks + PromiseMark.marks(in: name) + PromiseMark.marks(in: group)
    if ["notrun", "disabled", "skipped"].contains(attributes["status"]?.lowercased()) {
      result.verdict = .notExercised
      result.reason = "the suite did not run it"
    }
    test = Case(result: result)
  }

  private mutating func take(_ text: String) {
    if property?.value.isEmpty == true { property?.value = text }
    if let open = outcome, open.text.isEmpty {
      outcome?.text = String(text.drop { $0.isWhitespace }.prefix(Self.longestReason))
    }
  }

  private mutating func end(_ name: String) -> SuiteResult? {
    switch name {
    case "testsuite", "testsuites":
      // What a nested suite says of itself does not hold for those beside it.
      suites.removeLast()
    case "property": endProperty()
    case "testcase":
      defer { test = nil }
      return test.map(finished)
    default:
      if let open = outcome, open.name == name {
        if open.name.hasPrefix("flaky") || open.name.hasPrefix("rerun") {
          test?.result.attempts += 1
        } else {
          test?.messages[name] = open.text
        }
        outcome = nil
      }
    }
    return nil
  }

  private mutating func endProperty() {
    guard let found = property else { return }
    property = nil
    let marks = PromiseMark.marks(ofProperty: found.name, found.value)
    let commit = Self.commitNames.contains(found.name.lowercased()) ? Self.commit(found.value) : nil
    if test != nil {
      test?.result.marks += marks
      if let commit { test?.result.commit = commit }
    } else if !suites.isEmpty {
      suites[suites.count - 1].marks += marks
      if let commit { suites[suites.count - 1].commit = commit }
    }
  }

  private func finished(_ test: Case) -> SuiteResult {
    var result = test.result
    let order: [(String, Verdict)] = [
      ("failure", .failed), ("error", .undecided), ("skipped", .notExercised),
      ("disabled", .notExercised),
    ]
    for (name, verdict) in order {
      guard let message = test.messages[name] else { continue }
      let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      result.verdict = verdict
      let told = line.isEmpty ? "" : ": \(line.prefix(Self.longestReason))"
      result.reason = "the suite says \(name)" + told
      break
    }
    return result
  }

  /// Seconds with a fraction; some runners group digits.
  private static func microseconds(_ text: String) -> Int {
    guard let seconds = Double(text.filter { $0 != "," }), seconds.isFinite, seconds > 0 else {
      return 0
    }
    return Int(min(seconds, 1e7) * 1_000_000)
  }

  /// A hash, and nothing else that somebody may have put there.
  static func commit(_ text: String) -> String? {
    (7...64).contains(text.utf8.count) && text.allSatisfy(\.isHexDigit) ? text : nil
  }
}
