import JourneyModel
import SourceText

/// A review as a comment for a pull request.
package struct ReviewMarkdown {
  private let report: ReviewReport

  package init(_ report: ReviewReport) {
    self.report = report
  }

  /// Comments have limits of 65,536 characters; what does not fit is counted.
  private static let mostBytes = 60_000
  /// What was bound anew by the hundred is counted too.
  private static let mostNew = 20

  package var text: String {
    var text = heading + "\n"
    var left = 0
    var new = 0
    for item in report.items where isTold(item) {
      if item.state.isOfBinding { new += 1 }
      let section = "\n" + describe(item)
      if text.utf8.count + section.utf8.count > Self.mostBytes || new > Self.mostNew {
        left += 1
      } else {
        text += section
      }
    }
    if left > 0 { text += "\n… and \(left) more: `waymark review` shows all.\n" }
    for journey in report.missingJourneys {
      text += "\n**Lost:** the journey \(Self.code(journey.id)), which bindings still name."
      if let likely = journey.likely { text += " It is most likely \(Self.code(likely)) now." }
      text += "\n"
    }
    return text + "\n" + footer
  }

  /// What merely moved is told in a line.
  private func isTold(_ item: WordingReview.Item) -> Bool {
    switch item.state {
    case .lost, .suspect: true
    case .neverConfirmed, .newCheck: report.tellsNew
    case .moved, .unbound, .confirmed: false
    }
  }

  private var heading: String {
    let since = report.since.map { " since \(Self.code($0))" } ?? ""
    let changed = report.count(.suspect)
    guard report.items.contains(where: \.state.isOpen) else {
      return "### ✓ No bound sentence changed\(since)"
    }
    var parts: [String] = []
    if changed > 0 { parts.append("\(changed) changed") }
    let new = report.count(.neverConfirmed)
    if new > 0 { parts.append("\(new) newly bound") }
    let more = report.count(.newCheck)
    if more > 0 { parts.append("\(more) with a new check") }
    let lost = report.count(.lost)
    if lost > 0 { parts.append("\(lost) lost") }
    return "### Bound sentences: " + parts.joined(separator: ", ") + since
  }

  private func describe(_ item: WordingReview.Item) -> String {
    var text = "**\(title(item))** \(Self.code(item.id))"
    if let former = item.formerID { text += " (was \(Self.code(former)))" }
    if let obligation = item.obligation {
      text += " · \(Self.code("\(item.document):\(obligation.range.start.line)"))"
    }
    text += "\n\n"
    let isSuspect = item.state == .suspect
    let context = report.context(of: item)
    if !context.parts.isEmpty { text += "> \(words(context, marked: isSuspect)) ›\n" }
    text += "> \(words(report.text(of: item), marked: isSuspect))\n"
    let bindings = report.bindings(of: item).map { binding in
      "\(Self.code(binding.check)) (\(Self.code(binding.place))\(binding.isNew ? ", new" : ""))"
    }
    if !bindings.isEmpty { text += "\nShown by " + bindings.joined(separator: ", ") + "\n" }
    for similar in item.similar {
      let id = Self.code(similar.obligation.id)
      text += "- like it: \(id) \(Self.escaped(similar.obligation.text.folded))\n"
    }
    return text
  }

  private func title(_ item: WordingReview.Item) -> String {
    switch item.state {
    case .lost: "✗ Lost:"
    case .suspect:
      report.isConfirmed(item) ? "✓ Changed, confirmed:" : "✗ Changed, not confirmed:"
    case .neverConfirmed:
      report.isConfirmed(item) ? "✓ Newly bound, confirmed:" : "✗ Newly bound, not confirmed:"
    case .newCheck:
      report.isConfirmed(item) ? "✓ New check, confirmed:" : "✗ New check, not confirmed:"
    case .moved, .unbound, .confirmed: "Unchanged:"
    }
  }

  private var footer: String {
    var lines = [report.summary]
    for more in [report.misreading, report.remainder] {
      if let more { lines.append(Self.escaped(more)) }
    }
    if !report.hasLock {
      lines.append("There is no `waymark.lock` yet; `waymark review --accept` writes it.")
    }
    let moved = report.count(.moved)
    if moved > 0 {
      let text = moved == 1 ? "1 sentence" : "\(moved) sentences"
      lines.append("\(text) moved; bindings follow the wording.")
    }
    if report.items.contains(where: { isTold($0) && $0.state != .lost && !report.isConfirmed($0) })
    {
      lines.append(
        "When the checks show what the sentences say now: `waymark review --accept`, and commit "
          + "`\(WaymarkLock.fileName)`.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func words(_ difference: WordDifference, marked: Bool) -> String {
    var text = ""
    for part in difference.parts where marked || part.kind != .removed {
      if part.isSpaced, !text.isEmpty { text += " " }
      let words = Self.escaped(part.text)
      switch part.kind {
      case .same: text += words
      case .removed: text += "<del>\(words)</del>"
      case .added: text += marked ? "<ins>**\(words)**</ins>" : words
      }
    }
    return text
  }

  // MARK: - Escaping

  /// Text that no renderer takes for markup, a mention, or a reference.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in DiagnosticRenderer.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // An entity keeps these from mentioning people and issues.
      case "@": result += "&#64;"
      case "#": result += "&#35;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "+", "-", "!", "|", "~", "$", ":",
        "=":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "." where !result.isEmpty && result.utf8.allSatisfy(\.isASCIIDigit): result += "\\."
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A code span, with more backticks around it than stand within.
  package static func code(_ text: String) -> String {
    let text = DiagnosticRenderer.visible(text)
    guard text.contains("`") else { return "`\(text)`" }
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(text) \(fence)"
  }
}
