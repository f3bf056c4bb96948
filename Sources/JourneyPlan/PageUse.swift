package import Bindings

/// What a check needs of page drivers.
package struct PageUse: Sendable {
  /// Whether any step acts on a page, those of called sequences included.
  package private(set) var hasPageSteps = false
  /// What only a browser can tell or do; `nil` where any driver will do.
  package private(set) var browserNeed: String?

  package init(of check: CheckBinding, in set: BindingSet) {
    var called: Set<String> = []
    visit(check.steps + check.cleanup, set, &called)
  }

  private mutating func visit(_ steps: [Step], _ set: BindingSet, _ called: inout Set<String>) {
    for step in steps {
      visit(step.expectations)
      for capture in step.captures { visit(capture.query) }
      switch step.action {
      case .page(let page):
        hasPageSteps = true
        visit(page)
      case .each(_, _, _, let steps): visit(steps, set, &called)
      case .whileHolds(let conditions, _, let steps):
        visit(conditions)
        visit(steps, set, &called)
      case .branch(let conditions, let then, let otherwise):
        visit(conditions)
        visit(then + otherwise, set, &called)
      case .call(let name, _):
        guard called.insert(name).inserted, let sequence = set.sequences[name] else { continue }
        visit(sequence.steps, set, &called)
      case .request, .set, .command, .delay: break
      }
    }
  }

  private mutating func visit(_ page: PageBinding) {
    switch page.action {
    case .wait(let expectations): visit(expectations)
    case .closeWindow: browserNeed = "closes a window"
    default: break
    }
    switch page.dialogs {
    case .dismiss: break
    case .accept, .answer: browserNeed = "answers a dialog"
    }
  }

  private mutating func visit(_ expectations: [Expectation]) {
    for expectation in expectations { visit(expectation.query) }
  }

  private mutating func visit(_ query: QueryBinding) {
    switch query {
    case .console: browserNeed = "looks at the browser's console"
    case .dialogs: browserNeed = "looks at dialogs"
    default: break
    }
  }

  /// The drivers of a run that the check can be walked with, or why there is none.
  package func drivers(
    of check: CheckBinding, among chosen: [String]
  ) -> Result<[String], Unfit> {
    guard !chosen.isEmpty else {
      return .failure(Unfit(reason: "has page steps, and no page driver is selected"))
    }
    var fitting = chosen
    if let named = check.drivers {
      fitting.removeAll { !named.contains($0) }
      if fitting.isEmpty {
        return .failure(Unfit(reason: "only for the page driver \(named.joined(separator: ", "))"))
      }
    }
    if let browserNeed {
      fitting.removeAll { $0 != "webdriver" }
      if fitting.isEmpty {
        return .failure(Unfit(reason: "\(browserNeed), and no browser is selected"))
      }
    }
    return .success(fitting)
  }

  /// Why a check is left out.
  package struct Unfit: Error {
    package let reason: String
  }
}
