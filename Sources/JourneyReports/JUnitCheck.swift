package import Markup
import ProjectFiles

/// Checks the rules of the JUnit profiles that schemas cannot say, on a written file.
///
/// Elements in their order, counts that equal the cases present, one result a case, unique names,
/// no empty and no nested suite. Memory does not grow with the cases.
package enum JUnitCheck {
  /// Reads a document to its end; the first rule that is broken is thrown.
  package static func check(_ reader: XMLStreamReader) throws(MarkupParseError) {
    var state = State()
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes, let line):
        state.line = line
        let values = Dictionary(
          attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        try state.start(name, values)
      case .end: try state.end()
      case .text: break
      }
    }
  }

  private struct Tally: Equatable {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
  }

  private struct State {
    var line = 0
    private var path: [String] = []
    /// What each open element holds so far, in order.
    private var children: [[String]] = []
    private var announced: [Tally?] = []
    private var found = Tally()
    private var total = Tally()
    private var suites: Set<String> = []
    /// The names of the open suite.
    private var cases: ScratchTable?

    mutating func start(
      _ name: String, _ attributes: [String: String]
    ) throws(MarkupParseError) {
      switch (path.last, name) {
      case (nil, "testsuites"):
        announced.append(attributes["tests"] == nil ? nil : tally(attributes))
      case ("testsuites", "testsuite"):
        announced.append(tally(attributes))
        found = Tally()
        cases = nil
        try require(suites.insert(attributes["name"] ?? "").inserted, "a suite's name is taken")
      case ("testsuite", "testcase"):
        found.tests += 1
        let announced = announced.last??.tests ?? 0
        try require(found.tests <= announced, "a suite's counts differ from its test cases")
        let key = (attributes["classname"] ?? "") + "\u{0}" + (attributes["name"] ?? "")
        try require(try isNew(key, among: announced), "a test case's name is taken")
      case ("testcase", "failure"): found.failures += 1
      case ("testcase", "error"): found.errors += 1
      case ("testcase", "skipped"): found.skipped += 1
      case ("testcase", "properties"), ("properties", "property"), ("testsuite", "properties"),
        ("testcase", "flakyFailure"), ("testcase", "rerunFailure"), ("testcase", "system-out"),
        ("testcase", "system-err"), ("testsuite", "system-out"), ("testsuite", "system-err"):
        break
      default:
        try require(false, "<\(name)> is not expected in <\(path.last ?? "the document")>")
      }
      if !children.isEmpty, children[children.count - 1].last != name || name != "testcase" {
        children[children.count - 1].append(name)
      }
      path.append(name)
      children.append([])
    }

    mutating func end() throws(MarkupParseError) {
      guard let name = path.popLast(), let held = children.popLast() else { return }
      switch name {
      case "testcase":
        let results = held.count { ["failure", "error", "skipped"].contains($0) }
        try require(results <= 1, "a test case has more than one result")
      case "testsuite":
        try require(
          held == ["properties", "testcase", "system-out", "system-err"],
          "a suite's elements are missing, out of order, or it has no test case")
        try require(announced.popLast() == found, "a suite's counts differ from its test cases")
        total.tests += found.tests
        total.failures += found.failures
        total.errors += found.errors
        total.skipped += found.skipped
      case "testsuites":
        guard let tally = announced.popLast() ?? nil else { return }
        try require(tally == total, "the totals differ from the test cases")
      default: break
      }
    }

    private mutating func isNew(
      _ name: String, among most: Int
    ) throws(MarkupParseError) -> Bool {
      do throws(FileError) {
        if cases == nil { cases = try ScratchTable(most: most) }
        return try cases?.insert(ScratchTable.Key(name), 0) == nil
      } catch {
        let message = "its names cannot be compared: a file \(error.explanation)"
        throw MarkupParseError(message: message, line: line, column: 1)
      }
    }

    private func tally(_ attributes: [String: String]) -> Tally {
      func number(_ name: String) -> Int { attributes[name].flatMap { Int($0) } ?? -1 }
      return Tally(
        tests: number("tests"), failures: number("failures"), errors: number("errors"),
        skipped: number("skipped"))
    }

    private func require(_ holds: Bool, _ message: String) throws(MarkupParseError) {
      if !holds { throw MarkupParseError(message: message, line: line, column: 1) }
    }
  }
}
