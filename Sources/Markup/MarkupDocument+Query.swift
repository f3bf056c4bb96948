import CLibXML2

extension MarkupDocument {
  /// Evaluates an expression at the root of the document.
  ///
  /// Fails when it takes too many operations or gives too much.
  package func evaluate(
    _ expression: XPathExpression, detail: MarkupDetail = .value
  ) throws(MarkupEvaluationError) -> XPathResult {
    try withResult(of: expression) { object throws(MarkupEvaluationError) in
      switch object.pointee.type {
      case XPATH_NODESET: .nodes(try nodes(object.pointee.nodesetval, detail))
      case XPATH_NUMBER: .number(object.pointee.floatval)
      case XPATH_STRING: .string(LibXML.string(object.pointee.stringval))
      case XPATH_BOOLEAN: .bool(object.pointee.boolval != 0)
      default:
        throw MarkupEvaluationError(message: "the expression gives no XPath 1.0 value")
      }
    }
  }

  /// The elements that an expression gives; each pointer is good while the document lives.
  func elementPointers(
    _ expression: XPathExpression
  ) throws(MarkupEvaluationError) -> [xmlNodePtr] {
    try withResult(of: expression) { object throws(MarkupEvaluationError) in
      guard object.pointee.type == XPATH_NODESET else {
        throw MarkupEvaluationError(message: "the expression gives no elements")
      }
      guard let set = object.pointee.nodesetval, let table = set.pointee.nodeTab else { return [] }
      let count = Int(set.pointee.nodeNr)
      guard count <= Self.mostNodes else {
        throw MarkupEvaluationError(message: "more than \(Self.mostNodes) nodes match")
      }
      // Namespace nodes among them are freed with the result, so they are told apart here.
      let elements = (0..<count).compactMap { table[$0] }
      guard elements.allSatisfy({ $0.pointee.type == XML_ELEMENT_NODE }) else {
        throw MarkupEvaluationError(message: "the expression gives what is no element")
      }
      return elements
    }
  }

