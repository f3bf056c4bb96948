/// Which barriers of pages are looked for.
package struct AccessibilityRule: Sendable {
  package enum Barrier: String, Sendable, Hashable, CaseIterable {
    /// The page says its language, which is one (WCAG 2.2, 3.1.1, 3.1.2).
    case language
    /// The page has a title (2.4.2).
    case title
    /// Links, buttons and frames have names (4.1.2).
    case names
    /// Controls have labels (1.3.1, 4.1.2).
    case labels
    /// Images have alternative texts (1.1.1).
    case images
    /// Headings say something and skip no level (1.3.1).
    case headings
    /// There is one main landmark (1.3.1).
    case landmarks
    /// Ids occur once, and what refers to one finds it (1.3.1).
    case ids
    /// Data tables have header cells (1.3.1).
    case tables
    /// Text stands out from its background, where inline styles tell both colours (1.4.3).
    case contrast
    /// Nothing forbids to enlarge the page (1.4.4).
    case zoom
    /// The focus goes in order, and never to what is hidden or within another control (2.4.3, 4.1.2).
    case focus
    /// Roles and attributes of ARIA are such, and complete (4.1.2).
    case aria
    /// Lists hold items, and items stand in lists (1.3.1).
    case lists
    /// Nothing is loaded again, or moves, by itself (2.2.1, 2.2.2).
    case timing
  }

  package var barriers: [Barrier]

  package init(barriers: [Barrier] = Barrier.allCases) { self.barriers = barriers }
}

/// Looks for barriers in pages as the server sent them; what scripts and style sheets make of them is
/// for a browser to tell.
struct AccessibilityMonitor: Watching {
  private let rule: AccessibilityRule
  private let before = JudgedBefore()

  init(_ rule: AccessibilityRule) { self.rule = rule }

  let subject = "a page"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard view.content == .html, !(300..<400 ~= view.status) else { return }
    before.judge(view.bodyKey, &report) { judge(view, &$0) }
  }

  private func judge(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard let tree = view.tree else { return report.skip("too large to be read as a page") }
    // A part of a page that a script asks for has neither language nor title.
    guard let page = AccessiblePage(tree), page.isWhole else { return }
    for barrier in rule.barriers {
      let outcome = page.judge(barrier)
      report.count(outcome.judged)
      for barrier in outcome.barriers {
        report.add(
          view, page.place(barrier.element), rule: barrier.rule, found: barrier.found, isKind: true)
      }
    }
  }
}
