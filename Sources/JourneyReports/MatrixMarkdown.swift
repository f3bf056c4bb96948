package import Markup
import RunEvents

/// The matrix as Markdown, for wikis and pull requests.
package enum MatrixMarkdown {
  package static func write(_ model: ReportModel, to output: ByteOutput) {
    var text = "# Promises and what is known about them\n\n"
    text += "**\(escaped(Wording.headline(model)))**\n\n"
    text += facts(model) + "\n"
    text += "| | promises | of these |\n|---|---:|---|\n"
    for standing in [Standing.kept, .broken, .unknown, .unchecked] {
      text += "| \(symbol(standing)) | \(model.totals.count(standing)) "
      text += "| \(Wording.verdicts(standing, model.totals)) |\n"
    }
    output.write(text + "\n")
    writeGaps(model, to: output)
    writeMatrix(model, to: output)
    writeProblems(model, to: output)
    writeMonitors(model, to: output)
  }

  private static func facts(_ model: ReportModel) -> String {
    let run = model.run
    var facts = [
      "target \(escaped(run.target))", "started \(escaped(Wording.time(run.startedAt)))",
    ]
    if let commit = run.commit {
      facts.append("commit \(escaped(commit))\(run.isDirty == true ? " with local changes" : "")")
    }
    if !run.selection.isEmpty {
      facts.append("only \(escaped(run.selection.joined(separator: " ")))")
    }
    if model.totals.deselected > 0 { facts.append("\(model.totals.deselected) promises left out") }
    return facts.joined(separator: " \u{B7} ") + "\n"
  }

  private static func writeGaps(_ model: ReportModel, to output: ByteOutput) {
    let gaps = ReportGaps(model).groups
    guard !gaps.isEmpty else { return }
    output.write("## Gaps\n\n")
    for gap in gaps {
      output.write("- \(gap.title): \(gap.items.map(\.id).map(escaped).joined(separator: ", "))\n")
    }
    output.write("\n")
  }

  private static func writeMatrix(_ model: ReportModel, to output: ByteOutput) {
    let matrix = StoryMatrix(model)
    guard !matrix.rows.isEmpty else { return }
    output.write("## Stories and journeys\n\n| story |")
    for journey in matrix.journeys {
      output.write(" \(escaped(model.journeys[journey].record.id)) |")
    }
    output.write("\n|---|" + String(repeating: "---|", count: matrix.journeys.count) + "\n")
    for row in matrix.rows {
      let record = model.stories[row.story].record
      output.write("| \(escaped(record.id)) \(escaped(record.title)) |")
      for cell in row.cells {
        let text = cell.map { "\(Wording.glyph($0.standing)) \($0.kept)/\($0.total)" } ?? ""
        output.write(" \(text) |")
      }
      output.write("\n")
    }
    let legend = [Standing.kept, .broken, .unknown, .unchecked].map(symbol).joined(separator: ", ")
    output.write("\nA cell shows the worst of its promises (\(legend)) and how many are kept.\n\n")
  }

  private static func writeProblems(_ model: ReportModel, to output: ByteOutput) {
    for standing in [Standing.broken, .unknown] {
      let found = model.obligations.filter {
        !$0.isDeselected && $0.verdict.standing == standing
      }
      guard !found.isEmpty else { continue }
      output.write(
        "## \(standing == .broken ? "Broken" : "Unknown")\n\n| promise | says | why |\n|---|---|---|\n"
      )
      for obligation in found {
        let text = escaped(
          (obligation.record.context + [obligation.record.text]).joined(separator: ": "))
        output.write(
          "| \(escaped(obligation.record.id)) | \(text) | \(escaped(obligation.reason)) |\n")
      }
      output.write("\n")
    }
  }

  private static func writeMonitors(_ model: ReportModel, to output: ByteOutput) {
    let monitors = model.monitors.map { model.checks[$0] }
    guard !monitors.isEmpty else { return }
    output.write(
      "## Monitors\n\n| monitor | says | result | judged | why |\n|---|---|---|---:|---|\n")
    for check in monitors {
      let standing = check.verdict.standing
      output.write(
        "| \(escaped(check.record.id)) | \(escaped(check.record.title)) "
          + "| \(Wording.glyph(standing)) \(Wording.word(check.verdict)) "
          + "| \(check.monitor?.judged ?? 0) | \(escaped(check.reason)) |\n")
    }
    output.write("\n")
  }

  private static func symbol(_ standing: Standing) -> String {
    "\(Wording.glyph(standing)) \(standing.rawValue)"
  }

  /// One line in which nothing is markup (CommonMark, section 2.4), nor a mention on a forge.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in XMLText.legal(Wording.cut(text, 2000)).unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result += " "
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$":
        result += "\\" + String(scalar)
      case "@": result += "&#64;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
