import HTTPClient
import Markup
import Pages

extension HTMLPageSession {
  /// That a page lacks what a locator means, with what it has in place of it.
  func missingMessage(_ locator: Locator, _ page: HTMLPage, _ root: Int) -> String {
    let title = page.title.isEmpty ? "" : " ('\(page.title.shortened)')"
    var message = "\(page.url.described(from: base))\(title) has no \(locator)"
    if page.status >= 400 { message += "; the page came with status \(page.status)" }
    if let refusal = page.refusal { message += "; \(refusal)" }
    guard let wanted = locator.kind == .role ? locator.name : locator.value,
      locator.roles != nil || locator.kind == .frame
    else { return message }
    return message + NearNames(names(like: locator, in: page, root), to: wanted).hint
  }

  /// The names of all elements of the kind.
  private func names(like locator: Locator, in page: HTMLPage, _ root: Int) -> [String] {
    if locator.kind == .frame {
      return page.tree.descendants(of: root).filter {
        page.tree[$0].name == "iframe" || page.tree[$0].name == "frame"
      }.prefix(50).map { page.accessible.name(of: $0) }
    }
    var all = locator
    if all.kind == .role { all.name = nil } else { all.value = "" }
    all.position = nil
    let deadline = ContinuousClock.now + .seconds(1)
    let search = Search(page: page, locator: all, root: root, deadline: deadline)
    guard let elements = try? search.candidates() else { return [] }
    return elements.prefix(200).prefix { _ in ContinuousClock.now < deadline }
      .map { page.accessible.name(of: $0) }
  }
}
