import Markup

/// What a document says about the scripts it needs, which this driver does not run.
struct Scripting {
  /// Whether there is anything that a browser would run.
  private(set) var hasScripts = false
  /// Whether the content seems to be made by scripts: an element that they are to fill is empty,
  /// nothing is there to read, or `noscript` asks for JavaScript.
  private(set) var isNeeded = false

  init(_ tree: MarkupTree, _ text: VisibleText) {
    var asks = false
    var hasEmptyRoot = false
    for (index, node) in tree.nodes.enumerated() where node.kind == .element {
      switch node.name {
      case "script":
        if Self.isCode(node["type"]) { hasScripts = true }
      case "noscript":
        let words = tree.content(of: index).lowercased()
        if words.contains("javascript") || words.contains("enable script") { asks = true }
      case "div", "main", "section", "body":
        guard let id = node["id"]?.lowercased(), Self.roots.contains(id) else { continue }
        if text.range(of: index).isEmpty, !Self.hasControls(tree, index) { hasEmptyRoot = true }
      default:
        if node.name.hasSuffix("-root"), text.range(of: index).isEmpty { hasEmptyRoot = true }
      }
    }
    guard hasScripts else { return }
    isNeeded = asks || hasEmptyRoot || text.range(of: 0).isEmpty && !Self.hasControls(tree, 0)
  }

  private static func isCode(_ type: String?) -> Bool {
    guard let type = type?.lowercased(), !type.isEmpty else { return true }
    return type == "module" || type.contains("javascript") || type.contains("ecmascript")
  }

  private static func hasControls(_ tree: MarkupTree, _ index: Int) -> Bool {
    tree.descendants(of: index).contains { inner in
      switch tree[inner].name {
      case "a", "button", "form", "img", "input", "select", "svg", "table", "textarea", "frame",
        "iframe", "video", "audio", "object", "embed":
        true
      default: false
      }
    }
  }

  /// What frameworks call the element that they fill.
  private static let roots: Set<String> = [
    "root", "app", "__next", "__nuxt", "app-root", "react-root", "main-app", "svelte", "mount",
    "application", "ember", "q-app", "gatsby", "___gatsby", "blazor",
  ]
}
