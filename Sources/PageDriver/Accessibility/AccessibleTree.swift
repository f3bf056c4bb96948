import Markup

/// Roles, names and states of a document's elements, each worked out when it is first asked for.
///
/// By WAI-ARIA 1.2, HTML Accessibility API Mappings 1.0 and Accessible Name and Description
/// Computation 1.2, as far as a document without styles and scripts allows. Confined to its page.
final class AccessibleTree {
  let tree: MarkupTree
  let controls: Controls
  /// For each node whether it is displayed.
  let rendered: [Bool]
  /// For each node whether it is in the accessibility tree.
  let exposed: [Bool]
  private(set) lazy var ids = Self.ids(in: tree)
  var roles: [Role?]
  var names: [Int: String] = [:]
  /// The texts of elements as parts of names.
  var contents: [Int: String] = [:]
  /// The cells of table rows.
  var rows: [Int: RowCells] = [:]
  /// Without it an element is part of no other name than those of what it is in.
  private(set) lazy var hasOwners = tree.nodes.contains { $0.has("aria-owns") }

  init(_ tree: MarkupTree, _ controls: Controls) {
    self.tree = tree
    self.controls = controls
    (rendered, exposed) = Self.visibility(in: tree)
    roles = Array(repeating: nil, count: tree.nodes.count)
  }

  /// To be called when the value of a control has changed, for it may be part of names.
  func valuesChanged() {
    names.removeAll(keepingCapacity: true)
    contents.removeAll(keepingCapacity: true)
  }

  /// The elements that an attribute names by their ids, as far as they exist.
  func references(_ attribute: String, of index: Int) -> [Int] {
    guard let value = tree[index][attribute] else { return [] }
    return value.split(whereSeparator: { $0.isASCIIWhitespace }).compactMap { ids[String($0)] }
  }

  /// Elements by their ids; of several with the same the first counts.
  private static func ids(in tree: MarkupTree) -> [String: Int] {
    var ids: [String: Int] = [:]
    for (index, node) in tree.nodes.enumerated() {
      guard let id = node["id"], !id.isEmpty, ids[id] == nil else { continue }
      ids[id] = index
    }
    return ids
  }

  private static func visibility(in tree: MarkupTree) -> (rendered: [Bool], exposed: [Bool]) {
    let nodes = tree.nodes
    var rendered = Array(repeating: true, count: nodes.count)
    var exposed = rendered
    for index in nodes.indices.dropFirst() {
      let node = nodes[index]
      guard rendered[node.parent], !replaced.contains(nodes[node.parent].name) else {
        rendered[index] = false
        exposed[index] = false
        continue
      }
      exposed[index] = exposed[node.parent]
      guard node.kind == .element else {
        if tree.isHidden(index) {
          rendered[index] = false
          exposed[index] = false
        }
        continue
      }
      if unrendered.contains(node.name) || tree.isHidden(index)
        || node.name == "input" && node["type"]?.lowercased() == "hidden"
      {
        rendered[index] = false
        exposed[index] = false
      } else if !node.attributes.isEmpty,
        node["aria-hidden"]?.lowercased() == "true" || node.has("inert")
      {
        exposed[index] = false
      }
    }
    return (rendered, exposed)
  }

  private static let unrendered: Set<String> = [
    "script", "style", "template", "title", "meta", "link", "base", "param", "source",
    "track", "noembed", "noframes", "datalist",
  ]

  /// Elements whose content stands in where they are not understood.
  private static let replaced: Set<String> = ["iframe", "object", "audio", "video", "canvas"]
}

extension Character {
  /// ASCII whitespace of WHATWG Infra.
  var isASCIIWhitespace: Bool {
    self == " " || self == "\n" || self == "\t" || self == "\r" || self == "\u{C}"
      || self == "\r\n"
  }
}
