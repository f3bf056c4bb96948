import CLibXML2

/// XPath functions that count the siblings with the name and the namespace of the context node.
///
/// Only selectors call them; an expression of a user that names them is refused as unknown.
enum SiblingCount {
  private static let preceding = "waymark-preceding-of-type"
  private static let following = "waymark-following-of-type"

  static func call(isPreceding: Bool) -> String { (isPreceding ? preceding : following) + "()" }

  static func register(in context: xmlXPathContextPtr) {
    xmlXPathRegisterFunc(context, preceding, countPreceding)
    xmlXPathRegisterFunc(context, following, countFollowing)
  }

  /// Counts, and charges every step to the operations that the evaluation may take.
  fileprivate static func count(
    _ parser: xmlXPathParserContextPtr?, _ step: (xmlNode) -> xmlNodePtr?
  ) {
    guard let parser, let context = parser.pointee.context, let node = context.pointee.node else {
      return
    }
    var count = 0
    var steps: UInt = 1
    var next = step(node.pointee)
    while let sibling = next {
      if isSameType(sibling.pointee, node.pointee) { count += 1 }
      steps += 1
      next = step(sibling.pointee)
    }
    context.pointee.opCount += steps
    guard context.pointee.opCount <= context.pointee.opLimit else {
      xmlXPathErr(parser, Int32(XPATH_OP_LIMIT_EXCEEDED.rawValue))
      return
    }
    valuePush(parser, xmlXPathNewFloat(Double(count)))
  }

  private static func isSameType(_ a: xmlNode, _ b: xmlNode) -> Bool {
    a.type == XML_ELEMENT_NODE && xmlStrEqual(a.name, b.name) != 0
      && xmlStrEqual(a.ns?.pointee.href, b.ns?.pointee.href) != 0
  }
}

private func countPreceding(_ parser: xmlXPathParserContextPtr?, _ arguments: Int32) {
  SiblingCount.count(parser) { $0.prev }
}

private func countFollowing(_ parser: xmlXPathParserContextPtr?, _ arguments: Int32) {
  SiblingCount.count(parser) { $0.next }
}
