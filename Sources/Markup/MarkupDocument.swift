import CLibXML2

/// A parsed document; ``HTMLDocument`` and ``XMLDocument`` make them.
///
/// It is confined to the thread that made it: parse, query and let go within one call. What its
/// queries return are values.
package class MarkupDocument {
  /// Freed with the document.
  let pointer: xmlDocPtr
  /// How CSS selectors read names in it.
  let language: MarkupLanguage

  init(_ pointer: xmlDocPtr, _ language: MarkupLanguage) {
    self.pointer = pointer
    self.language = language
  }

  deinit { xmlFreeDoc(pointer) }
}

/// Whether names are those of HTML, without case and namespace, or those of XML.
package enum MarkupLanguage: Sendable, Hashable { case html, xml }

/// What a parser's callbacks keep an eye on; handed to C in the parser context's `_private`.
final class ParserGuard {
  let limits: MarkupLimits
  let errors = ErrorCollector()
  /// Set when we, not libxml2, stopped.
  var refusal: MarkupParseError?
  private var nodeCount = 0

  init(_ limits: MarkupLimits) { self.limits = limits }

  var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static func of(_ context: UnsafeMutableRawPointer?) -> (ParserGuard, xmlParserCtxtPtr)? {
    guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self),
      let pointer = context.pointee._private
    else { return nil }
    return (Unmanaged<ParserGuard>.fromOpaque(pointer).takeUnretainedValue(), context)
  }

  func refuse(_ message: String, _ context: xmlParserCtxtPtr) {
    if refusal == nil {
      refusal = MarkupParseError(
        message: message, line: Int(context.pointee.input?.pointee.line ?? 0),
        column: Int(context.pointee.input?.pointee.col ?? 0))
    }
    xmlStopParser(context)
  }

  /// Whether an element may be opened where the context stands; else the parser is stopped.
  func allowsElement(_ context: xmlParserCtxtPtr) -> Bool {
    guard context.pointee.nodeNr < limits.depth else {
      refuse("elements are nested deeper than \(limits.depth)", context)
      return false
    }
    return allowsNode(context)
  }

  /// Whether one more element or comment may be kept; else the parser is stopped.
  func allowsNode(_ context: xmlParserCtxtPtr) -> Bool {
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      refuse("the document has more than \(limits.nodes) elements and comments", context)
      return false
    }
    return true
  }

  /// Refuses a document before the parser sees it.
  static func check(
    _ bytes: borrowing [UInt8], _ language: MarkupLanguage, _ limits: MarkupLimits
  ) throws(MarkupParseError) {
    guard bytes.count <= min(limits.bytes, Int(Int32.max) - 1) else {
      throw MarkupParseError(
        message: "the document has \(bytes.count) bytes, more than \(limits.bytes)")
    }
    if let line = AttributeScan.lineOfExcess(in: bytes, language, limit: limits.attributes) {
      throw MarkupParseError(
        message: "an element has more than \(limits.attributes) attributes", line: line, column: 1)
    }
  }
}
