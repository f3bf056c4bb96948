import Markup

/// Which controls belong to which form (WHATWG HTML, section 4.10.17.3).
struct FormOwners {
  private struct Group: Hashable {
    var form: Int
    var name: String
  }

  private var owners: [Int: Int] = [:]
  private var membersByForm: [Int: [Int]] = [:]
  private var radioGroups: [Group: [Int]] = [:]
  private var groups: [Int: Group] = [:]

  init(_ tree: MarkupTree) {
    var formsByID: [String: Int] = [:]
    for (index, node) in tree.nodes.enumerated() where node.name == "form" {
      if let id = node["id"], formsByID[id] == nil { formsByID[id] = index }
    }
    var open: [Int] = []
    for (index, node) in tree.nodes.enumerated() where node.kind == .element {
      while let last = open.last, tree[last].end <= index { open.removeLast() }
      if node.name == "form" { open.append(index) }
      guard Self.listed.contains(node.name) else { continue }
      let owner = if let id = node["form"] { formsByID[id] } else { open.last }
      if let owner {
        owners[index] = owner
        membersByForm[owner, default: []].append(index)
      }
      if node.name == "input", node["type"]?.lowercased() == "radio", let name = node["name"],
        !name.isEmpty
      {
        let group = Group(form: owner ?? -1, name: name)
        groups[index] = group
        radioGroups[group, default: []].append(index)
      }
    }
  }

  private static let listed: Set<String> = ["button", "input", "output", "select", "textarea"]

  func form(of index: Int) -> Int? { owners[index] }

  /// The controls of a form, in document order.
  func members(of form: Int) -> [Int] { membersByForm[form] ?? [] }

  /// The radio buttons of which one at most is checked, the given one among them.
  func radioGroup(of index: Int) -> [Int] { groups[index].flatMap { radioGroups[$0] } ?? [index] }
}
