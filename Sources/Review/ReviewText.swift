import JourneyModel
import SourceText

/// A review for terminals.
package struct ReviewText {
  private let report: ReviewReport
  private let colors: Bool

  package init(_ report: ReviewReport, colors: Bool) {
    self.report = report
    self.colors = colors
  }

  /// Above this many of a kind that needs no comparing of words, the rest is counted.
  private static let mostUnconfirmed = 20

  package var text: String {
    var text = ""
    var shown: [WordingReview.State: Int] = [:]
    for item in report.items {
      shown[item.state, default: 0] += 1
      if item.state.isOfBinding || item.state == .unbound {
        guard report.tellsNew, shown[item.state, default: 0] <= Self.mostUnconfirmed else {
          continue
        }
      }
      text += describe(item) + "\n"
    }
    for state in [WordingReview.State.neverConfirmed, .newCheck, .unbound] where report.tellsNew {
      let left = report.count(state) - Self.mostUnconfirmed
      if left > 0 { text += "… and \(left) more: \(word(state).lowercased())\n\n" }
    }
    for journey in report.missingJourneys { text += describe(journey) + "\n" }
    return text + conclusion
  }

  // MARK: - One sentence

  private func describe(_ item: WordingReview.Item) -> String {
    var text = paint(Self.style(item.state), word(item.state)) + "  "
    if let former = item.formerID {
      text += paint(.bold, visible(former)) + " → " + paint(.bold, shortened(item.id, former))
    } else {
      text += paint(.bold, visible(item.id))
    }
    if let obligation = item.obligation {
      text += "  " + visible("\(item.document):\(obligation.range.start.line)")
    }
    text += "\n"
    let isSuspect = item.state == .suspect
    let context = report.context(of: item)
    if !context.parts.isEmpty {
      text += line("in", context.terminalText(colors: colors, isMarked: isSuspect))
    }
    text += line("text", report.text(of: item).terminalText(colors: colors, isMarked: isSuspect))
    for (index, binding) in report.bindings(of: item).enumerated() {
      let place = visible(binding.place)
      let mark = binding.isNew ? "  ✗ new" : ""
      text += line(index == 0 ? "shown by" : "", "\(visible(binding.check))  \(place)\(mark)")
    }
    for similar in item.similar {
      let path = visible(similar.obligation.id)
      text += line("like it", "\(path)  \(visible(similar.obligation.text.folded))")
    }
    return text + advice(item)
  }

  private func advice(_ item: WordingReview.Item) -> String {
    switch item.state {
    case .lost:
      return line("mend", "name the sentence that the check shows now, or remove the binding")
    case .suspect where report.since != nil, .neverConfirmed where report.since != nil,
      .newCheck where report.since != nil:
      return line("", report.isConfirmed(item) ? "✓ confirmed since" : "✗ not confirmed yet")
    case .suspect:
      return line("accept", "waymark review --accept " + ReviewReport.quoted(visible(item.id)))
    default: return ""
    }
  }

  private func describe(_ journey: WordingReview.MissingJourney) -> String {
    var text = paint(.red, "LOST") + "  " + paint(.bold, visible(journey.id)) + "\n"
    let count = journey.sentences == 1 ? "1 sentence" : "\(journey.sentences) sentences"
    text += line("", "there is no journey of this name any more, and bindings name \(count) of it")
    if let likely = journey.likely {
      text += line("mend", "write `journey: \(visible(likely))`, which says most of them")
    }
    return text
  }

  /// The new path alone where the journey is the same.
  private func shortened(_ id: String, _ former: String) -> String {
    guard let hash = id.lastIndex(of: "#"), former.hasPrefix(id[...hash]) else {
      return visible(id)
    }
    return visible(String(id[id.index(after: hash)...]))
  }

  private func line(_ label: String, _ text: String) -> String {
    "  " + label + String(repeating: " ", count: 9 - label.count) + text + "\n"
  }

  // MARK: - The end

  private var conclusion: String {
    var lines: [String] = []
    if report.bound == 0, report.missingJourneys.isEmpty {
      lines.append("No binding names a sentence yet, so there is nothing to review.")
    } else if !report.hasLock, report.since == nil {
      let count = report.bound == 1 ? "1 sentence is" : "\(report.bound) sentences are"
      lines.append("There is no \(WaymarkLock.fileName): \(count) bound and never confirmed.")
      lines.append(
        "Read the bindings against the journeys; `waymark review --accept` then writes it.")
      return lines.joined(separator: "\n") + "\n"
    } else {
      lines.append(report.summary)
    }
    for more in [report.misreading, report.remainder] { lines += more.map { [visible($0)] } ?? [] }
    if report.outdatedPaths > 0, report.since == nil {
      lines.append(
        report.outdatedPaths == 1
          ? "1 binding names an old path: `waymark review --fix` writes the new one."
          : "\(report.outdatedPaths) bindings name old paths: `waymark review --fix` writes the "
            + "new ones.")
    }
    let unbound = report.count(.unbound)
    if unbound > 0, report.since == nil {
      lines.append(
        unbound == 1
          ? "1 sentence of the lock is no longer bound: `--accept` takes it out."
          : "\(unbound) sentences of the lock are no longer bound: `--accept` takes them out.")
    }
    if report.since == nil, report.items.contains(where: \.state.isOpen) {
      lines.append(
        "When the checks show what the sentences say, `waymark review --accept` confirms them.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Form

  private func word(_ state: WordingReview.State) -> String {
    switch state {
    case .lost: "LOST"
    case .suspect: report.since == nil ? "SUSPECT" : "CHANGED"
    case .neverConfirmed: report.since == nil ? "NEVER CONFIRMED" : "NEWLY BOUND"
    case .newCheck: "NEW CHECK"
    case .moved: "MOVED"
    case .unbound: "NO LONGER BOUND"
    case .confirmed: "CONFIRMED"
    }
  }

  private enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case yellow = "33"
    case cyan = "36"
  }

  private static func style(_ state: WordingReview.State) -> Style {
    switch state {
    case .lost: .red
    case .suspect, .neverConfirmed, .newCheck: .yellow
    case .moved: .cyan
    case .unbound, .confirmed: .dim
    }
  }

  private func paint(_ style: Style, _ text: String) -> String {
    colors ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func visible(_ text: String) -> String { DiagnosticRenderer.visible(text) }
}
