package import Markup
import RunEvents

/// What a run shows on the page of its GitHub workflow, in Markdown (`GITHUB_STEP_SUMMARY`).
///
/// Headline, the four words, what is broken or unknown with a command that reruns it, then the
/// matrix; what GitHub would not take any more is left out and counted.
package enum GitHubSummary {
  /// The largest summary that GitHub takes of a step.
  package static let mostBytes = 1 << 20
  /// Bytes that are kept for the last lines.
  private static let reserve = 400

  /// - Parameter taken: How many bytes of the summary others have written already.
  package static func write(_ model: ReportModel, taken: Int = 0, to output: ByteOutput) {
    let head = MatrixMarkdown.head(model)
    var room = mostBytes - taken - reserve
    func add(_ text: String) -> Bool {
      guard text.utf8.count <= room else { return false }
      room -= text.utf8.count
      output.write(text)
      return true
    }
    guard add(head) else { return output.write("waymark: this summary is full\n") }
    var leftOut = 0
    for verdict in [Verdict.failed, .undecided] {
      var isBegun = false
      for check in model.checks where !check.isDeselected && check.verdict == verdict {
        let title = verdict == .failed ? "Broken" : "Could not be judged"
        let head = isBegun ? "" : "## \(title)\n\n| check | why | again |\n|---|---|---|\n"
        if leftOut == 0, add(head + row(check, model)) { isBegun = true } else { leftOut += 1 }
      }
      if isBegun { output.write("\n") }
    }
    if leftOut > 0 {
      output.write("\n\(leftOut) more checks are left out, which the reports hold.\n")
      return
    }
    if let matrix = matrix(model) { _ = add(matrix) }
  }

  private static func row(_ check: CheckResult, _ model: ReportModel) -> String {
    func escaped(_ text: String) -> String { MatrixMarkdown.escaped(text) }
    let (place, reason) = Wording.located(check)
    let title = check.record.title.isEmpty ? check.record.key : check.record.title
    let promises = check.record.verifies.map(escaped).joined(separator: ", ")
    return "| \(escaped(title))<br>\(promises) | \(escaped(reason))<br>\(escaped(place)) "
      + "| <code>\(escaped(Wording.rerun(check, model.run)))</code> |\n"
  }

  private static func matrix(_ model: ReportModel) -> String? {
    let output = ByteOutput()
    MatrixMarkdown.writeMatrix(model, to: output)
    return (try? output.finish()).map { String(decoding: $0, as: UTF8.self) }
  }
}
