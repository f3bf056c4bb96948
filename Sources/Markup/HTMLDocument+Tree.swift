import CLibXML2

extension HTMLDocument {
  /// The elements that an expression gives, as indices in ``tree``, in document order.
  ///
  /// Fails when the expression takes too many operations or gives something else.
  package func elements(
    _ expression: XPathExpression
  ) throws(MarkupEvaluationError) -> [Int] {
    _ = tree
    let indices = try elementPointers(expression).compactMap { pointer in
      pointer.pointee._private.map { Int(bitPattern: $0) - 1 }
    }
    return indices.sorted()
  }

  /// The elements that a selector matches, as indices in ``tree``, in document order.
  package func elements(_ selector: CSSSelector) throws(MarkupEvaluationError) -> [Int] {
    try elements(XPathExpression(composed: selector.xpath(for: language)))
  }

  /// Sets an attribute of an element, or takes it away with `nil`.
  package func set(_ attribute: String, to value: String?, of index: Int) {
    guard tree.nodes.indices.contains(index), tree.nodes[index].kind == .element,
      pointers.indices.contains(index), let pointer = pointers[index]
    else { return }
    if let value {
      xmlSetProp(pointer, attribute, value)
    } else {
      xmlUnsetProp(pointer, attribute)
    }
    tree.nodes[index].attributes.removeAll { $0.name == attribute }
    if let value { tree.nodes[index].attributes.append(.init(name: attribute, value: value)) }
    isEdited = true
  }

  /// The document as HTML text in UTF-8: as it was read where that was UTF-8 and nothing was set
  /// since, else written anew.
  package var source: [UInt8] {
    if let original, !isEdited { return original }
    guard let buffer = xmlBufferCreate() else { return [] }
    defer { xmlBufferFree(buffer) }
    if let output = xmlOutputBufferCreateBuffer(buffer, nil) {
      var child = pointer.pointee.children
      while let node = child {
        htmlNodeDumpFormatOutput(output, pointer, node, "UTF-8", 0)
        child = node.pointee.next
      }
      xmlOutputBufferClose(output)
    }
    return Array(LibXML.string(xmlBufferContent(buffer)).utf8)
  }

  /// Walks the document once; each node of the tree is marked with its index and 1.
  func grow() -> MarkupTree {
    var builder = TreeBuilder(document: pointer)
    builder.build()
    pointers = builder.pointers
    return MarkupTree(nodes: builder.nodes)
  }
}

private struct TreeBuilder {
  let document: xmlDocPtr
  var nodes = [
    MarkupTree.Node(kind: .document, name: "", text: "", attributes: [], parent: -1, end: 1)
  ]
  var pointers: [xmlNodePtr?] = [nil]
  /// libxml2 keeps each name once.
  private var names: [UnsafePointer<xmlChar>: String] = [:]

  init(document: xmlDocPtr) { self.document = document }

  mutating func build() {
    guard var node = document.pointee.children else { return }
    var parent = 0
    while true {
      if let index = add(node, parent), nodes[index].kind == .element,
        let child = node.pointee.children
      {
        parent = index
        node = child
        continue
      }
      while node.pointee.next == nil, parent > 0, let outer = node.pointee.parent {
        nodes[parent].end = nodes.count
        parent = nodes[parent].parent
        node = outer
      }
      guard let next = node.pointee.next else { break }
      node = next
    }
    nodes[0].end = nodes.count
  }

  private mutating func add(_ node: xmlNodePtr, _ parent: Int) -> Int? {
    let index = nodes.count
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      nodes.append(
        MarkupTree.Node(
          kind: .element, name: name(node.pointee.name), text: "", attributes: attributes(of: node),
          parent: parent, end: index + 1))
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      nodes.append(
        MarkupTree.Node(
          kind: .text, name: "", text: LibXML.string(node.pointee.content), attributes: [],
          parent: parent, end: index + 1))
    default: return nil
    }
    node.pointee._private = UnsafeMutableRawPointer(bitPattern: index + 1)
    pointers.append(node)
    return index
  }

  private mutating func name(_ pointer: UnsafePointer<xmlChar>?) -> String {
    guard let pointer else { return "" }
    if let name = names[pointer] { return name }
    let name = String(cString: pointer)
    names[pointer] = name
    return name
  }

  private mutating func attributes(of node: xmlNodePtr) -> [MarkupNode.Attribute] {
    guard var attribute = node.pointee.properties else { return [] }
    var attributes: [MarkupNode.Attribute] = []
    while true {
      attributes.append(
        .init(name: name(attribute.pointee.name), value: value(of: attribute)))
      guard let next = attribute.pointee.next else { return attributes }
      attribute = next
    }
  }

  private func value(of attribute: xmlAttrPtr) -> String {
    guard let child = attribute.pointee.children else { return "" }
    if child.pointee.next == nil, child.pointee.type == XML_TEXT_NODE {
      return LibXML.string(child.pointee.content)
    }
    return LibXML.take(xmlNodeListGetString(document, child, 1))
  }
}
