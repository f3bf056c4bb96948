import Markup

extension AccessibleTree {
  /// The role of an element; `generic` for what is no element.
  func role(of index: Int) -> Role {
    if let role = roles[index] { return role }
    // Stands while it is worked out, for a name that it depends on may come back to it.
    roles[index] = .generic
    let role = tree[index].kind == .element ? explicitRole(index) ?? implicitRole(index) : .generic
    roles[index] = role
    return role
  }

  /// The first token of `role` that is valid here (WAI-ARIA 1.2, section 8.1).
  private func explicitRole(_ index: Int) -> Role? {
    guard let value = tree[index]["role"] else { return nil }
    for token in value.split(whereSeparator: { $0.isASCIIWhitespace }) {
      guard let role = Role(token: String(token)) else { continue }
      switch role {
      // What a person can use or the author describes is not taken out of the tree (section 4.6).
      case .none where isFocusable(index) || hasGlobalAttribute(index): continue
      case .region where !hasAuthorName(index), .form where !hasAuthorName(index): continue
      default: return role
      }
    }
    return nil
  }

  /// The role of an element whose value counts where it is part of a name; `nil` for all others.
  ///
  /// Asks for no name, so that names may ask for it.
  func valueRole(of index: Int) -> Role? {
    let node = tree[index]
    if let value = node["role"] {
      let roles = value.split(whereSeparator: { $0.isASCIIWhitespace })
        .lazy.compactMap { Role(token: String($0)) }
      if let role = roles.first(where: { $0 != .none && $0 != .region && $0 != .form }) {
        return role.embeddedValue == nil ? nil : role
      }
    }
    switch node.name {
    case "input", "select", "textarea", "progress", "meter":
      let role = implicitRole(index)
      return role.embeddedValue == nil ? nil : role
    default: return nil
    }
  }

  private func hasGlobalAttribute(_ index: Int) -> Bool {
    tree[index].attributes.contains { Self.globalAttributes.contains($0.name) }
  }

  /// Without `aria-hidden`; those that are global only by a deprecation are left out too.
  private static let globalAttributes: Set<String> = [
    "aria-atomic", "aria-braillelabel", "aria-brailleroledescription", "aria-busy", "aria-controls",
    "aria-current", "aria-describedby", "aria-description", "aria-details", "aria-dropeffect",
    "aria-flowto", "aria-grabbed", "aria-keyshortcuts", "aria-label", "aria-labelledby",
    "aria-live", "aria-owns", "aria-relevant", "aria-roledescription",
  ]

  /// Whether the author names the element otherwise than by its content.
  func hasAuthorName(_ index: Int) -> Bool {
    let node = tree[index]
    if node.attributes.isEmpty { return false }
    if node["aria-label"]?.contains(where: { !$0.isWhitespace }) == true { return true }
    if node["title"]?.contains(where: { !$0.isWhitespace }) == true { return true }
    return node.has("aria-labelledby") && !referencedName(of: index).isEmpty
  }

  /// Whether the keyboard can reach the element (WHATWG HTML, section 6.6.2).
  func isFocusable(_ index: Int) -> Bool {
    let node = tree[index]
    switch node.name {
    case "a", "area": if node.has("href") { return true }
    case "button", "input", "select", "textarea":
      if !controls.isDisabled(index), controls.kind(of: index) != .hidden { return true }
    case "iframe": return true
    case "summary": if isDisclosure(index) { return true }
    default: break
    }
    if let value = node["tabindex"], Int(value.trimmedASCII) != nil { return true }
    guard let value = node["contenteditable"]?.lowercased() else { return false }
    return value.isEmpty || value == "true" || value == "plaintext-only"
  }

  /// Whether it is the summary that opens and closes its `details`.
  func isDisclosure(_ index: Int) -> Bool {
    let parent = tree[index].parent
    return tree[index].name == "summary" && tree[parent].name == "details"
      && tree.summary(of: parent) == index
  }

  func ancestor(of index: Int, where isWanted: (Int) -> Bool) -> Int? {
    var ancestor = tree[index].parent
    while ancestor > 0 {
      if isWanted(ancestor) { return ancestor }
      ancestor = tree[ancestor].parent
    }
    return nil
  }
}

extension String {
  /// Without ASCII whitespace at its ends.
  var trimmedASCII: String {
    guard let first = first, first.isASCIIWhitespace || last?.isASCIIWhitespace == true else {
      return self
    }
    let start = firstIndex { !$0.isASCIIWhitespace } ?? endIndex
    let end = lastIndex { !$0.isASCIIWhitespace }.map(index(after:)) ?? start
    return String(self[start..<end])
  }
}
