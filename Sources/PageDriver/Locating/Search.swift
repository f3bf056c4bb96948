import Markup
import Pages

/// Why a locator cannot be looked up.
struct SearchProblem: Error {
  var message: String
}

/// Looks for the elements of one document that a locator means, its scope aside.
struct Search {
  let page: HTMLPage
  let locator: Locator
  /// Only what is inside of this.
  let root: Int
  let deadline: ContinuousClock.Instant

  /// In document order, before the position is considered.
  func candidates() throws(SearchProblem) -> [Int] {
    switch locator.kind {
    case .testID:
      return inside.filter { page.tree[$0]["data-testid"] == locator.value }
    case .css: return try selected()
    case .xpath: return try evaluated()
    case .frame:
      throw SearchProblem(message: "a frame can only be where something else is looked for")
    case .text: return TextSearch(page, locator, root).elements
    default: return try named()
    }
  }

  /// The elements that are meant.
  func elements() throws(SearchProblem) -> [Int] {
    let all = try candidates()
    guard let position = locator.position else { return all }
    guard position != 0 else { throw SearchProblem(message: "positions count from 1") }
    let index = position > 0 ? position - 1 : all.count + position
    return all.indices.contains(index) ? [all[index]] : []
  }

  private var inside: Range<Int> { page.tree.descendants(of: root) }

  private func selected() throws(SearchProblem) -> [Int] {
    do {
      return try page.elements(CSSSelector.parse(locator.value)).filter { inside.contains($0) }
    } catch {
      throw Self.problem("the selector", locator.value, error)
    }
  }

  private func evaluated() throws(SearchProblem) -> [Int] {
    do {
      return try page.elements(XPathExpression.parse(locator.value)).filter { inside.contains($0) }
    } catch {
      throw Self.problem("the expression", locator.value, error)
    }
  }

  private static func problem(_ what: String, _ text: String, _ error: any Error) -> SearchProblem {
    let reason =
      switch error {
      case let error as MarkupSyntaxError: error.message
      case let error as MarkupEvaluationError: error.message
      default: "\(error)"
      }
    return SearchProblem(message: "\(what) '\(text)' cannot be used: \(reason)")
  }

  /// By role and name.
  private func named() throws(SearchProblem) -> [Int] {
    let roles = try wantedRoles()
    let wanted = locator.kind == .role ? locator.name : locator.value
    let tree = page.accessible
    let nodes = tree.tree.nodes
    var all: [Int] = []
    for index in inside where tree.exposed[index] && nodes[index].kind == .element {
      if index & 7 == 0 { try checkTime() }
      if roles.contains(tree.role(of: index)) || locator.kind == .field && isField(index) {
        all.append(index)
      }
    }
    guard let wanted, !wanted.isBlank else { return all }
    return try NameMatch(wanted, isExact: locator.isExact).best(of: all) {
      (index) throws(SearchProblem) in
      try checkTime()
      return tree.name(of: index)
    }
  }

  private func wantedRoles() throws(SearchProblem) -> Set<Role> {
    var roles: Set<Role> = []
    for name in locator.roles ?? [] {
      guard let role = Role(token: name) else {
        throw SearchProblem(message: "'\(locator.value)' is no ARIA role")
      }
      roles.insert(role)
    }
    return roles
  }

  /// A control that a person fills in, whatever its role.
  private func isField(_ index: Int) -> Bool {
    guard let kind = page.controls.kind(of: index) else { return false }
    return !kind.isButton && kind != .hidden && page.tree[index]["role"] == nil
  }

  private func checkTime() throws(SearchProblem) {
    guard ContinuousClock.now < deadline else {
      throw SearchProblem(message: "looking for \(locator) took too long on this page")
    }
  }
}
