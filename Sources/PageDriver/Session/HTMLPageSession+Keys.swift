import HTTPClient
import Markup
import Pages

extension HTMLPageSession {
  /// Presses a key on an element, or where the focus is.
  func press(_ key: String, _ locator: Locator?) async throws(PageError) {
    if let locator {
      let element = try await element(locator)
      try requireUsable(element)
      element.page.focus = element.index
      return try await press(key, on: element)
    }
    let page = try page()
    let holder = focused(in: page)
    try await press(key, on: FoundElement(page: holder, index: holder.focus ?? 0))
  }

  /// The page whose element has the focus: one in a frame where it was used last.
  private func focused(in page: HTMLPage) -> HTMLPage {
    guard page.focus == nil else { return page }
    return page.frames.sorted { $0.key < $1.key }.lazy.map(\.value)
      .first { $0.focus != nil } ?? page
  }

  private func press(_ key: String, on element: FoundElement) async throws(PageError) {
    let page = element.page
    let kind = page.controls.kind(of: element.index)
    switch key {
    case "Enter": try await pressEnter(on: element, kind)
    case " ", "Space":
      if kind?.isCheckable == true || kind?.isButton == true || element.node.name == "summary" {
        try await click(element)
      } else {
        type(" ", into: element, kind)
      }
    case "Tab": moveFocus(in: page, by: 1)
    case "Shift+Tab": moveFocus(in: page, by: -1)
    case "Control+a", "Meta+a": page.selectsAll = kind?.isWritable == true
    case "Backspace", "Delete": erase(key, in: element, kind)
    case "ArrowDown", "ArrowRight": step(element, kind, by: 1)
    case "ArrowUp", "ArrowLeft": step(element, kind, by: -1)
    default:
      if key.count == 1 { type(key, into: element, kind) }
    }
  }

  private func pressEnter(on element: FoundElement, _ kind: ControlKind?) async throws(PageError) {
    let page = element.page
    switch kind {
    case .textarea: return type("\n", into: element, kind)
    case let kind? where kind.submitsOnEnter:
      guard let form = page.controls.forms.form(of: element.index),
        case .go(let navigation, let target) = try submitImplicitly(form, in: page)
      else { return }
      return try await go(navigation, from: page, target: target)
    case .select: return
    default: break
    }
    switch element.node.name {
    case "a", "area", "button", "input", "summary": try await click(element)
    default: return
    }
  }

  /// WHATWG HTML, section 4.10.21.2: by the form's first submit button, or without one where at
  /// most one field would hinder it.
  private func submitImplicitly(_ form: Int, in page: HTMLPage) throws(PageError) -> Activation {
    let controls = page.controls
    let members = controls.forms.members(of: form)
    let button = members.first { index in
      let kind = controls.kind(of: index)
      return kind == .submit || kind == .image
    }
    if let button {
      return controls.isDisabled(button) ? .nothing : try submit(form, by: button, in: page)
    }
    let fields = members.count { index in
      guard let kind = controls.kind(of: index) else { return false }
      return kind.isWritable && kind != .textarea && kind != .range && kind != .colour
    }
    return fields > 1 ? .nothing : try submit(form, by: nil, in: page)
  }

  private func type(_ text: String, into element: FoundElement, _ kind: ControlKind?) {
    let page = element.page
    guard let kind, kind.isLine || kind == .textarea || kind == .number,
      !page.controls.isReadOnly(element.index)
    else { return }
    let old = page.selectsAll ? "" : page.controls.value(of: element.index) ?? ""
    page.selectsAll = false
    page.controls.set(FieldValue.typed(old + text, kind, element.node), of: element.index)
    page.valuesChanged()
  }

  private func erase(_ key: String, in element: FoundElement, _ kind: ControlKind?) {
    let page = element.page
    guard kind?.isWritable == true, !page.controls.isReadOnly(element.index) else { return }
    let old = page.controls.value(of: element.index) ?? ""
    let new = page.selectsAll ? "" : key == "Backspace" ? String(old.dropLast()) : old
    page.selectsAll = false
    page.controls.set(new, of: element.index)
    page.valuesChanged()
  }

  /// Arrows go through options and radio buttons.
  private func step(_ element: FoundElement, _ kind: ControlKind?, by step: Int) {
    let page = element.page
    let controls = page.controls
    switch kind {
    case .select where !element.node.has("multiple"):
      let options = controls.options(of: element.index).filter { !controls.isDisabled($0) }
      let selected = controls.selectedOptions(of: element.index).first
      let place = selected.flatMap { options.firstIndex(of: $0) } ?? -1
      guard options.indices.contains(place + step) else { return }
      controls.select([options[place + step]], of: element.index)
    case .radio:
      let group = controls.forms.radioGroup(of: element.index).filter { !controls.isDisabled($0) }
      guard let place = group.firstIndex(of: element.index) else { return }
      let next = group[(place + step + group.count) % group.count]
      controls.setChecked(true, of: next)
      page.focus = next
    default: return
    }
    page.valuesChanged()
  }

  /// To the next element that takes the focus, in document order; a positive `tabindex` goes first.
  private func moveFocus(in page: HTMLPage, by step: Int) {
    page.selectsAll = false
    let tree = page.accessible
    func order(_ index: Int) -> Int { Int((page.tree[index]["tabindex"] ?? "").trimmedASCII) ?? 0 }
    let stops = page.tree.nodes.indices.filter {
      tree.rendered[$0] && page.tree[$0].kind == .element && tree.isFocusable($0) && order($0) >= 0
    }
    let sorted =
      stops.filter { order($0) > 0 }.sorted { (order($0), $0) < (order($1), $1) }
      + stops.filter { order($0) == 0 }
    guard !sorted.isEmpty else { return }
    guard let focus = page.focus else {
      page.focus = step > 0 ? sorted.first : sorted.last
      return
    }
    if let place = sorted.firstIndex(of: focus) {
      page.focus = sorted[(place + step + sorted.count) % sorted.count]
    } else {
      page.focus = step > 0 ? stops.first { $0 > focus } : stops.last { $0 < focus }
    }
  }
}
