import HTTPClient
import Markup
import Pages

/// What a click or a key does.
enum Activation {
  /// Only the focus moves, or nothing happens.
  case nothing
  case go(Navigation, target: String?)
}

extension HTMLPageSession {
  func click(_ element: FoundElement) async throws(PageError) {
    try requireUsable(element)
    element.page.selectsAll = false
    let activation = try activate(element)
    guard case .go(let navigation, let target) = activation else { return }
    try await go(navigation, from: element.page, target: target)
  }

  /// Throws where a person could not click: what is hidden or disabled.
  func requireUsable(_ element: FoundElement) throws(PageError) {
    let page = element.page
    guard page.accessible.rendered[element.index] else {
      throw .unable("\(element.description) is hidden")
    }
    guard !page.controls.isDisabled(element.index) else {
      throw .unable("\(element.description) is disabled")
    }
  }

  /// What a click on an element does: what the innermost of the elements around it that does
  /// something does.
  func activate(_ element: FoundElement) throws(PageError) -> Activation {
    let page = element.page
    var index = element.index
    while index > 0 {
      let target = FoundElement(page: page, index: index)
      if let activation = try ownActivation(of: target) { return activation }
      index = page.tree[index].parent
    }
    return .nothing
  }

  /// `nil` where the element does nothing by itself.
  private func ownActivation(of element: FoundElement) throws(PageError) -> Activation? {
    let page = element.page
    let node = element.node
    switch node.name {
    case "a", "area":
      guard let address = node["href"] else { break }
      page.focus = element.index
      return try followLink(element, address)
    case "button", "input", "select", "textarea":
      return try activateControl(element)
    case "label":
      guard let control = page.controls.labelled(by: element.index) else { return .nothing }
      let target = FoundElement(page: page, index: control)
      guard !page.controls.isDisabled(control) else {
        throw .unable("\(target.description) is disabled")
      }
      return try ownActivation(of: target)
    case "summary" where page.accessible.isDisclosure(element.index):
      page.focus = element.index
      toggle(node.parent, in: page)
      return .nothing
    case "option":
      try choose(option: element)
      return .nothing
    default: break
    }
    try refuseScripted(element)
    return nil
  }

  private func toggle(_ details: Int, in page: HTMLPage) {
    let opens = !page.tree[details].has("open")
    if opens, let name = page.tree[details]["name"], !name.isEmpty {
      // Of those with the same name one at most is open.
      for (index, node) in page.tree.nodes.enumerated()
      where node.name == "details" && node["name"] == name && node.has("open") {
        page.set("open", to: nil, of: index)
      }
    }
    page.set("open", to: opens ? "" : nil, of: details)
  }

  private func followLink(_ element: FoundElement, _ address: String) throws(PageError)
    -> Activation
  {
    let page = element.page
    let node = element.node
    let scheme = address.scheme
    if scheme == "javascript" || node.has("onclick") && address.trimmedASCII == "#" {
      throw .undecided(Self.needsBrowser(for: element))
    }
    if let scheme, scheme != "http", scheme != "https" {
      throw .unable("\(element.description) leads to no page but to \(scheme):")
    }
    guard let url = try? page.base.resolving(address) else {
      throw .unable("\(element.description) leads to '\(address)', which is no address")
    }
    let relations = (node["rel"] ?? "").lowercased().split(whereSeparator: \.isASCIIWhitespace)
    let own = node["referrerpolicy"].flatMap { ReferrerPolicy(rawValue: $0.lowercased()) }
    let policy: ReferrerPolicy =
      relations.contains("noreferrer") ? .noReferrer : own ?? page.referrerPolicy
    // What `download` says counts only within the origin (WHATWG HTML, section 4.6.5).
    let isFile = node.has("download") && url.hasSameOrigin(as: page.url)
    let source = Navigation.Source(url: page.url, policy: policy)
    return .go(
      Navigation(url: url, source: source, wanted: isFile ? .anyFile : .page),
      target: isFile ? nil : node["target"])
  }

