import JSONTree
import RunEvents

/// Reads what Playwright's JSON reporter writes.
///
/// A test's last try decides. Marks are read from titles, tags and annotations (a `waymark`
/// annotation's description needs no prefix). A test that is expected to fail and does is failed: the
/// promise does not hold.
struct PlaywrightReader {
  private let commit: String?
  private let body: (SuiteResult) -> Void

  private static let deepest = 100
  private static let longestReason = 1000

  static func read(
    _ bytes: [UInt8], _ body: (SuiteResult) -> Void
  ) throws(SuiteReportError) {
    let report: JSONValue
    do throws(JSONSyntaxError) {
      report = try JSONValue.parse(bytes, limits: JSONLimits(bytes: bytes.count))
    } catch {
      throw SuiteReportError(message: "is not JSON: \(error.message)")
    }
    guard let suites = report["suites"]?.arrayValue, report["config"] != nil else {
      throw SuiteReportError(message: "is no report of Playwright: it has no config and suites")
    }
    let metadata = report["config"]?["metadata"]
    let hash =
      metadata?["gitCommit"]?["hash"] ?? metadata?["revision.id"] ?? metadata?["ci"]?["commitHash"]
    try withoutActuallyEscaping(body) { body throws(SuiteReportError) in
      let reader = PlaywrightReader(
        commit: hash?.stringValue.flatMap(JUnitReader.commit), body: body)
      for suite in suites { reader.read(suite, titles: [], depth: 0) }
    }
  }

  private func read(_ suite: JSONValue, titles: [String], depth: Int) {
    guard depth < Self.deepest else { return }
    let titles = titles + [suite["title"]?.stringValue ?? ""].filter { !$0.isEmpty }
    for spec in suite["specs"]?.arrayValue ?? [] {
      let name = (titles + [spec["title"]?.stringValue ?? ""]).joined(separator: " \u{203A} ")
      for test in spec["tests"]?.arrayValue ?? [] { body(result(of: test, spec, name)) }
    }
    for inner in suite["suites"]?.arrayValue ?? [] {
      read(inner, titles: titles, depth: depth + 1)
    }
  }

  private func result(of test: JSONValue, _ spec: JSONValue, _ name: String) -> SuiteResult {
    let tries = test["results"]?.arrayValue ?? []
    let last = tries.last
    let (verdict, reason) = Self.verdict(test, last)
    let project = test["projectName"]?.stringValue ?? ""
    var marks = PromiseMark.marks(in: name)
    for tag in spec["tags"]?.arrayValue ?? [] {
      marks += PromiseMark.marks(in: tag.stringValue ?? "")
    }
    for annotation in test["annotations"]?.arrayValue ?? [] {
      marks += PromiseMark.marks(
        ofProperty: annotation["type"]?.stringValue ?? "",
        annotation["description"]?.stringValue ?? "")
    }
    let milliseconds = tries.reduce(0.0) { $0 + max(0, $1["duration"]?.doubleValue ?? 0) }
    return SuiteResult(
      name: name, suffix: project.isEmpty ? "" : "[\(project)]", verdict: verdict, reason: reason,
      duration: Int(min(milliseconds, 1e10) * 1000), attempts: max(1, tries.count),
      ranAt: (last?["startTime"]?.stringValue).flatMap(EvidenceTime.init), commit: commit,
      path: spec["file"]?.stringValue, line: spec["line"]?.intValue, marks: marks)
  }

  private static func verdict(_ test: JSONValue, _ last: JSONValue?) -> (Verdict, String) {
    let status = last?["status"]?.stringValue ?? "skipped"
    let error = last?["error"]?["message"] ?? last?["errors"]?.arrayValue?.first?["message"]
    let first = error?.stringValue?.split(whereSeparator: \.isNewline).first
    let detail = first.map { ": \($0.prefix(longestReason))" } ?? ""
    switch status {
    case "passed":
      return test["expectedStatus"]?.stringValue == "failed"
        ? (.undecided, "the suite expects it to fail, and it passed") : (.passed, "")
    case "failed": return (.failed, "the suite says failed\(detail)")
    case "skipped": return (.notExercised, "the suite says skipped")
    default: return (.undecided, "the suite says \(status)\(detail)")
    }
  }
}
