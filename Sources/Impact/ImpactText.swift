import Bindings
import JourneyModel
import Review
import SourceText

/// An impact for terminals.
package struct ImpactText {
  private let impact: SpecsImpact
  private let since: String
  private let colors: Bool
  private let target: String

  /// - Parameters:
  ///   - since: What it is compared with, as somebody named it.
  ///   - target: The environment that somebody named; `nil` for the usual one.
  package init(_ impact: SpecsImpact, since: String, target: String? = nil, colors: Bool) {
    self.target = target.map { " --target " + ReviewReport.quoted($0) } ?? ""
    self.impact = impact
    self.since = since
    self.colors = colors
  }

  package var text: String {
    if impact.isEmpty {
      return "Nothing that journeys, bindings or linked documents say changed since "
        + "\(visible(since)).\n"
    }
    var text = ""
    for key in impact.settings {
      text += "waymark.yaml says something else about ‘\(visible(key))’: every check is touched\n\n"
    }
    text += section("OBLIGATIONS", impact.obligations.map(describe))
    text += section("CHECKS", impact.checks.map(describe))
    text += section("MONITORS", impact.monitors.map(describe))
    text += section("STORIES", impact.stories.map(describe))
    text += section("DOCUMENTS", impact.documents.map(describe))
    text += ImpactWording.summary(impact, since: visible(since)) + "\n"
    if impact.touchesEveryExchange {
      text += "A monitor watches every exchange: run everything with `waymark verify`.\n"
    } else if !impact.remainingChecks.isEmpty {
      text +=
        "Run them: waymark verify\(target) --affected-by \(ReviewReport.quoted(visible(since)))\n"
    }
    return text
  }

  private func section(_ title: String, _ entries: [String]) -> String {
    entries.isEmpty ? "" : paint("1", title) + "\n" + entries.joined() + "\n"
  }

  // MARK: - Entries

  private func describe(_ touched: SpecsImpact.TouchedObligation) -> String {
    let line = touched.obligation.range.start.line
    let place = touched.change == .removed ? "" : "\(touched.document):\(line)"
    var text = head(touched.change, touched.id, place)
    if let before = touched.before {
      text += detail(
        WordDifference(from: before.text.folded, to: touched.obligation.text.folded).terminalText(
          colors: colors))
      if before.context != touched.obligation.context {
        let old = before.context.joined(separator: " › ").folded
        let new = touched.obligation.context.joined(separator: " › ").folded
        text += detail("in: " + WordDifference(from: old, to: new).terminalText(colors: colors))
      }
    } else {
      text += detail(visible(touched.obligation.text.folded))
    }
    return text + touched.reasons.map { detail(visible($0)) }.joined()
  }

  private func describe(_ touched: SpecsImpact.TouchedBinding) -> String {
    let place =
      touched.change == .removed ? "" : "\(touched.location.path):\(touched.location.line)"
    return head(touched.change, touched.id, place)
      + touched.reasons.map { detail(visible($0)) }.joined()
  }

  private func describe(_ story: SpecsImpact.TouchedStory) -> String {
    let checks = ImpactWording.count(story.checks.count, "check")
    return "  \(visible(story.id))  "
      + "\(ImpactWording.count(story.obligations.count, "obligation")), \(checks)\n"
  }

  private func describe(_ document: SpecsImpact.TouchedDocument) -> String {
    let journeys = document.journeys.map(visible).joined(separator: ", ")
    return head(document.change, document.path, "") + detail("linked by \(journeys)")
  }

  private func head(_ change: SpecsImpact.Change, _ name: String, _ place: String) -> String {
    let word = change.rawValue
    let padding = String(repeating: " ", count: 8 - word.count)
    var text = "  " + paint(Self.color(change), word) + padding + " " + visible(name)
    if !place.isEmpty { text += "  " + visible(place) }
    return text + "\n"
  }

  private func detail(_ text: String) -> String { "           \(text)\n" }

  // MARK: - Form

  private static func color(_ change: SpecsImpact.Change) -> String {
    switch change {
    case .added: "32"
    case .removed: "31"
    case .edited: "33"
    case .reached: "36"
    }
  }

  private func paint(_ style: String, _ text: String) -> String {
    colors ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }

  private func visible(_ text: String) -> String { DiagnosticRenderer.visible(text) }
}