  private func activateControl(_ element: FoundElement) throws(PageError) -> Activation {
    let page = element.page
    let index = element.index
    let controls = page.controls
    guard !controls.isDisabled(index) else { throw .unable("\(element.description) is disabled") }
    page.focus = index
    switch controls.kind(of: index) {
    case .submit, .image:
      if let form = controls.forms.form(of: index) {
        return try submit(form, by: index, in: page)
      }
      return try activateButton(element)
    case .reset:
      guard let form = controls.forms.form(of: index) else { return .nothing }
      controls.reset(form)
      page.valuesChanged()
    case .button: return try activateButton(element)
    case .checkbox:
      controls.setChecked(!controls.isChecked(index), of: index)
      page.valuesChanged()
    case .radio:
      controls.setChecked(true, of: index)
      page.valuesChanged()
    default: break
    }
    return .nothing
  }

  /// A button that sends no form: it may show something, by `popovertarget` or `command`.
  private func activateButton(_ element: FoundElement) throws(PageError) -> Activation {
    let page = element.page
    let node = element.node
    if let id = node["popovertarget"], let target = page.accessible.ids[id] {
      let isOpen = page.tree.openPopovers.contains(target)
      switch node["popovertargetaction"]?.lowercased() {
      case "show": page.setPopover(target, isOpen: true)
      case "hide": page.setPopover(target, isOpen: false)
      default: page.setPopover(target, isOpen: !isOpen)
      }
      return .nothing
    }
    if let id = node["commandfor"], let target = page.accessible.ids[id],
      perform(command: node["command"]?.lowercased() ?? "", on: target, in: page)
    {
      return .nothing
    }
    throw unscripted(element)
  }

  /// The commands of WHATWG HTML, section 4.10.6; false for those that scripts would understand.
  private func perform(command: String, on target: Int, in page: HTMLPage) -> Bool {
    let isDialog = page.tree[target].name == "dialog"
    switch command {
    case "show-modal" where isDialog: page.set("open", to: "", of: target)
    case "close" where isDialog, "request-close" where isDialog:
      page.set("open", to: nil, of: target)
    case "show-popover": page.setPopover(target, isOpen: true)
    case "hide-popover": page.setPopover(target, isOpen: false)
    case "toggle-popover":
      page.setPopover(target, isOpen: !page.tree.openPopovers.contains(target))
    default: return false
    }
    return true
  }

  /// Throws where only a script can have given the element something to do.
  private func refuseScripted(_ element: FoundElement) throws(PageError) {
    if element.node.has("onclick") { throw .undecided(Self.needsBrowser(for: element)) }
    guard element.node.has("role") else { return }
    switch element.page.accessible.role(of: element.index) {
    case .button, .link, .checkbox, .radio, .switch, .tab, .menuitem, .menuitemcheckbox,
      .menuitemradio, .option, .treeitem, .combobox:
      throw unscripted(element)
    default: return
    }
  }

  /// Why an element does nothing here: by a script that is not run, or by none that there is.
  func unscripted(_ element: FoundElement) -> PageError {
    element.page.scripting.hasScripts || element.node.has("onclick")
      ? .undecided(Self.needsBrowser(for: element))
      : .unable(
        "\(element.description) does nothing without JavaScript, and the page has no script")
  }

  static func needsBrowser(for element: FoundElement) -> String {
    "\(element.description) needs JavaScript, so the driver webdriver is needed"
  }
}

extension String {
  /// The scheme of an absolute address, in lower case (WHATWG URL, section 4.4).
  var scheme: String? {
    let text = trimmedASCII
    guard let colon = text.firstIndex(of: ":"), let first = text.utf8.first,
      0x61...0x7A ~= first | 0x20
    else { return nil }
    let scheme = text[..<colon].filter { $0 != "\n" && $0 != "\t" && $0 != "\r" }
    let isScheme = scheme.utf8.allSatisfy { byte in
      0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte || byte == 0x2B || byte == 0x2D
        || byte == 0x2E
    }
    return isScheme ? scheme.lowercased() : nil
  }
}
