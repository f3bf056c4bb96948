import Markup
import Pages

/// The states of an element, native ones first, then those that ARIA attributes say.
struct ElementStates {
  private(set) var all: Set<PageElement.State> = []
  private let page: HTMLPage
  private let index: Int
  private let node: MarkupTree.Node

  init(_ page: HTMLPage, _ index: Int) {
    self.page = page
    self.index = index
    node = page.tree[index]
    all.insert(page.accessible.rendered[index] ? .visible : .hidden)
    let isDisabled = page.controls.isDisabled(index) || isTrue("aria-disabled")
    all.insert(isDisabled ? .disabled : .enabled)
    if page.focus == index { all.insert(.focused) }
    addChecks()
    addSelection()
    addExpansion()
    if node.has("required") && page.controls.kind(of: index) != nil || isTrue("aria-required") {
      all.insert(.required)
    }
    if page.controls.isReadOnly(index) || isTrue("aria-readonly") { all.insert(.readOnly) }
    if let current = node["aria-current"]?.lowercased(), !current.isEmpty, current != "false" {
      all.insert(.current)
    }
    addInvalidity()
  }

  private func isTrue(_ attribute: String) -> Bool { node[attribute]?.lowercased() == "true" }

  private mutating func addChecks() {
    if page.controls.kind(of: index)?.isCheckable == true {
      all.insert(page.controls.isChecked(index) ? .checked : .unchecked)
    } else {
      switch page.accessible.role(of: index) {
      case .checkbox, .radio, .switch, .menuitemcheckbox, .menuitemradio, .option, .treeitem:
        switch node["aria-checked"]?.lowercased() {
        case "true": all.insert(.checked)
        case "mixed": all.insert(.mixed)
        case "false": all.insert(.unchecked)
        default: break
        }
      default: break
      }
    }
    switch node["aria-pressed"]?.lowercased() {
    case "true": all.insert(.pressed)
    case "mixed": all.insert(.mixed)
    default: break
    }
  }

  private mutating func addSelection() {
    if node.name == "option" {
      let list = page.accessible.ancestor(of: index) { page.tree[$0].name == "select" }
      if let list, page.controls.selectedOptions(of: list).contains(index) { all.insert(.selected) }
    } else if isTrue("aria-selected") {
      all.insert(.selected)
    }
  }

  private mutating func addExpansion() {
    if node.name == "details" {
      all.insert(node.has("open") ? .expanded : .collapsed)
    } else if page.accessible.isDisclosure(index) {
      all.insert(page.tree[node.parent].has("open") ? .expanded : .collapsed)
    } else if let id = node["popovertarget"], let target = page.accessible.ids[id] {
      all.insert(page.tree.openPopovers.contains(target) ? .expanded : .collapsed)
    } else {
      switch node["aria-expanded"]?.lowercased() {
      case "true": all.insert(.expanded)
      case "false": all.insert(.collapsed)
      default: break
      }
    }
  }

  private mutating func addInvalidity() {
    if let invalid = node["aria-invalid"]?.lowercased() {
      if !invalid.isEmpty, invalid != "false" { all.insert(.invalid) }
    } else if Validation(page).fault(of: index) != nil {
      all.insert(.invalid)
    }
  }
}
