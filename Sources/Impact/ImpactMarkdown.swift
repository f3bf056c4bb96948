import JourneyModel
import Review

/// An impact as a comment for a pull request.
package struct ImpactMarkdown {
  private let impact: SpecsImpact
  private let since: String

  package init(_ impact: SpecsImpact, since: String) {
    self.impact = impact
    self.since = since
  }

  /// Comments have limits of 65,536 characters; what does not fit is counted.
  private static let mostBytes = 60_000

  package var text: String {
    let code = ReviewMarkdown.code(since)
    guard !impact.isEmpty else {
      return "### No promise, check or linked document changed since \(code)\n"
    }
    var text = "### \(ImpactWording.summary(impact, since: code).dropLast())\n"
    for key in impact.settings {
      text += "\n`waymark.yaml` says something else about \(ReviewMarkdown.code(key)): "
      text += "every check is touched.\n"
    }
    add("Obligations", impact.obligations.map(describe), to: &text)
    add("Checks", impact.checks.map(describe), to: &text)
    add("Monitors", impact.monitors.map(describe), to: &text)
    add("Stories", impact.stories.map(describe), to: &text)
    add("Documents", impact.documents.map(describe), to: &text)
    return text
  }

  private func add(_ title: String, _ entries: [String], to text: inout String) {
    guard !entries.isEmpty else { return }
    text += "\n**\(title)**\n\n"
    for (index, entry) in entries.enumerated() {
      guard text.utf8.count + entry.utf8.count <= Self.mostBytes else {
        text += "- … and \(entries.count - index) more: `waymark impact` shows all\n"
        return
      }
      text += entry
    }
  }

  private func describe(_ touched: SpecsImpact.TouchedObligation) -> String {
    var text = head(touched.change, touched.id) + ": "
    let said = touched.obligation.text.folded
    if let before = touched.before, before.text.folded == said {
      let context = [before, touched.obligation].map { $0.context.joined(separator: " › ").folded }
      text += "in \(context.map(ReviewMarkdown.escaped).joined(separator: " → ")): "
    } else if let before = touched.before {
      text += "~~\(ReviewMarkdown.escaped(before.text.folded))~~ → "
    }
    return text + ReviewMarkdown.escaped(said) + because(touched.reasons) + "\n"
  }

  private func describe(_ touched: SpecsImpact.TouchedBinding) -> String {
    head(touched.change, touched.id) + because(touched.reasons) + "\n"
  }

  private func describe(_ story: SpecsImpact.TouchedStory) -> String {
    let obligations = ImpactWording.count(story.obligations.count, "obligation")
    let checks = ImpactWording.count(story.checks.count, "check")
    return "- \(ReviewMarkdown.code(story.id)): \(obligations), \(checks)\n"
  }

  private func describe(_ document: SpecsImpact.TouchedDocument) -> String {
    let journeys = document.journeys.map(ReviewMarkdown.code).joined(separator: ", ")
    return head(document.change, document.path) + ", linked by \(journeys)\n"
  }

  private func head(_ change: SpecsImpact.Change, _ name: String) -> String {
    "- \(change.rawValue) \(ReviewMarkdown.code(name))"
  }

  private func because(_ reasons: [String]) -> String {
    reasons.isEmpty ? "" : " (" + ReviewMarkdown.escaped(reasons.joined(separator: "; ")) + ")"
  }
}
