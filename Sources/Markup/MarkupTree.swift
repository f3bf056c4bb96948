/// A document as a list of small values in document order, which unlike the document itself may go
/// from thread to thread.
///
/// Comments and processing instructions are left out. Node 0 is the document.
package struct MarkupTree: Sendable {
  package struct Node: Sendable {
    package enum Kind: Sendable { case document, element, text }

    package var kind: Kind
    /// The qualified name of an element, in lower case in HTML; empty for others.
    package var name: String
    /// What a text node holds; empty for others.
    package var text: String
    /// In the order of the document.
    package var attributes: [MarkupNode.Attribute]
    /// The index of the parent; -1 for the document.
    package var parent: Int
    /// The index after the last descendant: of the next sibling, where there is one.
    package var end: Int

    /// The value of an attribute by its name; `nil` where there is none.
    package subscript(attribute: String) -> String? {
      for candidate in attributes where candidate.name == attribute { return candidate.value }
      return nil
    }

    package func has(_ attribute: String) -> Bool {
      attributes.contains { $0.name == attribute }
    }
  }

  package internal(set) var nodes: [Node]
  /// Indices of the elements with `popover` that are shown; at first there are none.
  package var openPopovers: Set<Int> = []

  init(nodes: [Node]) { self.nodes = nodes }

  package subscript(index: Int) -> Node { nodes[index] }

  /// The indices of a node's children.
  package func children(of index: Int) -> Children {
    Children(nodes: nodes, place: index + 1, end: nodes[index].end)
  }

  /// The indices of a node's descendants, in document order.
  package func descendants(of index: Int) -> Range<Int> { index + 1..<nodes[index].end }

  /// The text of all text nodes within, as `textContent` has it (DOM, section 4.4).
  package func content(of index: Int) -> String {
    var text = ""
    for node in nodes[index..<nodes[index].end] where node.kind == .text { text += node.text }
    return text
  }

  package struct Children: Sequence, IteratorProtocol {
    fileprivate let nodes: [Node]
    fileprivate var place: Int
    fileprivate let end: Int

    package mutating func next() -> Int? {
      guard place < end else { return nil }
      defer { place = nodes[place].end }
      return place
    }
  }
}
