import HTTPClient
import Markup

/// A name with its value, as a form sends it.
struct FormEntry: Hashable {
  enum Value: Hashable {
    case text(String)
    /// By path; `nil` where none was chosen.
    case file(String?)
  }

  var name: String
  var value: Value
}

extension Controls {
  /// What a form sends (WHATWG HTML, section 4.10.22.4).
  func entries(of form: Int, submitter: Int?) -> [FormEntry] {
    var entries: [FormEntry] = []
    func add(_ name: String, _ value: String) {
      entries.append(
        FormEntry(name: name.withNetworkLineBreaks, value: .text(value.withNetworkLineBreaks)))
    }
    for index in forms.members(of: form) {
      guard let kind = kind(of: index), !isDisabled(index), !isInDatalist(index) else { continue }
      if kind.isButton, index != submitter { continue }
      if kind.isCheckable, !isChecked(index) { continue }
      let node = tree[index]
      let name = node["name"] ?? ""
      if kind == .image {
        // The middle is as good as any place, and nothing is drawn.
        let prefix = name.isEmpty ? "" : "\(name)."
        add("\(prefix)x", "0")
        add("\(prefix)y", "0")
        continue
      }
      guard !name.isEmpty else { continue }
      switch kind {
      case .select:
        for option in selectedOptions(of: index) where !isDisabled(option) {
          add(name, value(ofOption: option))
        }
      case .checkbox, .radio: add(name, node["value"] ?? "on")
      case .file:
        let paths = files[index] ?? []
        for path in paths.isEmpty ? [nil] : paths.map(Optional.some) {
          entries.append(FormEntry(name: name.withNetworkLineBreaks, value: .file(path)))
        }
      case .hidden where name.lowercased() == "_charset_": add(name, "UTF-8")
      case .hidden, .submit, .reset, .button: add(name, node["value"] ?? "")
      default: add(name, value(of: index) ?? "")
      }
      if let direction = node["dirname"], !direction.isEmpty, kind.isLine || kind == .textarea {
        add(direction, textDirection(of: index))
      }
    }
    return entries
  }

  private func isInDatalist(_ index: Int) -> Bool {
    var ancestor = tree[index].parent
    while ancestor > 0 {
      if tree[ancestor].name == "datalist" { return true }
      ancestor = tree[ancestor].parent
    }
    return false
  }

  private func textDirection(of index: Int) -> String {
    var place = index
    while place > 0 {
      if let direction = tree[place]["dir"]?.lowercased(), direction == "rtl" || direction == "ltr"
      {
        return direction
      }
      place = tree[place].parent
    }
    return "ltr"
  }
}

extension String {
  /// With every line break as CR LF.
  fileprivate var withNetworkLineBreaks: String {
    guard utf8.contains(0x0A) || utf8.contains(0x0D) else { return self }
    return withLineFeeds.replacing("\n", with: "\r\n")
  }
}
