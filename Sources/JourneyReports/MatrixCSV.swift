package import Markup
import RunEvents

/// The matrix as a flat table (RFC 4180): a row for each story, obligation and check.
///
/// UTF-8 with a header. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe (OWASP, CSV injection).
package enum MatrixCSV {
  package static let columns = [
    "story", "story_title", "journey", "obligation", "kind", "modality", "text", "standing",
    "verdict", "marks", "reason", "check", "check_verdict", "check_place", "documents",
  ]

  package static func write(_ model: ReportModel, to output: ByteOutput) {
    write(columns, to: output)
    let documents = Dictionary(
      model.journeys.map { ($0.record.id, $0.record.documents.joined(separator: " ")) },
      uniquingKeysWith: { first, _ in first })
    for story in model.stories where !story.isDeselected {
      let head = [story.record.id, story.record.title]
      if story.obligations.isEmpty {
        write(
          head + ["", "", "", "", "", "unchecked", "pending", "", "no obligation names it"],
          to: output)
      }
      for index in story.obligations { write(head, index, model, documents, to: output) }
    }
    for (index, obligation) in model.obligations.enumerated()
    where obligation.record.stories.isEmpty && !obligation.isDeselected {
      write(["", ""], index, model, documents, to: output)
    }
  }

  private static func write(
    _ head: [String], _ index: Int, _ model: ReportModel, _ documents: [String: String],
    to output: ByteOutput
  ) {
    let obligation = model.obligations[index]
    let record = obligation.record
    let row =
      head + [
        record.journey, record.id, record.kind, record.modality ?? "",
        (record.context + [record.text]).joined(separator: ": "),
        obligation.verdict.standing.rawValue, obligation.verdict.rawValue,
        obligation.marks.map(\.rawValue).joined(separator: " "), obligation.reason,
      ]
    let tail = [documents[record.journey] ?? ""]
    if obligation.checks.isEmpty { write(row + ["", "", ""] + tail, to: output) }
    for check in obligation.checks.map({ model.checks[$0] }) {
      let cells = [check.record.key, check.verdict.rawValue, check.place]
      write(row + cells + tail, to: output)
    }
  }

  private static func write(_ cells: [String], to output: ByteOutput) {
    let missing = repeatElement("", count: columns.count - cells.count)
    output.write((cells + missing).map(cell).joined(separator: ",") + "\r\n")
  }

  private static func cell(_ text: String) -> String {
    var text = XMLText.legal(text)
    if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) { text = "'" + text }
    let isPlain = text.utf8.allSatisfy { !"\",\r\n".utf8.contains($0) }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
