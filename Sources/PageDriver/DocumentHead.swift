import Markup

/// What the metadata of a document says.
struct DocumentHead {
  private(set) var title = ""
  /// The address of the first `base` that has one.
  private(set) var base: String?
  /// The content of `meta name=referrer`.
  private(set) var referrer: String?
  /// The content of the first `meta http-equiv=refresh`.
  private(set) var refresh: String?

  init(_ tree: MarkupTree) {
    var hasTitle = false
    var index = 1
    while index < tree.nodes.count {
      let node = tree[index]
      switch node.name {
      // Images have titles of their own, and templates are not part of the document.
      case "svg", "template":
        index = node.end
        continue
      case "title" where !hasTitle:
        title = tree.content(of: index).folded
        hasTitle = true
      case "base" where base == nil: base = node["href"]
      case "meta":
        if refresh == nil, node["http-equiv"]?.lowercased() == "refresh" {
          refresh = node["content"]
        } else if node["name"]?.lowercased() == "referrer" {
          referrer = node["content"]
        }
      default: break
      }
      index += 1
    }
  }
}