  private func withResult<Result>(
    of expression: XPathExpression,
    _ use: (xmlXPathObjectPtr) throws(MarkupEvaluationError) -> Result
  ) throws(MarkupEvaluationError) -> Result {
    guard let context = xmlXPathNewContext(pointer) else {
      throw MarkupEvaluationError(message: "out of memory")
    }
    defer { xmlXPathFreeContext(context) }
    let errors = ErrorCollector()
    context.pointee.error = collectError
    context.pointee.userData = errors.opaque
    context.pointee.opLimit = Self.operationLimit
    context.pointee.node = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: xmlNode.self)
    for (prefix, uri) in expression.namespaces {
      xmlXPathRegisterNs(context, prefix, uri)
    }
    SiblingCount.register(in: context)
    context.pointee.contextSize = 1
    context.pointee.proximityPosition = 1
    // Without the parentheses libxml2 streams plain paths, which knows no limit of operations.
    let object = withExtendedLifetime(errors) {
      xmlXPathEvalExpression("(" + expression.text + ")", context)
    }
    defer { xmlXPathFreeObject(object) }
    guard let object else {
      throw Self.reason(errors)
    }
    return try use(object)
  }

  /// The elements that a selector matches, in document order.
  package func select(
    _ selector: CSSSelector, detail: MarkupDetail = .value
  ) throws(MarkupEvaluationError) -> [MarkupNode] {
    let expression = XPathExpression(composed: selector.xpath(for: language))
    guard case .nodes(let nodes) = try evaluate(expression, detail: detail) else { return [] }
    return nodes
  }

  /// About two seconds of work.
  private static let operationLimit: UInt = 50_000_000
  private static let mostNodes = 100_000
  private static let mostBytes = 64 << 20

  private static func reason(_ errors: ErrorCollector) -> MarkupEvaluationError {
    guard let report = errors.reports.first else {
      return MarkupEvaluationError(message: "the expression gives nothing")
    }
    return MarkupEvaluationError(
      message: report.message, isMistyped: LibXML.isMistyped(report.code))
  }

  private func nodes(
    _ set: xmlNodeSetPtr?, _ detail: MarkupDetail
  ) throws(MarkupEvaluationError) -> [MarkupNode] {
    guard let set, let table = set.pointee.nodeTab else { return [] }
    let count = Int(set.pointee.nodeNr)
    guard count <= Self.mostNodes else {
      throw MarkupEvaluationError(message: "more than \(Self.mostNodes) nodes match")
    }
    var nodes: [MarkupNode] = []
    nodes.reserveCapacity(count)
    var bytes = 0
    for index in 0..<count {
      guard let pointer = table[index] else { continue }
      let node = value(of: pointer, detail)
      bytes += node.text.utf8.count + (node.source?.markup.utf8.count ?? 0)
      guard bytes <= Self.mostBytes else {
        throw MarkupEvaluationError(message: "what matches is larger than \(Self.mostBytes) bytes")
      }
      nodes.append(node)
    }
    return nodes
  }

  private func value(of node: xmlNodePtr, _ detail: MarkupDetail) -> MarkupNode {
    let kind = Self.kind(node)
    // A namespace node is another structure under the same pointer; only its type may be read.
    guard kind != .other else {
      return MarkupNode(kind: kind, name: "", text: "", attributes: [], line: 0)
    }
    let isNamed = kind == .element || kind == .attribute
    return MarkupNode(
      kind: kind, name: isNamed ? Self.name(node) : "", text: LibXML.take(xmlNodeGetContent(node)),
      attributes: kind == .element ? attributes(of: node) : [],
      line: max(0, xmlGetLineNo(node)),
      source: detail == .full
        ? .init(markup: markup(of: node, kind), path: LibXML.take(xmlGetNodePath(node))) : nil)
  }

  private static func kind(_ node: xmlNodePtr) -> MarkupNode.Kind {
    switch node.pointee.type {
    case XML_ELEMENT_NODE: .element
    case XML_ATTRIBUTE_NODE: .attribute
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: .text
    case XML_COMMENT_NODE: .comment
    case XML_PI_NODE: .processingInstruction
    case XML_DOCUMENT_NODE, XML_HTML_DOCUMENT_NODE: .document
    default: .other
    }
  }

  /// Elements and attributes lay out their name and namespace alike.
  private static func name(_ node: xmlNodePtr) -> String {
    let local = LibXML.string(node.pointee.name)
    guard node.pointee.type == XML_ELEMENT_NODE, let prefix = node.pointee.ns?.pointee.prefix
    else { return local }
    return LibXML.string(prefix) + ":" + local
  }

  private func attributes(of node: xmlNodePtr) -> [MarkupNode.Attribute] {
    var attributes: [MarkupNode.Attribute] = []
    var next = node.pointee.properties
    while let attribute = next {
      var name = LibXML.string(attribute.pointee.name)
      if let prefix = attribute.pointee.ns?.pointee.prefix {
        name = LibXML.string(prefix) + ":" + name
      }
      let value = LibXML.take(xmlNodeListGetString(pointer, attribute.pointee.children, 1))
      attributes.append(.init(name: name, value: value))
      next = attribute.pointee.next
    }
    return attributes
  }

  private func markup(of node: xmlNodePtr, _ kind: MarkupNode.Kind) -> String {
    guard let buffer = xmlBufferCreate() else { return "" }
    defer { xmlBufferFree(buffer) }
    if language == .html, let output = xmlOutputBufferCreateBuffer(buffer, nil) {
      htmlNodeDumpFormatOutput(output, pointer, node, nil, 0)
      xmlOutputBufferClose(output)
    } else {
      xmlNodeDump(buffer, pointer, node, 0, 0)
    }
    let text = LibXML.string(xmlBufferContent(buffer))
    return kind == .attribute ? String(text.drop { $0 == " " }) : text
  }
}
