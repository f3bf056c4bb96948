import Markup

/// What forms of a page carry so that no other page can send them.
package enum FormTokens {
  /// Parts of the names that such fields have.
  private static let names = ["csrf", "xsrf", "token", "nonce", "sectok", "forgery"]

  /// The hidden fields of a page's posting forms that look like it, each name once.
  package static func fields(in page: [UInt8]) -> [(name: String, value: String)] {
    guard page.count <= ExchangeView.structureLimit, let tree = try? HTMLDocument.parse(page).tree
    else {
      return []
    }
    var fields: [(name: String, value: String)] = []
    for (place, node) in tree.nodes.enumerated() where isPosting(node) {
      for field in tree.nodes[place..<node.end] where field.name == "input" {
        guard ASCII.lowercased(field["type"] ?? "") == "hidden", let name = field["name"],
          let value = field["value"], !value.isEmpty,
          names.contains(where: ASCII.lowercased(name).contains),
          !fields.contains(where: { $0.name == name })
        else { continue }
        fields.append((name, value))
      }
    }
    return fields
  }

  static func isPosting(_ node: MarkupTree.Node) -> Bool {
    node.name == "form" && ASCII.lowercased(node["method"] ?? "") == "post"
  }
}
