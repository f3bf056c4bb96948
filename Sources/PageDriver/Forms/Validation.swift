import Markup
import Regexes

/// The constraints that a browser holds controls against before it sends a form
/// (WHATWG HTML, section 4.10.21).
struct Validation {
  private let page: HTMLPage
  private let controls: Controls

  init(_ page: HTMLPage) {
    self.page = page
    controls = page.controls
  }

  struct Fault {
    var control: Int
    /// Such as `must be filled in`.
    var reason: String
  }

  func firstFault(in form: Int) -> Fault? {
    for control in controls.forms.members(of: form) {
      if let reason = fault(of: control) { return Fault(control: control, reason: reason) }
    }
    return nil
  }

  /// What is wrong with a control; `nil` where nothing is, or where nothing is checked.
  func fault(of index: Int) -> String? {
    guard let kind = controls.kind(of: index), !kind.isButton, kind != .hidden,
      !controls.isDisabled(index), !controls.isReadOnly(index)
    else { return nil }
    let node = page.tree[index]
    if let reason = missing(index, kind, node) { return reason }
    guard kind.isWritable, let value = controls.value(of: index), !value.isEmpty else { return nil }
    return wrongLength(index, value, kind, node) ?? wrongForm(value, kind, node)
      ?? outOfRange(value, kind, node)
  }

  private func missing(_ index: Int, _ kind: ControlKind, _ node: MarkupTree.Node) -> String? {
    switch kind {
    case .radio:
      let group = controls.forms.radioGroup(of: index)
      let isRequired = group.contains { page.tree[$0].has("required") }
      return isRequired && !group.contains { controls.isChecked($0) } ? "must be chosen" : nil
    case _ where !node.has("required"): return nil
    case .checkbox: return controls.isChecked(index) ? nil : "must be checked"
    case .file: return controls.files[index]?.isEmpty == false ? nil : "must have a file"
    case .select:
      let selected = controls.selectedOptions(of: index)
      let isPlaceholder =
        selected.count == 1 && !node.has("multiple")
        && selected
          == controls.options(of: index)
          .prefix(1).filter { page.tree[$0].parent == index }
        && controls.value(ofOption: selected[0]).isEmpty
      return selected.isEmpty || isPlaceholder ? "must have an option selected" : nil
    case .range, .colour: return nil
    default: return controls.value(of: index)?.isEmpty == false ? nil : "must be filled in"
    }
  }

  /// Limits on the length bind only what a person wrote.
  private func wrongLength(
    _ index: Int, _ value: String, _ kind: ControlKind, _ node: MarkupTree.Node
  ) -> String? {
    guard kind.isLine || kind == .textarea, controls.isEdited(index) else { return nil }
    let length = value.utf16.count
    if let least = node["minlength"].flatMap({ Int($0) }), length < least {
      return "must have at least \(least) characters"
    }
    if let most = node["maxlength"].flatMap({ Int($0) }), most >= 0, length > most {
      return "must have at most \(most) characters"
    }
    return nil
  }

  private func wrongForm(_ value: String, _ kind: ControlKind, _ node: MarkupTree.Node) -> String? {
    if kind == .email {
      let all =
        node.has("multiple") ? value.split(separator: ",").map { String($0).trimmedASCII } : [value]
      guard all.allSatisfy(EmailAddress.isValid) else { return "must be an e-mail address" }
    }
    if kind == .url, value.scheme == nil || !value.contains(":") {
      return "must be an address (URL)"
    }
    guard kind.isLine, let pattern = node["pattern"],
      // A pattern that is not understood is as if there were none.
      let regex = try? LinearRegex.parse(pattern), let matches = try? regex.matchesWhole(value)
    else { return nil }
    guard !matches else { return nil }
    let hint = node["title"].map { " (\($0.folded))" } ?? ""
    return "must have the form that the page asks for\(hint)"
  }

  private func outOfRange(_ value: String, _ kind: ControlKind, _ node: MarkupTree.Node) -> String?
  {
    func ordinal(_ text: String) -> Double? {
      kind == .number || kind == .range
        ? FieldValue.number(text) : DateField.ordinal(of: text, kind)
    }
    guard let number = ordinal(value) else { return nil }
    let least = node["min"].flatMap(ordinal)
    if let least, number < least { return "must be at least \(node["min"] ?? "")" }
    if let most = node["max"].flatMap(ordinal), number > most {
      return "must be at most \(node["max"] ?? "")"
    }
    guard let step = step(kind, node["step"]) else { return nil }
    let from = least ?? node["value"].flatMap(ordinal) ?? 0
    let steps = (number - from) / step
    guard abs(steps - steps.rounded()) > 1e-7 * max(1, abs(steps)) else { return nil }
    return "must be a multiple of \(node["step"] ?? "1") from \(node["min"] ?? "0")"
  }

  /// How far apart values are; `nil` for any.
  private func step(_ kind: ControlKind, _ attribute: String?) -> Double? {
    let (usual, scale): (Double, Double) =
      switch kind {
      case .time, .dateTime: (60, 1000)
      case .number, .range, .date, .month, .week: (1, 1)
      default: (0, 0)
      }
    guard usual > 0, attribute?.lowercased() != "any" else { return nil }
    let given = attribute.flatMap(FieldValue.number) ?? usual
    return (given > 0 ? given : usual) * scale
  }
}

/// WHATWG HTML, section 4.10.5.1.5.
enum EmailAddress {
  static func isValid(_ text: String) -> Bool {
    let sides = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty else { return false }
    let isLocal = sides[0].allSatisfy { byte in
      isLetterOrDigit(byte) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
    }
    let labels = sides[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return isLocal
      && labels.allSatisfy { label in
        1...63 ~= label.count && label.first != 0x2D && label.last != 0x2D
          && label.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20
  }
}
