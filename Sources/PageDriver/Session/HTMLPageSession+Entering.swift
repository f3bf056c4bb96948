import HTTPClient
import Markup
import Pages

extension HTMLPageSession {
  func fill(_ element: FoundElement, _ text: String) throws(PageError) {
    try requireUsable(element)
    let page = element.page
    let index = element.index
    guard let kind = page.controls.kind(of: index), kind.isWritable else {
      let role = page.accessible.role(of: index)
      if role == .textbox || role == .searchbox || role == .combobox || role == .spinbutton
        || element.node.has("contenteditable")
      {
        throw .undecided(Self.needsBrowser(for: element))
      }
      throw .unable("\(element.description) is no field that text can be written into")
    }
    guard !page.controls.isReadOnly(index) else {
      throw .unable("\(element.description) is read-only")
    }
    let node = element.node
    let value = FieldValue.sanitized(FieldValue.typed(text, kind, node), kind, node)
    guard !value.isEmpty || text.isEmpty else {
      throw .unable(
        "\(element.description) takes no '\(text)' but \(FieldValue.wanted(kind))")
    }
    page.controls.set(value, of: index)
    page.focus = index
    page.valuesChanged()
  }

  func check(_ element: FoundElement, _ wanted: Bool) throws(PageError) {
    let page = element.page
    let element = try checkable(element)
    // A control whose own box is hidden by design is used by its label.
    guard page.accessible.rendered[element.index] else {
      throw .unable("\(element.description) is hidden")
    }
    guard !page.controls.isDisabled(element.index) else {
      throw .unable("\(element.description) is disabled")
    }
    page.focus = element.index
    guard page.controls.isChecked(element.index) != wanted else { return }
    guard wanted || page.controls.kind(of: element.index) == .checkbox else {
      throw .unable("\(element.description) is a radio button, which cannot be unchecked")
    }
    page.controls.setChecked(wanted, of: element.index)
    page.valuesChanged()
  }

  /// The checkbox or radio button that an element is or labels.
  private func checkable(_ element: FoundElement) throws(PageError) -> FoundElement {
    let page = element.page
    var index = element.index
    if element.node.name == "label", let control = page.controls.labelled(by: index) {
      index = control
    }
    if page.controls.kind(of: index)?.isCheckable == true {
      return FoundElement(page: page, index: index)
    }
    switch page.accessible.role(of: index) {
    case .checkbox, .radio, .switch, .menuitemcheckbox, .menuitemradio, .option:
      throw unscripted(element)
    default: throw .unable("\(element.description) can be neither checked nor unchecked")
    }
  }

  func select(_ element: FoundElement, _ wanted: [String]) throws(PageError) {
    try requireUsable(element)
    let page = element.page
    let controls = page.controls
    guard element.node.name == "select" else {
      let role = page.accessible.role(of: element.index)
      if role == .combobox || role == .listbox { throw unscripted(element) }
      throw .unable("\(element.description) is no list to select from")
    }
    guard wanted.count <= 1 || element.node.has("multiple") else {
      throw .unable("\(element.description) takes one option only")
    }
    guard !wanted.isEmpty || element.node.has("multiple") else {
      throw .unable("\(element.description) always has an option selected")
    }
    let options = controls.options(of: element.index)
    var chosen: Set<Int> = []
    for text in wanted { chosen.insert(try option(text, among: options, of: element)) }
    controls.select(chosen, of: element.index)
    page.focus = element.index
    page.valuesChanged()
  }

  /// By label, else by value.
  private func option(
    _ text: String, among options: [Int], of element: FoundElement
  ) throws(PageError) -> Int {
    let controls = element.page.controls
    let match = NameMatch(text, isExact: false)
    var found = options.filter { controls.label(ofOption: $0) == text.folded }
    if found.isEmpty { found = options.filter { match.isWhole(controls.label(ofOption: $0)) } }
    if found.isEmpty { found = options.filter { controls.value(ofOption: $0) == text } }
    guard let first = found.first else {
      let labels = options.map { controls.label(ofOption: $0) }
      throw .unable(
        "\(element.description) has no option '\(text)'\(NearNames(labels, to: text).hint)")
    }
    guard found.count == 1 else {
      throw .undecided("\(element.description) has \(found.count) options '\(text)'")
    }
    guard !controls.isDisabled(first) else {
      throw .unable("the option '\(text)' of \(element.description) is disabled")
    }
    return first
  }

  /// A click on an option.
  func choose(option element: FoundElement) throws(PageError) {
    let page = element.page
    let controls = page.controls
    guard
      let list = page.accessible.ancestor(
        of: element.index,
        where: {
          page.tree[$0].name == "select"
        })
    else { return }
    guard !controls.isDisabled(element.index), !controls.isDisabled(list) else {
      throw .unable("\(element.description) is disabled")
    }
    controls.select([element.index], of: list)
    page.focus = list
    page.valuesChanged()
  }

  func upload(_ element: FoundElement, _ paths: [String]) throws(PageError) {
    let page = element.page
    var index = element.index
    if element.node.name == "label", let control = page.controls.labelled(by: index) {
      index = control
    }
    guard page.controls.kind(of: index) == .file else {
      throw .unable("\(element.description) takes no files")
    }
    guard !page.controls.isDisabled(index) else {
      throw .unable("\(element.description) is disabled")
    }
    guard paths.count <= 1 || page.tree[index].has("multiple") else {
      throw .unable("\(element.description) takes one file only")
    }
    page.controls.choose(paths, of: index)
    page.focus = index
    page.valuesChanged()
  }
}
