import Markup

/// The form controls of a document, with what a person has entered.
///
/// Confined to its page.
final class Controls {
  var tree: MarkupTree
  /// What was entered, by element.
  private(set) var values: [Int: String] = [:]
  private var checks: [Int: Bool] = [:]
  /// By option.
  private var selections: [Int: Bool] = [:]
  /// Paths by file control.
  private(set) var files: [Int: [String]] = [:]
  private(set) lazy var forms = FormOwners(tree)
  private lazy var labelsByControl = Self.labels(in: tree)

  init(_ tree: MarkupTree) { self.tree = tree }

  /// `nil` for what is no control.
  func kind(of index: Int) -> ControlKind? {
    let node = tree[index]
    switch node.name {
    case "input": return ControlKind(inputType: node["type"])
    case "textarea": return .textarea
    case "select": return .select
    case "button":
      switch node["type"]?.lowercased() {
      case "reset": return .reset
      case "button": return .button
      default: return .submit
      }
    default: return nil
    }
  }

  /// By itself or by a `fieldset` around it, save what is in that one's legend
  /// (WHATWG HTML, section 4.10.19.5).
  func isDisabled(_ index: Int) -> Bool {
    let node = tree[index]
    switch node.name {
    case "button", "input", "select", "textarea", "fieldset":
      if node.has("disabled") { return true }
    case "option", "optgroup":
      return node.has("disabled")
        || tree[node.parent].name == "optgroup" && tree[node.parent].has("disabled")
    default: return false
    }
    var inner = index
    var outer = node.parent
    while outer > 0 {
      if tree[outer].name == "fieldset", tree[outer].has("disabled") {
        let legend = tree.children(of: outer).first { tree[$0].name == "legend" }
        if legend != inner { return true }
      }
      inner = outer
      outer = tree[outer].parent
    }
    return false
  }

  func isReadOnly(_ index: Int) -> Bool {
    tree[index].has("readonly") && kind(of: index)?.canBeReadOnly == true
  }

  // MARK: Values

  /// What a writable control holds; `nil` for others.
  func value(of index: Int) -> String? {
    guard let kind = kind(of: index), kind.isWritable else { return nil }
    if let value = values[index] { return value }
    if kind == .textarea {
      // The parser of HTML drops a line break right after the tag.
      let content = tree.content(of: index).withLineFeeds
      return content.hasPrefix("\n") ? String(content.dropFirst()) : content
    }
    return FieldValue.sanitized(tree[index]["value"] ?? "", kind, tree[index])
  }

  func set(_ value: String, of index: Int) { values[index] = value }

  /// Whether a person changed the value, so that limits on its length count.
  func isEdited(_ index: Int) -> Bool { values[index] != nil }

  func isChecked(_ index: Int) -> Bool {
    if let check = checks[index] { return check }
    guard tree[index].has("checked") else { return false }
    // Of the radio buttons of a group that the document checks, the last stays so.
    return kind(of: index) != .radio
      || forms.radioGroup(of: index).last {
        tree[$0].has("checked")
      } == index
  }

  func setChecked(_ isChecked: Bool, of index: Int) {
    if kind(of: index) == .radio, isChecked {
      for other in forms.radioGroup(of: index) { checks[other] = false }
    }
    checks[index] = isChecked
  }

  func choose(_ paths: [String], of index: Int) { files[index] = paths }

  // MARK: Lists

  func options(of select: Int) -> [Int] {
    tree.descendants(of: select).filter { tree[$0].name == "option" }
  }

  /// WHATWG HTML, section 4.10.7, "selectedness setting algorithm".
  func selectedOptions(of select: Int) -> [Int] {
    let options = options(of: select)
    let chosen = options.filter { selections[$0] ?? tree[$0].has("selected") }
    let node = tree[select]
    if node.has("multiple") { return chosen }
    if let last = chosen.last { return [last] }
    let isOpen = (Int((node["size"] ?? "").trimmedASCII) ?? 1) > 1
    guard !isOpen, let first = options.first(where: { !isDisabled($0) }) else { return [] }
    return [first]
  }

  func select(_ chosen: Set<Int>, of select: Int) {
    for option in options(of: select) { selections[option] = chosen.contains(option) }
  }

  func label(ofOption index: Int) -> String {
    if let label = tree[index]["label"], !label.isEmpty { return label.folded }
    return tree.content(of: index).folded
  }

  func value(ofOption index: Int) -> String {
    tree[index]["value"] ?? tree.content(of: index).folded
  }

  // MARK: Labels

  /// The `label` elements of a control, in document order.
  func labels(of index: Int) -> [Int] { labelsByControl[index] ?? [] }

  /// What a `label` is for: by `for`, else the first control inside.
  func labelled(by label: Int) -> Int? {
    if let id = tree[label]["for"] {
      let index = tree.nodes.firstIndex { $0["id"] == id }
      return index.flatMap { Self.isLabelable(tree[$0]) ? $0 : nil }
    }
    return tree.descendants(of: label).first { Self.isLabelable(tree[$0]) }
  }

  private static func labels(in tree: MarkupTree) -> [Int: [Int]] {
    var byID: [String: Int] = [:]
    var labels: [Int] = []
    for (index, node) in tree.nodes.enumerated() where node.kind == .element {
      if node.name == "label" { labels.append(index) }
      if let id = node["id"], byID[id] == nil { byID[id] = index }
    }
    var result: [Int: [Int]] = [:]
    for label in labels {
      let target =
        if let id = tree[label]["for"] { byID[id] } else {
          tree.descendants(of: label).first { isLabelable(tree[$0]) }
        }
      guard let target, isLabelable(tree[target]) else { continue }
      result[target, default: []].append(label)
    }
    return result
  }

  private static func isLabelable(_ node: MarkupTree.Node) -> Bool {
    switch node.name {
    case "button", "meter", "output", "progress", "select", "textarea": true
    case "input": node["type"]?.lowercased() != "hidden"
    default: false
    }
  }

  /// Puts the controls of a form back as the document has them.
  func reset(_ form: Int) {
    for index in forms.members(of: form) {
      values[index] = nil
      checks[index] = nil
      files[index] = nil
      guard tree[index].name == "select" else { continue }
      for option in options(of: index) { selections[option] = nil }
    }
  }
}

extension String {
  /// With CR LF and CR as LF.
  var withLineFeeds: String {
    guard utf8.contains(0x0D) else { return self }
    return replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
